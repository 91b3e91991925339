// Method: limits by hand, and a simulation apart from the engine: each branch is a Lindley recursion, a job's time is the longest of its branches'.
// 20 independent seeded runs; the exact mean for two must lie in their narrow 99.9 % interval, the approximation within the 5 % its authors claim.
import { describe, expect, it } from 'vitest';
import { drawExponential, openRandom } from '../../../../simulations/engine/random';
import { replicationsInterval } from '../../../../simulations/metrics/interval';
import { forkJoinIsExact, forkJoinMeanTimeInSystemMaxS, forkJoinMeanTimeInSystemS, type ForkJoin } from '../../../../simulations/theory/fork-join';

const JOBS = 40_000;
const WARM_UP = 4_000;

function simulated({ arrivalPerS, servicePerS, branches }: ForkJoin): { mean: number; halfWidth: number } {
  const means = Array.from({ length: 20 }, (_, seed) => {
    const free = new Float64Array(branches);
    let now = 0;
    let sum = 0;
    for (let j = 0; j < JOBS; j++) {
      openRandom(seed + 1, branches, j, 0);
      now += drawExponential() / arrivalPerS;
      let last = 0;
      for (let b = 0; b < branches; b++) {
        free[b] = Math.max(free[b]!, now) + drawExponential() / servicePerS;
        last = Math.max(last, free[b]!);
      }
      if (j >= WARM_UP) sum += last - now;
    }
    return sum / (JOBS - WARM_UP);
  });
  return replicationsInterval(means, 0.999)!;
}

describe('fork and join', () => {
  it('by hand: hardly any load is the longest of n services; one branch is M/M/1', () => {
    for (const [branches, harmonic] of [[1, 1], [2, 1.5], [4, 25 / 12]] as const) {
      expect(forkJoinMeanTimeInSystemS({ arrivalPerS: 0, servicePerS: 2, branches })).toBeCloseTo(harmonic / 2, 13);
    }
    expect(forkJoinMeanTimeInSystemS({ arrivalPerS: 3, servicePerS: 4, branches: 1 })).toBe(1);
    expect(forkJoinMeanTimeInSystemS({ arrivalPerS: 4, servicePerS: 4, branches: 2 })).toBe(Infinity);
    expect(forkJoinMeanTimeInSystemS({ arrivalPerS: 2, servicePerS: 4, branches: 2 })).toBeCloseTo((11.5 / 8) / 2, 13);
  });

  it.each([0.5, 0.8])('of two at a load of %d: Flatto and Hahn are right', (arrivalPerS) => {
    const model = { arrivalPerS, servicePerS: 1, branches: 2 };
    const theory = forkJoinMeanTimeInSystemS(model);
    const { mean, halfWidth } = simulated(model);
    expect(halfWidth / theory).toBeLessThan(0.05);
    expect(Math.abs(mean - theory)).toBeLessThanOrEqual(halfWidth);
    expect(forkJoinIsExact(model)).toBe(true);
  });

  it.each([[4, 0.5], [16, 0.7]])('of %i at a load of %d: Nelson and Tantawi are near', (branches, arrivalPerS) => {
    const model = { arrivalPerS, servicePerS: 1, branches };
    const { mean, halfWidth } = simulated(model);
    expect(halfWidth / mean).toBeLessThan(0.03);
    expect(Math.abs(forkJoinMeanTimeInSystemS(model) / mean - 1)).toBeLessThan(0.05);
    expect(mean).toBeLessThan(forkJoinMeanTimeInSystemMaxS(model));
    expect(forkJoinIsExact(model)).toBe(false);
  });

  it('the approximation goes through the exact value for two', () => {
    const model = { arrivalPerS: 0.6, servicePerS: 1 };
    const two = forkJoinMeanTimeInSystemS({ ...model, branches: 2 });
    expect(forkJoinMeanTimeInSystemS({ ...model, branches: 3 })).toBeGreaterThan(two);
    expect(forkJoinMeanTimeInSystemMaxS({ ...model, branches: 2 })).toBeGreaterThan(two);
  });
});
