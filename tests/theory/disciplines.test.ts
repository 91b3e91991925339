// Method: 20 independent seeded runs for each order; the formula must lie in the narrow 99.9 % interval of their means. The second moment of the wait is
// counted from the moves of all jobs.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../simulations/experiments/report';
import type { Scenario } from '../../simulations/scenario/scenario';
import { mm1WaitSecondMomentS2, type BlindOrder } from '../../simulations/theory/discipline';
import { erlangAFigures } from '../../simulations/theory/erlang-a';
import { mm1MeanWaitS } from '../../simulations/theory/mm1';
import { mmcPriorityMeanWaitsS, priorityMeanWaitsS } from '../../simulations/theory/priority';
import { mm1ShortestFirstMeanWaitS } from '../../simulations/theory/shortest-first';
import { chain, type Chain } from '../properties/kit';
import { REPLICATIONS, expectMeanToMatch } from './expect-mean';
import { measuredRun, waitMoments } from './long-runs';
import { RUNS_MS_MAX } from './replications';

const ARRIVAL_PER_S = 8;
const SERVICE_PER_S = 10;

function scenarioOf(line: object, jobs: number, parts: Chain = {}, rest: Partial<Scenario> = {}): Scenario {
  const base = chain({ arrivals: { kind: 'poisson', ratePerS: ARRIVAL_PER_S }, ...parts }, { warmupS: jobs / 80, durationS: jobs / 8, ...rest });
  return { ...base, stations: { ...base.stations, line: { kind: 'queue', capacityJobs: 'unbounded', ...line } } };
}

const reports = (scenario: Scenario): Report[] => Array.from({ length: REPLICATIONS }, (_, n) => measuredRun(scenario, n + 1));
const waitOf = (report: Report): { mean: number; n: number } => report.stations['line']!['waitS'] as { mean: number; n: number };

describe('orders that do not look at how long a job takes', () => {
  const model = { arrivalPerS: 7, servicePerS: SERVICE_PER_S };
  it.each<BlindOrder>(['fifo', 'random', 'lifo'])('%s: the mean is the same, the second moment is its own', (order) => {
    const scenario = scenarioOf({ discipline: { kind: order } }, 60_000, { arrivals: { kind: 'poisson', ratePerS: 7 } });
    const moments = Array.from({ length: REPLICATIONS }, (_, n) => waitMoments(scenario, n + 1));
    expectMeanToMatch('wait', moments.map(({ mean }) => mean), mm1MeanWaitS(model), { halfWidthMax: 0.04 });
    expectMeanToMatch('E[W²]', moments.map(({ second }) => second), mm1WaitSecondMomentS2(model, order), { halfWidthMax: 0.14 });
  }, RUNS_MS_MAX);
});

describe('priorities, a job in service being finished (Cobham)', () => {
  const classes = { low: { share: 2, priority: -1 }, high: { share: 1, priority: 9 }, middle: { share: 1, priority: 0 } };
  const stayOf = (all: readonly Report[], id: string): number[] => all.map((report) => report.classes[id]!.latencyS.mean!);

  it.each([
    { name: 'M/M/1', workers: 1, service: { kind: 'exponential', meanS: 0.1 } },
    { name: 'M/M/4', workers: 4, service: { kind: 'exponential', meanS: 0.4 } },
    { name: 'M/G/1', workers: 1, service: { kind: 'lognormal', meanS: 0.1, cv: 0.5 } },
  ])('$name', ({ workers, service }) => {
    const scenario = scenarioOf({ discipline: { kind: 'priority' } }, 150_000, { workers, service }, { classes });
    const measured = reports(scenario);
    const theory = workers === 1
      ? priorityMeanWaitsS([2, 2, 4].map((arrivalPerS) => ({ arrivalPerS, serviceMeanS: 0.1, serviceCv: service.kind === 'lognormal' ? 0.5 : 1 })))
      : mmcPriorityMeanWaitsS([2, 2, 4], 1 / 0.4, 4);
    ['high', 'middle', 'low'].forEach((id, i) => {
      expectMeanToMatch(`time in system of ${id}`, stayOf(measured, id), theory[i]! + service.meanS, { halfWidthMax: 0.05 });
    });
  }, RUNS_MS_MAX);
});

describe('shortest first in M/M/1', () => {
  it.each([5, 8, 9])('at %f of 10 jobs per s, the mean wait is the integral', (arrivalPerS) => {
    const scenario = scenarioOf({ discipline: { kind: 'sjf' } }, 150_000, { arrivals: { kind: 'poisson', ratePerS: arrivalPerS } });
    const theory = mm1ShortestFirstMeanWaitS({ arrivalPerS, servicePerS: SERVICE_PER_S });
    expect(theory).toBeLessThan(mm1MeanWaitS({ arrivalPerS, servicePerS: SERVICE_PER_S }));
    expectMeanToMatch('wait', reports(scenario).map((report) => waitOf(report).mean), theory, { halfWidthMax: 0.06 });
  }, RUNS_MS_MAX);
});

describe('M/M/c+M', () => {
  it.each([
    { workers: 1, load: 0.9, patienceMeanS: 0.5 }, { workers: 4, load: 1.5, patienceMeanS: 0.2 },
  ])('$workers workers at a load of $load with a patience of $patienceMeanS s', ({ workers, load, patienceMeanS }) => {
    const arrivalPerS = load * workers * SERVICE_PER_S;
    const jobs = 80_000;
    const scenario = scenarioOf(
      { patience: { kind: 'drawn', time: { kind: 'exponential', meanS: patienceMeanS } } }, jobs,
      { workers, arrivals: { kind: 'poisson', ratePerS: arrivalPerS } }, { warmupS: jobs / 10 / arrivalPerS, durationS: jobs / arrivalPerS },
    );
    const theory = erlangAFigures({ arrivalPerS, servicePerS: SERVICE_PER_S, servers: workers, patienceMeanS });
    const measured = reports(scenario);
    expectMeanToMatch('share that leaves', measured.map(({ jobs: all }) => all.shed['left']! / all.made), theory.shareThatLeaves);
    expectMeanToMatch('waiting', measured.map(({ stations }) => stations['line']!.meanJobs), theory.meanWaitingJobs);
    expectMeanToMatch('wait of those who were served', measured.map((report) => waitOf(report).mean), theory.meanWaitOfServedS);
  }, RUNS_MS_MAX);
});
