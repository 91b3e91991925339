// Method: 20 independent seeded runs for each service time distribution; Pollaczek and Khinchine's formula must lie in the narrow 99.9 %
// interval of their means. And on the same requests: backpressure in front of one server changes where jobs wait, not how long.
import { beforeAll, describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What } from '../../simulations/engine/frame';
import { md1MeanWaitS, mg1MeanTimeInSystemS, mg1MeanWaitS, mg1MeanWaitingJobs } from '../../simulations/theory/mg1';
import { chain, movesUntil, startValid } from '../properties/kit';
import { expectMeanToMatch } from './expect-mean';
import { RUNS_MS_MAX, durations, replicate, waitS, type Measured } from './replications';

const serviceMeanS = 0.1;
const services = [
  { name: 'M/D/1', service: { kind: 'constant', meanS: serviceMeanS }, serviceCv: 0, load: 0.8, jobs: 80_000, halfWidthMax: 0.03 },
  { name: 'log-normal, cv 0.5', service: { kind: 'lognormal', meanS: serviceMeanS, cv: 0.5 }, serviceCv: 0.5, load: 0.8, jobs: 100_000, halfWidthMax: 0.04 },
  { name: 'log-normal, cv 2', service: { kind: 'lognormal', meanS: serviceMeanS, cv: 2 }, serviceCv: 2, load: 0.6, jobs: 200_000, halfWidthMax: 0.06 },
];

describe.each(services)('M/G/1, $name, at a load of $load', ({ service, serviceCv, load, jobs, halfWidthMax }) => {
  const model = { arrivalPerS: load / serviceMeanS, serviceMeanS, serviceCv };
  let reports: readonly Measured[];
  beforeAll(() => {
    reports = replicate({ service }, { ...model, jobs });
  }, RUNS_MS_MAX);

  it('mean wait, time in system and waiting jobs', () => {
    expectMeanToMatch('wait', reports.map((report) => waitS(report).mean), mg1MeanWaitS(model), { halfWidthMax });
    expectMeanToMatch('time in system', reports.map(({ latencyS }) => latencyS.mean!), mg1MeanTimeInSystemS(model), { halfWidthMax });
    expectMeanToMatch('waiting', reports.map((report) => report.stations['line']!.meanJobs), mg1MeanWaitingJobs(model), { halfWidthMax });
    if (serviceCv === 0) expect(mg1MeanWaitS(model)).toBe(md1MeanWaitS(model));
    else expectMeanToMatch('service', reports.map((report) => durations(report, 'desk', 'serviceS').mean), serviceMeanS, { halfWidthMax: 0.01 });
  });
});

describe('a short queue with backpressure in front of one server', () => {
  it.each([0, 1, 5])('of %i places serves every job at the very instant that an unbounded one does', (capacityJobs) => {
    const served = (capacity: number | 'unbounded'): number[] => {
      const run = startValid(chain({ arrivals: { kind: 'poisson', ratePerS: 9 }, capacityJobs: capacity }, { durationS: 500 }));
      run.sampleJobs(1);
      const moves = movesUntil(run, 500);
      return Array.from({ length: moves.length / MOVE_STRIDE }, (_, m) => m * MOVE_STRIDE)
        .filter((m) => (moves[m + Move.what]! & 15) === What.served)
        .flatMap((m) => [moves[m + Move.job]!, moves[m + Move.timeNs]!]);
    };
    expect(served(capacityJobs)).toEqual(served('unbounded'));
  });
});
