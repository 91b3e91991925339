import { DRAWN_NS, DUE_NS, NOW_NS, SPAN_NS, TRACE_MASK, f64, i32 } from '../../engine/arena';
import { openForJob } from '../../engine/chance';
import { record } from '../../engine/count';
import { outLink, stepAway } from '../../engine/doors';
import { cancelEvent, scheduleDue } from '../../engine/event-list';
import { What } from '../../engine/frame';
import { classIndex } from '../../engine/job-class';
import { append, listCount, listHead, prepend, remove } from '../../engine/job-list';
import type { Kernel } from '../../engine/kernel';
import { FAULT_SHARE, INSIDE, J_CELL, J_NEXT, J_TIMER, OUT_COUNT, SLOWNESS, TABLE_AT, WHAT } from '../../engine/layout';
import { note } from '../../engine/moves';
import { drawUniform } from '../../engine/random';
import { setBlocked, setPlaces, setSurplus } from '../../engine/whereabouts';
import { freeCell, keepCell } from './cells';
import { addWork, keepPace, removeWork, workersNow } from './pace';
import {
  BLOCKED_LINE, CALLS_IN_PARALLEL, CELLS, CLASS_TIMES, DONE_LINE, ELASTIC, FAIL_SHARE, HELD_CELLS, HELD_LINE, IN_PARALLEL, MEMBERS, ONE_HELD, OPEN, PROCESSOR_SHARING, Phase, RUNNING, SERVICE,
  SHARING, STREAM_FAILURE, STREAM_SERVICE, USED, batchOf, cellOf, memberOf, startedAt, withPhase,
} from './params';

/** A service, from its beginning to where the job goes, with whatever is switched on. */

/** The time that a job would take alone, ns, not rounded, into DRAWN_NS. */
export function drawDemand(k: Kernel, s: number, j: number): void {
  openForJob(s, STREAM_SERVICE, j);
  k.draws[i32[(s + SERVICE) << 1]](k, s + SERVICE + 1, j);
  const factors = f64[s + CLASS_TIMES + 1];
  if (factors !== 0) f64[DRAWN_NS] *= k.constants[factors + classIndex(j)];
}

/** Where a job is drawn: its cell, or its place in its batch. */
export function placeOf(s: number, j: number): number {
  const noted = i32[(j << 1) + J_CELL];
  return cellOf(noted) * batchOf(s) + memberOf(noted);
}

/** The jobs of a cell begin; returns the event of their end, or 0 when that depends on who comes and goes. */
export function begin(k: Kernel, s: number, cell: number): number {
  const n = s << 1;
  const t = i32[n + TABLE_AT];
  const j = i32[t + CELLS + cell];
  f64[startedAt(t, cell)] = f64[NOW_NS];
  drawDemand(k, s, j);
  const ns = Math.floor(f64[DRAWN_NS] * f64[s + SLOWNESS] + 0.5);
  i32[n + RUNNING]++;
  if (i32[n + ELASTIC] === 1) {
    addWork(s, cell, ns);
    return 0;
  }
  f64[DUE_NS] = f64[NOW_NS] + ns;
  return (i32[(j << 1) + J_TIMER] = scheduleDue(i32[n + WHAT], j));
}

/** A service is broken off; the jobs are in the cell still. */
export function breakOff(s: number, cell: number): void {
  const n = s << 1;
  const j = i32[i32[n + TABLE_AT] + CELLS + cell];
  i32[n + RUNNING]--;
  if (i32[n + ELASTIC] === 1) {
    removeWork(s, cell);
    return;
  }
  cancelEvent(i32[(j << 1) + J_TIMER]);
  i32[(j << 1) + J_TIMER] = 0;
}

/** The jobs of a cell are done: they fail, make their calls, or go on. */
export function finish(k: Kernel, s: number, cell: number): void {
  const n = s << 1;
  const t = i32[n + TABLE_AT];
  const began = f64[startedAt(t, cell)];
  i32[n + RUNNING]--;
  if (i32[n + ELASTIC] === 1) removeWork(s, cell);
  intoLine(s, cell);
  // What one of them sets off may call another back: so each is asked for anew.
  for (let j = listHead(n + DONE_LINE); j !== 0; j = listHead(n + DONE_LINE)) {
    remove(n + DONE_LINE, j);
    f64[SPAN_NS] = f64[NOW_NS] - began;
    record(s, classIndex(j));
    if (fails(k, s, j)) failIn(k, s, j);
    else if (!callFor(k, s, j)) handOn(k, s, j);
  }
}

/** The jobs of a cell stand in a line from which each goes its way; they hold the cell still. */
export function intoLine(s: number, cell: number): void {
  const t = i32[(s << 1) + TABLE_AT];
  let next: number;
  for (let j = i32[t + CELLS + cell]; j !== 0; j = next) {
    next = i32[(j << 1) + J_NEXT];
    i32[(j << 1) + J_TIMER] = 0;
    i32[(j << 1) + J_CELL] = withPhase(i32[(j << 1) + J_CELL], Phase.done);
    append((s << 1) + DONE_LINE, j);
  }
  i32[t + CELLS + cell] = 0;
}

/** Its worker waits with it for the answers to its calls. False: it has none to make. */
function callFor(k: Kernel, s: number, j: number): boolean {
  const n = s << 1;
  const noted = i32[(j << 1) + J_CELL];
  i32[(j << 1) + J_CELL] = withPhase(noted, Phase.inService);
  if (!k.callFor(s, j, f64[s + CALLS_IN_PARALLEL] === IN_PARALLEL)) return false;
  i32[(j << 1) + J_CELL] = withPhase(noted, Phase.held);
  append(n + HELD_LINE, j);
  const members = i32[n + TABLE_AT] + MEMBERS + cellOf(noted);
  if ((i32[members] += ONE_HELD) < 2 * ONE_HELD) i32[n + HELD_CELLS]++;
  return true;
}

/** Its own failures and those that a fault adds, independent of each other. */
function fails(k: Kernel, s: number, j: number): boolean {
  const own = f64[s + FAIL_SHARE];
  const share = own + f64[s + FAULT_SHARE] * (1 - own);
  if (share === 0) return false;
  openForJob(s, STREAM_FAILURE, j);
  return drawUniform() < share;
}

/** A job fails in its cell. */
export function failIn(k: Kernel, s: number, j: number): void {
  const last = leaveCell(s, j);
  k.end(j, What.failed, s, 0, 0);
  if (last) i32[(s << 1) + USED]--;
}

/** The calls of a job were not answered. */
export function endUnanswered(k: Kernel, s: number, j: number): void {
  const last = leaveCell(s, j);
  k.endUnanswered(s, j);
  if (last) i32[(s << 1) + USED]--;
}

/** A job goes on, or stays in its cell, blocked. */
export function handOn(k: Kernel, s: number, j: number): void {
  const n = s << 1;
  const last = leaveCell(s, j);
  if (k.handOn(s, j)) {
    if (last) i32[n + USED]--;
    return;
  }
  stay(s, j);
  i32[(j << 1) + J_CELL] = withPhase(i32[(j << 1) + J_CELL], Phase.blocked);
  append(n + BLOCKED_LINE, j);
  if (i32[TRACE_MASK] >= 0) note(j, What.blocked, s, 0, placeOf(s, j), 0);
}

/** A job is gone that may have been blocked: with the last one the link out goes from the next door, and another one may be first now. */
export function leaveDoor(k: Kernel, s: number): void {
  if (i32[(s << 1) + OUT_COUNT] === 0) return;
  if (listCount((s << 1) + BLOCKED_LINE) === 0) stepAway(outLink(s));
  else k.askSoon(outLink(s));
}

/** The one that was blocked first is offered again; false: still in vain. */
export function offerBlocked(k: Kernel, s: number, j: number, link: number): boolean {
  const n = s << 1;
  remove(n + BLOCKED_LINE, j);
  const last = leaveCell(s, j);
  if (k.offer(link, j)) {
    if (last) i32[n + USED]--;
    return true;
  }
  stay(s, j);
  prepend(n + BLOCKED_LINE, j);
  return false;
}

/**
 * A job is about to leave its cell, which is free when it was the last one in it (true), before it goes, for its way may lead straight
 * back. But the worker takes no other before it is gone: USED counts it until then.
 */
export function leaveCell(s: number, j: number): boolean {
  const cell = cellOf(i32[(j << 1) + J_CELL]);
  const last = --i32[i32[(s << 1) + TABLE_AT] + MEMBERS + cell] === 0;
  if (last) freeCell(s, cell);
  return last;
}

function stay(s: number, j: number): void {
  const cell = cellOf(i32[(j << 1) + J_CELL]);
  if (i32[i32[(s << 1) + TABLE_AT] + MEMBERS + cell]++ === 0) keepCell(s, cell, 0);
}

/** Takes a job out of those that wait for an answer. */
export function unhold(s: number, j: number): void {
  const n = s << 1;
  remove(n + HELD_LINE, j);
  const members = i32[n + TABLE_AT] + MEMBERS + cellOf(i32[(j << 1) + J_CELL]);
  if ((i32[members] -= ONE_HELD) < ONE_HELD) i32[n + HELD_CELLS]--;
}

/** Brings up to date what follows from who is where: the pace, and for the figures how many servers are busy, how many blocked. */
export function settle(k: Kernel, s: number): void {
  const n = s << 1;
  if (i32[n + ELASTIC] === 1) keepPace(s);
  const servers = workersNow(s);
  const isShared = f64[s + SHARING] === PROCESSOR_SHARING;
  const running = i32[n + RUNNING];
  const held = i32[n + HELD_CELLS];
  const finished = i32[n + USED] - running - (i32[n + OPEN] === 0 ? 0 : 1);
  const busy = isShared ? Math.min(running, servers) : running + held;
  const blocked = isShared ? Math.min(listCount(n + BLOCKED_LINE), servers - busy) : finished - held;
  setPlaces(s, isShared ? servers : Math.max(servers, i32[n + USED]));
  setBlocked(s, blocked);
  setSurplus(s, i32[n + INSIDE] - busy - blocked);
}
