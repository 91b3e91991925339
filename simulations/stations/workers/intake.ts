import { DUE_NS, NOW_NS, TRACE_MASK, f64, i32 } from '../../engine/arena';
import { cancelEvent, postponeDue, schedule } from '../../engine/event-list';
import { What } from '../../engine/frame';
import { listHead, remove } from '../../engine/job-list';
import type { Kernel } from '../../engine/kernel';
import { DOOR_HEAD, E_SEQUENCE, E_TIME, J_CELL, J_NEXT, J_PREV, J_SINCE, PAUSED, TABLE_AT } from '../../engine/layout';
import { note } from '../../engine/moves';
import { enter } from '../../engine/whereabouts';
import { takeCell } from './cells';
import {
  AGAIN_LINE, BATCH_WAIT, CELLS, LETTING_IN, LIMIT, MEMBERS, OPEN, OPEN_SEQUENCE, OPEN_TIMER, Phase, USED, batchOf, memberNote, withPhase,
} from './params';
import { begin, placeOf, settle } from './service';

/** Who is let in, alone or into a batch, when something more than one job each is switched on. */

/** The event at which a batch begins with what it has. */
export const BATCH_CODE = 2;

export function takeIn(k: Kernel, s: number, j: number, link: number): boolean {
  if (!isRoom(s)) return false;
  enter(s, j);
  if (batchOf(s) > 1) {
    joinBatch(s, j);
    if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, placeOf(s, j), 0);
    if (i32[(s << 1) + LETTING_IN] === 0 || isFull(s)) beginBatchIfReady(k, s);
  } else {
    const timer = occupy(k, s, j);
    if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, placeOf(s, j), timer);
  }
  settle(k, s);
  return true;
}

/** A worker is free, or fills its batch: that one is at work, also where workers were taken away meanwhile. */
function isRoom(s: number): boolean {
  const n = s << 1;
  return i32[n + USED] < i32[n + LIMIT] || (i32[n + OPEN] !== 0 && i32[n + PAUSED] === 0 && !isFull(s));
}

/** A job takes a free cell for itself and begins; returns the event of its end. */
function occupy(k: Kernel, s: number, j: number): number {
  const n = s << 1;
  i32[(j << 1) + J_NEXT] = 0;
  i32[n + USED]++;
  const cell = takeCell(s, j);
  i32[i32[n + TABLE_AT] + MEMBERS + cell] = 1;
  return begin(k, s, cell);
}

/** A job joins the batch that is being filled, or opens one. */
function joinBatch(s: number, j: number): void {
  const n = s << 1;
  const t = i32[n + TABLE_AT];
  i32[(j << 1) + J_NEXT] = 0;
  if (i32[n + OPEN] === 0) {
    i32[n + USED]++;
    i32[n + OPEN] = takeCell(s, j) + 1;
    i32[t + MEMBERS + i32[n + OPEN] - 1] = 0;
    i32[(j << 1) + J_PREV] = j;
  }
  const cell = i32[n + OPEN] - 1;
  const first = i32[t + CELLS + cell];
  const member = i32[t + MEMBERS + cell]++;
  if (member > 0) {
    i32[(i32[(first << 1) + J_PREV] << 1) + J_NEXT] = j; // the first one knows the last
    i32[(first << 1) + J_PREV] = j;
  }
  i32[(j << 1) + J_CELL] = memberNote(cell, member, Phase.gathering);
}

/** The open batch. */
const isFull = (s: number): boolean => i32[i32[(s << 1) + TABLE_AT] + MEMBERS + i32[(s << 1) + OPEN] - 1] >= batchOf(s);

/** The open batch begins when it is full, or when nobody waits for more; else its time runs. */
export function beginBatchIfReady(k: Kernel, s: number): void {
  const n = s << 1;
  if (i32[n + OPEN] === 0) return;
  const first = i32[i32[n + TABLE_AT] + CELLS + i32[n + OPEN] - 1];
  const left = f64[first + J_SINCE] + f64[s + BATCH_WAIT] * 1e9 - f64[NOW_NS];
  if (i32[n + PAUSED] === 0 && (isFull(s) || left <= 0)) beginBatch(k, s);
  else if (left < Infinity) waitForMore(s, Math.max(0, Math.floor(left + 0.5)));
  else putOffForGood(s);
}

/** The open batch begins after so many ns at the latest. However the wait is changed, its event keeps its place among those of the same time. */
function waitForMore(s: number, leftNs: number): void {
  const timer = i32[(s << 1) + OPEN_TIMER];
  f64[DUE_NS] = f64[NOW_NS] + leftNs;
  if (timer === 0 && leftNs > 0) {
    const e = schedule(s, BATCH_CODE, 0, leftNs);
    i32[(s << 1) + OPEN_TIMER] = e;
    if (f64[s + OPEN_SEQUENCE] === 0) return;
    f64[e + E_SEQUENCE] = f64[s + OPEN_SEQUENCE];
    f64[s + OPEN_SEQUENCE] = 0;
    postponeDue(e);
  } else if (timer !== 0 && f64[timer + E_TIME] !== f64[DUE_NS]) postponeDue(timer);
}

/** The open batch begins when it is full, and not before. */
function putOffForGood(s: number): void {
  const timer = i32[(s << 1) + OPEN_TIMER];
  if (timer === 0) return;
  f64[s + OPEN_SEQUENCE] = f64[timer + E_SEQUENCE];
  cancelEvent(timer);
  i32[(s << 1) + OPEN_TIMER] = 0;
}

export function beginBatch(k: Kernel, s: number): void {
  const n = s << 1;
  const cell = i32[n + OPEN] - 1;
  stopBatchTimer(s);
  i32[n + OPEN] = 0;
  const timer = begin(k, s, cell);
  for (let j = i32[i32[n + TABLE_AT] + CELLS + cell]; j !== 0; j = i32[(j << 1) + J_NEXT]) {
    i32[(j << 1) + J_CELL] = withPhase(i32[(j << 1) + J_CELL], Phase.inService);
    if (i32[TRACE_MASK] >= 0) note(j, What.serving, s, 0, placeOf(s, j), timer);
  }
}

export function stopBatchTimer(s: number): void {
  const timer = i32[(s << 1) + OPEN_TIMER];
  if (timer !== 0) cancelEvent(timer);
  i32[(s << 1) + OPEN_TIMER] = 0;
  f64[s + OPEN_SEQUENCE] = 0;
}

/** Workers that are free take those that are to begin again, then those at the door. */
export function takeMore(k: Kernel, s: number): void {
  const n = s << 1;
  if (i32[n + OPEN] !== 0 && isFull(s)) beginBatchIfReady(k, s); // a smaller batch was set
  i32[n + LETTING_IN] = 1;
  while (isRoom(s)) {
    const again = listHead(n + AGAIN_LINE);
    if (again !== 0) beginAgain(k, s, again);
    else if (i32[n + DOOR_HEAD] === 0 || !k.giveRoom(s)) break;
  }
  i32[n + LETTING_IN] = 0;
  beginBatchIfReady(k, s);
  settle(k, s);
}

/** A job that a crash has hit: into a batch, or by itself. */
function beginAgain(k: Kernel, s: number, j: number): void {
  remove((s << 1) + AGAIN_LINE, j);
  if (batchOf(s) > 1) {
    joinBatch(s, j);
    if (isFull(s)) beginBatch(k, s);
    return;
  }
  const timer = occupy(k, s, j);
  if (i32[TRACE_MASK] >= 0) note(j, What.serving, s, 0, placeOf(s, j), timer);
}
