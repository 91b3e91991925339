import { DRAWN_NS, DUE_NS, FAILURE, HISTOGRAM_INTS, LINKS_MAX, NOW_NS, SPAN_NS, TRACE_MASK, f64, i32 } from './arena';
import { callBack, detach, learn } from './attempts';
import { breakerOf, letThrough, standsFor } from './breakers';
import {
  ANSWERED, ASK, AT_ONCE, BEGIN, HEDGE, HEDGED, LINK, OUTCOME, OWNER, PENDING, REFUSED, RETRY, STATUS, TIMED_OUT, TIMEOUT, TRIES, schedule,
} from './call-row';
import { openForCall } from './chance';
import { count } from './count';
import { cancelEvent, scheduleDue } from './event-list';
import { What } from './frame';
import { classIndex } from './job-class';
import { LIST_COUNT, append, listHead, prepend, remove } from './job-list';
import { releaseJobRow } from './job-table';
import { Room, type Kernel } from './kernel';
import type { StationKind } from './kind';
import {
  ATTEMPTS_OF_CALL, CALL_COUNT, J_BORN, J_CELL, J_CHILD, J_DUE, J_MARK, J_PARENT, J_SIBLING, J_SINCE, J_SORT, J_STATION, J_TIMER, LAPS, L_ANSWERED, L_ATTEMPTS,
  L_ATTEMPTS_MAX, L_BACKOFF, L_BREAKER_KIND, L_BREAKER_STATE, L_BUDGET, L_BUDGET_STATE, L_CALLS, L_FAILED, L_HEDGE, L_HEDGES, L_HISTOGRAM_AT, L_INDEX,
  L_LINE, L_ON_TIMEOUT, L_REFUSED, L_RETRIES, L_THROTTLE, L_THROTTLE_STATE, L_TIMEOUTS, L_TIMEOUT_S, MARK_CALLING, OUT_AT, OUT_COUNT,
  ROLE_SHIFT, Role, SORT_TOUCHED, VARIANTS, WHAT, stationIndex,
} from './layout';
import { note } from './moves';
import { copyRow } from './rows';

/**
 * Calls. A station that calls holds its job until the answers are there. For each call link there is a call: a row
 * of the job table that belongs to the caller's job. Each try of it is an attempt: a row that goes through the
 * stations as a job does, and whose end is the answer.
 *
 *   job ── J_CHILD ─▶ calls, by J_SIBLING ── J_CHILD ─▶ attempts under way, by J_SIBLING
 *
 * What an answer sets off happens in an event of its own at the same instant, so that no station is changed while it
 * is handing something on. How an attempt ends is told in attempts.ts. For the same reason the desk asks links again (`askSoon`).
 */

/** Does what is due for calls. It has the place of the station "none": nothing is ever inside. */
export const callDesk: StationKind = {
  kind: 'calls',
  label: 'Calls',
  help: 'Timeouts, answers and retries of call links.',
  params: {},
  linksIn: 'none',
  linksOut: 'none',
  streams: [],

  onTimer(k, _s, code, row) {
    switch (code) {
      case TIMEOUT: giveUp(k, row); return;
      case OUTCOME: i32[(row << 1) + J_TIMER] = 0; settle(k, row); return;
      case HEDGE: i32[(row << 1) + J_TIMER] = 0; hedge(k, row); return;
      case ASK: k.askAgain(row); return;
      default: i32[(row << 1) + J_TIMER] = 0; tryOnce(k, row);
    }
  },

  /** The station behind a call link has room: the first attempt in its line may go in. */
  onRoom(k, _s, link) {
    const line = (link << 1) + L_LINE;
    const a = listHead(line);
    if (a === 0) return Room.nothing;
    remove(line, a);
    if (!k.offer(link, a)) {
      prepend(line, a);
      return Room.refused;
    }
    return i32[line + LIST_COUNT] > 0 ? Room.gaveAndHasMore : Room.gave;
  },

  observe() {
    // What waits for an answer is inside its caller.
  },
};

/** Begins the calls for job `j`, which station `s` holds: all at once, or the first. */
export function beginCalls(k: Kernel, s: number, j: number, inParallel: boolean): boolean {
  const first = i32[(s << 1) + OUT_AT] + i32[(s << 1) + OUT_COUNT];
  const calls = inParallel ? i32[(s << 1) + CALL_COUNT] : 1;
  i32[(j << 1) + J_SORT] |= SORT_TOUCHED;
  i32[(j << 1) + J_MARK] |= MARK_CALLING;
  // Made first and tried after: a call that is refused at once must not be taken for the last one.
  for (let n = calls - 1; n >= 0; n--) makeCall(k, i32[first + n], j, inParallel);
  for (let c = i32[(j << 1) + J_CHILD]; c !== 0; c = i32[(c << 1) + J_SIBLING]) schedule(BEGIN, c, 0);
  if (i32[TRACE_MASK] >= 0) note(j, What.calling, s, 0, i32[(j << 1) + J_CELL], 0);
  return true;
}

function makeCall(k: Kernel, link: number, j: number, atOnce: boolean): void {
  const c = copyRow(j, Role.call, 0);
  const n = c << 1;
  f64[c + J_BORN] = f64[NOW_NS];
  f64[c + J_SINCE] = 0; // the last pause before a retry
  i32[n + STATUS] = PENDING;
  i32[n + OWNER] = j;
  i32[n + LINK] = link;
  i32[n + TRIES] = 0;
  i32[n + HEDGED] = 0;
  i32[n + AT_ONCE] = atOnce ? 1 : 0;
  i32[n + J_MARK] = (i32[(j << 1) + J_MARK] & (LAPS * VARIANTS - 1)) | (Role.call << ROLE_SHIFT);
  i32[n + J_SIBLING] = i32[(j << 1) + J_CHILD];
  i32[(j << 1) + J_CHILD] = c;
  f64[link + L_CALLS]++;
  k.families.retryBudget[i32[(link + L_BUDGET) << 1]].onCall?.(k, link + L_BUDGET + 1, link + L_BUDGET_STATE);
}

/** One more attempt of a call, unless the breaker or the throttle says no. */
function tryOnce(k: Kernel, c: number): void {
  const n = c << 1;
  const link = i32[n + LINK];
  const throttle = k.families.throttle[i32[(link + L_THROTTLE) << 1]];
  openForCall(link, c, i32[n + TRIES] + 1);
  if (throttle.mayTry?.(k, link + L_THROTTLE + 1, link + L_THROTTLE_STATE) === false) {
    refuse(k, c);
    return;
  }
  if (breakerOf(k, link).mayTry?.(k, link, link + L_BREAKER_KIND + 1, link + L_BREAKER_STATE) === false) {
    refuse(k, c);
    return;
  }
  const tries = i32[n + TRIES] + 1;
  i32[n + TRIES] = tries;
  i32[n + STATUS] = PENDING;
  f64[link + L_ATTEMPTS]++;

  const j = i32[n + OWNER];
  const a = copyRow(j, Role.attempt, variantOf(f64[link + L_INDEX] | 0, tries));
  letThrough(link, a);
  f64[a + J_BORN] = f64[NOW_NS];
  i32[(a << 1) + J_PARENT] = c;
  i32[(a << 1) + J_SIBLING] = i32[n + J_CHILD];
  i32[n + J_CHILD] = a;
  const timeoutS = f64[link + L_TIMEOUT_S];
  if (timeoutS !== Infinity) {
    f64[DUE_NS] = f64[NOW_NS] + Math.floor(timeoutS * 1e9 + 0.5);
    i32[(a << 1) + J_DUE] = scheduleDue(i32[WHAT] + TIMEOUT, a);
  }
  scheduleHedge(k, c);
  if (i32[TRACE_MASK] >= 0) note(a, What.asked, i32[(j << 1) + J_STATION], link, tries, 0);
  const line = (link << 1) + L_LINE;
  if (i32[line + LIST_COUNT] > 0) k.lookForCircle(link); // what it was made by may have been the last that moved
  else if (k.offer(link, a)) return;
  append(line, a);
}

/** Which of the attempts that may be made for a job this is. The first tries over all links stand close together, because on the screen there is room for fewer. */
const variantOf = (link: number, tries: number): number => tries + (tries <= FEW_TRIES ? link * FEW_TRIES : LINKS_MAX * FEW_TRIES + link * ATTEMPTS_OF_CALL);
const FEW_TRIES = 7;

/** Not even tried: as a failure, but no load on the callee. Beside an attempt that is under way it is only a hedge less. */
function refuse(k: Kernel, c: number): void {
  const link = i32[(c << 1) + LINK];
  f64[link + L_REFUSED]++;
  if (i32[(c << 1) + J_CHILD] !== 0) {
    scheduleHedge(k, c);
    return;
  }
  i32[(c << 1) + STATUS] = REFUSED;
  retryOrFail(k, c);
}

/** An attempt took too long. */
function giveUp(k: Kernel, a: number): void {
  const n = a << 1;
  i32[n + J_DUE] = 0;
  const c = i32[n + J_PARENT];
  const link = i32[(c << 1) + LINK];
  f64[link + L_TIMEOUTS]++;
  detach(c, a);
  const goesOn = f64[link + L_ON_TIMEOUT] === LEAVE;
  if (goesOn && i32[n + J_STATION] > 0) i32[n + J_PARENT] = 0;
  else callBack(k, link, a);
  learn(k, link, a, false);
  if (i32[(c << 1) + J_CHILD] !== 0 || i32[(c << 1) + STATUS] === ANSWERED) return;
  i32[(c << 1) + STATUS] = TIMED_OUT;
  if (i32[(c << 1) + J_TIMER] !== 0) cancelEvent(i32[(c << 1) + J_TIMER]);
  i32[(c << 1) + J_TIMER] = 0;
  retryOrFail(k, c);
}
const LEAVE = 1;

/** What has become of a call's attempts is known. */
function settle(k: Kernel, c: number): void {
  if (i32[(c << 1) + STATUS] === ANSWERED) finish(k, c, true);
  else retryOrFail(k, c);
}

function retryOrFail(k: Kernel, c: number): void {
  const n = c << 1;
  const link = i32[n + LINK];
  const budget = k.families.retryBudget[i32[(link + L_BUDGET) << 1]];
  const tries = i32[n + TRIES] + (i32[n + STATUS] === REFUSED ? 1 : 0);
  i32[n + TRIES] = tries;
  i32[n + HEDGED] = 0;
  if (tries >= f64[link + L_ATTEMPTS_MAX]) {
    finish(k, c, false);
  } else if (budget.mayRetry?.(k, link + L_BUDGET + 1, link + L_BUDGET_STATE) === false) {
    f64[link + L_REFUSED]++;
    finish(k, c, false);
  } else {
    f64[link + L_RETRIES]++;
    openForCall(link, c, -tries);
    f64[DRAWN_NS] = 0;
    k.families.backoff[i32[(link + L_BACKOFF) << 1]].drawPauseNs?.(k, link + L_BACKOFF + 1, tries, c);
    schedule(RETRY, c, Math.floor(f64[DRAWN_NS] + 0.5));
  }
}

/** A call is over. */
function finish(k: Kernel, c: number, answered: boolean): void {
  const n = c << 1;
  const link = i32[n + LINK];
  const j = i32[n + OWNER];
  const s = i32[(j << 1) + J_STATION];
  if (answered) {
    f64[link + L_ANSWERED]++;
    f64[SPAN_NS] = f64[NOW_NS] - f64[c + J_BORN];
    count(i32[(link << 1) + L_HISTOGRAM_AT] + Math.imul(classIndex(c), HISTOGRAM_INTS));
  } else {
    f64[link + L_FAILED]++;
    i32[FAILURE] = i32[n + STATUS] === TIMED_OUT ? What.timedOut : i32[n + STATUS] === REFUSED ? What.shed : What.failed;
  }
  const failure = i32[FAILURE];
  const atOnce = i32[n + AT_ONCE] === 1;
  drop(k, c);
  const { kind } = k.plan.stations[stationIndex(s)];
  if (answered) {
    if (i32[(j << 1) + J_CHILD] !== 0) return; // others are still under way
    const next = atOnce ? 0 : nextCall(s, link);
    if (next === 0) {
      i32[(j << 1) + J_MARK] &= ~MARK_CALLING;
      kind.onAnswer?.(k, s, j, true);
      return;
    }
    makeCall(k, next, j, false);
    tryOnce(k, i32[(j << 1) + J_CHILD]);
    return;
  }
  giveUpCalls(k, j);
  i32[FAILURE] = failure;
  kind.onAnswer?.(k, s, j, false);
}

/** The call link after this one. */
function nextCall(s: number, link: number): number {
  const first = i32[(s << 1) + OUT_AT] + i32[(s << 1) + OUT_COUNT];
  const end = first + i32[(s << 1) + CALL_COUNT];
  for (let o = first; o < end - 1; o++) if (i32[o] === link) return i32[o + 1];
  return 0;
}

/** Takes a call from its caller, and calls back what is under way of it. */
function drop(k: Kernel, c: number): void {
  const n = c << 1;
  const j = i32[n + OWNER];
  let before = 0;
  for (let each = i32[(j << 1) + J_CHILD]; each !== c; each = i32[(each << 1) + J_SIBLING]) before = each;
  if (before === 0) i32[(j << 1) + J_CHILD] = i32[n + J_SIBLING];
  else i32[(before << 1) + J_SIBLING] = i32[n + J_SIBLING];
  // The worker that one of them leaves may take up, or throw out, another one of them: so each is looked for anew, and what has come of that is not waited for.
  for (let a = i32[n + J_CHILD]; a !== 0; a = i32[n + J_CHILD]) {
    detach(c, a);
    standsFor(i32[n + LINK], a, 0);
    callBack(k, i32[n + LINK], a);
  }
  if (i32[n + J_TIMER] !== 0) cancelEvent(i32[n + J_TIMER]);
  i32[n + J_TIMER] = 0;
  i32[n + STATUS] = 0;
  releaseJobRow(c);
}

/** Its caller does not want any of its answers any more. */
export function giveUpCalls(k: Kernel, j: number): void {
  if ((i32[(j << 1) + J_MARK] & MARK_CALLING) === 0) return;
  while (i32[(j << 1) + J_CHILD] !== 0) drop(k, i32[(j << 1) + J_CHILD]);
  i32[(j << 1) + J_MARK] &= ~MARK_CALLING;
}

function scheduleHedge(k: Kernel, c: number): void {
  const n = c << 1;
  if (i32[n + J_TIMER] !== 0) cancelEvent(i32[n + J_TIMER]);
  i32[n + J_TIMER] = 0;
  const afterNs = hedgeAfterNs(k, c);
  if (afterNs >= 0) schedule(HEDGE, c, afterNs);
}

/** When the next attempt beside the last one is due, counted from that; −1: there is none. */
function hedgeAfterNs(k: Kernel, c: number): number {
  const at = i32[(c << 1) + LINK] + L_HEDGE;
  return k.families.hedge[i32[at << 1]].afterNs?.(k, at + 1, i32[(c << 1) + HEDGED]) ?? -1;
}

/** A second attempt beside the one that takes so long. */
function hedge(k: Kernel, c: number): void {
  const n = c << 1;
  if (hedgeAfterNs(k, c) < 0) return; // hedging was switched off meanwhile
  i32[n + HEDGED]++;
  f64[i32[n + LINK] + L_HEDGES]++;
  tryOnce(k, c);
}
