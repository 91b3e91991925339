// Method: pictures and a clock that the test moves; each refresh takes as long as it says. Budget, order and pace are counted.
import { describe, expect, it } from 'vitest';
import { Turns } from '../../../../renderer/ui/turns';

const PICTURE_MS = 16;

function screen() {
  let nowMs = 0;
  let next: (() => void) | null = null;
  const told: string[] = [];
  const turns = new Turns({ nowMs: () => nowMs, beforeNext: (callback) => { next = callback; }, atOnce: (refresh) => refresh() });
  return {
    told,
    isAwaited: () => next !== null,
    take: (name: string, tookMs: number, lateMs?: number) => turns.take(() => {
      told.push(name);
      nowMs += tookMs;
    }, lateMs),
    /** The names of those that were refreshed. */
    picture: (tookMs = PICTURE_MS): readonly string[] => {
      nowMs += tookMs;
      told.length = 0;
      const callback = next;
      next = null;
      callback?.();
      return [...told];
    },
  };
}

describe('turns', () => {
  it('bring no more up to date in a picture than fits, and sooner or later everybody', () => {
    const { take, picture, isAwaited } = screen();
    const names = ['rates', 'latency', 'waiting', 'busy'];
    const line = names.map((name) => take(name, 0.6));
    // What a refresh costs is learnt from the first.
    for (const turn of line) turn.ask();
    for (let n = 0; n < 6; n++) picture();
    expect(isAwaited()).toBe(false);

    for (let n = 0; n < 10; n++) picture();
    for (const turn of line) turn.ask();
    const pictures = [picture(), picture(), picture(), picture(), picture(), picture()];
    expect(pictures.flat().toSorted()).toEqual(names.toSorted());
    for (const refreshed of pictures) expect(refreshed.length).toBeLessThanOrEqual(2);
    expect(pictures[0]).not.toHaveLength(0);
  });

  it('serve more of those who have waited for a second, but not all at once', () => {
    const { take, picture } = screen();
    const names = ['rates', 'latency', 'waiting', 'busy', 'clock', 'headline', 'percentiles', 'heat'];
    const line = names.map((name) => take(name, 0.7));
    const ask = (): void => line.forEach((turn) => turn.ask());
    for (let n = 0; n < 10; n++) {
      ask();
      picture();
    }
    ask();
    const slowly = Array.from({ length: 4 }, () => picture(200));
    for (const refreshed of slowly) expect(refreshed.length).toBeLessThanOrEqual(2);
    while (picture(200).length > 0);
    ask();
    const late = [picture(1_100), picture(1_100)];
    expect(late[0]!.length).toBeGreaterThan(2);
    expect(late[0]!.length).toBeLessThan(names.length);
    expect(late.flat().toSorted()).toEqual(names.toSorted());
  });

  it('bring one that costs more than there is up to date all the same, alone', () => {
    const { take, picture } = screen();
    const [table, clock] = [take('table', 9), take('clock', 0.1)];
    table.ask();
    clock.ask();
    expect(picture()).toEqual(['table']);
    expect(picture()).toEqual(['clock']);
  });

  it('serve who has waited longest first, and nobody more than ten times a second', () => {
    const { take, picture } = screen();
    const [eager, patient] = [take('eager', 0.9), take('patient', 0.9)];
    const served = { eager: 0, patient: 0 };
    const order: string[] = [];
    for (let ms = 0; ms < 1000; ms += PICTURE_MS) {
      eager.ask();
      eager.ask();
      patient.ask();
      order.push(...picture());
    }
    for (const name of order) served[name as keyof typeof served] += 1;
    expect(served.eager).toBeGreaterThanOrEqual(8);
    expect(served.eager).toBeLessThanOrEqual(10);
    expect(Math.abs(served.eager - served.patient)).toBeLessThanOrEqual(1);
  });

  it('serve those sooner that may wait less', () => {
    const { take, picture } = screen();
    const line = [...['rates', 'latency', 'waiting', 'busy'].map((name) => take(name, 0.9)), take('texts', 0.9, 250)];
    let texts = 0;
    for (let n = 0; n < 20; n++) {
      for (const turn of line) turn.ask();
      texts += picture(120).filter((name) => name === 'texts').length;
    }
    expect(texts).toBeGreaterThanOrEqual(8);
    expect(texts).toBeLessThanOrEqual(12);
  });

  it('forget who was shown otherwise', () => {
    const { take, picture, isAwaited } = screen();
    const chart = take('chart', 0.1);
    chart.ask();
    chart.drop();
    expect(picture()).toEqual([]);
    expect(isAwaited()).toBe(false);
  });
});
