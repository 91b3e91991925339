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
    take: (name: string, tookMs: number) => turns.take(() => {
      told.push(name);
      nowMs += tookMs;
    }),
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

  it('keep nobody waiting where pictures come slowly', () => {
    const { take, picture } = screen();
    const line = ['rates', 'latency', 'waiting', 'busy', 'clock', 'headline'].map((name) => take(name, 0.6));
    for (let n = 0; n < 8; n++) {
      for (const turn of line) turn.ask();
      picture();
    }
    for (const turn of line) turn.ask();
    expect([...picture(200), ...picture(200)]).toHaveLength(line.length);
  });

  it('serve more of those who are late, but not all at once', () => {
    const { take, picture } = screen();
    const names = Array.from({ length: 20 }, (_, n) => `chart ${n}`);
    const line = names.map((name) => take(name, 0.7));
    const ask = (): void => line.forEach((turn) => turn.ask());
    for (let n = 0; n < 60; n++) {
      ask();
      picture(40);
    }
    while (picture(40).length > 0);
    ask();
    expect(picture(40).length).toBeLessThanOrEqual(2);
    while (picture(40).length > 0);
    ask();
    picture(60);
    picture(350);
    // Those who are left have waited for more than 400 ms.
    const late = picture(100).length;
    expect(late).toBeGreaterThan(4);
    expect(late).toBeLessThan(10);
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

  it('forget who was shown otherwise', () => {
    const { take, picture, isAwaited } = screen();
    const chart = take('chart', 0.1);
    chart.ask();
    chart.drop();
    expect(picture()).toEqual([]);
    expect(isAwaited()).toBe(false);
  });
});
