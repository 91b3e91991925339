// Method: 20 independent seeded runs each. Processor sharing: the mean time in system is E[S] / (1 − ρ) whatever the service time's shape, and a
// job that needs x takes x / (1 − ρ). A delay is M/G/∞: its mean number of jobs is λ E[S], again whatever the shape.
import { describe, it } from 'vitest';
import type { VariantValue } from '../../simulations/engine/param';
import type { Report } from '../../simulations/experiments/report';
import type { Scenario } from '../../simulations/scenario/scenario';
import { mg1psMeanJobs, mg1psMeanTimeInSystemS } from '../../simulations/theory/mg1ps';
import { mminfMeanJobs } from '../../simulations/theory/mminf';
import { chain } from '../properties/kit';
import { REPLICATIONS, expectMeanToMatch } from './expect-mean';
import { measuredRun } from './long-runs';
import { RUNS_MS_MAX } from './replications';

function reports(scenario: Scenario): readonly Report[] {
  return Array.from({ length: REPLICATIONS }, (_, n) => measuredRun(scenario, n + 1));
}

const meanS = 0.1;
const times: readonly (readonly [name: string, service: VariantValue])[] = [
  ['M', { kind: 'exponential', meanS }], ['D', { kind: 'constant', meanS }], ['G with cv 3', { kind: 'hyperexponential', meanS, cv: 3 }],
];

describe.each(times)('M/G/1 processor sharing, service %s', (name, service) => {
  it.each([0.5, 0.8])('is as slow at a load of %d as any other', (load) => {
    const model = { arrivalPerS: load / meanS, serviceMeanS: meanS };
    const jobs = (name.startsWith('G') ? 60_000 : 30_000) * (load > 0.7 ? 2 : 1);
    const base = chain({ arrivals: { kind: 'poisson', ratePerS: model.arrivalPerS }, workers: 1, service }, { warmupS: jobs / 10 / model.arrivalPerS, durationS: jobs / model.arrivalPerS });
    const all = reports({ ...base, stations: { ...base.stations, desk: { ...base.stations['desk']!, sharing: 'processor-sharing' } } });
    expectMeanToMatch('time in system', all.map(({ latencyS }) => latencyS.mean!), mg1psMeanTimeInSystemS(model), { halfWidthMax: 0.06 });
    expectMeanToMatch('jobs', all.map(({ stations }) => stations['desk']!.meanJobs), mg1psMeanJobs(model), { halfWidthMax: 0.07 });
    expectMeanToMatch('utilisation', all.map(({ stations }) => stations['desk']!.utilisation!), load, { halfWidthMax: 0.03 });
  }, RUNS_MS_MAX);
});

describe.each(times)('M/G/∞, time %s', (_name, time) => {
  it('holds λ E[S] jobs', () => {
    const model = { arrivalPerS: 100, servicePerS: 1 / meanS };
    const base = chain({ arrivals: { kind: 'poisson', ratePerS: 100 } }, { warmupS: 10, durationS: 200 });
    const all = reports({
      ...base, stations: { source: base.stations['source']!, wire: { kind: 'delay', time }, end: base.stations['end']! },
      links: [{ from: 'source', to: 'wire' }, { from: 'wire', to: 'end' }],
    });
    expectMeanToMatch('jobs', all.map(({ stations }) => stations['wire']!.meanJobs), mminfMeanJobs(model), { halfWidthMax: 0.03 });
  }, RUNS_MS_MAX);
});
