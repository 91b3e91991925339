// How many jobs are inside, and for what share of the time: not the mean alone. Method: 20 seeded runs of each model; every share that is not rare must lie in
// the 99.9 % interval of the runs. The shares are counted from the moves of all jobs, not taken from the report.
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../simulations/scenario/scenario';
import { closedShareOfTimeWith } from '../../simulations/theory/closed-network';
import { erlangAShareOfTimeWith } from '../../simulations/theory/erlang-a';
import { md1ShareOfTimeWith } from '../../simulations/theory/md1';
import { mg1psShareOfTimeWith } from '../../simulations/theory/mg1ps';
import { mm1ShareOfTimeWith } from '../../simulations/theory/mm1';
import { mmccShareOfTimeWith } from '../../simulations/theory/mmcc';
import { mmckShareOfTimeWith } from '../../simulations/theory/mmck';
import { mminfShareOfTimeWith } from '../../simulations/theory/mminf';
import type { Shares } from '../../simulations/theory/unimodal';
import { chain } from '../properties/kit';
import { REPLICATIONS, expectMeanToMatch } from './expect-mean';
import { sharesOfTime } from './long-runs';
import { RUNS_MS_MAX } from './replications';

const UP_TO = 40;
const SERVICE_PER_S = 10;
const exponential = { kind: 'exponential', meanS: 1 / SERVICE_PER_S };
const of = (share: (n: number) => number): number[] => Array.from({ length: UP_TO + 1 }, (_, n) => share(n));
const inPlace = ({ from, shares }: Shares): number[] => of((n) => shares[n - from] ?? 0);
const open = (ratePerS: number, parts: Parameters<typeof chain>[0]): Scenario => chain({ arrivals: { kind: 'poisson', ratePerS }, ...parts }, { warmupS: 100, durationS: 30_000 / ratePerS });
const withDesk = (scenario: Scenario, more: object): Scenario => ({ ...scenario, stations: { ...scenario.stations, desk: { ...scenario.stations['desk']!, ...more } } });
const withLine = (scenario: Scenario, more: object): Scenario => ({ ...scenario, stations: { ...scenario.stations, line: { ...scenario.stations['line']!, ...more } } });

const rates = { arrivalPerS: 6, servicePerS: SERVICE_PER_S };
const pool = { arrivalPerS: 50, servicePerS: SERVICE_PER_S };
const patience = { kind: 'drawn', time: { kind: 'exponential', meanS: 0.2 } };

describe.each<[string, Scenario, readonly number[]]>([
  ['M/M/1', open(6, { service: exponential }), of((n) => mm1ShareOfTimeWith(rates, n))],
  ['M/D/1', open(6, { service: { kind: 'constant', meanS: 0.1 } }), of((n) => md1ShareOfTimeWith({ arrivalPerS: 6, serviceMeanS: 0.1 }, n))],
  ['M/G/1 processor sharing', withDesk(open(6, { service: { kind: 'lognormal', meanS: 0.1, cv: 2 } }), { sharing: 'processor-sharing' }), of((n) => mg1psShareOfTimeWith({ arrivalPerS: 6, serviceMeanS: 0.1 }, n))],
  ['M/M/3/8', open(30, { workers: 3, capacityJobs: 5, whenFull: 'shed-newest', service: exponential }), Array.from(mmckShareOfTimeWith({ arrivalPerS: 30, servicePerS: SERVICE_PER_S, servers: 3, places: 8 }))],
  ['M/G/6/6', open(50, { workers: 6, capacityJobs: 0, whenFull: 'shed-newest', service: { kind: 'uniform', meanS: 0.1, spreadShare: 1 } }), inPlace(mmccShareOfTimeWith({ ...pool, servers: 6 }))],
  ['M/M/∞', open(50, { workers: 1_000, service: exponential }), inPlace(mminfShareOfTimeWith(pool))],
  ['M/M/4+M', withLine(open(50, { workers: 4, service: exponential }), { patience }), inPlace(erlangAShareOfTimeWith({ ...pool, servers: 4, patienceMeanS: 0.2 })!)],
  ['12 users who think for a second', chain({ arrivals: { kind: 'closed', users: 12, thinkTime: { kind: 'exponential', meanS: 1 } }, service: exponential }, { warmupS: 100, durationS: 3_000 }),
    Array.from(closedShareOfTimeWith({ users: 12, thinkS: 1, stations: [{ demandS: 0.1, servers: 1 }] }, 0))],
])('%s', (_name, scenario, theory) => {
  it('has so many inside for such shares of the time', () => {
    const runs = Array.from({ length: REPLICATIONS }, (_, n) => sharesOfTime(scenario, n + 1, UP_TO));
    expect(theory.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    theory.forEach((share, n) => {
      if (share > 0.01) expectMeanToMatch(`share with ${n} inside`, runs.map((shares) => shares[n]!), share, { halfWidthMax: share > 0.05 ? 0.1 : 0.25 });
    });
  }, RUNS_MS_MAX);
});
