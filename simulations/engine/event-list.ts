import {
  BEYOND, DUE_NS, EVENTS_AT, EVENTS_FULL, EVENT_FREE, EVENT_TOP, FAR_NS, HALT, HEAP_AT, HEAP_HOLE, HEAP_SIZE, Halt, IN_BUCKETS, NEAR_MAX, NOW_NS, SEQUENCE, f64, i32,
} from './arena';
import { clearBuckets, eachFarEvent, nextBucket, putFar, spreadOut, takeFar } from './event-buckets';
import { invariant } from './invariant';
import { EVENT_NUMBERS, E_JOB, E_NEXT, E_PLACE, E_SEQUENCE, E_TIME, E_WHAT, WHAT } from './layout';

/**
 * The pending events, in the order of (time, sequence number in which they were scheduled).
 *
 * A binary heap of handles; each event knows its place, so it can be cancelled. The first event is not
 * taken off at once but leaves a hole at the top, because what it sets off nearly always schedules
 * another: that one then takes its row and sinks from the top, and one sift is saved for each event.
 *
 * Where there are hundreds of events, the heap holds only the near ones. Those further off stand unsorted in
 * buckets of equal width, and come into the heap a bucket at a time, when it is empty (event-buckets.ts). What is
 * done in which order never depends on that. Source: Rönngren & Ayani, "A comparative study of parallel and
 * sequential priority queue algorithms", ACM TOMACS 7(2), 1997, on calendar and lazy queues.
 */

/** The heap's first whole number. */
const HEAP = 0x21c2800;
invariant(HEAP === 2 * HEAP_AT, 'the heap begins where its part does');

export function clearEvents(): void {
  i32[HEAP_SIZE] = 0;
  i32[HEAP_HOLE] = 0;
  clearBuckets();
  i32[EVENT_TOP] = EVENTS_AT;
  i32[EVENT_FREE] = 0;
  f64[SEQUENCE] = 0;
}

export const eventsPending = (): number => i32[HEAP_SIZE] - i32[HEAP_HOLE] + i32[IN_BUCKETS] + i32[BEYOND];

/** Has `onTimer(s, code, j)` called `afterNs` (whole, ≥ 0) from now; the handle cancels it. */
export const schedule = (s: number, code: number, j: number, afterNs: number): number => {
  f64[DUE_NS] = f64[NOW_NS] + afterNs;
  return scheduleDue(i32[(s << 1) + WHAT] + code, j);
};

/** Schedules an event for DUE_NS, whole and not before now; returns its handle. */
export const scheduleDue = (what: number, job: number): number => {
  const ints = i32;
  if (f64[DUE_NS] >= f64[FAR_NS]) return scheduleFar(what, job);
  const hole = ints[HEAP_HOLE];
  const e = hole === 1 ? ints[HEAP] : takeRow();
  f64[e + E_TIME] = f64[DUE_NS];
  const sequence = f64[SEQUENCE];
  f64[e + E_SEQUENCE] = sequence;
  f64[SEQUENCE] = sequence + 1;
  ints[(e << 1) + E_WHAT] = what;
  ints[(e << 1) + E_JOB] = job;
  if (hole === 1) {
    ints[HEAP_HOLE] = 0;
    sink(0, e);
  } else {
    rise(ints[HEAP_SIZE]++, e);
    if (ints[HEAP_SIZE] > ints[NEAR_MAX]) spread();
  }
  return e;
};

const scheduleFar = (what: number, job: number): number => {
  const e = takeRow();
  f64[e + E_TIME] = f64[DUE_NS];
  f64[e + E_SEQUENCE] = f64[SEQUENCE];
  f64[SEQUENCE]++;
  i32[(e << 1) + E_WHAT] = what;
  i32[(e << 1) + E_JOB] = job;
  putFar(e);
  return e;
};

/** The first event's handle, or 0. */
export const firstEvent = (): number => {
  if (i32[HEAP_HOLE] === 1) fillHole();
  if (i32[HEAP_SIZE] === 0) return f64[FAR_NS] === Infinity ? 0 : bringNear();
  return i32[HEAP];
};

/** Takes the first event off; its numbers can be read until the next one is scheduled. */
export const takeFirstEvent = (): void => {
  i32[HEAP_HOLE] = 1;
};

/** Another time, DUE_NS, for a pending event, which keeps its place among those of the same time. */
export const postponeDue = (e: number): void => {
  if (i32[HEAP_HOLE] === 1) fillHole();
  if (f64[e + E_TIME] < f64[FAR_NS] && f64[DUE_NS] < f64[FAR_NS]) {
    f64[e + E_TIME] = f64[DUE_NS];
    settle(i32[(e << 1) + E_PLACE], e);
    return;
  }
  takeOut(e);
  f64[e + E_TIME] = f64[DUE_NS];
  if (f64[DUE_NS] < f64[FAR_NS]) rise(i32[HEAP_SIZE]++, e);
  else putFar(e);
};

export const cancelEvent = (e: number): void => {
  if (i32[HEAP_HOLE] === 1) fillHole();
  takeOut(e);
  freeRow(e);
};

/** Takes an event from where it stands; its row stays. */
const takeOut = (e: number): void => {
  if (f64[e + E_TIME] >= f64[FAR_NS]) {
    takeFar(e);
    return;
  }
  const place = i32[(e << 1) + E_PLACE];
  const size = --i32[HEAP_SIZE];
  const last = i32[HEAP + size];
  if (last !== e) settle(place, last);
};

/** The near events are used up: the next bucket's come into the heap. Returns the first event, or 0. */
const bringNear = (): number => {
  for (let e = nextBucket(); e !== 0;) {
    const next = i32[(e << 1) + E_NEXT];
    rise(i32[HEAP_SIZE]++, e);
    e = next;
  }
  return i32[HEAP_SIZE] === 0 ? 0 : i32[HEAP];
};

/** There are many events: only the near ones stay in the heap. */
const spread = (): void => {
  const size = i32[HEAP_SIZE];
  i32[HEAP_SIZE] = 0;
  const near = spreadOut(size);
  for (let place = 0; place < near; place++) rise(i32[HEAP_SIZE]++, i32[HEAP + place]);
};

/** Every pending event, in no order that means anything. */
export function eachEvent(see: (e: number) => void): void {
  settleEvents();
  for (let place = 0; place < i32[HEAP_SIZE]; place++) see(i32[HEAP + place]);
  eachFarEvent(see);
}

/** Before the state is copied: what stands in the heap is then all there is. */
export const settleEvents = (): void => {
  if (i32[HEAP_HOLE] === 1) fillHole();
};

const fillHole = (): void => {
  const ints = i32;
  ints[HEAP_HOLE] = 0;
  freeRow(ints[HEAP]);
  const size = --ints[HEAP_SIZE];
  if (size > 0) sink(0, ints[HEAP + size]);
};

const takeRow = (): number => {
  const ints = i32;
  const free = ints[EVENT_FREE];
  if (free !== 0) {
    ints[EVENT_FREE] = ints[(free << 1) + E_PLACE];
    return free;
  }
  const fresh = ints[EVENT_TOP];
  ints[EVENT_TOP] = fresh + EVENT_NUMBERS;
  if (fresh >= EVENTS_FULL) ints[HALT] |= Halt.rows;
  return fresh;
};

const freeRow = (e: number): void => {
  i32[(e << 1) + E_PLACE] = i32[EVENT_FREE];
  i32[EVENT_FREE] = e;
};

const settle = (place: number, e: number): void => {
  if (place > 0 && before(e, i32[HEAP + ((place - 1) >> 1)])) rise(place, e);
  else sink(place, e);
};

const before = (a: number, b: number): boolean => {
  const ta = f64[a + E_TIME];
  const tb = f64[b + E_TIME];
  return ta < tb || (ta === tb && f64[a + E_SEQUENCE] < f64[b + E_SEQUENCE]);
};

const rise = (from: number, e: number): void => {
  const t = f64[e + E_TIME];
  const q = f64[e + E_SEQUENCE];
  let place = from;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const other = i32[HEAP + above];
    const to = f64[other + E_TIME];
    if (to < t || (to === t && f64[other + E_SEQUENCE] < q)) break;
    put(place, other);
    place = above;
  }
  put(place, e);
};

const sink = (from: number, e: number): void => {
  const ints = i32;
  const size = ints[HEAP_SIZE];
  const t = f64[e + E_TIME];
  let place = from;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= size) break;
    let child = ints[HEAP + below];
    let tc = f64[child + E_TIME];
    if (below + 1 < size) {
      const right = ints[HEAP + below + 1];
      const tr = f64[right + E_TIME];
      if (tr < tc || (tr === tc && f64[right + E_SEQUENCE] < f64[child + E_SEQUENCE])) {
        below++;
        child = right;
        tc = tr;
      }
    }
    if (t < tc || (t === tc && f64[e + E_SEQUENCE] < f64[child + E_SEQUENCE])) break;
    put(place, child);
    place = below;
  }
  put(place, e);
};

const put = (place: number, e: number): void => {
  i32[HEAP + place] = e;
  i32[(e << 1) + E_PLACE] = place;
};
