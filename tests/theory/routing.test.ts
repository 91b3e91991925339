// Method: 20 independent seeded runs each. A Jackson network with feedback through a router, station by station; and two choices among many
// lines, against Mitzenmacher's limit: never below it, and near it.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../simulations/experiments/report';
import type { Scenario, StationSpec } from '../../simulations/scenario/scenario';
import { jacksonFigures } from '../../simulations/theory/jackson';
import { powerOfDMeanTimeInSystemS } from '../../simulations/theory/power-of-d';
import { chain } from '../properties/kit';
import { REPLICATIONS, expectMeanToMatch } from './expect-mean';
import { measuredRun } from './long-runs';
import { RUNS_MS_MAX } from './replications';

function reports(scenario: Scenario): readonly Report[] {
  return Array.from({ length: REPLICATIONS }, (_, n) => measuredRun(scenario, n + 1));
}

const links = (...ways: readonly string[]): { from: string; to: string }[] => ways.map((way) => ({ from: way.split(' ')[0]!, to: way.split(' ')[1]! }));
const line: StationSpec = { kind: 'queue', capacityJobs: 'unbounded' };
const desk = (workers: number, servicePerS: number): StationSpec => ({ kind: 'workers', workers, service: { kind: 'exponential', meanS: 1 / servicePerS } });

describe('a Jackson network with feedback', () => {
  it('is as if each station were an M/M/c of its own', () => {
    // Jobs leave the first station for the second (0.3), back to itself (0.3) or out (0.4); the second sends half back to the first.
    const network = { stations: [{ outsidePerS: 4, servicePerS: 11, servers: 1 }, { outsidePerS: 1, servicePerS: 3, servers: 2 }], routing: [[0.3, 0.3], [0.5, 0]] };
    const theory = jacksonFigures(network);
    const base = chain({}, { warmupS: 400, durationS: 6_000 });
    const all = reports({
      ...base,
      stations: {
        first: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 4 } }, second: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 1 } },
        lineA: line, deskA: desk(1, 11), splitA: { kind: 'router', choice: { kind: 'weighted', weights: 'lineA=3, lineB=3, end=4' } },
        lineB: line, deskB: desk(2, 3), splitB: { kind: 'router', choice: { kind: 'random' } }, end: { kind: 'sink' },
      },
      links: links('first lineA', 'second lineB', 'lineA deskA', 'deskA splitA', 'splitA lineA', 'splitA lineB', 'splitA end', 'lineB deskB', 'deskB splitB', 'splitB lineA', 'splitB end'),
    });
    expectMeanToMatch('time in the network', all.map(({ latencyS }) => latencyS.mean!), theory.meanTimeInNetworkS, { halfWidthMax: 0.05 });
    ['A', 'B'].forEach((name, i) => {
      const expected = theory.stations[i]!;
      expectMeanToMatch(`wait at ${name}`, all.map(({ stations }) => (stations[`line${name}`]!['waitS'] as { mean: number }).mean), expected.meanWaitS, { halfWidthMax: 0.08 });
      expectMeanToMatch(`visits of ${name}`, all.map(({ stations, simulatedS }) => stations[`desk${name}`]!.arrived / simulatedS), expected.arrivalPerS, { halfWidthMax: 0.02 });
    });
  }, RUNS_MS_MAX);
});

describe('two choices', () => {
  it.each([0.7, 0.9])('among 60 lines wait little longer than in the limit, at a load of %d', (load) => {
    const ways = Array.from({ length: 60 }, (_, i) => i);
    const servicePerS = 10;
    const base = chain({}, { warmupS: 30, durationS: 60 });
    const all = reports({
      ...base,
      stations: {
        source: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 60 * load * servicePerS } }, split: { kind: 'router', choice: { kind: 'd-choices', choices: 2 } },
        ...Object.fromEntries(ways.flatMap((i) => [[`line${i}`, line], [`desk${i}`, desk(1, servicePerS)]])), end: { kind: 'sink' },
      },
      links: links('source split', ...ways.flatMap((i) => [`split line${i}`, `line${i} desk${i}`, `desk${i} end`])),
    });
    const means = all.map(({ latencyS }) => latencyS.mean!);
    const mean = means.reduce((sum, x) => sum + x, 0) / means.length;
    const limit = powerOfDMeanTimeInSystemS({ arrivalPerS: load * servicePerS, servicePerS, choices: 2 });
    const none = powerOfDMeanTimeInSystemS({ arrivalPerS: load * servicePerS, servicePerS, choices: 1 });
    expect(mean / limit).toBeGreaterThan(0.99);
    expect(mean / limit).toBeLessThan(1.12);
    expect(mean).toBeLessThan(none / 1.8);
  }, RUNS_MS_MAX);
});
