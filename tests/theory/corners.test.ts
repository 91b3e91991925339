// Corners where a simulator goes wrong first: service times with a heavy tail, a load near 1, a hundred servers that turn away. Method: 20 seeded runs each; the
// closed form must lie in the 99.9 % interval of their means, which is as narrow as such runs allow.
import { describe, it } from 'vitest';
import type { VariantValue } from '../../simulations/engine/param';
import { catalog } from '../../simulations/catalog';
import { md1TimeInSystemQuantileS, md1WaitQuantileS } from '../../simulations/theory/md1';
import { mg1MeanTimeInSystemS, mg1MeanWaitS } from '../../simulations/theory/mg1';
import { mm1MeanTimeInSystemS, mm1MeanWaitS } from '../../simulations/theory/mm1';
import { mmccLossShare, mmccMeanJobs, mmccThroughputPerS, mmccUtilisation } from '../../simulations/theory/mmcc';
import { mmckLossShare, mmckMeanWaitS } from '../../simulations/theory/mmck';
import { expectMeanToMatch, fromHistogram } from './expect-mean';
import { RUNS_MS_MAX, replicate, waitS } from './replications';

const meanS = 0.1;
const cvOf = (service: VariantValue): number => {
  const kind = catalog.families.distribution.find((each) => each.kind === service.kind)!;
  return Math.sqrt(kind.varianceS2(service)) / meanS;
};

describe.each<[VariantValue, number, number, number]>([
  [{ kind: 'hyperexponential', meanS, cv: 5 }, 0.5, 400_000, 0.08],
  [{ kind: 'bounded-pareto', meanS, shape: 1.2, reach: 1_000 }, 0.5, 600_000, 0.1],
  [{ kind: 'lognormal', meanS, cv: 3 }, 0.8, 600_000, 0.15],
  [{ kind: 'weibull', meanS, shape: 0.5 }, 0.3, 200_000, 0.06],
])('M/G/1 with a heavy tail, %j, at a load of %d', (service, load, jobs, halfWidthMax) => {
  it('waits as Pollaczek and Khinchine say', () => {
    const model = { arrivalPerS: load / meanS, serviceMeanS: meanS, serviceCv: cvOf(service) };
    const reports = replicate({ service }, { ...model, jobs });
    expectMeanToMatch('wait', reports.map((report) => waitS(report).mean), mg1MeanWaitS(model), { halfWidthMax });
    expectMeanToMatch('time in system', reports.map(({ latencyS }) => latencyS.mean!), mg1MeanTimeInSystemS(model), { halfWidthMax });
  }, RUNS_MS_MAX);
});

describe('a load near 1', () => {
  it('M/M/1 at 0.98', () => {
    const model = { arrivalPerS: 9.8, servicePerS: 10 };
    const reports = replicate({ service: { kind: 'exponential', meanS } }, { ...model, jobs: 1_000_000 });
    expectMeanToMatch('wait', reports.map((report) => waitS(report).mean), mm1MeanWaitS(model), { halfWidthMax: 0.15 });
    expectMeanToMatch('time in system', reports.map(({ latencyS }) => latencyS.mean!), mm1MeanTimeInSystemS(model), { halfWidthMax: 0.15 });
  }, RUNS_MS_MAX);

  it.each([[0.5, 60_000, 0.03], [0.8, 100_000, 0.05], [0.95, 400_000, 0.12]])('M/D/1 at %d, with its percentiles', (load, jobs, halfWidthMax) => {
    const model = { arrivalPerS: load / meanS, serviceMeanS: meanS };
    const reports = replicate({ service: { kind: 'constant', meanS } }, { ...model, jobs });
    const atMost = { ...fromHistogram, halfWidthMax };
    for (const [name, p] of [['p50', 0.5], ['p95', 0.95], ['p99', 0.99]] as const) {
      expectMeanToMatch(name, reports.map(({ latencyS }) => latencyS[name]!), md1TimeInSystemQuantileS(model, p), atMost);
    }
    expectMeanToMatch('p95 of the wait', reports.map((report) => waitS(report).p95), md1WaitQuantileS(model, 0.95), atMost);
  }, RUNS_MS_MAX);
});

describe('servers without a line, and a hundred of them', () => {
  it.each([[1, 0.5], [1, 2], [10, 0.8], [100, 0.9], [100, 1.1]])('M/M/c/c, c = %d, offered %d of that: Erlang B', (servers, load) => {
    const model = { servers, servicePerS: 10, arrivalPerS: load * servers * 10 };
    const reports = replicate({ workers: servers, capacityJobs: 0, whenFull: 'shed-newest', service: { kind: 'exponential', meanS } }, { ...model, jobs: 100_000 });
    expectMeanToMatch('loss', reports.map(({ jobs }) => (jobs.shed.full ?? 0) / jobs.made), mmccLossShare(model), { halfWidthMax: 0.1 });
    expectMeanToMatch('throughput', reports.map(({ throughputPerS }) => throughputPerS), mmccThroughputPerS(model), { halfWidthMax: 0.01 });
    expectMeanToMatch('jobs', reports.map(({ stations }) => stations['desk']!.meanJobs), mmccMeanJobs(model), { halfWidthMax: 0.01 });
    expectMeanToMatch('utilisation', reports.map(({ stations }) => stations['desk']!.utilisation!), mmccUtilisation(model), { halfWidthMax: 0.01 });
  }, RUNS_MS_MAX);

  it('M/M/100/110 above its capacity', () => {
    const model = { servers: 100, places: 110, servicePerS: 10, arrivalPerS: 1_050 };
    const reports = replicate({ workers: 100, capacityJobs: 10, whenFull: 'shed-newest', service: { kind: 'exponential', meanS } }, { ...model, jobs: 200_000 });
    expectMeanToMatch('loss', reports.map(({ jobs }) => (jobs.shed.full ?? 0) / jobs.made), mmckLossShare(model), { halfWidthMax: 0.04 });
    expectMeanToMatch('wait', reports.map((report) => waitS(report).mean), mmckMeanWaitS(model), { halfWidthMax: 0.03 });
  }, RUNS_MS_MAX);
});
