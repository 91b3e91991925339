// Method: the small rules of the instruments, each at and around its limits; properties where a rule holds for all input.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf } from '../../../../simulations/metrics/histogram-scale';
import { latencyBins } from '../../../../renderer/panels/instruments/latency-bins';
import { labelledLogTicks, logBounds, logTicks, niceAbove, steadyTop } from '../../../../renderer/panels/instruments/nice-range';
import { isSupported, jobsNeeded } from '../../../../renderer/panels/instruments/percentile-support';
import { placeLabels } from '../../../../renderer/panels/instruments/place-labels';
import { axisFont } from '../../../../renderer/panels/instruments/time-chart';
import { firstRow, visibleSpan } from '../../../../renderer/panels/instruments/visible-span';
import { SLIDER_SPEEDS, speedPlace } from '../../../../renderer/panels/speed-scale';

it('a percentile wants ten jobs beyond it', () => {
  expect([0.5, 0.95, 0.99, 0.999].map(jobsNeeded)).toEqual([20, 200, 1000, 10_000]);
  expect(isSupported(0.99, 999)).toBe(false);
  expect(isSupported(0.99, 1000)).toBe(true);
});

it('the labels of the axes have a size in whole pixels at any size of the root, for the library would scale the digits behind a point', () => {
  fc.assert(fc.property(fc.double({ min: 10, max: 40, noNaN: true }), (rem) => {
    expect(axisFont(rem)).toMatch(/^[1-9]\d*px /);
  }));
});

describe('the visible span', () => {
  it('is twenty seconds of the user at any speed, and ends with the newest window', () => {
    expect(visibleSpan({ speed: 1, windowS: 0.1, lastS: 100 })).toEqual({ fromS: 80, toS: 100 });
    expect(visibleSpan({ speed: 0.1, windowS: 0.01, lastS: 100 })).toEqual({ fromS: 98, toS: 100 });
  });
  it('shows a short run whole', () => {
    expect(visibleSpan({ speed: 1, windowS: 0.1, lastS: 3.1 })).toEqual({ fromS: 0, toS: 4 });
    expect(visibleSpan({ speed: 1, windowS: 0.1, lastS: 19 })).toEqual({ fromS: 0, toS: 20 });
    expect(visibleSpan({ speed: 0.1, windowS: 0, lastS: 0 }).toS).toBeGreaterThan(0);
  });
  it('has enough windows for a line', () => {
    expect(visibleSpan({ speed: 0.001, windowS: 0.5, lastS: 100 }).fromS).toBe(94);
  });
  it('begins with the row before it', () => {
    const tS = Float64Array.of(1, 2, 3, 4, 5, 0, 0);
    expect(firstRow(tS, 5, 3.5)).toBe(2);
    expect(firstRow(tS, 5, 0)).toBe(0);
    expect(firstRow(tS, 5, 99)).toBe(4);
    expect(firstRow(tS, 0, 1)).toBe(0);
  });
});

describe('scales', () => {
  it('have round tops that keep still', () => {
    expect([0, 0.07, 1, 1.1, 99, 101].map(niceAbove)).toEqual([1, 0.08, 1, 1.2, 100, 120]);
    expect(steadyTop(100, 60, 1)).toBe(100);
    expect(steadyTop(100, 40, 1)).toBe(50);
    expect(steadyTop(100, 120, 1)).toBe(150);
    expect(steadyTop(undefined, 0, 1)).toBe(1);
    expect(steadyTop(undefined, 0.2, 1)).toBe(1);
    expect(steadyTop(1, 0.0002, 1), 'a line that would lie on the ground').toBeCloseTo(0.0003, 9);
  });

  it.each([[0.04, 0.06], [0.0002, 0]])('keep still where there is %d and %d jobs per second in turns', (one, other) => {
    let top: number | undefined;
    let changes = 0;
    for (let turn = 0; turn < 40; turn++) {
      const next = steadyTop(top, turn % 2 === 0 ? one : other, 1);
      if (top !== undefined && next !== top) changes += 1;
      top = next;
    }
    expect(changes).toBeLessThanOrEqual(1);
  });

  it('let a line that was tiny grow to where others are', () => {
    let top = steadyTop(undefined, 0.001, 1);
    for (let largest = 0.001; largest < 3; largest *= 1.1) {
      top = steadyTop(top, largest, 1);
      expect(top).toBeGreaterThan(largest);
      expect(top).toBeLessThan(largest * 2);
    }
  });

  it('hold every positive value between round bounds at least ten apart', () => {
    fc.assert(fc.property(fc.double({ min: 1e-8, max: 1e4, noNaN: true }), fc.double({ min: 1, max: 1e5, noNaN: true }), (low, factor) => {
      const [from, to] = logBounds(low, low * factor);
      expect(from).toBeLessThanOrEqual(low * 1.001);
      expect(to).toBeGreaterThanOrEqual(low * factor * 0.999);
      expect(to / from).toBeGreaterThan(8);
      expect(logTicks(from, to).length).toBeGreaterThanOrEqual(2);
    }), { seed: 3 });
  });
});

it('labels never lie on each other, stay inside, and keep their order', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { minLength: 1, maxLength: 8 }), (wished) => {
    const places = placeLabels(wished, 16, 8, 192);
    const sorted = places.map((at, n) => ({ at, wish: wished[n] ?? 0 })).sort((a, b) => a.at - b.at);
    sorted.slice(1).forEach(({ at, wish }, n) => {
      expect(at - sorted[n]!.at).toBeGreaterThanOrEqual(16 - 1e-9);
      expect(Math.min(192, Math.max(8, wish))).toBeGreaterThanOrEqual(Math.min(192, Math.max(8, sorted[n]!.wish)));
    });
    expect(Math.min(...places)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...places)).toBeLessThanOrEqual(192);
  }), { seed: 4 });
  expect(placeLabels([100, 20], 16, 8, 192)).toEqual([100, 20]);
});

describe('the bars of the distribution', () => {
  const histogramOf = (latenciesS: readonly number[]) => {
    const counts = new Float64Array(5632);
    const buckets = latenciesS.map((seconds) => bucketOf(Math.round(seconds * 1e9)));
    for (const bucket of buckets) counts[bucket]! += 1;
    return { counts, firstBucket: Math.min(...buckets), lastBucket: Math.max(...buckets), n: latenciesS.length };
  };

  it('hold all jobs, and each where it belongs', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 1e-6, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 }), (latenciesS) => {
      const { shares } = latencyBins(histogramOf(latenciesS))!;
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(shares.length).toBeLessThanOrEqual(66);
    }), { seed: 5 });
  });

  it('are level where as many jobs lie in each factor', () => {
    const even = Array.from({ length: 100_000 }, (_, n) => 0.001 * 1000 ** (n / 100_000));
    const inner = latencyBins(histogramOf(even))!.shares.slice(1, -1);
    expect(Math.max(...inner) / Math.min(...inner)).toBeLessThan(1.03);
  });

  it('are none while nothing was served', () => {
    expect(latencyBins({ counts: new Float64Array(10), firstBucket: 0, lastBucket: -1, n: 0 })).toBeNull();
  });
});

it('speeds go from a thousandth to a thousand by 1, 2 and 5, and as fast as it goes stands at the end', () => {
  expect([SLIDER_SPEEDS[0], SLIDER_SPEEDS.at(-1), SLIDER_SPEEDS.length]).toEqual([0.001, 1000, 19]);
  expect(SLIDER_SPEEDS[speedPlace(0.1)]).toBe(0.1);
  expect(SLIDER_SPEEDS[speedPlace(0.3)]).toBe(0.2);
  expect(speedPlace(Infinity)).toBe(SLIDER_SPEEDS.length - 1);
});

it('a low logarithmic axis labels fewer ticks, and never fewer than its two ends', () => {
  const ticks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
  expect(labelledLogTicks(ticks, 6)).toEqual(ticks);
  expect(labelledLogTicks(ticks, 3.5)).toEqual([0.01, null, null, 0.1, null, null]);
  expect(labelledLogTicks([0.02, 0.05, 0.1, 0.2], 3)).toEqual([0.02, null, null, 0.2]);
  expect(labelledLogTicks([0.01, 0.1, 1, 10], 2)).toEqual([0.01, null, null, 10]);
});
