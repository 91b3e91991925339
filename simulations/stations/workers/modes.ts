import { NOW_NS, f64, i32 } from '../../engine/arena';
import { cancelEvent, schedule } from '../../engine/event-list';
import { listHead, listNext } from '../../engine/job-list';
import type { Kernel } from '../../engine/kernel';
import { CALL_COUNT, CRASHED, E_TIME, FAULT_SHARE, INSIDE, J_CELL, J_NEXT, J_SINCE, J_TIMER, PAUSED, SLOWNESS, TABLE_AT } from '../../engine/layout';
import { addWork, catchUp, workersNow } from './pace';
import {
  BLOCKED_LINE, CELLS, CLASS_TIMES, COHERENCY, CONTENTION, ELASTIC, FAIL_SHARE, HELD_CELLS, JOBS_AT_ONCE, LIMIT, MEMBERS, OPEN, PACE_TIMER, Phase, PROCESSOR_SHARING, RUNNING,
  SHARING, SPECIAL, USED, WORKERS_MAX, WORK_DONE, batchOf, cellOf, endsAt, startedAt, withPhase,
} from './params';

/** What is switched on, found anew whenever a parameter or a fault changes. */
export function refresh(k: Kernel, s: number): void {
  const n = s << 1;
  const servers = workersNow(s);
  const isShared = f64[s + SHARING] === PROCESSOR_SHARING;
  const places = isShared && servers > 0 ? f64[s + JOBS_AT_ONCE] : servers;
  i32[n + LIMIT] = i32[n + PAUSED] > 0 ? 0 : places;
  const isElastic = isShared || f64[s + CONTENTION] > 0 || f64[s + COHERENCY] > 0;
  const isSpecial = isElastic || batchOf(s) > 1 || f64[s + FAIL_SHARE] > 0 || f64[s + CLASS_TIMES + 1] !== 0 || i32[n + CALL_COUNT] > 0
    || f64[s + SLOWNESS] !== 1 || f64[s + FAULT_SHARE] > 0 || i32[n + CRASHED] > 0;
  // Jobs that came by the long way leave by it.
  if (isSpecial && i32[n + SPECIAL] === 0) takeStock(s);
  else if (!isSpecial && i32[n + INSIDE] === 0) i32[n + SPECIAL] = 0;
  if (isElastic && i32[n + ELASTIC] === 0) becomeElastic(s);
  else if (!isElastic && i32[n + ELASTIC] === 1) becomeStiff(k, s);
}

/** From the short way to the long one: what that counts, from what the cells hold. */
function takeStock(s: number): void {
  const n = s << 1;
  const t = i32[n + TABLE_AT];
  i32[n + SPECIAL] = 1;
  i32[n + USED] = i32[n + RUNNING] = i32[n + HELD_CELLS] = i32[n + OPEN] = 0;
  for (let cell = 0; cell < WORKERS_MAX; cell++) {
    const j = i32[t + CELLS + cell];
    if (j === 0) continue;
    i32[n + USED]++;
    i32[t + MEMBERS + cell] = 1;
    f64[startedAt(t, cell)] = f64[j + J_SINCE];
    if (i32[(j << 1) + J_TIMER] === 0) continue;
    i32[n + RUNNING]++;
    i32[(j << 1) + J_NEXT] = 0;
  }
  for (let j = listHead(n + BLOCKED_LINE); j !== 0; j = listNext(j)) {
    const noted = i32[(j << 1) + J_CELL];
    i32[(j << 1) + J_CELL] = withPhase(noted, Phase.blocked);
    i32[t + CELLS + cellOf(noted)] = 0;
  }
}

/** From an event for each service to one for the next to end; what is left of each is left. */
function becomeElastic(s: number): void {
  const n = s << 1;
  i32[n + ELASTIC] = 1;
  const running = i32[n + RUNNING];
  i32[n + RUNNING] = 0;
  eachRunning(s, running, (cell, j) => {
    const left = f64[i32[(j << 1) + J_TIMER] + E_TIME] - f64[NOW_NS];
    cancelEvent(i32[(j << 1) + J_TIMER]);
    i32[(j << 1) + J_TIMER] = 0;
    i32[n + RUNNING]++;
    addWork(s, cell, left);
  });
}

/** And back. */
function becomeStiff(k: Kernel, s: number): void {
  const n = s << 1;
  const t = i32[n + TABLE_AT];
  catchUp(s);
  i32[n + ELASTIC] = 0;
  if (i32[n + PACE_TIMER] !== 0) cancelEvent(i32[n + PACE_TIMER]);
  i32[n + PACE_TIMER] = 0;
  eachRunning(s, i32[n + RUNNING], (cell, j) => {
    const left = Math.max(0, f64[endsAt(t, cell)] - f64[s + WORK_DONE]);
    i32[(j << 1) + J_TIMER] = schedule(s, 0, j, Math.floor(left + 0.5));
  });
}

/** Cells in service, from the lowest. */
function eachRunning(s: number, running: number, see: (cell: number, j: number) => void): void {
  const t = i32[(s << 1) + TABLE_AT];
  for (let cell = 0, left = running; left > 0 && cell < WORKERS_MAX; cell++) {
    const j = i32[t + CELLS + cell];
    if (j === 0 || cell === i32[(s << 1) + OPEN] - 1) continue;
    see(cell, j);
    left--;
  }
}
