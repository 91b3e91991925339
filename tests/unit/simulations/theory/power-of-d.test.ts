// Method: by hand; one choice is M/M/1; and two servers with two choices, whose steady state is computed by sweeping over
// all states up to 60 jobs in each line: the formula is a limit, and few servers do worse.
import { describe, expect, it } from 'vitest';
import { mm1MeanTimeInSystemS } from '../../../../simulations/theory/mm1';
import { modelFacts } from '../../../../simulations/theory/model-facts';
import { powerOfDMeanTimeInSystemS, powerOfDMeanWaitS, powerOfDShareWithAtLeast } from '../../../../simulations/theory/power-of-d';

/** Mean time in system of two servers (μ = 1) where each job joins the shorter line, ties by chance. */
function shorterOfTwo(load: number): number {
  const size = 60;
  const share = new Float64Array(size * size).fill(1);
  const at = (i: number, j: number): number => i * size + j;
  for (let sweep = 0; sweep < 3000; sweep++) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const full = i === size - 1 && j === size - 1;
        const out = (full ? 0 : 2 * load) + (i > 0 ? 1 : 0) + (j > 0 ? 1 : 0);
        let into = 0;
        if (i + 1 < size) into += share[at(i + 1, j)]!;
        if (j + 1 < size) into += share[at(i, j + 1)]!;
        if (i > 0 && i - 1 <= j) into += (i - 1 === j ? 1 : 2) * load * share[at(i - 1, j)]!;
        if (j > 0 && j - 1 <= i) into += (j - 1 === i ? 1 : 2) * load * share[at(i, j - 1)]!;
        share[at(i, j)] = into / out;
      }
    }
  }
  let total = 0;
  let jobs = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) {
    total += share[at(i, j)]!;
    jobs += (i + j) * share[at(i, j)]!;
  }
  return jobs / total / (2 * load);
}

describe('power of d choices', () => {
  it('by hand: two choices at a load of 0.5: shares 1/2, 1/8, 1/128 …', () => {
    const model = { arrivalPerS: 5, servicePerS: 10, choices: 2 };
    expect([1, 2, 3].map((i) => powerOfDShareWithAtLeast(model, i))).toEqual([1 / 2, 1 / 8, 1 / 128]);
    // Little, for one server: Σ shares / λ.
    expect(powerOfDMeanTimeInSystemS(model)).toBeCloseTo((1 / 2 + 1 / 8 + 1 / 128 + 1 / 32768 + 2 ** -31) / 5, 10);
    expect(powerOfDMeanWaitS(model)).toBeCloseTo(powerOfDMeanTimeInSystemS(model) - 0.1, 14);
  });

  it('one choice is M/M/1, a second one is worth most, and nothing helps at ρ = 1', () => {
    const model = { arrivalPerS: 9.9, servicePerS: 10 };
    const [one, two, three] = [1, 2, 3].map((choices) => powerOfDMeanTimeInSystemS({ ...model, choices })) as [number, number, number];
    expect(one).toBeCloseTo(mm1MeanTimeInSystemS(model), 10);
    expect(two).toBeLessThan(one / 10);
    expect(three).toBeGreaterThan(two / 2);
    expect(powerOfDMeanTimeInSystemS({ ...model, arrivalPerS: 10, choices: 2 })).toBe(Infinity);
  });

  it('is a limit: two servers wait longer than it says, the more so the fuller they are', () => {
    const excess = [0.5, 0.8].map((arrivalPerS) => shorterOfTwo(arrivalPerS) / powerOfDMeanTimeInSystemS({ arrivalPerS, servicePerS: 1, choices: 2 }) - 1);
    expect(excess[0]).toBeGreaterThan(0.05);
    expect(excess[1]).toBeGreaterThan(excess[0]!);
    expect(modelFacts.powerOfD).toMatchObject({ exact: false, caveat: expect.stringContaining('limit') });
  });
});
