import { DUE_NS, NOW_NS, f64, i32 } from '../../engine/arena';
import { cancelEvent, postponeDue, scheduleDue } from '../../engine/event-list';
import { CRASHED, E_TIME, TABLE_AT, WHAT } from '../../engine/layout';
import {
  COHERENCY, CONTENTION, HEAP, HEAP_PLACE, PACE, PACE_TIMER, PROCESSOR_SHARING, RUNNING, SHARING, WORKERS, WORK_AT, WORK_DONE, endsAt,
} from './params';

/**
 * Service whose pace depends on how many are in service: processor sharing, contention and coherency.
 *
 * All of them go at the same pace, so one clock does for all: WORK_DONE, the work that each has received since the station was last
 * empty. A service that needs x begins at w and ends at w + x on that clock, whatever the pace does meanwhile; the next to end is the
 * first in a heap, and one event stands for it. (Virtual time: Zhang, SIGCOMM 1990; Kleinrock, Queueing Systems 2, 4.4.)
 */

/** Its event. */
export const PACE_CODE = 1;

/** How many workers there are, faults considered. */
export const workersNow = (s: number): number => Math.max(0, f64[s + WORKERS] - i32[(s << 1) + CRASHED]);

/**
 * How much of a worker each job gets with `running` in service. n busy workers together do as much as n / (1 + σ (n − 1) + κ n (n − 1))
 * that know nothing of one another (Gunther, Guerrilla Capacity Planning, 2007).
 */
function paceOf(s: number, running: number): number {
  let busy = running;
  let each = 1;
  if (f64[s + SHARING] === PROCESSOR_SHARING) {
    busy = Math.min(running, workersNow(s));
    if (busy === 0) return 0; // nobody works
    each = busy / running;
  }
  return each / (1 + f64[s + CONTENTION] * (busy - 1) + f64[s + COHERENCY] * busy * (busy - 1));
}

/** Brings WORK_DONE up to now. */
export function catchUp(s: number): void {
  f64[s + WORK_DONE] += (f64[NOW_NS] - f64[s + WORK_AT]) * f64[s + PACE];
  f64[s + WORK_AT] = f64[NOW_NS];
}

/** After a change of who is in service, or of what the pace depends on: when does the next one end? */
export function keepPace(s: number): void {
  const n = s << 1;
  catchUp(s);
  const running = i32[n + RUNNING];
  const timer = i32[n + PACE_TIMER];
  const paceBefore = f64[s + PACE];
  f64[s + PACE] = running === 0 ? 0 : paceOf(s, running);
  if (f64[s + PACE] === 0) {
    if (running === 0) f64[s + WORK_DONE] = 0; // keeps it small, and so exact
    if (timer !== 0) cancelEvent(timer);
    i32[n + PACE_TIMER] = 0;
    return;
  }
  const t = i32[n + TABLE_AT];
  const left = (f64[endsAt(t, i32[t + HEAP])] - f64[s + WORK_DONE]) / f64[s + PACE];
  f64[DUE_NS] = f64[NOW_NS] + Math.max(0, Math.floor(left + 0.5));
  // Nothing has changed but the rounding of what is left.
  if (timer !== 0 && f64[s + PACE] === paceBefore && Math.abs(f64[DUE_NS] - f64[timer + E_TIME]) <= 1) return;
  if (timer !== 0) postponeDue(timer);
  else i32[n + PACE_TIMER] = scheduleDue(i32[n + WHAT] + PACE_CODE, 0);
}

/** When the service in a cell would end if nothing changed, ns. */
export function wouldEndAt(s: number, cell: number): number {
  const done = f64[s + WORK_DONE] + (f64[NOW_NS] - f64[s + WORK_AT]) * f64[s + PACE];
  const left = Math.max(0, f64[endsAt(i32[(s << 1) + TABLE_AT], cell)] - done);
  return f64[s + PACE] === 0 ? Number.MAX_SAFE_INTEGER : f64[NOW_NS] + left / f64[s + PACE];
}

/** A cell comes into service that needs `workNs`. RUNNING counts it already. */
export function addWork(s: number, cell: number, workNs: number): void {
  const t = i32[(s << 1) + TABLE_AT];
  catchUp(s);
  f64[endsAt(t, cell)] = f64[s + WORK_DONE] + workNs;
  rise(t, i32[(s << 1) + RUNNING] - 1, cell);
}

/** The service in a cell is over or broken off; returns what it still needed. RUNNING does not count it any more. */
export function removeWork(s: number, cell: number): number {
  const t = i32[(s << 1) + TABLE_AT];
  catchUp(s);
  const size = i32[(s << 1) + RUNNING];
  const last = i32[t + HEAP + size];
  const place = i32[t + HEAP_PLACE + cell];
  if (last !== cell) {
    if (place > 0 && before(t, last, i32[t + HEAP + ((place - 1) >> 1)])) rise(t, place, last);
    else sink(t, place, last, size);
  }
  return Math.max(0, f64[endsAt(t, cell)] - f64[s + WORK_DONE]);
}

/** The cell whose service ends now: its event is due. */
export function firstToEnd(s: number): number {
  const t = i32[(s << 1) + TABLE_AT];
  const cell = i32[t + HEAP];
  i32[(s << 1) + PACE_TIMER] = 0;
  f64[s + WORK_DONE] = f64[endsAt(t, cell)]; // but for the rounding of the event to a whole nanosecond, it is
  f64[s + WORK_AT] = f64[NOW_NS];
  return cell;
}

/** Of those that end together the lower cell is first. */
const before = (t: number, a: number, b: number): boolean => {
  const ends = f64[endsAt(t, a)] - f64[endsAt(t, b)];
  return ends < 0 || (ends === 0 && a < b);
};

const put = (t: number, place: number, cell: number): void => {
  i32[t + HEAP + place] = cell;
  i32[t + HEAP_PLACE + cell] = place;
};

function rise(t: number, from: number, cell: number): void {
  let place = from;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const other = i32[t + HEAP + above];
    if (!before(t, cell, other)) break;
    put(t, place, other);
    place = above;
  }
  put(t, place, cell);
}

function sink(t: number, from: number, cell: number, size: number): void {
  let place = from;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= size) break;
    if (below + 1 < size && before(t, i32[t + HEAP + below + 1], i32[t + HEAP + below])) below++;
    const other = i32[t + HEAP + below];
    if (!before(t, other, cell)) break;
    put(t, place, other);
    place = below;
  }
  put(t, place, cell);
}
