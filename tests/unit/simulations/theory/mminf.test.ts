// Method: cases by hand, limits, and M/M/c with very many servers.
import { describe, expect, it } from 'vitest';
import { mmcMeanWaitS } from '../../../../simulations/theory/mmc';
import { mminfJobsQuantile, mminfMeanJobs, mminfMeanJobsAfter, mminfShareOfTimeWith } from '../../../../simulations/theory/mminf';
import { expectation } from '../../../../simulations/theory/unimodal';

describe('M/M/∞', () => {
  it('holds a Poisson number of jobs', () => {
    const { from, shares } = mminfShareOfTimeWith({ arrivalPerS: 6, servicePerS: 3 });
    expect(from).toBe(0);
    for (const [n, share] of [[0, Math.exp(-2)], [1, 2 * Math.exp(-2)], [3, (8 / 6) * Math.exp(-2)]] as const) expect(shares[n]).toBeCloseTo(share, 14);
    for (const mean of [0, 0.3, 20, 40_000]) {
      const inside = mminfShareOfTimeWith({ arrivalPerS: mean, servicePerS: 1 });
      expect(expectation(inside, () => 1)).toBeCloseTo(1, 12);
      expect(expectation(inside, (n) => n)).toBeCloseTo(mean, 7);
      expect(expectation(inside, (n) => (n - mean) ** 2)).toBeCloseTo(mean, 6);
    }
  });

  it('is the end of M/M/c for many servers', () => {
    const model = { arrivalPerS: 20, servicePerS: 1 };
    expect(mmcMeanWaitS({ ...model, servers: 60 })).toBeLessThan(1e-10);
    expect(mminfMeanJobs(model)).toBe(20);
  });

  it('knows how large a pool is as good as endless', () => {
    // Poisson of mean 1: P(N ≤ 0) = 0.368, P(N ≤ 1) = 0.736, P(N ≤ 2) = 0.920, P(N ≤ 3) = 0.981.
    const model = { arrivalPerS: 1, servicePerS: 1 };
    expect([0.3, 0.5, 0.9, 0.95].map((p) => mminfJobsQuantile(model, p))).toEqual([0, 1, 2, 3]);
  });

  it('fills up from empty', () => {
    const model = { arrivalPerS: 10, servicePerS: 2 };
    expect(mminfMeanJobsAfter(model, 0)).toBeCloseTo(0, 14);
    expect(mminfMeanJobsAfter(model, Math.LN2 / 2)).toBeCloseTo(2.5, 12);
    expect(mminfMeanJobsAfter(model, 1e-9)).toBeCloseTo(1e-8, 15);
    expect(mminfMeanJobsAfter(model, 100)).toBe(5);
  });
});
