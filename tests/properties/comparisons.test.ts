// Method: one thing is changed about a random scenario, and what must not change with it is compared, job by job: the same job comes
// at the same time, of the same class, and takes as long wherever it is served. That is what makes two policies comparable.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullPolicies } from '../../simulations/catalog';
import { MOVE_STRIDE, Move, What, originOfJobId } from '../../simulations/engine/frame';
import type { VariantValue } from '../../simulations/engine/param';
import { onCircles } from '../../simulations/scenario/circles';
import { applyChange } from '../../simulations/scenario/param-path';
import type { Scenario, StationSpec } from '../../simulations/scenario/scenario';
import { validateScenario } from '../../simulations/scenario/validate-scenario';
import { chain, firstDifference, holds, movesUntil, someMovesUntil, startValid } from './kit';
import { someChange } from './some-deed';
import { endS, someRunnable } from './some-scenario';
import { kindOf } from './some-values';

interface Jobs {
  /** When each job came, and its class. */
  readonly made: ReadonlyMap<number, string>;
  /** How long each job is served at each workers station, by "job station". */
  readonly servedNs: ReadonlyMap<string, number>;
  readonly moves: readonly number[];
  /** It did not come to a halt before. */
  readonly isWhole: boolean;
}

function jobsOf(scenario: Scenario): Jobs {
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves = someMovesUntil(run, endS(scenario));
  const made = new Map<number, string>();
  const servedNs = new Map<string, number>();
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    const job = moves[m + Move.job]!;
    if (what === What.made) made.set(job, `${moves[m + Move.timeNs]!} ${moves[m + Move.what]! >> 4}`);
    if (what === What.entered && moves[m + Move.untilNs]! > 0) servedNs.set(`${job} ${moves[m + Move.station]!}`, moves[m + Move.untilNs]! - moves[m + Move.timeNs]!);
  }
  return { made, servedNs, moves, isWhole: run.reachedEnd };
}

/** What two maps disagree on, among the keys that both have. */
function disagreements<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): string[] {
  return [...a].filter(([key, value]) => b.has(key) && b.get(key) !== value).map(([key, value]) => `${String(key)}: ${String(value)} and ${String(b.get(key))}`);
}

function expectSameJobs(a: Jobs, b: Jobs, exceptAt = -1): void {
  if (a.isWhole && b.isWhole) expect([...b.made.keys()].sort()).toEqual([...a.made.keys()].sort());
  expect(disagreements(a.made, b.made)).toEqual([]);
  expect(disagreements(a.servedNs, b.servedNs).filter((each) => !each.includes(` ${exceptAt}:`))).toEqual([]);
}

/**
 * Sources that do not care how the system fares, and no other changes of service than those of time: neither planned ones nor laps, which
 * a job may make more of under one policy than under another.
 */
const openScenario = someRunnable.map((scenario): Scenario => {
  const stations = Object.fromEntries(Object.entries(scenario.stations).map(([id, spec]) => [id, spec.kind === 'producer' ? open(spec) : spec]));
  const withoutLaps = onCircles({ ...scenario, stations }).length === 0 ? {} : { stations: chain().stations, links: chain().links };
  return { ...scenario, stations, timeline: [], ...withoutLaps };
});

function open(spec: StationSpec): StationSpec {
  const arrivals = spec['arrivals'] as VariantValue;
  return { ...spec, whenBlocked: 'wait-outside', ...(arrivals.kind === 'closed' ? { arrivals: { kind: 'poisson', ratePerS: 10 } } : {}) };
}

describe('other jobs', () => {
  it('are those of another producer, though they have the same number', () => {
    const producer = { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 10 } };
    const { servedNs } = jobsOf({
      ...chain(), durationS: 20,
      stations: { a: producer, b: producer, desk: { kind: 'workers', workers: 1000, service: { kind: 'exponential', meanS: 1 } }, end: { kind: 'sink' } },
      links: [{ from: 'a', to: 'desk' }, { from: 'b', to: 'desk' }, { from: 'desk', to: 'end' }],
    });
    expect(servedNs.size).toBeGreaterThan(390);
    expect(new Set(servedNs.values()).size).toBe(servedNs.size);
  });
});

describe('the same job', () => {
  it('takes as long again at a station that it comes back to', () => {
    const run = startValid({
      ...chain(), durationS: 20,
      stations: { a: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 1 } }, one: { kind: 'workers', workers: 50 }, two: { kind: 'workers', workers: 50 } },
      links: [{ from: 'a', to: 'one' }, { from: 'one', to: 'two' }, { from: 'two', to: 'one' }],
    });
    run.sampleJobs(1);
    const times = new Map<string, Set<number>>();
    const moves = movesUntil(run, 20);
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
      if ((moves[m + Move.what]! & 15) !== What.entered) continue;
      const visits = `${moves[m + Move.job]!} ${moves[m + Move.station]!}`;
      times.set(visits, (times.get(visits) ?? new Set<number>()).add(moves[m + Move.untilNs]! - moves[m + Move.timeNs]!));
    }
    expect(times.size).toBeGreaterThan(30);
    for (const each of times.values()) expect(each.size).toBe(1);
  });
});

describe('the same jobs', () => {
  it('whatever a full queue does, and whatever its capacity is', () => {
    const cases = fc.record({ scenario: openScenario, policy: fc.constantFrom(...fullPolicies.map(({ kind }) => kind)), capacityJobs: fc.constantFrom(0, 1, 5, 'unbounded') });
    holds('full queues', cases, ({ scenario, policy, capacityJobs }) => {
      const queues = Object.entries(scenario.stations).filter(([, { kind }]) => kind === 'queue');
      const other = { ...scenario, stations: { ...scenario.stations, ...Object.fromEntries(queues.map(([id, spec]) => [id, { ...spec, whenFull: { kind: policy }, capacityJobs }])) } };
      const a = jobsOf(scenario);
      const b = jobsOf(other);
      expectSameJobs(a, b);
    });
  });

  it('however many workers there are', () => {
    holds('workers', fc.record({ scenario: openScenario, workers: fc.constantFrom(0, 1, 5, 1000) }), ({ scenario, workers }) => {
      const servers = Object.entries(scenario.stations).filter(([, { kind }]) => kind === 'workers');
      const other = { ...scenario, stations: { ...scenario.stations, ...Object.fromEntries(servers.map(([id, spec]) => [id, { ...spec, workers }])) } };
      const a = jobsOf(scenario);
      const b = jobsOf(other);
      expectSameJobs(a, b);
    });
  });

  it('whatever one parameter of a station or of a link is', () => {
    holds('one parameter', openScenario.chain((scenario) => fc.record({ scenario: fc.constant(scenario), change: someChange(scenario) })), ({ scenario, change }) => {
      const [top, id = '', name = ''] = change.path.split('.');
      const kind = top === 'stations' ? scenario.stations[id]!.kind : '';
      if (kind === 'producer') return; // what it makes is its own affair
      const other = applyChange(scenario, change);
      if (!other.ok) throw new Error(JSON.stringify(other.problems));
      const param = kind === '' ? undefined : kindOf(kind).params[name];
      const isTime = param?.type === 'variant' && ['distribution', 'classTimes'].includes(param.family);
      const timesChangeAt = isTime ? Object.keys(scenario.stations).indexOf(id) : -1;
      expectSameJobs(jobsOf(scenario), jobsOf(other.value), timesChangeAt);
    });
  });

  it('with one more station on the way', () => {
    const added = fc.constantFrom<StationSpec>(
      { kind: 'delay', time: { kind: 'exponential', meanS: 0.1 } }, { kind: 'queue', capacityJobs: 1, whenFull: { kind: 'shed-random' } }, { kind: 'queue', capacityJobs: 2 },
      { kind: 'workers', workers: 1, service: { kind: 'lognormal', meanS: 0.05, cv: 1 } }, { kind: 'limiter' }, { kind: 'gate' }, { kind: 'cache' }, { kind: 'router' },
    );
    holds('one more station', fc.record({ scenario: openScenario, added, at: fc.nat() }), ({ scenario, added, at }) => {
      const flows = scenario.links.filter(({ call }) => call === undefined);
      const cut = flows[at % flows.length]!;
      const links = scenario.links.flatMap((link) => (link === cut ? [{ ...link, to: 'added' }, { from: 'added', to: link.to }] : [link]));
      const ways = validateScenario({ ...scenario, stations: { ...scenario.stations, added }, links });
      if (!ways.ok) return; // a station that its router names, or a queue before a queue
      expectSameJobs(jobsOf(scenario), jobsOf(ways.value));
    });
  });

  it('and the same history, beside another system that has nothing to do with them', () => {
    holds('beside another system', someRunnable, (scenario) => {
      const count = Object.keys(scenario.stations).length;
      const beside: Scenario = {
        ...scenario,
        stations: {
          ...scenario.stations,
          xp: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 25 } }, xq: { kind: 'queue', capacityJobs: 2, whenFull: { kind: 'shed-oldest' } },
          xw: { kind: 'workers', workers: 1, service: { kind: 'lognormal', meanS: 0.05, cv: 1 } }, xs: { kind: 'sink' },
        },
        links: [...scenario.links, { from: 'xp', to: 'xq' }, { from: 'xq', to: 'xw' }, { from: 'xw', to: 'xs' }],
      };
      const { moves: alone, isWhole } = jobsOf(scenario);
      const { moves } = jobsOf(beside);
      const theirs: number[] = [];
      for (let m = 0; m < moves.length; m += MOVE_STRIDE) if (originOfJobId(moves[m + Move.job]!) < count) for (let i = 0; i < MOVE_STRIDE; i++) theirs.push(moves[m + i]!);
      const length = Math.min(alone.length, theirs.length); // where one of them was left before its end
      if (isWhole && length < theirs.length) expect(theirs.length).toBe(alone.length);
      expect(firstDifference(alone.slice(0, length), theirs.slice(0, length))).toBe('');
    });
  });

  it('but others with another seed', () => {
    const differing = fc.sample(someRunnable, { numRuns: 40, seed: 1 }).filter((scenario) => {
      const random = Object.values(scenario.stations).some(({ arrivals }) => typeof arrivals === 'object' && 'kind' in arrivals && arrivals.kind === 'poisson' && arrivals['ratePerS'] !== 0);
      return random && firstDifference(jobsOf(scenario).moves, jobsOf({ ...scenario, seed: scenario.seed + 1 }).moves) === '';
    });
    expect(differing).toEqual([]);
  });
});
