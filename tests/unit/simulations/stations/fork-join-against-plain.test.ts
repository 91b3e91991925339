// Method: recorded jobs of several senders, at times that are often the same, go through a fork, its branches and a join, in the engine and through
// both written a second time over plain lists. In some cases a slow station behind holds up those that are complete, in others a caller waits for the
// jobs and calls them back. What becomes of each job and each copy, and when, must be the same to the nanosecond, whatever is changed meanwhile.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What, originOfJobId, rootOfJobId, serialOfJobId } from '../../../../simulations/engine/frame';
import type { ParamValue } from '../../../../simulations/engine/param';
import type { LinkSpec, StationSpec } from '../../../../simulations/scenario/scenario';
import { chain, change, holds, movesUntil, startValid, traceOf } from '../../../properties/kit';
import { PlainEvents } from '../plain-events';
import { PlainLine, type PlainSender } from '../plain-line';

const EIGHTH_NS = 125_000_000;

/** Times in eighths of a second, as all here. */
interface Row { readonly at: number; readonly demand: number }
interface Branch { readonly workers: number; readonly places: number; readonly sheds: boolean; readonly fails: boolean }
interface Settings { readonly copies: 'all' | 'one'; readonly needed: number; readonly order: 'completion' | 'fork'; readonly buffer: number }
interface Deed { readonly at: number; readonly set: Partial<Settings> | { readonly branch: number; readonly to: Partial<Omit<Branch, 'fails'>> } }
interface Case {
  readonly rows: readonly (readonly Row[])[]; readonly branches: readonly Branch[]; readonly first: Settings; readonly deeds: readonly Deed[];
  /** What is behind the join: nothing, one worker who takes so long, or, before the fork, a caller that waits no longer for a job. */
  readonly behind: { readonly takes?: number; readonly timeout?: number };
}

// ── the second implementation ────────────────────────────────────────────────────────────────────

interface Job { readonly name: string; readonly demand: number; needed: number; copies: number; back: number; lost: number; state: 'inside' | 'complete' | 'over'; stopTimeout(): void }
interface Copy { readonly name: string; readonly job: Job; readonly branch: number }

function plainRun({ rows, branches, first, deeds, behind }: Case): string[] {
  const told: string[] = [];
  const events = new PlainEvents();
  const tell = (name: string, what: string): void => { told.push(`${events.nowNs} ${name} ${what}`); };
  let settings = first;
  let turn = 0;
  let inOrder: Job[] = []; // forked, and not gone on
  let held: Copy[] = []; // each waits for room in its branch
  let heldForAny: Job | null = null;
  const outside: Job[][] = rows.map(() => []);
  let door: number[] = []; // senders
  const ready: Job[] = [];

  const lines = branches.map((own, b) => new PlainLine<Copy>(events, ({ job }) => job.demand * EIGHTH_NS, {
    begins: ({ name }) => { tell(name, `begins ${b}`); },
    isTurnedAway: (copy) => { copyEnds(copy, 'shed'); },
    isDone: (copy) => { copyEnds(copy, own.fails ? 'failed' : 'served'); },
  }, own.workers, own.places, own.sheds));
  const copyEnds = ({ name, job }: Copy, what: string): void => {
    tell(name, what);
    events.after(0, () => {
      if (what === 'served') job.back++;
      else job.lost++;
      if (job.state !== 'inside') return;
      if (job.back >= job.needed) job.state = 'complete';
      else if (job.copies - job.lost < job.needed) jobEnds(job, 'failed');
      goOn();
    });
  };
  const jobEnds = (job: Job, what: string): void => {
    job.state = 'over';
    tell(job.name, what);
    job.stopTimeout();
    if (behind.timeout !== undefined && what !== 'called back') events.after(0, () => { tell(`${job.name}!`, what); });
  };

  const toBranch = (job: Job, branch: number): void => { lines[branch]!.takes({ name: `${job.name}/0`, job, branch }); };
  const senders = branches.map((_, branch): PlainSender => ({ hand() {
    if (heldForAny !== null) {
      const job = heldForAny;
      heldForAny = null;
      senders.forEach((each, b) => { lines[b]!.leavesDoor(each); });
      turn = (branch + 1) % branches.length;
      toBranch(job, branch);
    } else {
      const copy = held.find((each) => each.branch === branch)!;
      held = held.filter((each) => each !== copy);
      lines[branch]!.takes(copy);
    }
    letIn();
    return false;
  } }));
  const takes = (): boolean =>
    held.length === 0 && heldForAny === null && !(settings.order === 'fork' && inOrder.filter(({ state }) => state === 'complete').length >= settings.buffer);
  const fork = (job: Job): void => {
    tell(job.name, 'forked');
    inOrder.push(job);
    job.copies = settings.copies === 'one' ? 1 : branches.length;
    job.needed = Math.min(settings.needed, job.copies);
    if (settings.copies === 'one') {
      const branch = [...branches.keys()].map((_, b) => (turn + b) % branches.length).find((b) => lines[b]!.takesNewcomer({ name: `${job.name}/0`, job, branch: b }));
      if (branch !== undefined) turn = (branch + 1) % branches.length;
      else {
        heldForAny = job;
        senders.forEach((each, b) => { lines[b]!.waitsAtDoor(each); });
      }
      return;
    }
    branches.forEach((_, branch) => {
      const copy = { name: `${job.name}/${branch}`, job, branch };
      if (lines[branch]!.takesNewcomer(copy)) return;
      held.push(copy);
      lines[branch]!.waitsAtDoor(senders[branch]!);
    });
  };
  /** Those at the fork's door come in, one of each sender in turn. */
  const letIn = (): void => {
    while (door.length > 0 && takes()) {
      const sender = door.shift()!;
      const job = outside[sender]!.shift()!;
      if (outside[sender]!.length > 0) door.push(sender);
      fork(job);
    }
  };
  /** The jobs that are complete leave, if none that was forked before them has to. */
  const goOn = (): void => {
    for (const job of [...inOrder]) {
      if (job.state === 'complete') leaves(job);
      if (job.state === 'over') inOrder = inOrder.filter((each) => each !== job);
      else if (settings.order === 'fork') break;
    }
    letIn();
  };
  const last = new PlainLine<Job>(events, () => (behind.takes ?? 0) * EIGHTH_NS, {
    begins: ({ name }) => { tell(name, 'begins behind'); }, isTurnedAway: () => {}, isDone: ({ name }) => { tell(name, 'served'); },
  }, 1, 0, false);
  const readySender: PlainSender = { hand() {
    last.takes(ready.shift()!);
    return ready.length > 0;
  } };
  const leaves = (job: Job): void => {
    if (behind.takes === undefined) jobEnds(job, 'served');
    else {
      job.state = 'over';
      if (ready.length === 0 && last.takes(job)) return;
      ready.push(job);
      last.waitsAtDoor(readySender);
    }
  };

  const comes = (sender: number, job: Job): void => {
    if (behind.timeout !== undefined) job.stopTimeout = events.after(behind.timeout * EIGHTH_NS, () => {
      tell(`${job.name}!`, 'timedOut');
      outside[sender] = outside[sender]!.filter((each) => each !== job);
      if (outside[sender].length === 0) door = door.filter((each) => each !== sender);
      jobEnds(job, 'called back');
      goOn();
    });
    if (door.length === 0 && takes()) fork(job);
    else {
      outside[sender]!.push(job);
      if (!door.includes(sender)) door.push(sender);
    }
  };
  const arrives = (sender: number, n: number): void => {
    const row = rows[sender]![n];
    if (row === undefined) return;
    events.after(row.at * EIGHTH_NS - events.nowNs, () => {
      const job: Job = { name: `${sender}.${n + 1}`, demand: row.demand, needed: 0, copies: 0, back: 0, lost: 0, state: 'inside', stopTimeout: () => {} };
      if (behind.timeout === undefined) comes(sender, job);
      else events.after(EIGHTH_NS, () => { events.after(0, () => { comes(0, job); }); }); // all by the caller, which takes so long before it calls
      arrives(sender, n + 1);
    });
  };
  rows.forEach((_, sender) => { arrives(sender, 0); });
  for (const { at, set } of deeds) events.planned(at * EIGHTH_NS, () => {
    if ('branch' in set) {
      Object.assign(lines[set.branch]!, set.to);
      lines[set.branch]!.moveUp();
    } else for (const [name, value] of Object.entries(set)) {
      settings = { ...settings, [name]: value };
      goOn();
    }
  });
  events.run();
  return told;
}

// ── the engine ───────────────────────────────────────────────────────────────────────────────────

const OWN_PARAMS = { copies: 'fork.copies', needed: 'join.needed', order: 'join.order', buffer: 'join.bufferJobs' } as const;
const whenFull = (sheds: boolean): ParamValue => ({ kind: sheds ? 'shed-newest' : 'block' });

function engineRun({ rows, branches, first: { copies, needed, order, buffer }, deeds, behind }: Case): string[] {
  const sources = rows.map((_, n) => `source${n}`);
  const stations: Record<string, StationSpec> = Object.fromEntries(rows.map((own, n) =>
    [sources[n]!, { kind: 'producer', whenBlocked: 'wait-outside', arrivals: traceOf(own.map(({ at, demand }) => [at / 8, demand / 8])) }]));
  Object.assign(stations, { fork: { kind: 'fork', copies }, join: { kind: 'join', needed, order, bufferJobs: buffer }, end: { kind: 'sink' } });
  const links: LinkSpec[] = [];
  branches.forEach(({ workers, places, sheds, fails }, b) => {
    stations[`line${b}`] = { kind: 'queue', capacityJobs: places, whenFull: whenFull(sheds) };
    stations[`desk${b}`] = { kind: 'workers', workers, service: { kind: 'own-demand', meanS: 1 }, failShare: fails ? 1 : 0 };
    links.push({ from: 'fork', to: `line${b}` }, { from: `line${b}`, to: `desk${b}` }, { from: `desk${b}`, to: 'join' });
  });
  if (behind.takes !== undefined) {
    stations['behind'] = { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: behind.takes / 8 } };
    links.push({ from: 'join', to: 'behind' }, { from: 'behind', to: 'end' });
  }
  if (behind.timeout === undefined) {
    links.push(...sources.map((from) => ({ from, to: 'fork' })));
    if (behind.takes === undefined) links.push({ from: 'join', to: 'end' });
  } else {
    stations['caller'] = { kind: 'workers', workers: 500, service: { kind: 'constant', meanS: 1 / 8 } };
    links.push(...sources.map((from) => ({ from, to: 'caller' })), { from: 'caller', to: 'end' });
    links.push({ from: 'caller', to: 'fork', call: { timeoutS: behind.timeout / 8, onTimeout: 'cancel', attemptsMax: 1 } });
  }
  const timeline = deeds.flatMap(({ at, set }) => ('branch' in set
    ? Object.entries(set.to).map(([name, to]) => [name === 'workers' ? `desk${set.branch}.workers` : `line${set.branch}.${name === 'places' ? 'capacityJobs' : 'whenFull'}`, name === 'sheds' ? whenFull(to === true) : to] as const)
    : Object.entries(set).map(([name, to]) => [OWN_PARAMS[name as keyof Settings], to] as const)
  ).map(([path, value]) => ({ atS: at / 8, change: change(`stations.${path}`, value as ParamValue) })));
  const run = startValid({ ...chain(), durationS: 1_000, stations, links, timeline });
  run.sampleJobs(1);
  return historyOf(movesUntil(run, 1_000), Object.keys(stations), behind.timeout !== undefined);
}

const ENDS: Readonly<Record<number, string>> = { [What.served]: 'served', [What.failed]: 'failed', [What.shed]: 'shed', [What.timedOut]: 'timedOut', [What.withdrawn]: 'called back' };

function historyOf(moves: readonly number[], stations: readonly string[], isCalled: boolean): string[] {
  const told: string[] = [];
  const suffixes = new Map<number, string>(); // of attempts and copies
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const id = moves[m + Move.job]!;
    const what = moves[m + Move.what]! & 15;
    const at = stations[moves[m + Move.station]!]!;
    const comes = what === What.entered;
    if (what === What.copied) suffixes.set(id, `/${moves[m + Move.detail]! - 1}`);
    if (what === What.asked) suffixes.set(id, '');
    const suffix = id === rootOfJobId(id) ? (isCalled ? '!' : '') : suffixes.get(id);
    const word = comes && at === 'fork' ? 'forked' : comes && at.startsWith('desk') ? `begins ${at.slice(4)}` : comes && at === 'behind' ? 'begins behind' : ENDS[what];
    if (word !== undefined) told.push(`${moves[m + Move.timeNs]!} ${originOfJobId(id)}.${serialOfJobId(id)}${suffix} ${word}`);
  }
  return told;
}

// ── random cases ─────────────────────────────────────────────────────────────────────────────────

const small = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });
const BRANCHES_MAX = 4;
const someRows: fc.Arbitrary<Row[]> = fc.array(fc.record({ at: small(4), demand: small(16, 1) }), { minLength: 4, maxLength: 20 }).map((gaps) => {
  let at = 0;
  return gaps.map((row) => ({ ...row, at: at += row.at }));
});
const someBranch = fc.record({ workers: small(3, 1), places: fc.constantFrom(0, 0, 1, 2, 1000), sheds: fc.constantFrom(false, false, true), fails: fc.constantFrom(false, false, false, true) });
const someSettings = fc.record({ copies: fc.constantFrom('all' as const, 'one' as const), needed: small(4, 1), order: fc.constantFrom('completion' as const, 'fork' as const), buffer: fc.constantFrom(1, 2, 3, 1000) });
/** One of what there is to set. */
const one = <T extends object>(every: fc.Arbitrary<T>, ...names: readonly (keyof T)[]): fc.Arbitrary<Partial<T>> =>
  fc.tuple(every, fc.constantFrom(...names)).map(([all, name]) => ({ [name]: all[name] }) as Partial<T>);
const someDeed: fc.Arbitrary<Deed> = fc.record({ at: small(30), set: fc.oneof(
  someSettings, one(someSettings, 'copies', 'needed', 'order', 'buffer'),
  fc.record({ branch: small(BRANCHES_MAX - 1), to: one(someBranch, 'workers', 'places', 'sheds') }),
) });
const cases: fc.Arbitrary<Case> = fc.record({
  rows: fc.array(someRows, { minLength: 1, maxLength: 2 }), branches: fc.array(someBranch, { minLength: 1, maxLength: BRANCHES_MAX }), first: someSettings,
  deeds: fc.array(someDeed, { maxLength: 4 }).map((deeds) => [...deeds].sort((a, b) => a.at - b.at)),
  behind: fc.oneof(fc.constant({}), fc.record({ takes: small(5, 1) }), fc.record({ timeout: small(16, 4) })),
}).map((each) => ({ ...each, deeds: each.deeds.filter(({ set }) => !('branch' in set) || set.branch < each.branches.length) }));

/** What happens at one instant is told in one order. */
const sorted = (told: readonly string[]): readonly string[] => [...told].sort((a, b) => Number(a.split(' ')[0]) - Number(b.split(' ')[0]) || (a < b ? -1 : 1));

it('do with each job and each copy what a fork and a join written a second time do', () => {
  holds(400, cases, (each) => { expect(sorted(engineRun(each))).toEqual(sorted(plainRun(each))); });
});
