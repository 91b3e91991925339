// Method: closed sources against exact mean value analysis (theory/mva.ts), batches against M^[X]/M/1; twenty independent runs, 99.9 % intervals.
import { describe, expect, it } from 'vitest';
import { meanValueAnalysis } from '../../simulations/theory/mva';
import type { Report } from '../../simulations/experiments/report';
import type { Scenario } from '../../simulations/scenario/scenario';
import { chain, change } from '../properties/kit';
import { REPLICATIONS, expectMeanToMatch } from './expect-mean';
import { measuredRun } from './long-runs';
import { RUNS_MS_MAX } from './replications';

function reports(scenario: Scenario): readonly Report[] {
  return Array.from({ length: REPLICATIONS }, (_, n) => measuredRun(scenario, n + 1));
}

const exponential = (meanS: number): { kind: string; meanS: number } => ({ kind: 'exponential', meanS });

/** Users in front of two stations in a row. */
function twoStations(users: number, thinkTime: { kind: string; meanS: number }): Scenario {
  const plain = chain({ arrivals: { kind: 'closed', users, thinkTime }, service: exponential(0.1) }, { warmupS: 50, durationS: 1500 });
  return {
    ...plain,
    stations: { ...plain.stations, line2: { kind: 'queue', capacityJobs: 'unbounded' }, desk2: { kind: 'workers', workers: 1, service: exponential(0.06) } },
    links: [{ from: 'source', to: 'line' }, { from: 'line', to: 'desk' }, { from: 'desk', to: 'line2' }, { from: 'line2', to: 'desk2' }, { from: 'desk2', to: 'end' }],
  };
}

describe('users who wait', { timeout: RUNS_MS_MAX }, () => {
  for (const users of [1, 5, 20]) {
    it(`${users} of them in front of one exponential worker are the machine repair model`, () => {
      const theory = meanValueAnalysis({ users, thinkS: 1, demandsS: [0.1] });
      const runs = reports(chain({ arrivals: { kind: 'closed', users, thinkTime: exponential(1) }, service: exponential(0.1) }, { warmupS: 50, durationS: 1500 }));
      expectMeanToMatch('throughput', runs.map(({ throughputPerS }) => throughputPerS), theory.throughputPerS);
      expectMeanToMatch('response', runs.map(({ latencyS }) => latencyS.mean!), theory.responseS);
      for (const run of runs) expect(run.jobs.inside).toBeLessThanOrEqual(users);
    });
  }

  it('need only the mean of their think time, and go round two stations', () => {
    for (const thinkTime of [exponential(0.5), { kind: 'constant', meanS: 0.5 }]) {
      const theory = meanValueAnalysis({ users: 6, thinkS: 0.5, demandsS: [0.1, 0.06] });
      const runs = reports(twoStations(6, thinkTime));
      expectMeanToMatch('throughput', runs.map(({ throughputPerS }) => throughputPerS), theory.throughputPerS);
      expectMeanToMatch('at the second', runs.map(({ stations }) => stations['line2']!.meanJobs + stations['desk2']!.meanJobs), theory.stations[1]!.meanJobs);
    }
  });

  it('come and go with a change of their number, and then are so many', () => {
    const theory = meanValueAnalysis({ users: 12, thinkS: 1, demandsS: [0.1] });
    for (const before of [2, 100]) {
      const plan = { atS: 20, change: change('stations.source.arrivals.users', 12) };
      const runs = reports(chain({ arrivals: { kind: 'closed', users: before, thinkTime: exponential(1) }, service: exponential(0.1) }, { warmupS: 50, durationS: 1500, timeline: [plan] }));
      expectMeanToMatch(`throughput after ${before}`, runs.map(({ throughputPerS }) => throughputPerS), theory.throughputPerS);
    }
  });
});

describe('batches', { timeout: RUNS_MS_MAX }, () => {
  // L = ρ / (1 − ρ) · (E[X²] + E[X]) / (2 E[X]); for geometric sizes E[X²] = (2 − p) / p².
  for (const [size, batchJobs, second] of [['fixed', 4, 16], ['geometric', 4, (2 - 0.25) * 16], ['fixed', 1, 1]] as const) {
    it(`of ${batchJobs} jobs, ${size}, in front of one exponential worker are M^[X]/M/1`, () => {
      const load = 0.6;
      const runs = reports(chain({ arrivals: { kind: 'batches', ratePerS: 6, batchJobs, size }, service: exponential(0.1) }, { warmupS: 300, durationS: 8000 }));
      expectMeanToMatch('rate', runs.map(({ jobs, simulatedS }) => jobs.made / simulatedS), 6);
      expectMeanToMatch('jobs inside', runs.map(({ stations }) => stations['line']!.meanJobs + stations['desk']!.meanJobs), ((load / (1 - load)) * (second + batchJobs)) / (2 * batchJobs), { halfWidthMax: 0.06 });
    });
  }
});
