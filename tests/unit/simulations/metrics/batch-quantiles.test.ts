// Method: coverage of known percentiles over 400 seeded series, independent and correlated; small cases by hand.
import { describe, expect, it } from 'vitest';
import { batchQuantileInterval, quantile, sectionsInterval, valuesForQuantileInterval } from '../../../../simulations/metrics/batch-quantiles';
import { correlated, expectCoverage } from './correlated-series';

const TRIES = 400;

describe('interval of a percentile', () => {
  it.each([
    { phi: 0, p: 0.5, z: 0, length: 2_000 },
    { phi: 0, p: 0.99, z: 2.326348, length: 20_000 },
    { phi: 0.8, p: 0.95, z: 1.644854, length: 20_000 },
  ])('covers the true p$p at correlation $phi in 95 % of experiments', ({ phi, p, z, length }) => {
    let covered = 0;
    for (let seed = 1; seed <= TRIES; seed++) {
      const { low, high } = batchQuantileInterval(correlated(length, phi, seed), p)!;
      if (low <= z && z <= high) covered++;
    }
    expectCoverage(covered, TRIES, 0.95, 0.02);
  });

  it('is not given where there are too few values', () => {
    expect(valuesForQuantileInterval(0.5)).toBe(160);
    expect(valuesForQuantileInterval(0.99)).toBe(8_000);
    expect(valuesForQuantileInterval(0.999)).toBe(80_000);
    expect(batchQuantileInterval(correlated(7_999, 0, 1), 0.99)).toBeNull();
    expect(batchQuantileInterval(correlated(8_000, 0, 1), 0.99)).toMatchObject({ n: 8 });
  });

  it('stands about the percentile of the whole run', () => {
    const values = correlated(5_000, 0.5, 3);
    expect(batchQuantileInterval(values, 0.9)!.mean).toBe(quantile(values, 0.9));
    // By hand: 1 and 3 about 2: √((1 + 1) / 1 / 2) = 1, times t(0.975, 1) = 12.706.
    expect(sectionsInterval(2, [1, 3])!.halfWidth).toBeCloseTo(12.706, 3);
    expect(sectionsInterval(2, [1])).toBeNull();
  });

  it('takes the ⌈p n⌉-th smallest', () => {
    expect([0, 0.2, 0.21, 0.5, 1].map((p) => quantile([50, 10, 40, 20, 30], p))).toEqual([10, 10, 20, 30, 50]);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
