// Method: 20 independent seeded runs for each system; Erlang's formulas must lie in the narrow 99.9 % interval of their means.
import { beforeAll, describe, it } from 'vitest';
import { mmcMeanTimeInSystemS, mmcMeanWaitS, mmcShareThatWaits, mmcTimeInSystemQuantileS, mmcUtilisation, mmcWaitQuantileS } from '../../simulations/theory/mmc';
import { expectMeanToMatch, fromHistogram } from './expect-mean';
import { RUNS_MS_MAX, replicate, waitS, type Measured } from './replications';

const systems = [
  { servers: 2, load: 0.7, jobs: 60_000, halfWidthMax: 0.05 },
  { servers: 4, load: 0.8, jobs: 80_000, halfWidthMax: 0.08 },
  { servers: 20, load: 0.9, jobs: 100_000, halfWidthMax: 0.2 },
  { servers: 100, load: 0.95, jobs: 150_000, halfWidthMax: 0.25 },
];

describe.each(systems)('M/M/$servers at a load of $load', ({ servers, load, jobs, halfWidthMax }) => {
  const servicePerS = 5;
  const model = { servers, servicePerS, arrivalPerS: load * servers * servicePerS };
  let reports: readonly Measured[];
  beforeAll(() => {
    reports = replicate({ workers: servers, service: { kind: 'exponential', meanS: 1 / servicePerS } }, { ...model, jobs });
  }, RUNS_MS_MAX);

  it('mean wait, time in system, utilisation, and who has to wait', () => {
    expectMeanToMatch('wait', reports.map((report) => waitS(report).mean), mmcMeanWaitS(model), { halfWidthMax });
    expectMeanToMatch('time in system', reports.map(({ latencyS }) => latencyS.mean!), mmcMeanTimeInSystemS(model), { halfWidthMax: 0.04 });
    expectMeanToMatch('utilisation', reports.map((report) => report.stations['desk']!.utilisation!), mmcUtilisation(model), { halfWidthMax: 0.01 });
    expectMeanToMatch('share that waits', reports.map(({ shareWithoutWait }) => 1 - shareWithoutWait), mmcShareThatWaits(model), { halfWidthMax: halfWidthMax / 2 });
  });

  it('percentiles', () => {
    const atMost = { ...fromHistogram, halfWidthMax: 0.08 };
    for (const [name, p] of [['p50', 0.5], ['p95', 0.95], ['p99', 0.99]] as const) {
      expectMeanToMatch(name, reports.map(({ latencyS }) => latencyS[name]!), mmcTimeInSystemQuantileS(model, p), atMost);
    }
    expectMeanToMatch('p95 of the wait', reports.map((report) => waitS(report).p95), mmcWaitQuantileS(model, 0.95), { ...fromHistogram, halfWidthMax });
  });
});
