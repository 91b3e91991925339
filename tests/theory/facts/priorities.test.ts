// Cobham's priorities against the simulator: one worker with three kinds of service, and four exponential workers. Method: 20 seeded runs each; each class's
// mean latency as recognition names it must lie in the narrow 99.9 % interval of their means. And in overload the important class keeps its wait.
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../simulations/catalog';
import type { VariantValue } from '../../../simulations/engine/param';
import type { JobClass, Scenario } from '../../../simulations/scenario/scenario';
import { recogniseModels } from '../../../simulations/theory/recognise';
import { expectMeanToMatch } from '../expect-mean';
import { RUNS_MS_MAX } from '../replications';
import { end, line, poisson, runsOf, scenarioOf } from './runs';

const classes: Record<string, JobClass> = { vip: { share: 1, priority: 9 }, order: { share: 2, priority: 1 }, report: { share: 1, priority: -3 } };

function system(workers: number, service: VariantValue, ratePerS: number): Scenario {
  return scenarioOf({
    stations: { source: poisson(ratePerS), queue: { ...line(), discipline: { kind: 'priority' } }, desk: { kind: 'workers', workers, service }, end }, ways: ['source > queue > desk > end'],
  }, { warmupS: 4_000 / ratePerS, durationS: 20_000 / ratePerS, classes });
}

describe.each<[string, number, VariantValue]>([
  ['M/M/1', 1, { kind: 'exponential', meanS: 0.1 }], ['M/G/1', 1, { kind: 'lognormal', meanS: 0.1, cv: 1.5 }], ['M/G/1', 1, { kind: 'constant', meanS: 0.1 }],
  ['M/M/4', 4, { kind: 'exponential', meanS: 0.1 }],
])('%s with priorities, %d workers, %j', (model, workers, service) => {
  it('each class', () => {
    const scenario = system(workers, service, 7.5 * workers);
    const found = recogniseModels(scenario, catalog)['queue>desk']!;
    expect(found.model).toBe(`${model} with priorities`);
    const reports = runsOf(scenario);
    for (const [id, { meanTimeInSystemS }] of Object.entries(found.classes!)) {
      expectMeanToMatch(id, reports.map((report) => report.classes[id]!.latencyS.mean!), meanTimeInSystemS, { halfWidthMax: 0.2 });
    }
    expectMeanToMatch('all', reports.map(({ latencyS }) => latencyS.mean!), found.figures!.timeInSystemS.mean, { halfWidthMax: 0.14 });
  }, RUNS_MS_MAX);
});

describe('in overload', () => {
  it('the important class has its steady state, the least important one starves', () => {
    const scenario = system(1, { kind: 'exponential', meanS: 0.1 }, 12);
    const { classes: waits, figures } = recogniseModels(scenario, catalog)['queue>desk']!;
    expect(figures).toBeNull();
    expect(waits!['report']!.meanWaitS).toBe(Infinity);
    const reports = runsOf(scenario);
    expectMeanToMatch('vip', reports.map((report) => report.classes['vip']!.latencyS.mean!), waits!['vip']!.meanTimeInSystemS, { halfWidthMax: 0.08 });
    expectMeanToMatch('order', reports.map((report) => report.classes['order']!.latencyS.mean!), waits!['order']!.meanTimeInSystemS, { halfWidthMax: 0.6 });
  }, RUNS_MS_MAX);
});
