// The fact: two random choices come close to the least loaded, less so with few workers than the limit formula says [Mitzenmacher]. Method: the same
// requests, six seeded runs for each way of routing, at a load of 0.9; the limit is never used as a pass mark, only as what few workers stay above.
import { describe, expect, it } from 'vitest';
import type { VariantValue } from '../../../simulations/engine/param';
import { mm1MeanTimeInSystemS } from '../../../simulations/theory/mm1';
import { powerOfDMeanTimeInSystemS } from '../../../simulations/theory/power-of-d';
import { RUNS_MS_MAX } from '../replications';
import { desk, end, line, mean, poisson, runsOf, scenarioOf } from './runs';

function latencyS(workers: number, choice: VariantValue): number {
  const ids = Array.from({ length: workers }, (_, i) => i + 1);
  const jobs = 15_000;
  return mean(runsOf(scenarioOf({
    stations: { source: poisson(9 * workers), router: { kind: 'router', choice }, end, ...Object.fromEntries(ids.flatMap((i) => [[`queue${i}`, line()], [`desk${i}`, desk(1, 0.1)]])) },
    ways: ['source > router', ...ids.map((i) => `router > queue${i} > desk${i} > end`)],
  }, { warmupS: 20, durationS: jobs / (9 * workers) }), 6).map((report) => report.latencyS.mean!));
}

describe('two choices, at a load of 0.9', () => {
  const limitS = powerOfDMeanTimeInSystemS({ arrivalPerS: 9, servicePerS: 10, choices: 2 });

  it('the limit is a quarter of chance', () => {
    expect(limitS / mm1MeanTimeInSystemS({ arrivalPerS: 9, servicePerS: 10 })).toBeLessThan(0.3);
  });

  it('among twenty: nearly all of what looking at all of them gains', () => {
    const random = latencyS(20, { kind: 'random' });
    const two = latencyS(20, { kind: 'd-choices', choices: 2 });
    const least = latencyS(20, { kind: 'least-busy' });
    expect(least).toBeLessThan(two);
    expect((random - two) / (random - least)).toBeGreaterThan(0.8);
  }, RUNS_MS_MAX);

  it('few workers stay above the limit, the further the fewer they are', () => {
    const [few, many] = [4, 40].map((workers) => latencyS(workers, { kind: 'd-choices', choices: 2 }));
    expect(few! / limitS).toBeGreaterThan(1.1);
    expect(many! / limitS).toBeLessThan(few! / limitS);
    expect(many! / limitS).toBeCloseTo(1, 0);
  }, RUNS_MS_MAX);
});
