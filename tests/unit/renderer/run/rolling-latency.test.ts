// Method: random windows of random pairs go in; what is kept in the middle is taken back later, in the same one and in a fresh one, and the same
// windows go in again. Counts, sum and maximum must be the same as the first time, window for window.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RollingLatency } from '../../../../renderer/run/rolling-latency';

const SPAN_NS = 100;

const someWindows = fc.array(fc.record({
  pairs: fc.uniqueArray(fc.record({ bucket: fc.integer({ min: 0, max: 900 }), count: fc.integer({ min: 1, max: 50 }) }), { selector: ({ bucket }) => bucket, maxLength: 6 }),
  sumNs: fc.integer({ min: 0, max: 2 ** 40 }), maxNs: fc.integer({ min: 0, max: 2 ** 40 }), gapNs: fc.integer({ min: 1, max: 40 }),
}), { minLength: 2, maxLength: 30 });

it('what was kept and taken back goes on as if nothing had been between', () => {
  fc.assert(fc.property(someWindows, fc.nat(), (windows, where) => {
    let nowNs = 0;
    const timed = windows.map((window) => ({ ...window, toNs: (nowNs += window.gapNs) }));
    const middle = 1 + (where % (timed.length - 1));
    const seen = (rolling: RollingLatency) => [...rolling.counts.counts.slice(0, 901), rolling.counts.n, rolling.maxNs];
    const add = (rolling: RollingLatency, { toNs, pairs, sumNs, maxNs }: (typeof timed)[number]) => {
      const numbers = Float64Array.from([7, ...pairs.flatMap(({ bucket, count }) => [bucket, count])]);
      rolling.add(toNs, SPAN_NS, numbers, 1, pairs.length, sumNs, maxNs);
      return seen(rolling);
    };

    const rolling = new RollingLatency();
    for (const window of timed.slice(0, middle)) add(rolling, window);
    const before = seen(rolling);
    const kept = rolling.keep();
    const first = timed.slice(middle).map((window) => add(rolling, window));
    for (const again of [rolling, new RollingLatency()]) {
      again.take(kept);
      expect(seen(again)).toEqual(before);
      expect(timed.slice(middle).map((window) => add(again, window))).toEqual(first);
    }
  }));
});
