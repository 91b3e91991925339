// Method: the scale against its own edges and against a sorted array of the same durations.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationFigures, percentilesNs, supportedBy } from '../../../../simulations/metrics/duration-figures';
import { BUCKETS, HISTOGRAM_ERROR_MAX, bucketFloorNs, bucketMiddleNs, bucketOf } from '../../../../simulations/metrics/histogram-scale';
import { holds } from '../../../properties/kit';

const someNs = fc.oneof(fc.nat(2000), fc.nat(), fc.maxSafeNat(), fc.nat(53).map((bit) => Math.max(0, 2 ** bit - 1)));

describe('the scale of histograms', () => {
  it('has buckets that begin where they say and follow each other without a gap', () => {
    for (let b = 0; b < BUCKETS; b++) {
      expect(bucketOf(bucketFloorNs(b))).toBe(b);
      expect(bucketFloorNs(b + 1)).toBeGreaterThan(bucketFloorNs(b));
      expect(bucketOf(Math.ceil(bucketFloorNs(b + 1)) - 1)).toBe(b);
    }
  });

  it('reads every duration at most 1/256 off, and a few ns below 1,024', () => {
    holds(5000, someNs, (ns) => {
      const bucket = bucketOf(ns);
      expect(bucket).toBeGreaterThanOrEqual(0);
      expect(bucket).toBeLessThan(BUCKETS);
      expect(Math.abs(bucketMiddleNs(bucket) - ns)).toBeLessThanOrEqual(Math.max(7, ns * HISTOGRAM_ERROR_MAX));
    });
  });

  it('reads percentiles as a sorted array has them, within the width of a bucket', () => {
    holds(1000, fc.array(someNs, { minLength: 1, maxLength: 400 }), (times) => {
      const sorted = times.slice().sort((a, b) => a - b);
      const shares = [0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1];
      percentilesNs(countsOf(times), times.length, shares).forEach((found, i) => {
        const exact = sorted[Math.max(1, Math.ceil(shares[i]! * times.length)) - 1]!;
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(Math.max(7, exact * HISTOGRAM_ERROR_MAX));
      });
    });
  });

  it('takes the ⌈p n⌉-th, for every n up to 20,000, though 0.999 is no binary number', () => {
    for (const [p, thousandths] of [[0.5, 500], [0.9, 900], [0.95, 950], [0.99, 990], [0.999, 999]] as const) {
      for (let n = 1; n <= 20_000; n++) {
        const rank = Math.floor((thousandths * n + 999) / 1000);
        expect(Math.max(1, Math.ceil(p * n)), `n = ${n}, p = ${p}`).toBe(rank);
      }
    }
  });
});

describe('duration figures', () => {
  it('of nothing are null', () => {
    expect(durationFigures(new Float64Array(BUCKETS), 0, 0)).toEqual({ n: 0, mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null, supported: supportedBy(0) });
    expect(Object.values(supportedBy(0))).toEqual([false, false, false, false, false]);
  });

  it('say which percentiles n supports: ten beyond each', () => {
    expect(supportedBy(19)).toEqual({ p50: false, p90: false, p95: false, p99: false, p999: false });
    expect(supportedBy(20).p50).toBe(true);
    expect(supportedBy(199)).toEqual({ p50: true, p90: true, p95: false, p99: false, p999: false });
    expect(supportedBy(200).p95).toBe(true);
    expect([999, 1000].map((n) => supportedBy(n).p99)).toEqual([false, true]);
    expect([9_999, 10_000].map((n) => supportedBy(n).p999)).toEqual([false, true]);
  });

  it('never give a percentile above the largest, and rise from one to the next', () => {
    holds(1000, fc.array(someNs, { minLength: 1, maxLength: 50 }), (times) => {
      const max = Math.max(...times);
      const { n, mean, p50, p90, p95, p99, p999, max: largest } = durationFigures(countsOf(times), times.reduce((sum, x) => sum + x, 0), max);
      expect(n).toBe(times.length);
      expect(largest).toBe(max / 1e9);
      expect(mean).toBeCloseTo(times.reduce((sum, x) => sum + x / times.length, 0) / 1e9, 3);
      const rising = [p50!, p90!, p95!, p99!, p999!, largest!];
      expect(rising).toEqual(rising.slice().sort((a, b) => a - b));
    });
  });

  it('of one and the same duration are that duration, within the width of a bucket', () => {
    const { p50, p99, max, mean } = durationFigures(countsOf([40_000_000, 40_000_000]), 80_000_000, 40_000_000);
    expect([mean, max]).toEqual([0.04, 0.04]);
    for (const p of [p50!, p99!]) expect(Math.abs(p / 0.04 - 1)).toBeLessThanOrEqual(HISTOGRAM_ERROR_MAX);
  });
});

function countsOf(times: readonly number[]): Int32Array {
  const counts = new Int32Array(BUCKETS);
  for (const ns of times) counts[bucketOf(ns)]!++;
  return counts;
}
