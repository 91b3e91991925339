// Method: 20 independent seeded runs for each system, below, at and above its capacity; the closed forms must lie in the narrow 99.9 %
// interval of their means. K counts all places: one worker and a queue of K − 1; K = 1 is a queue without places, direct hand-over.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  mmckLossShare, mmckMeanJobs, mmckMeanTimeInSystemS, mmckMeanWaitS, mmckThroughputPerS, mmckTimeInSystemQuantileS, mmckUtilisation,
} from '../../simulations/theory/mmck';
import { expectMeanToMatch, fromHistogram } from './expect-mean';
import { RUNS_MS_MAX, replicate, waitS, type Measured } from './replications';

const systems = [
  ...[1, 10].flatMap((places) => [0.5, 1, 1.5].map((load) => ({ servers: 1, places, load, jobs: 40_000 }))),
  { servers: 4, places: 4, load: 0.9, jobs: 40_000 },
  { servers: 20, places: 30, load: 1.2, jobs: 40_000 },
];

describe.each(systems)('M/M/$servers/$places at a load of $load', ({ servers, places, load, jobs }) => {
  const servicePerS = 10;
  const model = { servers, places, servicePerS, arrivalPerS: load * servers * servicePerS };
  let reports: readonly Measured[];
  beforeAll(() => {
    reports = replicate(
      { workers: servers, capacityJobs: places - servers, whenFull: 'shed-newest', service: { kind: 'exponential', meanS: 1 / servicePerS } },
      { ...model, jobs: load === 0.5 && places === 10 ? 4 * jobs : jobs },
    );
  }, RUNS_MS_MAX);

  it('loss, throughput, utilisation and jobs inside', () => {
    const loss = mmckLossShare(model);
    expectMeanToMatch('loss', reports.map((report) => (report.jobs.shed.full ?? 0) / report.jobs.made), loss, { halfWidthMax: loss < 0.01 ? 0.15 : 0.05 });
    expectMeanToMatch('throughput', reports.map((report) => report.throughputPerS), mmckThroughputPerS(model), { halfWidthMax: 0.01 });
    expectMeanToMatch('utilisation', reports.map((report) => report.stations['desk']!.utilisation!), mmckUtilisation(model), { halfWidthMax: 0.01 });
    expectMeanToMatch('jobs', reports.map((report) => report.stations['desk']!.meanJobs + report.stations['line']!.meanJobs), mmckMeanJobs(model), { halfWidthMax: 0.04 });
  });

  it('wait and time in system of those who were let in', () => {
    if (places === servers) for (const report of reports) expect(waitS(report).mean).toBe(0);
    else expectMeanToMatch('wait', reports.map((report) => waitS(report).mean), mmckMeanWaitS(model), { halfWidthMax: 0.05 });
    expectMeanToMatch('time in system', reports.map(({ latencyS }) => latencyS.mean!), mmckMeanTimeInSystemS(model), { halfWidthMax: 0.04 });
    for (const [name, p] of [['p50', 0.5], ['p95', 0.95], ['p99', 0.99]] as const) {
      expectMeanToMatch(name, reports.map(({ latencyS }) => latencyS[name]!), mmckTimeInSystemQuantileS(model, p), { ...fromHistogram, halfWidthMax: 0.04 });
    }
  });
});
