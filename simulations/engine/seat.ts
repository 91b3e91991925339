import {
  BUCKETS_AT, CLASSES_AT, EVENTS_AT, EVENT_BUCKETS, EVENT_TOP, FAR_NS, HEAP_AT, HEAP_SIZE, JOBS_AT, JOB_TOP, LINKS_AT, MOVES_AT, RANKS_AT, RANK_TOP, ROOM_AT, TRACE_TOP, classAt, f64, i32, linkAt,
} from './arena';
import { settleEvents } from './event-list';
import type { Kernel } from './kernel';
import { stationAt } from './layout';

/**
 * Whose numbers stand in the arena. A run that gives way to another takes a copy of its own along and
 * brings it back when it is its turn again: as much work as a keyframe, so runs should take turns by
 * the slice and not by the event.
 */

let seated: Kernel | undefined;
/** What the runs that gave way took along; a run that is back uses the same memory the next time. */
const away = new WeakMap<Kernel, Int32Array<ArrayBuffer>>();

/** Whoever touches a run's numbers has to ask for the seat first; EngineRun does for all of us. */
export function takeSeat(k: Kernel): void {
  if (seated === k) return;
  if (seated !== undefined) away.set(seated, copyOut(seated, away.get(seated)?.buffer, [moves()]));
  seated = k;
  const own = away.get(k);
  if (own !== undefined) copyIn(k, own, true);
}

/** All that the run has written, one stretch after the other; in `into` where it is large enough, because fresh memory costs more than the copy. */
export function copyOut(k: Kernel, into?: ArrayBuffer, more: readonly Stretch[] = []): Int32Array<ArrayBuffer> {
  settleEvents();
  const stretches = [...fixedStretches(k), ...rows(), ...more];
  const length = stretches.reduce((sum, [from, to]) => sum + to - from, 0);
  const copy = into !== undefined && into.byteLength >= 4 * length ? new Int32Array(into) : new Int32Array(length);
  let at = 0;
  for (const [from, to] of stretches) {
    copy.set(i32.subarray(from, to), at);
    at += to - from;
  }
  return copy;
}

/** The run has the seat. How many rows there are stands in the part that does not depend on it. */
export function copyIn(k: Kernel, copy: Int32Array, withMoves = false): void {
  let at = 0;
  const bring = ([from, to]: Stretch): void => {
    i32.set(copy.subarray(at, at + to - from), from);
    at += to - from;
  };
  fixedStretches(k).forEach(bring);
  rows().forEach(bring);
  if (withMoves) bring(moves());
}

/** Before a new run is built where another one was. */
export function sweep(k: Kernel): void {
  for (const [from, to] of fixedStretches(k)) i32.fill(0, from, to);
}

/** From and up to, in whole numbers of the arena. */
type Stretch = readonly [from: number, to: number];

/** The header and the stations stand side by side. */
function fixedStretches({ plan, roomEnd }: Kernel): readonly Stretch[] {
  return [
    [0, 2 * stationAt(plan.stations.length)],
    [2 * CLASSES_AT, 2 * classAt(plan.classes.length)],
    [2 * LINKS_AT, 2 * linkAt(plan.links.length)],
    [2 * ROOM_AT, roomEnd],
  ];
}

function rows(): readonly Stretch[] {
  return [
    [2 * BUCKETS_AT, 2 * BUCKETS_AT + (f64[FAR_NS] === Infinity ? 0 : EVENT_BUCKETS)],
    [2 * HEAP_AT, 2 * HEAP_AT + i32[HEAP_SIZE]],
    [2 * EVENTS_AT, 2 * i32[EVENT_TOP]],
    [2 * JOBS_AT, 2 * i32[JOB_TOP]],
    [2 * RANKS_AT, Math.max(2 * RANKS_AT, i32[RANK_TOP])],
  ];
}

const moves = (): Stretch => [2 * MOVES_AT, 2 * i32[TRACE_TOP]];
