import {
  BEYOND, BEYOND_HEAD, BUCKETS_AT, BUCKETS_FROM, BUCKET_NEXT, BUCKET_NS, EVENT_BUCKETS, FAR_NS, HEAP_AT, IN_BUCKETS, NEAR_MAX, f64, i32,
} from './arena';
import { E_JOB, E_NEXT, E_PLACE, E_TIME, J_MARK, J_NEXT, J_PREV } from './layout';

/**
 * The far events: doubly linked lines of them, a line for each stretch of time of the same width, and one for all
 * that lies beyond the last stretch. The heap of event-list.ts holds what is near: everything before FAR_NS.
 *
 * The width follows from the events that are there when the buckets are filled anew, so that about PER_BUCKET come near
 * at once. Constant gaps put all of them into one bucket and heavy tails leave most beyond the last; both are
 * only slower, and the width is found again when the heap has grown too large.
 */

/** With fewer than this all are near. */
const FEW = 256;
const PER_BUCKET = 32;
/** From so many events the width is guessed. */
const SAMPLE = 256;
const FIRST_BUCKET = 2 * BUCKETS_AT;
const sample = new Float64Array(SAMPLE);
/** What was looked at ahead of time: nobody reads it, but the compiler leaves out what comes to nothing. */
const lookedAt = new Int32Array(1);

export function clearBuckets(): void {
  f64[FAR_NS] = Infinity;
  i32[IN_BUCKETS] = 0;
  i32[BEYOND] = 0;
  i32[BEYOND_HEAD] = 0;
  i32[BUCKET_NEXT] = 0;
  i32[NEAR_MAX] = 2 * FEW;
  i32.fill(0, FIRST_BUCKET, FIRST_BUCKET + EVENT_BUCKETS);
}

/** The bucket of a time, or EVENT_BUCKETS for what is beyond. Whole numbers below 2^53, so the division is exact enough. */
const bucketOf = (ns: number): number => {
  const bucket = Math.floor((ns - f64[BUCKETS_FROM]) / f64[BUCKET_NS]);
  return bucket < EVENT_BUCKETS ? bucket : EVENT_BUCKETS;
};

/** Where the line of a bucket begins. */
const headOf = (bucket: number): number => (bucket === EVENT_BUCKETS ? BEYOND_HEAD : FIRST_BUCKET + bucket);

/** Puts an event whose time is not before FAR_NS into its bucket. */
export const putFar = (e: number): void => {
  const bucket = bucketOf(f64[e + E_TIME]);
  const at = headOf(bucket);
  const head = i32[at];
  i32[(e << 1) + E_PLACE] = 0;
  i32[(e << 1) + E_NEXT] = head;
  if (head !== 0) i32[(head << 1) + E_PLACE] = e;
  i32[at] = e;
  if (bucket === EVENT_BUCKETS) i32[BEYOND]++;
  else i32[IN_BUCKETS]++;
};

export const takeFar = (e: number): void => {
  const bucket = bucketOf(f64[e + E_TIME]);
  const before = i32[(e << 1) + E_PLACE];
  const next = i32[(e << 1) + E_NEXT];
  if (before === 0) i32[headOf(bucket)] = next;
  else i32[(before << 1) + E_NEXT] = next;
  if (next !== 0) i32[(next << 1) + E_PLACE] = before;
  if (bucket === EVENT_BUCKETS) i32[BEYOND]--;
  else i32[IN_BUCKETS]--;
};

/** The heap is empty: takes the line of the next bucket that has any, and returns its first event; 0: there are none at all. */
export const nextBucket = (): number => {
  if (i32[IN_BUCKETS] === 0) {
    const beyond = i32[BEYOND];
    if (beyond === 0) {
      f64[FAR_NS] = Infinity;
      return 0;
    }
    if (beyond < FEW) return allNear();
    refill();
  }
  let bucket = i32[BUCKET_NEXT];
  while (i32[FIRST_BUCKET + bucket] === 0) bucket++;
  const head = i32[FIRST_BUCKET + bucket];
  i32[FIRST_BUCKET + bucket] = 0;
  i32[BUCKET_NEXT] = bucket + 1;
  f64[FAR_NS] = f64[BUCKETS_FROM] + (bucket + 1) * f64[BUCKET_NS];
  let count = 0;
  let looked = 0;
  for (let e = head; e !== 0; e = i32[(e << 1) + E_NEXT]) {
    count++;
    const j = i32[(e << 1) + E_JOB];
    if (j !== 0) looked ^= lookAt(j);
  }
  lookedAt[0] = looked;
  i32[IN_BUCKETS] -= count;
  return head;
};

/**
 * Of a hundred thousand jobs nearly all are in no cache. Those whose events come near are looked at together, with their neighbours, whom they
 * tell when they leave a line: memory answers many questions at once, where each event would wait for its own.
 */
const lookAt = (j: number): number =>
  i32[(j << 1) + J_MARK] ^ i32[(i32[(j << 1) + J_NEXT] << 1) + J_PREV] ^ i32[(i32[(j << 1) + J_PREV] << 1) + J_NEXT];

/** There are so few that a heap is best. */
function allNear(): number {
  const head = i32[BEYOND_HEAD];
  i32[BEYOND_HEAD] = 0;
  i32[BEYOND] = 0;
  f64[FAR_NS] = Infinity;
  i32[NEAR_MAX] = 2 * FEW;
  return head;
}

/** All buckets are used up: those that were beyond the last one go into new ones. */
function refill(): void {
  const head = i32[BEYOND_HEAD];
  let count = 0;
  let from = Infinity;
  for (let e = head; e !== 0; e = i32[(e << 1) + E_NEXT]) {
    if (count < SAMPLE) sample[count] = f64[e + E_TIME];
    if (f64[e + E_TIME] < from) from = f64[e + E_TIME];
    count++;
  }
  i32[BEYOND_HEAD] = 0;
  i32[BEYOND] = 0;
  begin(from, count);
  for (let e = head; e !== 0;) {
    const next = i32[(e << 1) + E_NEXT];
    putFar(e);
    e = next;
  }
}

/**
 * The heap of `size` events has become too large: all events but those of the first bucket become far, and stand in new
 * buckets. The near ones stand at the heap's first places afterwards, in no order; returns how many they are.
 */
export const spreadOut = (size: number): number => {
  const heap = 2 * HEAP_AT;
  // What is far already is gathered beyond, and stands in the heap's room behind what was near.
  let count = size;
  const gather = (e: number): void => { i32[heap + count++] = e; };
  eachFarEvent(gather);
  clearBuckets();
  let from = Infinity;
  for (let place = 0; place < count; place++) {
    const ns = f64[i32[heap + place] + E_TIME];
    if (ns < from) from = ns;
  }
  const step = Math.max(1, Math.floor(count / SAMPLE));
  let sampled = 0;
  for (let place = 0; place < count && sampled < SAMPLE; place += step) sample[sampled++] = f64[i32[heap + place] + E_TIME];
  begin(from, count);
  i32[BUCKET_NEXT] = 1;
  f64[FAR_NS] = from + f64[BUCKET_NS];
  let near = 0;
  for (let place = 0; place < count; place++) {
    const e = i32[heap + place];
    if (f64[e + E_TIME] < f64[FAR_NS]) i32[heap + near++] = e;
    else putFar(e);
  }
  // Where one bucket holds nearly all of them, no width would do better.
  i32[NEAR_MAX] = Math.max(2 * FEW, 4 * near);
  return near;
};

/** Empty buckets from a time on, for `count` events of which some stand in the sample. */
function begin(from: number, count: number): void {
  const sampled = sample.subarray(0, Math.min(SAMPLE, count)).sort();
  const median = sampled[sampled.length >> 1];
  f64[BUCKETS_FROM] = from;
  f64[BUCKET_NS] = Math.max(1, Math.ceil((2 * PER_BUCKET * (median - from)) / count));
  i32[BUCKET_NEXT] = 0;
  f64[FAR_NS] = from;
}

export function eachFarEvent(see: (e: number) => void): void {
  if (f64[FAR_NS] === Infinity) return;
  for (let bucket = 0; bucket <= EVENT_BUCKETS; bucket++) {
    for (let e = i32[headOf(bucket)]; e !== 0;) {
      const next = i32[(e << 1) + E_NEXT]; // it may be moved
      see(e);
      e = next;
    }
  }
}
