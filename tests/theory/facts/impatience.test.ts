// M/M/c+M (Erlang A) against the simulator, below and above the capacity. Method: 20 seeded runs each; the closed form that recognition names must lie in
// the narrow 99.9 % interval of their means.
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../simulations/catalog';
import { recogniseModels } from '../../../simulations/theory/recognise';
import { expectMeanToMatch } from '../expect-mean';
import { RUNS_MS_MAX, durations } from '../replications';
import { desk, end, line, poisson, runsOf, scenarioOf } from './runs';

describe.each([[1, 0.8, 0.05], [4, 1.3, 0.1], [30, 1, 0.5]])('%d workers at a load of %d, patience %d s', (workers, load, patienceS) => {
  it('who leaves, how long the others wait, how many are inside', () => {
    const ratePerS = load * workers * 10;
    const scenario = scenarioOf({
      stations: { source: poisson(ratePerS), queue: { ...line(), patience: { kind: 'drawn', time: { kind: 'exponential', meanS: patienceS } } }, desk: desk(workers, 0.1), end },
      ways: ['source > queue > desk > end'],
    }, { warmupS: 2_000 / ratePerS, durationS: 20_000 / ratePerS });
    const { model, figures } = recogniseModels(scenario, catalog)['queue>desk']!;
    expect(model).toBe(`M/M/${workers}+M`);
    const reports = runsOf(scenario);
    expectMeanToMatch('left', reports.map(({ jobs }) => (jobs.shed.left ?? 0) / jobs.made), figures!.lossShare, { halfWidthMax: 0.13 });
    expectMeanToMatch('wait of the served', reports.map((report) => durations(report, 'queue', 'waitS').mean), figures!.waitS.mean, { halfWidthMax: 0.12 });
    expectMeanToMatch('latency', reports.map(({ latencyS }) => latencyS.mean!), figures!.timeInSystemS.mean, { halfWidthMax: 0.04 });
    expectMeanToMatch('waiting', reports.map(({ stations }) => stations['queue']!.meanJobs), figures!.meanWaitingJobs, { halfWidthMax: 0.13 });
    expectMeanToMatch('throughput', reports.map(({ throughputPerS }) => throughputPerS), figures!.throughputPerS, { halfWidthMax: 0.01 });
    expectMeanToMatch('utilisation', reports.map(({ stations }) => stations['desk']!.utilisation!), figures!.utilisation, { halfWidthMax: 0.02 });
  }, RUNS_MS_MAX);
});
