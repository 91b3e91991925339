// Method: somebody waits before a router for a way that is taken until the end, and somebody else comes behind whose way is free. When the first
// one is not the first any more, whatever the reason, the other one goes in that instant; when it is served is worked out by hand.
import { describe, expect, it } from 'vitest';
import type { ParamValue, ParamValues } from '../../../../simulations/engine/param';
import type { Change, LinkSpec, Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { jobsServed, movesUntil, startValid } from '../../../properties/kit';

/** When each job comes, and its class: of class `slow` and `quick` each goes its way. */
type Rows = readonly (readonly [atS: number, name: 'slow' | 'quick'])[];

const desk = (meanS: number, workers = 1): StationSpec => ({ kind: 'workers', workers, service: { kind: 'constant', meanS } });
const trace = (rows: Rows): ParamValue => ({ kind: 'trace', csv: `atS,class\n${rows.map((row) => row.join(',')).join('\n')}\n` });

/** The source leads to `front`, and the end of `links` to the router; the slow way is taken from the start by a job that never leaves it. */
function scenario(rows: Rows, front: Readonly<Record<string, StationSpec>>, links: readonly LinkSpec[]): Scenario {
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 50, timeline: [], checks: [], changelog: [],
    classes: { slow: { share: 1, priority: 0 }, quick: { share: 1, priority: 1 } },
    stations: {
      first: { kind: 'producer', arrivals: trace([[0, 'slow']]) }, source: { kind: 'producer', arrivals: trace(rows) }, ...front,
      split: { kind: 'router', choice: { kind: 'by-class', ways: 'slow=taken, quick=free' } }, taken: desk(1000), free: desk(1), end: { kind: 'sink' },
    },
    links: [{ from: 'first', to: 'taken' }, ...links, { from: 'split', to: 'taken' }, { from: 'split', to: 'free' }, { from: 'taken', to: 'end' }, { from: 'free', to: 'end' }],
  };
}

function servedS(of: Scenario): number[] {
  const run = startValid(of);
  run.sampleJobs(1);
  return jobsServed(movesUntil(run, of.durationS)).map(([, atS]) => atS);
}

describe('before a router, when another one is first', () => {
  const inLine = (rows: Rows, line: ParamValues): number[] =>
    servedS(scenario(rows, { line: { kind: 'queue', ...line } }, [{ from: 'source', to: 'line' }, { from: 'line', to: 'split' }]));

  it.each<[string, ParamValues]>([
    ['the most important', { discipline: { kind: 'priority' } }],
    ['the newest', { discipline: { kind: 'lifo' } }],
    ['the newest of a standing line', { discipline: { kind: 'adaptive-lifo', longJobs: 1 } }],
  ])('%s: who comes goes, though the one before has to wait', (_, line) => {
    expect(inLine([[1, 'slow'], [2, 'quick']], line)).toEqual([3]);
  });

  it('because the one before has lost patience, the next one goes', () => {
    expect(inLine([[1, 'slow'], [2, 'quick']], { patience: { kind: 'drawn', time: { kind: 'constant', meanS: 3 } } })).toEqual([5]);
  });

  it.each([[1, [3]], [2, [4]]])('because the oldest of %i was shed, the next one goes', (capacityJobs, expected) => {
    const rows: Rows = capacityJobs === 1 ? [[1, 'slow'], [2, 'quick']] : [[1, 'slow'], [2, 'quick'], [3, 'slow']];
    expect(inLine(rows, { capacityJobs, whenFull: { kind: 'shed-oldest' } })).toEqual(expected);
  });

  it.each<[string, ParamValues, Change]>([
    ['another discipline', {}, { path: 'stations.line.discipline', value: { kind: 'lifo' } }],
    ['another number of it', { discipline: { kind: 'adaptive-lifo' } }, { path: 'stations.line.discipline.longJobs', value: 1 }],
  ])('because the line has %s, the one that is first by it goes', (_, line, change) => {
    const run = startValid(scenario([[1, 'slow'], [2, 'quick']], { line: { kind: 'queue', ...line } }, [{ from: 'source', to: 'line' }, { from: 'line', to: 'split' }]));
    run.sampleJobs(1);
    movesUntil(run, 5);
    expect(run.change(change)).toMatchObject({ ok: true });
    expect(jobsServed(movesUntil(run, 50)).map(([, atS]) => atS)).toEqual([6]);
  });

  it('as long as nobody is, the others wait behind the first', () => {
    expect(inLine([[1, 'slow'], [2, 'quick']], {})).toEqual([]);
  });

  // Each attempt is called back 4 s after it was made: the slow one, made at 1 s, at 5 s, and the answer to the quick one comes a second later.
  const called = { call: { timeoutS: 4, attemptsMax: 1 } };
  it.each<[string, Readonly<Record<string, StationSpec>>, readonly LinkSpec[], number]>([
    ['at the door itself', {}, [{ from: 'callers', to: 'split', ...called }], 0],
    ['at the end of a link that takes time', {}, [{ from: 'callers', to: 'split', delayS: 0.25, ...called }], 0.25],
    ['in a queue', { line: { kind: 'queue' } }, [{ from: 'callers', to: 'line', ...called }, { from: 'line', to: 'split' }], 0],
    ['after a delay', { way: { kind: 'delay', time: { kind: 'constant', meanS: 0.5 } } }, [{ from: 'callers', to: 'way', ...called }, { from: 'way', to: 'split' }], 0],
  ])('because the attempt before was called back %s, the next one goes', (_, front, links, wayBackS) => {
    const of = scenario([[0.5, 'slow'], [2.25, 'quick']], { callers: desk(0.5, 2), ...front }, [{ from: 'source', to: 'callers' }, { from: 'callers', to: 'end' }, ...links]);
    expect(servedS(of)).toEqual([6 + wayBackS]);
  });

  it.each<[string, StationSpec]>([
    ['workers', desk(0.5, 3)],
    ['workers who share', { ...desk(0.5, 3), sharing: 'processor-sharing' }],
  ])('because the attempt before was called back from %s, the next one goes', (_, tier) => {
    const links = [{ from: 'source', to: 'callers' }, { from: 'callers', to: 'end' }, { from: 'callers', to: 'tier', ...called }, { from: 'tier', to: 'split' }];
    // Who is done goes while the way is free: the first of the quick ones from 3 s to 4 s. The second is done at 3.25 s, and waits behind the slow one until that is called back at 5 s.
    expect(servedS(scenario([[0.5, 'slow'], [2, 'quick'], [2.25, 'quick']], { callers: desk(0.5, 3), tier }, links))).toEqual([4, 6]);
  });
});
