import { describe, expect, it } from 'vitest';
import { Reading, type TextRead } from '../../../../../renderer/document';
import type { FromReading, ReadingRequest, ReadingWorker } from '../../../../../renderer/document/reading/reading';

// Method: the worker is one that says what the test has it say.
class WorkerDouble implements ReadingWorker {
  asked: ReadingRequest | null = null;
  isEnded = false;
  private tell: (event: { readonly data: FromReading }) => void = () => undefined;
  private break: (event: { readonly message?: string }) => void = () => undefined;

  postMessage(message: ReadingRequest): void { this.asked = message; }
  addEventListener(type: 'message' | 'error', listener: ((event: { readonly data: FromReading }) => void) & ((event: { readonly message?: string }) => void)): void {
    if (type === 'message') this.tell = listener;
    else this.break = listener;
  }
  terminate(): void { this.isEnded = true; }
  says(data: FromReading): void { this.tell({ data }); }
  breaks(message?: string): void { this.break(message === undefined ? {} : { message }); }
}
const READ: TextRead = { kind: 'arrivals', rows: null };

function reading(): { readonly reading: Reading; readonly workers: WorkerDouble[] } {
  const workers: WorkerDouble[] = [];
  return { reading: new Reading(() => { const made = new WorkerDouble(); workers.push(made); return made; }), workers };
}

describe('a long text', () => {
  it('is read elsewhere, tells how far it has come, and its worker ends', async () => {
    const { reading: it_, workers } = reading();
    const shares: number[] = [];
    const read = it_.read({ kind: 'arrivals', text: 'atS' }, (share) => shares.push(share));
    expect(workers[0]?.asked).toEqual({ kind: 'arrivals', text: 'atS' });
    workers[0]?.says({ share: 0.25 });
    workers[0]?.says({ read: READ });
    expect(await read).toBe(READ);
    expect(shares).toEqual([0.25]);
    expect(workers[0]?.isEnded).toBe(true);
  });

  it('is nothing when it is cancelled, or another takes its place', async () => {
    const { reading: it_, workers } = reading();
    const first = it_.read({ kind: 'arrivals', text: 'a' }, () => undefined);
    const second = it_.read({ kind: 'arrivals', text: 'b' }, () => undefined);
    expect(await first).toBeNull();
    it_.cancel();
    expect(await second).toBeNull();
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    it_.cancel();
  });

  it('whose worker is lost says why', async () => {
    const { reading: it_, workers } = reading();
    const lost = it_.read({ kind: 'scenario', text: '{}' }, () => undefined);
    workers[0]?.breaks('out of memory');
    await expect(lost).rejects.toThrow('out of memory');
    expect(workers[0]?.isEnded).toBe(true);
  });
});
