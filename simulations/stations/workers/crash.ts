import { f64, i32 } from '../../engine/arena';
import { giveUpCalls } from '../../engine/calls';
import { append, listHead, listNext, remove } from '../../engine/job-list';
import type { Kernel } from '../../engine/kernel';
import { CRASHED, E_JOB, J_CELL, J_NEXT, J_PREV, J_TIMER, TABLE_AT } from '../../engine/layout';
import {
  AGAIN_LINE, BEGIN_AGAIN, BLOCKED_LINE, CELLS, CRASHED_BEFORE, DONE_LINE, ELASTIC, HELD_LINE, MEMBERS, OPEN, PROCESSOR_SHARING, Phase, SHARING, USED, WHEN_CRASHED,
  WORKERS, WORKERS_MAX, cellOf, oneUp, phaseOf, withPhase,
} from './params';
import { workersNow } from './pace';
import { breakOff, failIn, intoLine, leaveCell, leaveDoor, unhold } from './service';
import { stopBatchTimer } from './intake';

/** Jobs that leave in the middle of something: those of crashed workers, and those that are called back. */

/**
 * Workers have crashed, the last ones first: what they have in their hands is lost, or begins again. Under processor sharing no job
 * has a worker of its own: the others go on slower, and only when none is left are all jobs hit.
 */
export function crash(k: Kernel, s: number): void {
  const n = s << 1;
  const more = i32[n + CRASHED] - i32[n + CRASHED_BEFORE];
  i32[n + CRASHED_BEFORE] = i32[n + CRASHED];
  const isShared = f64[s + SHARING] === PROCESSOR_SHARING;
  if (more <= 0 || (isShared && workersNow(s) > 0)) return;
  const spared = isShared ? 0 : sparedCells(s, more);
  // What one loss sets off may call others back, so each is looked for anew.
  for (let j = firstBeyond(n + HELD_LINE, spared); j !== 0; j = firstBeyond(n + HELD_LINE, spared)) {
    giveUpCalls(k, j);
    unhold(s, j);
    lose(k, s, j);
  }
  for (let j = firstBeyond(n + BLOCKED_LINE, spared); j !== 0; j = firstBeyond(n + BLOCKED_LINE, spared)) {
    remove(n + BLOCKED_LINE, j);
    lose(k, s, j);
  }
  leaveDoor(k, s);
  for (let cell = spared; cell < WORKERS_MAX; cell++) hit(k, s, cell);
}

/**
 * How many cells, from the first on, are not hit when `more` workers have crashed. The workers of before are those at work, wherever a
 * reduction has left them, and, up to their number, free ones in the lowest free cells.
 */
function sparedCells(s: number, more: number): number {
  const n = s << 1;
  const t = i32[n + TABLE_AT];
  let free = Math.max(0, f64[s + WORKERS] - i32[n + CRASHED] + more - i32[n + USED]);
  let cell = 0;
  for (let left = free + i32[n + USED] - more; left > 0; cell++) {
    const isFree = (i32[t + (cell >> 5)] & (1 << (cell & 31))) !== 0;
    if (!isFree || free-- > 0) left--;
  }
  return cell;
}

/** The first job of a line whose cell is not among the first `cells`. */
function firstBeyond(line: number, cells: number): number {
  let j = listHead(line);
  while (j !== 0 && cellOf(i32[(j << 1) + J_CELL]) < cells) j = listNext(j);
  return j;
}

function hit(k: Kernel, s: number, cell: number): void {
  const n = s << 1;
  const t = i32[n + TABLE_AT];
  const first = i32[t + CELLS + cell];
  if (first === 0) return;
  if (i32[n + OPEN] === cell + 1) {
    stopBatchTimer(s);
    i32[n + OPEN] = 0;
  } else {
    breakOff(s, cell);
  }
  intoLine(s, cell);
  for (let j = listHead(n + DONE_LINE); j !== 0; j = listHead(n + DONE_LINE)) {
    remove(n + DONE_LINE, j);
    lose(k, s, j);
  }
}

function lose(k: Kernel, s: number, j: number): void {
  if (f64[s + WHEN_CRASHED] !== BEGIN_AGAIN) {
    failIn(k, s, j);
    return;
  }
  if (leaveCell(s, j)) i32[(s << 1) + USED]--;
  i32[(j << 1) + J_CELL] = withPhase(0, Phase.again);
  append((s << 1) + AGAIN_LINE, j);
}

/** Takes a job out of wherever it is. */
export function takeOut(s: number, j: number): void {
  const n = s << 1;
  const noted = i32[(j << 1) + J_CELL];
  switch (phaseOf(noted)) {
    case Phase.again:
      remove(n + AGAIN_LINE, j);
      return;
    case Phase.blocked: remove(n + BLOCKED_LINE, j); break;
    case Phase.held: unhold(s, j); break;
    case Phase.done: remove(n + DONE_LINE, j); break;
    default: takeOutOfBatch(s, j, cellOf(noted));
  }
  if (leaveCell(s, j)) i32[n + USED]--;
}

/** Out of a batch that is being filled or served; the others go on without it. Alone, its service is broken off. */
function takeOutOfBatch(s: number, j: number, cell: number): void {
  const n = s << 1;
  const t = i32[n + TABLE_AT];
  const isOpen = i32[n + OPEN] === cell + 1;
  const first = i32[t + CELLS + cell];
  if (i32[t + MEMBERS + cell] === 1) {
    if (isOpen) {
      stopBatchTimer(s);
      i32[n + OPEN] = 0;
    } else {
      breakOff(s, cell);
    }
    return;
  }
  let before = 0;
  for (let each = first; each !== j; each = i32[(each << 1) + J_NEXT]) before = each;
  const next = i32[(j << 1) + J_NEXT];
  if (before !== 0) {
    i32[(before << 1) + J_NEXT] = next;
    if (next === 0 && isOpen) i32[(first << 1) + J_PREV] = before;
  } else {
    i32[t + CELLS + cell] = next;
    if (isOpen) i32[(next << 1) + J_PREV] = i32[(j << 1) + J_PREV];
    else if (i32[n + ELASTIC] === 0) handTimer(j, next);
  }
  if (!isOpen) return;
  for (let each = next; each !== 0; each = i32[(each << 1) + J_NEXT]) i32[(each << 1) + J_CELL] = oneUp(i32[(each << 1) + J_CELL]);
}

/** The event of a batch's end stands with its first job. */
function handTimer(from: number, to: number): void {
  const timer = i32[(from << 1) + J_TIMER];
  i32[(from << 1) + J_TIMER] = 0;
  i32[(to << 1) + J_TIMER] = timer;
  i32[(timer << 1) + E_JOB] = to;
}
