// Method: a sample worked out by hand, and coverage: of 1,000 seeded experiments about 95 % must cover the true mean.
import { describe, expect, it } from 'vitest';
import { moments, pairedDifferenceInterval, replicationsInterval } from '../../../../simulations/metrics/interval';
import { correlated, expectCoverage } from './correlated-series';

describe('interval from replications', () => {
  it('by hand: 1.20 1.50 1.68 1.89 0.95 1.49 1.58 1.55 0.50 1.09 have the 90 % interval 1.34 ± 0.24 (Law, example 4.27)', () => {
    const found = replicationsInterval([1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09], 0.9)!;
    expect(found.mean).toBeCloseTo(1.343, 12);
    expect(found.halfWidth).toBeCloseTo(0.24, 2);
    expect(found).toMatchObject({ n: 10, confidence: 0.9, low: found.mean - found.halfWidth, high: found.mean + found.halfWidth });
  });

  it('one value says nothing of its own error', () => {
    expect(replicationsInterval([3])).toBeNull();
    expect(replicationsInterval([])).toBeNull();
    expect(replicationsInterval([3, 3, 3])).toMatchObject({ mean: 3, halfWidth: 0 });
  });

  it('covers the true mean in 95 % of experiments, however few the runs', () => {
    for (const runs of [2, 5, 20]) {
      let covered = 0;
      for (let seed = 1; seed <= 1000; seed++) {
        const { low, high } = replicationsInterval(correlated(runs, 0, seed))!;
        if (low <= 0 && 0 <= high) covered++;
      }
      expectCoverage(covered, 1000, 0.95);
    }
  });

  it('the variance keeps its digits beside a large mean', () => {
    expect(moments([1e9 + 1, 1e9 + 2, 1e9 + 3])).toEqual({ mean: 1e9 + 2, variance: 1 });
  });
});

describe('interval of a paired difference', () => {
  it('is far narrower than the runs’ own scatter where both have it in common', () => {
    const common = correlated(20, 0, 1);
    const noise = correlated(20, 0, 2);
    const a = common.map((value) => 10 + 5 * value);
    const b = common.map((value, i) => 11 + 5 * value + 0.1 * noise[i]!);
    const { low, high, halfWidth } = pairedDifferenceInterval(a, b)!;
    expect(low).toBeGreaterThan(0.8);
    expect(high).toBeLessThan(1.2);
    expect(replicationsInterval(a)!.halfWidth).toBeGreaterThan(20 * halfWidth);
    expect(pairedDifferenceInterval([1, 2], [1, 2, 3])).toBeNull();
  });
});
