import type { OnShare } from '../../../simulations/scenario/trace-csv';
import type { TextKind, TextRead } from './read-text';

export interface ReadingRequest {
  readonly kind: TextKind;
  readonly text: string;
}
export type FromReading = { readonly share: number } | { readonly read: TextRead };

/** The part of a Worker that is used here; tests put their own in its place. */
export interface ReadingWorker {
  postMessage(message: ReadingRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: FromReading }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/** Reads one long text beside the page, which goes on meanwhile. A newer one takes the place of the one before it. */
export class Reading {
  private giveUp: (() => void) | null = null;

  constructor(private readonly makeWorker: () => ReadingWorker = pageWorker) {}

  /** Null: it was cancelled. Rejects when the worker is lost, as where the memory does not suffice. */
  read(request: ReadingRequest, onShare: OnShare): Promise<TextRead | null> {
    this.cancel();
    const worker = this.makeWorker();
    return new Promise<TextRead | null>((resolve, reject) => {
      this.giveUp = () => resolve(null);
      worker.addEventListener('message', ({ data }) => {
        if ('share' in data) onShare(data.share);
        else resolve(data.read);
      });
      worker.addEventListener('error', ({ message }) => reject(new Error(message ?? 'not enough memory')));
      worker.postMessage(request);
    }).finally(() => worker.terminate());
  }

  cancel(): void {
    this.giveUp?.();
    this.giveUp = null;
  }
}

const pageWorker = (): ReadingWorker => new Worker(new URL('./reading.worker.ts', import.meta.url), { type: 'module', name: 'reading' });
