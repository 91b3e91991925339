// Method: what moves the visible stretch of time, and what is marked on it, at plain numbers; properties where a rule holds for all.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { changeWords, marksIn } from '../../../../renderer/panels/instruments/marks';
import { linearTicks } from '../../../../renderer/panels/instruments/nice-range';
import { chosenSpan, drawnRows, panned, zoomed } from '../../../../renderer/panels/instruments/visible-span';

describe('the stretch that is seen', () => {
  it('zooms about a moment that stays where it is', () => {
    fc.assert(fc.property(
      fc.double({ min: 10, max: 1e4, noNaN: true }), fc.double({ min: 1, max: 9, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }),
      (fromS, lengthS, share) => {
        const aboutS = fromS + lengthS * share;
        const { fromS: from, toS: to } = zoomed({ fromS, toS: fromS + lengthS }, 0.5, aboutS);
        expect(to - from).toBeCloseTo(lengthS / 2, 6);
        expect((aboutS - from) / (to - from)).toBeCloseTo(share, 6);
      },
    ), { seed: 6 });
  });

  it('never begins before the run, and pans without changing its length', () => {
    expect(zoomed({ fromS: 1, toS: 3 }, 4, 2)).toEqual({ fromS: 0, toS: 6 });
    expect(panned({ fromS: 1, toS: 5 }, -0.5)).toEqual({ fromS: 0, toS: 4 });
    expect(panned({ fromS: 1, toS: 5 }, 0.25)).toEqual({ fromS: 2, toS: 6 });
  });

  it('stays where there is something to see', () => {
    expect(chosenSpan({ fromS: 500, toS: 510 }, 100)).toEqual({ fromS: 99, toS: 109 });
    expect(chosenSpan({ fromS: 20, toS: 30 }, 100)).toEqual({ fromS: 20, toS: 30 });
  });

  it('is drawn by a bounded number of rows, the newest always among them, and by the same ones from moment to moment', () => {
    const tS = Float64Array.from({ length: 8000 }, (_, row) => (row + 1) / 10);
    const rows = drawnRows(tS, 8000, { fromS: 0, toS: 900 });
    expect(rows.length).toBeLessThanOrEqual(701);
    expect(rows.at(-1)).toBe(7999);
    const later = drawnRows(tS, 8000, { fromS: 100, toS: 900 });
    expect(later.slice(1, -1).filter((row) => !rows.includes(row))).toEqual([]);
    expect(drawnRows(tS, 8000, { fromS: 10, toS: 11 }).map((row) => tS[row])).toEqual([9.9, 10, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 10.7, 10.8, 10.9, 11]);
  });
});

describe('changes', () => {
  const all = { fromS: 0, toS: 100 };
  it('are told in the words of the controls', () => {
    expect(changeWords(boundedQueue, 'stations.pickers.workers', 3)).toBe('Pickers: workers 3');
    expect(changeWords(boundedQueue, 'stations.inbox.whenFull', { kind: 'shed-newest' })).toBe('Inbox: when full shed newest');
    expect(changeWords(boundedQueue, 'stations.inbox.nonsense', 1)).toBe('Inbox: nonsense 1');
  });

  it('by a dragged slider are one mark with the last value, those far apart are several', () => {
    const drag = Array.from({ length: 10 }, (_, n) => ({ atS: 40 + n / 10, path: 'stations.pickers.workers', value: n + 1 }));
    expect(marksIn(all, boundedQueue, drag)).toEqual([{ atS: 40.9, text: 'Pickers: workers 10', short: 'workers 10', planned: false }]);
    expect(marksIn(all, boundedQueue, [drag[0]!, { ...drag[1]!, atS: 70 }])).toHaveLength(2);
    expect(marksIn({ fromS: 50, toS: 60 }, boundedQueue, drag)).toEqual([]);
  });

  it('and faults that the scenario plans are marked too', () => {
    const fault = { atS: 60, fault: { kind: 'crash', station: 'pickers', workers: 2, forS: 10 } } as unknown as (typeof boundedQueue)['timeline'][number];
    const planned = { ...boundedQueue, timeline: [{ atS: 40, change: { path: 'stations.orders.arrivals.ratePerS', value: 200 } }, fault] };
    expect(marksIn(all, planned, []).map(({ atS, text }) => [atS, text])).toEqual([[40, 'Orders: arrival rate 200 per s'], [60, 'Pickers: crash, 2 workers, for 10 s'], [70, 'Pickers: crash over']]);
  });
});

it('linear ticks are round, inside, and a handful', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (low, length) => {
    const ticks = linearTicks(low, low + length, false);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks[0]).toBeGreaterThanOrEqual(low - length * 1e-6);
    expect(ticks.at(-1)).toBeLessThanOrEqual((low + length) * (1 + 1e-9));
  }), { seed: 7 });
});
