// Method: 20 independent seeded runs for each load, the first tenth thrown away as warm-up; the closed form must lie in the narrow
// 99.9 % interval of their means. Seeds are fixed, so a failure means the code changed, never that luck did.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  mm1MeanJobs, mm1MeanTimeInSystemS, mm1MeanWaitS, mm1TimeInSystemQuantileS, mm1Utilisation, mm1WaitQuantileS,
} from '../../simulations/theory/mm1';
import { expectMeanToMatch, fromHistogram } from './expect-mean';
import { RUNS_MS_MAX, replicate, waitS, type Measured } from './replications';

const servicePerS = 10;
const loads = [
  { load: 0.2, jobs: 40_000, halfWidthMax: 0.025 },
  { load: 0.5, jobs: 60_000, halfWidthMax: 0.03 },
  { load: 0.8, jobs: 100_000, halfWidthMax: 0.05 },
  { load: 0.95, jobs: 240_000, halfWidthMax: 0.14 },
];

describe.each(loads)('M/M/1 at a load of $load', ({ load, jobs, halfWidthMax }) => {
  const model = { arrivalPerS: load * servicePerS, servicePerS };
  let reports: readonly Measured[];
  const wide = { halfWidthMax };
  beforeAll(() => {
    reports = replicate({ service: { kind: 'exponential', meanS: 1 / servicePerS } }, { ...model, jobs });
  }, RUNS_MS_MAX);

  it('mean wait, time in system, jobs and utilisation', () => {
    expectMeanToMatch('wait', reports.map((report) => waitS(report).mean), mm1MeanWaitS(model), wide);
    expectMeanToMatch('time in system', reports.map((report) => report.latencyS.mean!), mm1MeanTimeInSystemS(model), wide);
    expectMeanToMatch('utilisation', reports.map((report) => report.stations['desk']!.utilisation!), mm1Utilisation(model), { halfWidthMax: 0.01 });
    expectMeanToMatch('jobs', reports.map((report) => report.stations['desk']!.meanJobs + report.stations['line']!.meanJobs), mm1MeanJobs(model), wide);
    expectMeanToMatch('throughput', reports.map((report) => report.throughputPerS), model.arrivalPerS, { halfWidthMax: 0.01 });
  });

  it('who does not wait', () => {
    expectMeanToMatch('share', reports.map((report) => report.shareWithoutWait), 1 - load, { halfWidthMax: 0.06 });
  });

  it('percentiles of the time in system', () => {
    const atMost = { ...fromHistogram, halfWidthMax: halfWidthMax * 2 };
    expectMeanToMatch('p50', reports.map(({ latencyS }) => latencyS.p50!), mm1TimeInSystemQuantileS(model, 0.5), atMost);
    expectMeanToMatch('p95', reports.map(({ latencyS }) => latencyS.p95!), mm1TimeInSystemQuantileS(model, 0.95), atMost);
    expectMeanToMatch('p99', reports.map(({ latencyS }) => latencyS.p99!), mm1TimeInSystemQuantileS(model, 0.99), atMost);
    expectMeanToMatch('p99 of the wait', reports.map((report) => waitS(report).p99), mm1WaitQuantileS(model, 0.99), atMost);
  });

  it('sees that each run really had its jobs', () => {
    for (const { jobs: counted } of reports) expect(counted.made).toBeGreaterThan(jobs * 0.95);
  });
});
