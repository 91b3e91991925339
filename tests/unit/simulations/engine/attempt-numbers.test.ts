// Method: what tells the attempts and copies of one job apart is held to its limits: as many tries as a call may have, links far apart in the list,
// records that come back hundreds of times. Two that are taken for the same one take equally long wherever they meet, and so they are found.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What } from '../../../../simulations/engine/frame';
import { reportOf } from '../../../../simulations/experiments/report';
import type { LinkSpec, Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { movesUntil, startValid, traceOf } from '../../../properties/kit';

/** One job calls over two links at once, in vain, as often as it may; all its attempts come to one store. `between`: links of others in the list. */
function inVain(between: number, call: object): Scenario {
  const others = Array.from({ length: between }, (_, n) => [`p${n}`, { kind: 'producer', arrivals: traceOf([[1000]]) }] as const);
  const stations: Record<string, StationSpec> = {
    source: { kind: 'producer', arrivals: traceOf([[1]]) },
    front: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.1 }, callsInParallel: 'in-parallel' },
    first: { kind: 'queue' }, second: { kind: 'queue' },
    store: { kind: 'workers', workers: 1000, service: { kind: 'exponential', meanS: 1 }, failShare: 1 }, end: { kind: 'sink' },
    ...Object.fromEntries(others),
  };
  const links: LinkSpec[] = [
    { from: 'source', to: 'front' }, { from: 'front', to: 'end' }, { from: 'first', to: 'store' }, { from: 'second', to: 'store' },
    { from: 'front', to: 'first', call } as LinkSpec, ...others.map(([from]) => ({ from, to: 'end' })), { from: 'front', to: 'second', call } as LinkSpec,
  ];
  return { format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 900, classes: { job: { share: 1, priority: 0 } }, stations, links, timeline: [], checks: [], changelog: [] };
}

function attemptsAtStore(scenario: Scenario): { readonly numbers: number[]; readonly servicesNs: number[] } {
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves = movesUntil(run, 900);
  const store = Object.keys(scenario.stations).indexOf('store');
  const numbers: number[] = [];
  const servicesNs: number[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    if ((moves[m + Move.what]! & 15) !== What.entered || moves[m + Move.station] !== store) continue;
    numbers.push(moves[m + Move.job]!);
    servicesNs.push(moves[m + Move.untilNs]! - moves[m + Move.timeNs]!);
  }
  return { numbers, servicesNs };
}

describe('the attempts of one job', () => {
  it.each([0, 9, 292])('have draws of their own over two links, %i links of others being between them', (between) => {
    const { numbers, servicesNs } = attemptsAtStore(inVain(between, { attemptsMax: 50 }));
    expect(numbers.length).toBeGreaterThan(60); // the first of the two calls to fail ends the other
    expect(new Set(servicesNs).size).toBe(servicesNs.length);
    if (between < 100) expect(new Set(numbers).size).toBe(numbers.length); // on the screen there is room for 2,047
  });

  it('are at most 60 over one link: hedges count as tries, and those beside the last try go beyond the 50', () => {
    // Nobody answers: a try and its ten hedges, eleven in all, five times.
    const scenario = inVain(0, { attemptsMax: 50, timeoutS: 0.05, hedge: { kind: 'after', delayS: 0.04, hedgesMax: 10 } });
    const run = startValid({ ...scenario, stations: { ...scenario.stations, store: { kind: 'workers', workers: 0 } } });
    run.advanceTo(900);
    expect(reportOf(run).links['front>first']!.call!.attempts).toBe(55);
    // The most that there can be: 49 tries fail at once, and the fiftieth and its ten hedges are not answered.
    const quick = inVain(0, { attemptsMax: 50, timeoutS: 0.05, hedge: { kind: 'after', delayS: 0.04, hedgesMax: 10 } });
    const failing = startValid({
      ...quick, timeline: [{ atS: 1.585, change: { path: 'stations.store.workers', value: 0 } }],
      stations: { ...quick.stations, store: { kind: 'workers', workers: 2, service: { kind: 'constant', meanS: 0.01 }, failShare: 1 } },
    });
    failing.advanceTo(900);
    expect(reportOf(failing).links['front>first']!.call!.attempts).toBe(60);
  });

  it('cannot be more by what a file says', () => {
    const refused = (call: object): unknown => {
      const valid = validateScenario(inVain(0, call));
      return valid.ok ? [] : valid.problems.slice(0, 1);
    };
    expect(refused({ attemptsMax: 51 })).toEqual([{ path: 'links.4.call.attemptsMax', message: expect.stringMatching(/1 to 50.*51/) as string }]);
    expect(refused({ attemptsMax: 'unbounded' })).toEqual([{ path: 'links.4.call.attemptsMax', message: expect.stringMatching(/1 to 50/) as string }]);
    expect(refused({ hedge: { kind: 'after', hedgesMax: 11 } })).toEqual([{ path: 'links.4.call.hedge.hedgesMax', message: expect.stringMatching(/1 to 10.*11/) as string }]);
  });
});

describe('a record that comes back', () => {
  it('hundreds of times has luck of its own each time, and is handled in the end', () => {
    const run = startValid({
      ...inVain(0, {}),
      stations: {
        source: { kind: 'producer', arrivals: traceOf(Array.from({ length: 64 }, () => [1])) }, log: { kind: 'topic', partitions: 64, partitionBy: 'round-robin' },
        readers: { kind: 'workers', workers: 64, service: { kind: 'constant', meanS: 0.001 }, failShare: 0.99 }, end: { kind: 'sink' },
      },
      links: [{ from: 'source', to: 'log' }, { from: 'log', to: 'readers' }, { from: 'readers', to: 'end' }],
    });
    run.advanceTo(10);
    // 9,000 tries each, and all of them in vain has a chance of 0.99 to the 9,000th.
    expect(reportOf(run).stations['log']).toMatchObject({ inside: 0, handledS: { n: 64 } });
    expect(run.events).toBeGreaterThan(10_000);
  });
});
