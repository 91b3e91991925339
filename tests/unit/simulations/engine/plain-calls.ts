import { PlainEvents } from '../plain-events';

/** Calls written a second time, with plain objects and a list of events: services that call services, as deep as they are given. */

export const EIGHTH_NS = 125_000_000;

/** How a call is made; times in eighths of a second, as everywhere here. */
export interface Policy {
  /** 0: none. */
  readonly timeout: number; readonly leaves: boolean; readonly triesMax: number;
  readonly backoff: { readonly kind: 'none' | 'fixed' | 'exponential'; readonly pause: number; readonly cap: number };
  /** A share of 0: none. */
  readonly budget: { readonly share: number; readonly burst: number };
  readonly breaker: { readonly kind: 'none' | 'consecutive' | 'failure-share'; readonly failures: number; readonly open: number };
  readonly hedge: { readonly after: number; readonly most: number };
}

/** A line with workers, each of which calls others when it has served, and keeps the job until they have answered. */
export interface Service {
  readonly id: string; readonly workers: number; readonly places: number; readonly sheds: boolean;
  readonly calls: readonly { readonly to: string; readonly policy: Policy }[]; readonly inParallel: boolean;
}

export interface Case {
  readonly jobs: readonly { readonly at: number; readonly demand: number }[];
  /** The first one is where jobs come: each needs an eighth there, whatever its demand. */
  readonly services: readonly Service[];
}

/** A job, or an attempt of a call that is made for one. */
interface Work { readonly n: number; readonly name: string; readonly demand: number; attempt: Attempt | null; calls: Call[]; stopService: () => void }
interface Call { readonly of: Work; readonly over: Link; readonly caller: Desk; tries: number; hedged: number; under: Attempt[]; fate: Fate; answered: boolean; stopTimer: () => void }
interface Attempt { readonly call: Call; readonly work: Work; readonly era: number; wanted: boolean; stopTimeout: () => void }
type Fate = 'failed' | 'timedOut' | 'shed';

interface Desk { readonly service: Service; line: Work[]; busy: Work[]; out: Link[]; into: Link | null }
interface Link {
  readonly to: Desk; readonly policy: Policy; readonly index: number; door: Attempt[]; saved: number;
  state: 'closed' | 'open' | 'half'; era: number; openedNs: number; probe: Attempt | null; latest: boolean[];
}

const without = <T>(list: readonly T[], one: T): T[] => list.filter((each) => each !== one);
const nothing = (): void => {};

/** What became of every attempt and job, and when. */
export function plainRun(c: Case): string[] {
  const told: string[] = [];
  const events = new PlainEvents();
  const after = (eighths: number, what: () => void): (() => void) => events.after(eighths * EIGHTH_NS, what);
  const tell = (work: Work, what: string): void => { told.push(`${events.nowNs} ${work.n} ${what}${work.name}`); };

  const desks = c.services.map((service): Desk => ({ service, line: [], busy: [], out: [], into: null }));
  let links = 0;
  for (const desk of desks) {
    desk.out = desk.service.calls.map(({ to, policy }): Link => {
      const link: Link = { to: desks.find(({ service }) => service.id === to)!, policy, index: links++, door: [], saved: policy.budget.burst, state: 'closed', era: 0, openedNs: 0, probe: null, latest: [] };
      link.to.into = link;
      return link;
    });
  }
  const front = desks[0]!;

  // ── stations ──
  /** In front they wait with their producer. */
  const placesOf = (desk: Desk): number => (desk === front ? Infinity : desk.service.places);
  const serves = (desk: Desk, work: Work): void => {
    desk.busy.push(work);
    work.stopService = after(desk === front ? 1 : work.demand, () => {
      if (desk.out.length === 0) answers(desk, work);
      else begins(desk, work);
    });
  };
  const answers = (desk: Desk, work: Work): void => {
    desk.busy = without(desk.busy, work);
    ends(work, 'served');
    moveUp(desk);
  };
  const enters = (desk: Desk, work: Work): boolean => {
    const { workers, sheds } = desk.service;
    if (desk.busy.length < workers && desk.line.length === 0) serves(desk, work);
    else if (desk.line.length < placesOf(desk)) desk.line.push(work);
    else if (!sheds) return false;
    else ends(work, 'shed');
    return true;
  };
  const moveUp = (desk: Desk): void => {
    const { workers } = desk.service;
    while (desk.busy.length < workers && desk.line.length > 0) serves(desk, desk.line.shift()!);
    const link = desk.into;
    if (link !== null) while (link.door.length > 0 && (desk.busy.length < workers || desk.line.length < placesOf(desk))) enters(desk, link.door.shift()!.work);
  };
  const isAtDoor = (attempt: Attempt): boolean => attempt.call.over.door.includes(attempt);

  // ── calls ──
  const begins = (desk: Desk, work: Work): void => {
    const first = desk.service.inParallel ? desk.out : desk.out.slice(0, 1);
    work.calls = first.map((link) => makes(desk, work, link));
    for (const call of work.calls) call.stopTimer = after(0, () => { tries(call); });
  };
  const makes = (caller: Desk, of: Work, over: Link): Call => {
    over.saved = Math.min(over.policy.budget.burst, over.saved + over.policy.budget.share);
    return { of, over, caller, tries: 0, hedged: 0, under: [], fate: 'failed', answered: false, stopTimer: nothing };
  };
  const drops = (call: Call): void => {
    const { of, over } = call;
    of.calls = without(of.calls, call);
    while (call.under.length > 0) {
      const last = call.under.at(-1)!;
      call.under = without(call.under, last);
      if (over.probe === last) over.probe = null;
      callBack(last);
    }
    call.stopTimer();
  };
  const over = (call: Call, answered: boolean): void => {
    const { of, caller } = call;
    drops(call);
    if (!answered) {
      while (of.calls.length > 0) drops(of.calls[0]!);
      caller.busy = without(caller.busy, of);
      ends(of, call.fate);
      moveUp(caller);
      return;
    }
    if (of.calls.length > 0) return;
    const next = caller.service.inParallel ? undefined : caller.out[caller.out.indexOf(call.over) + 1];
    if (next === undefined) {
      answers(caller, of);
      return;
    }
    of.calls = [makes(caller, of, next)];
    tries(of.calls[0]!);
  };
  const fails = (call: Call): void => {
    const { backoff, triesMax, budget } = call.over.policy;
    call.stopTimer();
    call.hedged = 0;
    if (call.tries >= triesMax || (budget.share > 0 && call.over.saved < 1)) {
      over(call, false);
      return;
    }
    call.over.saved--;
    const { kind, pause, cap } = backoff;
    call.stopTimer = after(kind === 'none' ? 0 : kind === 'fixed' ? pause : Math.min(cap, pause * 2 ** (call.tries - 1)), () => { tries(call); });
  };
  const mayTry = (link: Link): boolean => {
    if (link.state === 'open' && events.nowNs - link.openedNs >= link.policy.breaker.open * EIGHTH_NS) {
      link.state = 'half';
      link.probe = null;
    }
    return link.state === 'closed' || (link.state === 'half' && link.probe === null);
  };
  const hedgeLater = (call: Call): void => {
    const { hedge } = call.over.policy;
    call.stopTimer();
    if (call.hedged < hedge.most) call.stopTimer = after(hedge.after, () => {
      call.hedged++;
      tries(call);
    });
  };
  const tries = (call: Call): void => {
    const link = call.over;
    if (!mayTry(link)) {
      if (call.under.length > 0) hedgeLater(call);
      else {
        call.tries++;
        call.fate = 'shed';
        fails(call);
      }
      return;
    }
    call.tries++;
    const work: Work = { n: call.of.n, name: ` ${link.index}.${call.tries}`, demand: call.of.demand, attempt: null, calls: [], stopService: nothing };
    const attempt: Attempt = { call, work, era: link.era, wanted: true, stopTimeout: nothing };
    work.attempt = attempt;
    if (link.state === 'half') link.probe = attempt;
    call.under.push(attempt);
    tell(work, 'asks');
    if (link.policy.timeout > 0) attempt.stopTimeout = after(link.policy.timeout, () => { timesOut(attempt); });
    hedgeLater(call);
    if (link.door.length > 0 || !enters(link.to, work)) link.door.push(attempt);
  };
  const timesOut = (attempt: Attempt): void => {
    const { call } = attempt;
    call.under = without(call.under, attempt);
    if (call.over.policy.leaves && !isAtDoor(attempt)) attempt.wanted = false;
    else callBack(attempt);
    learns(attempt, false);
    if (call.under.length > 0 || call.answered) return;
    call.fate = 'timedOut';
    fails(call);
  };
  const learns = (attempt: Attempt, answered: boolean): void => {
    const link = attempt.call.over;
    const { kind, failures } = link.policy.breaker;
    if (kind === 'none') return;
    const opens = (): void => {
      link.state = 'open';
      link.openedNs = events.nowNs;
      link.latest = [];
      link.era++;
    };
    if (link.state === 'half' && link.probe === attempt) {
      if (answered) link.state = 'closed';
      else opens();
    } else if (link.state === 'closed' && attempt.era === link.era) {
      link.latest.push(answered);
      if (kind === 'consecutive') {
        const row = link.latest.slice(-failures);
        if (row.length === failures && !row.includes(true)) opens();
      } else {
        // The latest eight; at least half of them.
        const row = link.latest.slice(-8);
        if (row.length === 8 && row.filter((each) => !each).length >= failures) opens();
      }
    }
  };
  const callBack = (attempt: Attempt): void => {
    const { work, call } = attempt;
    const desk = call.over.to;
    attempt.wanted = false;
    attempt.stopTimeout();
    if (isAtDoor(attempt)) {
      call.over.door = without(call.over.door, attempt);
      tell(work, 'called back');
      return;
    }
    while (work.calls.length > 0) drops(work.calls[0]!);
    work.stopService();
    tell(work, 'called back');
    desk.line = without(desk.line, work);
    desk.busy = without(desk.busy, work);
    moveUp(desk);
  };
  /** A job, or an attempt, has an end. */
  const ends = (work: Work, how: 'served' | Fate): void => {
    tell(work, how);
    const { attempt } = work;
    if (attempt === null || !attempt.wanted) return;
    const { call } = attempt;
    const answered = how === 'served';
    attempt.stopTimeout();
    call.under = without(call.under, attempt);
    learns(attempt, answered);
    if (call.answered) return;
    call.answered = answered;
    call.fate = 'failed';
    if (!answered && call.under.length > 0) return;
    call.stopTimer();
    call.stopTimer = after(0, () => {
      if (answered) over(call, true);
      else fails(call);
    });
  };

  const arrives = (n: number): void => {
    const row = c.jobs[n];
    if (row !== undefined) after(row.at - events.nowNs / EIGHTH_NS, () => {
      const job: Work = { n: n + 1, name: '', demand: row.demand, attempt: null, calls: [], stopService: nothing };
      enters(front, job);
      arrives(n + 1);
    });
  };
  arrives(0);
  events.run();
  return told;
}
