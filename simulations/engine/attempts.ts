import { NOW_NS, TRACE_MASK, f64, i32 } from './arena';
import { learnOf, standsFor } from './breakers';
import { ANSWERED, LINK, OUTCOME, PENDING, STATUS, schedule } from './call-row';
import { stepAway } from './doors';
import { cancelEvent } from './event-list';
import { What } from './frame';
import { LIST_COUNT, listHead, remove } from './job-list';
import { releaseJobRow } from './job-table';
import type { Kernel } from './kernel';
import {
  E_JOB, E_TIME, J_BORN, J_CELL, J_CHILD, J_DUE, J_PARENT, J_SIBLING, J_STATION, J_TIMER, L_ANSWER_NS, L_FROM, L_LINE, L_THROTTLE,
  L_THROTTLE_STATE, L_TO, Role,
} from './layout';
import { note } from './moves';
import { copyRow, tell } from './rows';

/** How an attempt of a call ends: answered or not, lost on the way, called back. What comes of that for the call is told in calls.ts. */

/** An attempt has ended (the kernel frees its row): its answer, or the news of its failure, is on its way. */
export function attemptEnded(k: Kernel, a: number, what: number): void {
  const n = a << 1;
  const c = i32[n + J_PARENT];
  const due = i32[n + J_DUE];
  const answerNs = c === 0 ? 0 : f64[i32[(c << 1) + LINK] + L_ANSWER_NS];
  if (c !== 0 && due !== 0 && f64[due + E_TIME] < f64[NOW_NS] + answerNs) {
    loseOnTheWay(k, a); // the answer will come too late
    return;
  }
  if (due !== 0) cancelEvent(due);
  i32[n + J_DUE] = 0;
  if (c === 0 || what === What.withdrawn) return; // nobody waits for it
  detach(c, a);
  const answered = what === What.served;
  learn(k, i32[(c << 1) + LINK], a, answered);
  if (i32[(c << 1) + STATUS] === ANSWERED) return; // another one was quicker in the same instant
  i32[(c << 1) + STATUS] = answered ? ANSWERED : PENDING;
  if (!answered && i32[(c << 1) + J_CHILD] !== 0) return; // a hedge is still under way
  if (i32[(c << 1) + J_TIMER] !== 0) cancelEvent(i32[(c << 1) + J_TIMER]);
  schedule(OUTCOME, c, answerNs);
}

/** An attempt that was not inside any station yet is lost: its row goes, and nothing is counted but the loss. */
export function vanish(k: Kernel, a: number, link: number): void {
  loseOnTheWay(k, a);
  if (i32[TRACE_MASK] >= 0) note(a, What.withdrawn, i32[(link << 1) + L_FROM], link, 0, 0);
  tell(k, a, What.withdrawn); // whoever handed it on in the instant may follow it
  releaseJobRow(a);
}

/** An attempt is lost on the way: no word of it ever comes back, but its timeout does. The row itself is the caller's to end. */
export function loseOnTheWay(k: Kernel, a: number): void {
  const n = a << 1;
  const c = i32[n + J_PARENT];
  if (c === 0) return;
  // The caller keeps the timeout: a row of its own stands for the attempt that it believes in.
  const ghost = copyRow(a, Role.attempt, 0);
  i32[(ghost << 1) + J_PARENT] = c;
  i32[(ghost << 1) + J_DUE] = i32[n + J_DUE];
  i32[n + J_DUE] = 0;
  i32[n + J_PARENT] = 0;
  f64[ghost + J_BORN] = f64[a + J_BORN];
  if (i32[(ghost << 1) + J_DUE] !== 0) i32[(i32[(ghost << 1) + J_DUE] << 1) + E_JOB] = ghost;
  detach(c, a);
  i32[(ghost << 1) + J_SIBLING] = i32[(c << 1) + J_CHILD];
  i32[(c << 1) + J_CHILD] = ghost;
  i32[(ghost << 1) + J_CELL] = GHOST;
  standsFor(i32[(c << 1) + LINK], a, ghost);
}
/** In the cell of a row that stands for a lost attempt. */
const GHOST = -1;

/** The policies of a link see how an attempt went. */
export function learn(k: Kernel, link: number, a: number, answered: boolean): void {
  learnOf(k, link, a, answered);
  k.families.throttle[i32[(link + L_THROTTLE) << 1]].outcome?.(k, link + L_THROTTLE + 1, link + L_THROTTLE_STATE, answered);
}

/** The attempt is not one of its call's any more. */
export function detach(c: number, a: number): void {
  let before = 0;
  for (let each = i32[(c << 1) + J_CHILD]; each !== a; each = i32[(each << 1) + J_SIBLING]) before = each;
  const next = i32[(a << 1) + J_SIBLING];
  if (before === 0) i32[(c << 1) + J_CHILD] = next;
  else i32[(before << 1) + J_SIBLING] = next;
}

/** An attempt is wanted no more, wherever it is. */
export function callBack(k: Kernel, link: number, a: number): void {
  const n = a << 1;
  i32[n + J_PARENT] = 0;
  if (i32[n + J_DUE] !== 0) cancelEvent(i32[n + J_DUE]);
  i32[n + J_DUE] = 0;
  if (i32[n + J_STATION] > 0) {
    k.withdraw(a, What.withdrawn, 0);
    return;
  }
  if (i32[n + J_CELL] !== GHOST) {
    const line = (link << 1) + L_LINE;
    const wasFirst = listHead(line) === a;
    remove(line, a);
    if (i32[line + LIST_COUNT] === 0) stepAway(link);
    else if (wasFirst) k.askSoon(link);
    if (i32[TRACE_MASK] >= 0) note(a, What.withdrawn, i32[(link << 1) + L_TO], link, 0, 0);
  }
  releaseJobRow(a);
}
