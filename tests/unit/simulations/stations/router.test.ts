// Method: small traces by hand for every way of choosing; who goes where is read from the moves of all jobs. What must hold of a router
// in front of full stations is worked out on paper.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What } from '../../../../simulations/engine/frame';
import type { VariantValue } from '../../../../simulations/engine/param';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { chain, change, movesUntil, startValid, traceOf } from '../../../properties/kit';

interface Fan { readonly arrivals?: VariantValue; readonly ways: Readonly<Record<string, StationSpec>>; readonly classes?: Scenario['classes']; readonly inbox?: number | 'unbounded' }

const served = (serviceS: number): StationSpec => ({ kind: 'workers', workers: 1, service: { kind: 'constant', meanS: serviceS } });
const line: StationSpec = { kind: 'queue', capacityJobs: 'unbounded' };

/** Source, inbox, router and its ways, which lead to the end. */
function fan(choice: VariantValue, { arrivals = traceOf(Array.from({ length: 8 }, (_, i) => [i] as const)), ways, classes, inbox = 'unbounded' }: Fan): Scenario {
  const ids = Object.keys(ways);
  return {
    ...chain(), durationS: 2000, ...(classes === undefined ? {} : { classes }),
    stations: { source: { kind: 'producer', arrivals }, inbox: { kind: 'queue', capacityJobs: inbox }, split: { kind: 'router', choice }, ...ways, end: { kind: 'sink' } },
    links: [{ from: 'source', to: 'inbox' }, { from: 'inbox', to: 'split' }, ...ids.map((to) => ({ from: 'split', to })), ...ids.map((from) => ({ from, to: 'end' }))],
  };
}

/** Each job's way, as the ids of the stations that it came into from the router, in order of time. */
function waysTaken(scenario: Scenario, untilS = 2000): [job: number, way: string, atS: number][] {
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves = movesUntil(run, untilS);
  const ids = Object.keys(scenario.stations);
  return Array.from({ length: moves.length / MOVE_STRIDE }, (_, m) => m * MOVE_STRIDE)
    .filter((m) => scenario.links[moves[m + Move.link]!]?.from === 'split' && (moves[m + Move.what]! & 15) !== What.made)
    .map((m) => [moves[m + Move.job]!, ids[moves[m + Move.station]!]!, moves[m + Move.timeNs]! / 1e9]);
}

const three = { a: served(0.1), b: served(0.1), c: served(0.1) };
const only = (taken: ReturnType<typeof waysTaken>): string => taken.map(([, way]) => way).join('');

describe('a router', () => {
  it('in turn: one way after the other, in the order of the links', () => {
    expect(only(waysTaken(fan({ kind: 'round-robin' }, { ways: three })))).toBe('abcabcab');
  });

  it('in turn: waits for the way whose turn it is, though another is free', () => {
    const taken = waysTaken(fan({ kind: 'round-robin' }, { ways: { a: served(10), b: served(1) }, arrivals: traceOf([[0], [0], [0], [0]]) }));
    expect(taken).toEqual([[1, 'a', 0], [2, 'b', 0], [3, 'a', 10], [4, 'b', 10]]);
  });

  it('least busy: where the fewest jobs are, waiting or in service; among equals it goes on in turn', () => {
    // Each way is a queue that hands its jobs on, so those with its worker count too.
    const scenario = fan({ kind: 'least-busy' }, { ways: { a: line, b: line, c: line }, arrivals: traceOf([[0], [0.1], [0.2], [0.3], [1.05], [1.1]]) });
    const stations = { ...scenario.stations, deskA: served(1), deskB: served(5), deskC: served(5) };
    const links = [...scenario.links.filter(({ to }) => to !== 'end'), ...['A', 'B', 'C'].flatMap((x) => [{ from: x.toLowerCase(), to: `desk${x}` }, { from: `desk${x}`, to: 'end' }])];
    // a, b, c get one each; the fourth goes on in turn to a. At 1.05 a has one again, and it is b's turn among all with one.
    expect(only(waysTaken({ ...scenario, stations, links }))).toBe('abcabc');
  });

  it('least busy: asks the next when the least busy one is full, and waits for any when all are', () => {
    const taken = waysTaken(fan({ kind: 'least-busy' }, { ways: { a: served(10), b: { ...served(3), workers: 2 } }, arrivals: traceOf([[0], [0], [0], [0], [0]]) }));
    expect(taken).toEqual([[1, 'a', 0], [2, 'b', 0], [3, 'b', 0], [4, 'b', 3], [5, 'b', 3]]);
  });

  it('least busy: counts those that are on their way to a station, too', () => {
    const scenario = fan({ kind: 'least-busy' }, { ways: { a: served(0.1), b: served(0.1) }, arrivals: traceOf([[0], [1], [2], [3], [11], [12]]) });
    const run = startValid({ ...scenario, links: scenario.links.map((link) => (link.to === 'a' ? { ...link, delayS: 10 } : link)) });
    run.advanceTo(10.5);
    expect(reportOf(run).stations).toMatchObject({ a: { left: 1 }, b: { left: 3 } });
  });

  it('first free: the second way gets what overflows', () => {
    const taken = waysTaken(fan({ kind: 'first-free' }, { ways: { a: served(2), b: served(100) }, arrivals: traceOf([[0], [1], [3], [3.5], [4]]) }));
    expect(taken).toEqual([[1, 'a', 0], [2, 'b', 1], [3, 'a', 3], [4, 'a', 5], [5, 'a', 7]]);
  });

  it('by class: each class has its way, those not named take the first', () => {
    const classes = { plain: { share: 2, priority: 0 }, vip: { share: 1, priority: 1 }, bulk: { share: 1, priority: 0 } };
    const scenario = fan({ kind: 'by-class', ways: 'vip=c, bulk=b' }, { ways: three, classes, arrivals: { kind: 'regular', ratePerS: 5 } });
    const run = startValid(scenario);
    run.advanceTo(60);
    const { stations, classes: figures } = reportOf(run);
    expect(stations['a']!.arrived).toBe(figures['plain']!.jobs.made);
    expect(stations['b']!.arrived).toBe(figures['bulk']!.jobs.made);
    expect(stations['c']!.arrived).toBe(figures['vip']!.jobs.made);
  });

  it('weighted: a way with no weight gets nothing, the others by their weights; with no weights all are alike', () => {
    const shares = (weights: string): number[] => {
      const run = startValid({ ...fan({ kind: 'weighted', weights }, { ways: { a: line, b: line, c: line }, arrivals: { kind: 'poisson', ratePerS: 400 } }), durationS: 100 });
      run.advanceTo(100);
      const { stations } = reportOf(run);
      return ['a', 'b', 'c'].map((id) => stations[id]!.arrived / stations['split']!.left);
    };
    const [a, b, c] = shares('b=3, c=1');
    expect(a).toBe(0);
    expect(b).toBeCloseTo(0.75, 1);
    expect(b! + c!).toBeCloseTo(1, 10);
    for (const share of shares('')) expect(share).toBeCloseTo(1 / 3, 1);
  });

  it('best of d with as many looks as there are ways never joins a longer line than it has to', () => {
    const taken = waysTaken(fan({ kind: 'd-choices', choices: 16 }, { ways: { a: served(100), b: served(100), c: served(100) }, arrivals: traceOf([[0], [1], [2]]) }));
    expect(taken.map(([, way]) => way).sort()).toEqual(['a', 'b', 'c']);
  });

  it('random: what a job draws belongs to it, so it waits for its way and takes it', () => {
    const roomy = waysTaken(fan({ kind: 'random' }, { ways: { a: line, b: line } }));
    const tight = waysTaken(fan({ kind: 'random' }, { ways: { a: served(7), b: served(7) } }));
    expect(tight.map(([job, way]) => `${job}${way}`)).toEqual(roomy.map(([job, way]) => `${job}${way}`));
    expect(new Set(roomy.map(([, way]) => way)).size).toBe(2);
  });

  it('lets the jobs of other senders pass: no way stands idle while a sender has one for it first in its line', () => {
    const senders = ['p', 'q', 'r', 's'];
    const many = (ways: Fan['ways']): Scenario => {
      const { stations: { split, ...rest }, links, ...whole } = fan({ kind: 'random' }, { ways });
      const stations = { ...Object.fromEntries(senders.map((id) => [id, { kind: 'producer', arrivals: traceOf([[0], [0], [0], [0], [0], [0]]) }])), split: split!, ...Object.fromEntries(Object.keys(ways).map((id) => [id, rest[id]!])), end: rest['end']! };
      return { ...whole, stations, links: [...senders.map((from) => ({ from, to: 'split' })), ...links.filter(({ from }) => from !== 'source' && from !== 'inbox')] };
    };
    const wayOf = new Map(waysTaken(many({ a: line, b: line })).map(([job, way]) => [job, way]));
    const taken = waysTaken(many({ a: served(50), b: served(2) }), 1000);
    expect(taken.length).toBe(24);
    // The same by hand: from when on is a way free, and from when on is each sender's first job the first?
    const lines = senders.map((_, p) => ({ jobs: [...wayOf.keys()].filter((job) => Math.floor(job / 2 ** 32) === p).sort((x, y) => x - y), sinceS: 0 }));
    const freeAtS: Record<string, number> = { a: 0, b: 0 };
    for (const [job, way, atS] of taken) {
      expect(way).toBe(wayOf.get(job));
      for (const other of ['a', 'b']) {
        const idle = lines.find(({ jobs, sinceS }) => wayOf.get(jobs[0]!) === other && Math.max(sinceS, freeAtS[other]!) < atS);
        expect(idle, `${other} is free from ${freeAtS[other]} to ${atS}`).toBeUndefined();
      }
      const from = lines.find(({ jobs }) => jobs[0] === job);
      expect(from).toBeDefined();
      from!.jobs.shift();
      from!.sinceS = atS;
      freeAtS[way] = atS + (way === 'a' ? 50 : 2);
    }
  });

  it('that gets another choice lets those at its door go by it at once', () => {
    const run = startValid(fan({ kind: 'weighted', weights: 'a=1' }, { ways: { a: served(50), b: served(1) }, arrivals: traceOf([[0], [0], [0]]) }));
    run.advanceTo(2);
    expect(reportOf(run).stations).toMatchObject({ inbox: { inside: 2 }, a: { inside: 1 }, b: { inside: 0 } });
    expect(run.change(change('stations.split.choice', { kind: 'first-free' }))).toMatchObject({ ok: true });
    expect(reportOf(run).stations).toMatchObject({ inbox: { inside: 1 }, b: { inside: 1 } });
    run.advanceTo(4.5);
    expect(reportOf(run).stations).toMatchObject({ inbox: { inside: 0 }, b: { left: 2 } });
  });

  it('that names a station to which no link leads is refused, with the nearest name', () => {
    const result = validateScenario(fan({ kind: 'weighted', weights: 'a=1, inbx=2' }, { ways: three }));
    expect(result).toMatchObject({ ok: false, problems: [{ path: 'stations.split.choice.weights', message: expect.stringContaining('no link leads from "split" to "inbx"') as string }] });
    const run = startValid(fan({ kind: 'weighted', weights: 'a=1' }, { ways: three }));
    expect(run.change(change('stations.split.choice.weights', 'z=1'))).toMatchObject({ ok: false });
    expect(run.change(change('stations.split.choice.weights', 'a=0'))).toMatchObject({ ok: false });
    expect(run.change(change('stations.split.choice.weights', 'b=2'))).toMatchObject({ ok: true });
  });
});
