// The fact: a fork and join of two takes (12 − ρ)/8 · 1/(μ − λ) [Flatto & Hahn]; of more, Nelson and Tantawi are within 5 %. Method: 20 seeded runs of
// forks in the simulator; the exact formula must lie in the narrow 99.9 % interval, the approximation within 5 % of the mean.
import { describe, expect, it } from 'vitest';
import { forkJoinMeanTimeInSystemMaxS, forkJoinMeanTimeInSystemS } from '../../../simulations/theory/fork-join';
import { expectMeanToMatch } from '../expect-mean';
import { RUNS_MS_MAX } from '../replications';
import { desk, end, line, mean, poisson, runsOf, scenarioOf } from './runs';

function latenciesS(branches: number, load: number, jobs: number): readonly number[] {
  const ids = Array.from({ length: branches }, (_, i) => i + 1);
  return runsOf(scenarioOf({
    stations: {
      source: poisson(10 * load), split: { kind: 'fork' }, merge: { kind: 'join' }, end,
      ...Object.fromEntries(ids.flatMap((i) => [[`queue${i}`, line()], [`desk${i}`, desk(1, 0.1)]])),
    },
    ways: ['source > split', ...ids.map((i) => `split > queue${i} > desk${i} > merge`), 'merge > end'],
  }, { warmupS: jobs / 100 / load, durationS: jobs / 10 / load })).map(({ latencyS }) => latencyS.mean!);
}

describe('fork and join', () => {
  it.each([[0.3, 8_000, 0.03], [0.7, 20_000, 0.05]])('of two at a load of %d', (load, jobs, halfWidthMax) => {
    const model = { arrivalPerS: 10 * load, servicePerS: 10, branches: 2 };
    expect(forkJoinMeanTimeInSystemS(model)).toBeCloseTo(((12 - load) / 8) / (10 - 10 * load), 12);
    expectMeanToMatch('latency', latenciesS(2, load, jobs), forkJoinMeanTimeInSystemS(model), { halfWidthMax });
  }, RUNS_MS_MAX);

  it('of eight: near the approximation, below the bound', () => {
    const model = { arrivalPerS: 6, servicePerS: 10, branches: 8 };
    const measuredS = mean(latenciesS(8, 0.6, 6_000));
    expect(measuredS / forkJoinMeanTimeInSystemS(model)).toBeCloseTo(1, 1);
    expect(measuredS).toBeLessThan(forkJoinMeanTimeInSystemMaxS(model));
  }, RUNS_MS_MAX);
});
