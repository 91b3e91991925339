// Method: recorded jobs with keys, at times that are often the same, go through a cache that remembers keys, or a gate that turns duplicates away, and a
// line with workers behind, in the engine and written a second time over a plain list of keys. Who is answered, who goes on, who is turned away
// and when must be the same to the nanosecond, however size and times are changed and the memory is flushed meanwhile.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, SHED_REASONS, What, serialOfJobId } from '../../../../simulations/engine/frame';
import type { VariantValue } from '../../../../simulations/engine/param';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, change, holds, movesUntil, startValid } from '../../../properties/kit';

const EIGHTH_NS = 125_000_000;

/** A cache's size and time to live, or a gate's window; in eighths of a second. */
interface Settings { readonly size: number; readonly keeps: number }
interface Case {
  readonly isCache: boolean;
  readonly jobs: readonly { readonly at: number; readonly key: number; readonly demand: number }[];
  readonly first: Settings;
  readonly hit: number; readonly workers: number; readonly places: number; readonly sheds: boolean;
  readonly changes: readonly (Settings & { readonly at: number; readonly flushes: boolean })[];
}

function plainRun({ isCache, jobs, first, hit, workers, places, sheds, changes }: Case): string[] {
  interface Job { readonly n: number; readonly key: number; readonly demand: number }
  const told: string[] = [];
  const events: { atNs: number; what: () => void }[] = [];
  let nowNs = 0;
  const after = (ns: number, what: () => void): void => {
    const event = { atNs: nowNs + ns, what };
    const later = events.findIndex(({ atNs }) => atNs > event.atNs);
    events.splice(later < 0 ? events.length : later, 0, event);
  };
  const tell = (job: Job, what: string): void => { told.push(`${nowNs} ${job.n} ${what}`); };
  let { size, keeps } = first;
  /** The one asked for last comes last. */
  let known: { key: number; sinceNs: number }[] = [];
  const outside: Job[] = [];
  const line: Job[] = [];
  let busy = 0;
  const forget = (): void => { known = known.slice(Math.max(0, known.length - size)); };
  const learn = (key: number): void => {
    if (key === 0) return;
    known = [...known.filter((each) => each.key !== key), { key, sinceNs: nowNs }];
    forget();
  };
  const isRoom = (): boolean => busy < workers || line.length < places || sheds;
  /** Whether it is done with here, without a need of room. */
  const keepsBack = (job: Job): boolean => {
    const found = known.find(({ key, sinceNs }) => key === job.key && nowNs - sinceNs < keeps * EIGHTH_NS);
    if (found === undefined) return false;
    if (isCache) {
      known = [...known.filter((each) => each !== found), found];
      tell(job, 'hits');
      after(hit * EIGHTH_NS, () => { tell(job, 'served'); });
    } else tell(job, 'gate');
    return true;
  };
  const goesOn = (job: Job): void => {
    tell(job, 'passes');
    if (!isCache) learn(job.key);
    if (busy < workers) serves(job);
    else if (line.length < places) line.push(job);
    else tell(job, 'full');
  };
  const serves = (job: Job): void => {
    busy++;
    after(job.demand * EIGHTH_NS, () => {
      tell(job, 'served');
      if (isCache) learn(job.key);
      busy--;
      const next = line.shift();
      if (next !== undefined) serves(next);
      if (next !== undefined) ask();
    });
  };
  const ask = (): void => {
    // One whom time or what passed before it has made a duplicate, or a hit, needs no room; but all are asked only when there is some, or after a change.
    while (outside.length > 0) {
      const job = outside[0]!;
      const stays = !keepsBack(job);
      if (stays && !isRoom()) return;
      outside.shift();
      if (stays) goesOn(job);
    }
  };
  const arrives = (n: number): void => {
    const row = jobs[n];
    if (row === undefined) return;
    after(row.at * EIGHTH_NS - nowNs, () => {
      outside.push({ ...row, n: n + 1 });
      if (outside.length === 1) ask();
      arrives(n + 1);
    });
  };
  arrives(0);
  const planned = [...changes];
  for (;;) {
    const next = events[0];
    if (planned.length > 0 && planned[0]!.at * EIGHTH_NS < (next?.atNs ?? Infinity)) {
      const to = planned.shift()!;
      nowNs = to.at * EIGHTH_NS;
      if (to.flushes) known = [];
      ({ size, keeps } = to);
      forget();
      ask();
    } else if (next === undefined) return told;
    else {
      events.shift();
      nowNs = next.atNs;
      next.what();
    }
  }
}

function engineRun({ isCache, jobs, first, hit, workers, places, sheds, changes }: Case): string[] {
  const base = chain({ capacityJobs: places, whenFull: sheds ? 'shed-newest' : 'block', workers, service: { kind: 'own-demand', meanS: 1 } });
  const csv = ['atS,demandS,key', ...jobs.map(({ at, demand, key }) => `${at / 8},${demand / 8},${key === 0 ? '' : key}`)].join('\n');
  const ruleOf = ({ size, keeps }: Settings): VariantValue => (isCache ? { kind: 'keys', sizeKeys: size, timeToLiveS: keeps / 8 } : { kind: 'dedup', windowS: keeps / 8 });
  const scenario: Scenario = {
    ...base, durationS: 1_000,
    stations: {
      source: { kind: 'producer', arrivals: { kind: 'trace', csv: `${csv}\n` }, whenBlocked: 'wait-outside' },
      memory: isCache ? { kind: 'cache', answers: ruleOf(first), hitTime: { kind: 'constant', meanS: hit / 8 } } : { kind: 'gate', rule: ruleOf(first) },
      line: base.stations['line']!, desk: base.stations['desk']!, end: base.stations['end']!,
    },
    links: [{ from: 'source', to: 'memory' }, { from: 'memory', to: 'line' }, { from: 'line', to: 'desk' }, { from: 'desk', to: 'end' }],
  };
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves: number[] = [];
  for (const to of changes) {
    moves.push(...movesUntil(run, to.at / 8));
    if (to.flushes) expect(run.fault({ kind: 'flush', station: 'memory', forS: 0 }).ok).toBe(true);
    const result = run.change(change(isCache ? 'stations.memory.answers' : 'stations.memory.rule', ruleOf(to)));
    expect(result.ok).toBe(true);
  }
  moves.push(...movesUntil(run, 1_000));
  const told: string[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    const n = serialOfJobId(moves[m + Move.job]!);
    const station = moves[m + Move.station]!;
    const word = what === What.served ? 'served' : what === What.shed ? SHED_REASONS[moves[m + Move.detail]!] : what === What.entered && station === 1 ? 'comes' : undefined;
    if (word !== undefined) told.push(`${moves[m + Move.timeNs]!} ${n} ${word}`);
  }
  return told;
}

const someSettings: fc.Arbitrary<Settings> = fc.record({ size: fc.integer({ min: 0, max: 4 }), keeps: fc.constantFrom(0, 1, 3, 6, 12, 10_000) });
const cases = (isCache: boolean): fc.Arbitrary<Case> => fc.record({
  isCache: fc.constant(isCache),
  jobs: fc.array(fc.record({ at: fc.integer({ min: 0, max: 3 }), key: fc.integer({ min: 0, max: 6 }), demand: fc.integer({ min: 1, max: 6 }) }), { minLength: 1, maxLength: 40 }).map((gaps) => {
    let at = 0;
    return gaps.map((row) => ({ ...row, at: at += row.at }));
  }),
  first: someSettings.map((each) => (isCache ? each : { ...each, size: 10_000 })),
  hit: fc.integer({ min: 1, max: 3 }), workers: fc.integer({ min: 1, max: 3 }), places: fc.constantFrom(1, 2, 1000), sheds: fc.boolean(),
  changes: fc.array(fc.record({ at: fc.integer({ min: 0, max: 40 }), settings: someSettings, flushes: fc.boolean() }), { maxLength: 3 })
    .map((all) => [...all].sort((a, b) => a.at - b.at).map(({ settings, ...rest }) => ({ ...rest, ...settings, ...(isCache ? {} : { size: 10_000 }) }))),
});

/** What happens at one instant is told in one order; that a job has come in tells the engine of hits and of those who pass. */
const inOrder = (told: readonly string[]): readonly string[] => told.map((each) => each.replace(/hits|passes/, 'comes'))
  .sort((a, b) => Number(a.split(' ')[0]) - Number(b.split(' ')[0]) || (a < b ? -1 : 1));

describe.each([true, false])('as a cache: %s', (isCache) => {
  it('does with every job what a memory written a second time does', () => {
    holds(400, cases(isCache), (each) => { expect(inOrder(engineRun(each))).toEqual(inOrder(plainRun(each))); });
  });
});
