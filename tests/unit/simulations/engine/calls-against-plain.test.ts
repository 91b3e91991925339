// Method: recorded jobs, at times that are often the same, call a line with workers through the engine and through calls written a second time with
// plain objects and a list of events. What becomes of each attempt and each job, and when, must be the same to the nanosecond, for all policies of a
// call that leave nothing to chance.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What, rootOfJobId, serialOfJobId } from '../../../../simulations/engine/frame';
import type { VariantValue } from '../../../../simulations/engine/param';
import { chain, holds, movesUntil, startValid, traceOf } from '../../../properties/kit';
import { PlainEvents } from '../plain-events';

const EIGHTH_NS = 125_000_000;

interface Case {
  /** In eighths of a second, as all times here. */
  readonly jobs: readonly { readonly at: number; readonly demand: number }[];
  readonly callers: number; readonly workers: number; readonly places: number; readonly sheds: boolean;
  /** 0: none. */
  readonly timeout: number; readonly leaves: boolean; readonly triesMax: number;
  readonly backoff: { readonly kind: 'none' | 'fixed' | 'exponential'; readonly pause: number; readonly cap: number };
  /** A share of 0: none. */
  readonly budget: { readonly share: number; readonly burst: number };
  readonly breaker: { readonly kind: 'none' | 'consecutive' | 'failure-share'; readonly failures: number; readonly open: number };
  readonly hedge: { readonly after: number; readonly most: number };
}

// ── the second implementation ────────────────────────────────────────────────────────────────────

interface Job { readonly n: number; readonly demand: number }
interface Call { readonly job: Job; tries: number; hedged: number; under: Attempt[]; fate: 'failed' | 'timedOut' | 'shed'; answered: boolean; stopHedge: () => void }
interface Attempt { readonly call: Call; readonly n: number; readonly era: number; wanted: boolean; stopTimeout: () => void; stopService: () => void }

function plainRun(c: Case): string[] {
  const told: string[] = [];
  const events = new PlainEvents();
  const nothing = (): void => {};
  const after = (eighths: number, what: () => void): (() => void) => events.after(eighths * EIGHTH_NS, what);
  const tell = (what: string): void => { told.push(`${events.nowNs} ${what}`); };
  const without = <T>(list: readonly T[], one: T): T[] => list.filter((each) => each !== one);

  const outside: Job[] = [];
  let calling = 0;
  let door: Attempt[] = [];
  let line: Attempt[] = [];
  let served: Attempt[] = [];
  let saved = c.budget.burst;
  let era = 0;
  let openedNs = 0;
  let state: 'closed' | 'open' | 'half' = 'closed';
  let probe: Attempt | null = null;
  let latest: boolean[] = [];

  // Callers.
  const comes = (job: Job): void => {
    if (calling >= c.callers) {
      outside.push(job);
      return;
    }
    calling++;
    after(1, () => {
      saved = Math.min(c.budget.burst, saved + c.budget.share);
      const call: Call = { job, tries: 0, hedged: 0, under: [], fate: 'failed', answered: false, stopHedge: nothing };
      after(0, () => { tries(call); });
    });
  };
  const over = (call: Call, end: string): void => {
    for (const each of [...call.under].reverse()) {
      if (probe === each) probe = null;
      call.under = without(call.under, each);
      callBack(each);
    }
    call.stopHedge();
    tell(`${call.job.n} ${end}`);
    calling--;
    const next = outside.shift();
    if (next !== undefined) comes(next);
  };
  const fails = (call: Call): void => {
    call.stopHedge();
    call.hedged = 0;
    if (call.tries >= c.triesMax || (c.budget.share > 0 && saved < 1)) {
      over(call, call.fate);
      return;
    }
    saved--;
    const { kind, pause, cap } = c.backoff;
    after(kind === 'none' ? 0 : kind === 'fixed' ? pause : Math.min(cap, pause * 2 ** (call.tries - 1)), () => { tries(call); });
  };
  const mayTry = (): boolean => {
    if (state === 'open' && events.nowNs - openedNs >= c.breaker.open * EIGHTH_NS) {
      state = 'half';
      probe = null;
    }
    return state === 'closed' || (state === 'half' && probe === null);
  };
  const hedgeLater = (call: Call): void => {
    call.stopHedge();
    if (call.hedged < c.hedge.most) call.stopHedge = after(c.hedge.after, () => {
      call.hedged++;
      tries(call);
    });
  };
  const tries = (call: Call): void => {
    if (!mayTry()) {
      if (call.under.length > 0) hedgeLater(call);
      else {
        call.tries++;
        call.fate = 'shed';
        fails(call);
      }
      return;
    }
    const attempt: Attempt = { call, n: ++call.tries, era, wanted: true, stopTimeout: nothing, stopService: nothing };
    if (state === 'half') probe = attempt;
    call.under.push(attempt);
    tell(`${call.job.n} asks ${attempt.n}`);
    if (c.timeout > 0) attempt.stopTimeout = after(c.timeout, () => { timesOut(attempt); });
    hedgeLater(call);
    if (door.length > 0 || !enters(attempt)) door.push(attempt);
  };
  const timesOut = (attempt: Attempt): void => {
    const { call } = attempt;
    call.under = without(call.under, attempt);
    if (c.leaves && !door.includes(attempt)) attempt.wanted = false;
    else callBack(attempt);
    learns(attempt, false);
    if (call.under.length > 0 || call.answered) return;
    call.fate = 'timedOut';
    fails(call);
  };
  const learns = (attempt: Attempt, answered: boolean): void => {
    if (c.breaker.kind === 'none') return;
    const opens = (): void => {
      state = 'open';
      openedNs = events.nowNs;
      latest = [];
      era++;
    };
    if (state === 'half' && probe === attempt) {
      if (answered) state = 'closed';
      else opens();
    } else if (state === 'closed' && attempt.era === era) {
      latest.push(answered);
      if (c.breaker.kind === 'consecutive') {
        const row = latest.slice(-c.breaker.failures);
        if (row.length === c.breaker.failures && !row.includes(true)) opens();
      } else {
        // The latest eight; at least half of them.
        const row = latest.slice(-8);
        if (row.length === 8 && row.filter((each) => !each).length >= c.breaker.failures) opens();
      }
    }
  };

  // The station that is called.
  const enters = (attempt: Attempt): boolean => {
    if (served.length < c.workers && line.length === 0) serves(attempt);
    else if (line.length < c.places) line.push(attempt);
    else if (!c.sheds) return false;
    else ends(attempt, false);
    return true;
  };
  const serves = (attempt: Attempt): void => {
    served.push(attempt);
    attempt.stopService = after(attempt.call.job.demand, () => {
      served = without(served, attempt);
      ends(attempt, true);
      moveUp();
    });
  };
  const moveUp = (): void => {
    while (served.length < c.workers && line.length > 0) serves(line.shift()!);
    while (door.length > 0 && (served.length < c.workers || line.length < c.places)) enters(door.shift()!);
  };
  const callBack = (attempt: Attempt): void => {
    attempt.stopTimeout();
    attempt.stopService();
    tell(`${attempt.call.job.n} called back ${attempt.n}`);
    if (!door.includes(attempt)) {
      line = without(line, attempt);
      served = without(served, attempt);
      moveUp();
    } else door = without(door, attempt);
  };
  const ends = (attempt: Attempt, answered: boolean): void => {
    const { call } = attempt;
    tell(`${call.job.n} ${answered ? 'answers' : 'refuses'} ${attempt.n}`);
    if (!attempt.wanted) return;
    attempt.stopTimeout();
    call.under = without(call.under, attempt);
    learns(attempt, answered);
    if (call.answered) return;
    call.answered = answered;
    call.fate = 'failed';
    if (!answered && call.under.length > 0) return;
    call.stopHedge();
    call.stopHedge = after(0, () => {
      if (answered) over(call, 'served');
      else fails(call);
    });
  };

  const arrives = (n: number): void => {
    const row = c.jobs[n];
    if (row !== undefined) after(row.at - events.nowNs / EIGHTH_NS, () => {
      comes({ n: n + 1, demand: row.demand });
      arrives(n + 1);
    });
  };
  arrives(0);
  events.run();
  return told;
}

// ── the engine ───────────────────────────────────────────────────────────────────────────────────

function engineRun(c: Case): string[] {
  const backoff: VariantValue = c.backoff.kind === 'none' ? { kind: 'none' } : c.backoff.kind === 'fixed' ? { kind: 'fixed', pauseS: c.backoff.pause / 8, jitter: 'none' }
    : { kind: 'exponential', baseS: c.backoff.pause / 8, capS: c.backoff.cap / 8, jitter: 'none' };
  const breaker: VariantValue = c.breaker.kind === 'none' ? { kind: 'none' } : c.breaker.kind === 'consecutive' ? { kind: 'consecutive', failures: c.breaker.failures, openS: c.breaker.open / 8 }
    : { kind: 'failure-share', share: c.breaker.failures / 8, attempts: 8, openS: c.breaker.open / 8 };
  const base = chain({ arrivals: traceOf(c.jobs.map(({ at, demand }) => [at / 8, demand / 8])), capacityJobs: c.places, whenFull: c.sheds ? 'shed-newest' : 'block', workers: c.workers, service: { kind: 'own-demand', meanS: 1 } });
  const run = startValid({
    ...base, durationS: 1_000,
    stations: { source: base.stations['source']!, caller: { kind: 'workers', workers: c.callers, service: { kind: 'constant', meanS: 0.125 } }, line: base.stations['line']!, desk: base.stations['desk']!, end: base.stations['end']! },
    links: [
      { from: 'source', to: 'caller' }, { from: 'caller', to: 'end' }, { from: 'line', to: 'desk' },
      { from: 'caller', to: 'line', call: {
        ...(c.timeout > 0 ? { timeoutS: c.timeout / 8 } : {}), onTimeout: c.leaves ? 'leave' : 'cancel', attemptsMax: c.triesMax, backoff, breaker,
        retryBudget: c.budget.share > 0 ? { kind: 'share', ...c.budget } : { kind: 'none' },
        hedge: c.hedge.most > 0 ? { kind: 'after', delayS: c.hedge.after / 8, hedgesMax: c.hedge.most } : { kind: 'none' },
      } },
    ],
  });
  run.sampleJobs(1);
  const moves = movesUntil(run, 1_000);
  const told: string[] = [];
  const names = new Map<number, number>();
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    const id = moves[m + Move.job]!;
    const isJob = id === rootOfJobId(id);
    if (what === What.asked) names.set(id, moves[m + Move.detail]!);
    const word = what === What.asked ? 'asks' : what === What.served ? (isJob ? 'served' : 'answers') : what === What.shed ? (isJob ? 'shed' : 'refuses')
      : what === What.failed ? 'failed' : what === What.timedOut ? 'timedOut' : what === What.withdrawn ? 'called back' : '';
    if (word !== '') told.push(`${moves[m + Move.timeNs]!} ${serialOfJobId(id)} ${word}${isJob ? '' : ` ${names.get(id)!}`}`);
  }
  return told;
}

// ── random cases ─────────────────────────────────────────────────────────────────────────────────

const small = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });
const cases: fc.Arbitrary<Case> = fc.record({
  jobs: fc.array(fc.record({ at: small(4), demand: small(12, 1) }), { minLength: 1, maxLength: 25 }).map((gaps) => {
    let at = 0;
    return gaps.map((row) => ({ ...row, at: at += row.at }));
  }),
  callers: small(6, 1), workers: small(3, 1), places: fc.constantFrom(0, 1, 3, 1000), sheds: fc.boolean(),
  timeout: fc.oneof(fc.constant(0), small(12, 1)), leaves: fc.boolean(), triesMax: small(4, 1),
  backoff: fc.record({ kind: fc.constantFrom('none', 'fixed', 'exponential'), pause: small(4), cap: small(10, 4) }),
  budget: fc.record({ share: fc.constantFrom(0, 0, 0.25, 0.5), burst: small(4, 1) }),
  breaker: fc.record({ kind: fc.constantFrom('none', 'consecutive', 'failure-share'), failures: small(4, 1), open: small(12, 1) }),
  hedge: fc.record({ after: small(8), most: fc.constantFrom(0, 0, 1, 2) }),
});

/** What happens at one instant is told in one order. */
const inOrder = (told: readonly string[]): readonly string[] => [...told].sort((a, b) => Number(a.split(' ')[0]) - Number(b.split(' ')[0]) || (a < b ? -1 : 1));

it('of an attempt that was made before the breaker opened, the breaker learns nothing after it has closed again either', () => {
  // The first one takes long; the third is refused and opens the breaker, the fourth closes it, and then the first times out.
  const told = engineRun({
    jobs: [{ at: 0, demand: 9 }, { at: 0, demand: 2 }, { at: 0, demand: 1 }, { at: 3, demand: 1 }, { at: 6, demand: 1 }],
    callers: 3, workers: 2, places: 0, sheds: true, timeout: 5, leaves: false, triesMax: 1, backoff: { kind: 'none', pause: 0, cap: 4 },
    budget: { share: 0, burst: 1 }, breaker: { kind: 'consecutive', failures: 1, open: 3 }, hedge: { after: 0, most: 0 },
  });
  const atEighth = (n: number, what: string): string => `${n * EIGHTH_NS} ${what}`;
  expect(told).toContain(atEighth(1, '3 failed'));
  expect(told).toContain(atEighth(5, '4 served'));
  expect(told).toContain(atEighth(6, '1 timedOut'));
  expect(told).toContain(atEighth(8, '5 served'));
});

it('does with every attempt and every job what calls written a second time do', () => {
  holds(500, cases, (each) => { expect(inOrder(engineRun(each))).toEqual(inOrder(plainRun(each))); });
});
