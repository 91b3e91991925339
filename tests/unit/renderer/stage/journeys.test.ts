import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Journeys, LAG_MS_MAX, legTiming } from '../../../../renderer/stage/picture/journeys';
import { movedUp } from '../../../../renderer/stage/picture/lines';

// Method: properties of chains of legs with random dwell times, down to none at all, as at a high speed.
describe('legTiming', () => {
  it('flies leg after leg, never before it happened, never far behind', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 800, noNaN: true }), { minLength: 1, maxLength: 60 }), (dwells) => {
      let askedMs = 0;
      let endMs = -Infinity;
      for (const dwell of dwells) {
        askedMs += dwell;
        const { startMs, durationMs } = legTiming(askedMs, endMs, 400);
        expect(startMs).toBeGreaterThanOrEqual(askedMs);
        expect(durationMs).toBeGreaterThan(0);
        expect(startMs + durationMs - askedMs).toBeLessThanOrEqual(LAG_MS_MAX + 1);
        if (endMs <= askedMs + LAG_MS_MAX) expect(startMs).toBeGreaterThanOrEqual(endMs);
        endMs = startMs + durationMs;
      }
    }));
  });

  it('leaves a dot that is in time alone', () => {
    expect(legTiming(1_000, 900, 400)).toEqual({ startMs: 1_000, durationMs: 400 });
  });
});

describe('Journeys', () => {
  it('remembers where a job was until it ends, and uses its row again', () => {
    const journeys = new Journeys(2);
    journeys.put(7, 100, 1, 3);
    journeys.put(8, 200, 2, 4);
    journeys.put(9, 300, 0, 0);
    expect([journeys.station(7), journeys.place(7), journeys.endMs(7)]).toEqual([1, 3, 100]);
    expect(journeys.station(9)).toBe(-1); // No row was left: it flies on its own.
    journeys.forget(7);
    journeys.put(9, 300, 0, 5);
    expect([journeys.size, journeys.station(7), journeys.station(8), journeys.place(9)]).toEqual([2, -1, 2, 5]);
  });
});

describe('movedUp', () => {
  it.each([
    ['nobody left', [1, 2, 3], [1, 2, 3, 4], 0],
    ['two left at the head', [1, 2, 3], [3, 4], 2],
    ['somebody pushed in before the first', [1, 2], [9, 1, 2], -1],
    ['all left', [1, 2, 3], [], 3],
    ['all are others', [1, 2], [5, 6], 2],
    ['the line was empty', [], [1], 0],
  ])('%s', (_, before, now, places) => expect(movedUp(before, now)).toBe(places));
});
