import { f64, i32 } from '../../engine/arena';
import { OccupantState } from '../../engine/frame';
import { listCount, listHead, listNext } from '../../engine/job-list';
import type { StationGauges } from '../../engine/kind';
import { BLOCKED, E_TIME, INSIDE, J_CELL, J_NEXT, J_TIMER, TABLE_AT } from '../../engine/layout';
import {
  AGAIN_LINE, BLOCKED_LINE, CELLS, ELASTIC, HELD_LINE, JOBS_AT_ONCE, MEMBERS, OPEN, PROCESSOR_SHARING, SHARING, SPECIAL, WORKERS, WORKERS_MAX, batchOf, cellOf, memberOf,
} from './params';
import { wouldEndAt } from './pace';

/** What the screen shows of workers. */

type See = (j: number, place: number, state: number, untilNs: number) => boolean;

export function gauges(s: number, into: StationGauges): void {
  const n = s << 1;
  const inside = i32[n + INSIDE];
  if (i32[n + SPECIAL] === 0) {
    into.blocked = i32[n + BLOCKED];
    into.inService = inside - into.blocked;
    into.places = f64[s + WORKERS];
    return;
  }
  into.blocked = listCount(n + BLOCKED_LINE);
  into.waiting = listCount(n + AGAIN_LINE) + (i32[n + OPEN] === 0 ? 0 : i32[i32[n + TABLE_AT] + MEMBERS + i32[n + OPEN] - 1]);
  into.inService = inside - into.blocked - into.waiting;
  into.places = f64[s + SHARING] === PROCESSOR_SHARING ? f64[s + JOBS_AT_ONCE] : f64[s + WORKERS] * batchOf(s);
}

export function eachInCell(s: number, see: See): void {
  const t = i32[(s << 1) + TABLE_AT] + CELLS;
  for (let cell = 0; cell < WORKERS_MAX; cell++) {
    const j = i32[t + cell];
    if (j === 0) continue;
    const timer = i32[(j << 1) + J_TIMER];
    const state = timer === 0 ? OccupantState.blocked : OccupantState.inService;
    if (!see(j, cell, state, timer === 0 ? 0 : f64[timer + E_TIME])) return;
  }
}

/** With batches a cell has a place for each job of a full one. */
export function eachInside(s: number, see: See): void {
  const n = s << 1;
  const t = i32[n + TABLE_AT] + CELLS;
  // A batch may be larger than they are now.
  let places = batchOf(s);
  const jobs: [j: number, state: number, untilNs: number][] = [];
  for (let cell = 0; cell < WORKERS_MAX; cell++) {
    const first = i32[t + cell];
    if (first === 0) continue;
    const isOpen = i32[n + OPEN] === cell + 1;
    const untilNs = isOpen ? 0 : i32[n + ELASTIC] === 1 ? wouldEndAt(s, cell) : f64[i32[(first << 1) + J_TIMER] + E_TIME];
    for (let j = first; j !== 0; j = i32[(j << 1) + J_NEXT]) jobs.push([j, isOpen ? OccupantState.waiting : OccupantState.inService, untilNs]);
  }
  for (let j = listHead(n + HELD_LINE); j !== 0; j = listNext(j)) jobs.push([j, OccupantState.inService, Number.MAX_SAFE_INTEGER]);
  for (let j = listHead(n + BLOCKED_LINE); j !== 0; j = listNext(j)) jobs.push([j, OccupantState.blocked, 0]);
  for (const [j] of jobs) places = Math.max(places, memberOf(i32[(j << 1) + J_CELL]) + 1);
  for (const [j, state, untilNs] of jobs) {
    if (!see(j, cellOf(i32[(j << 1) + J_CELL]) * places + memberOf(i32[(j << 1) + J_CELL]), state, untilNs)) return;
  }
  // Those that have no worker stand behind all cells.
  let place = WORKERS_MAX * places;
  for (let j = listHead(n + AGAIN_LINE); j !== 0; j = listNext(j)) if (!see(j, place++, OccupantState.waiting, 0)) return;
}
