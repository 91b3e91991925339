import { FIRST_BUCKET_OF_FLOATS } from '../metrics/histogram-scale';
import { HISTOGRAM_INTS, H_BUCKETS, NOW_NS, SPAN_NS, classAt, f64, i32 } from './arena';
import { SHED_REASONS, What } from './frame';
import { invariant } from './invariant';
import { classIndex, classOf } from './job-class';
import {
  C_DEADLINE, C_FAILED, C_LATE, C_SERVED, C_SHED, C_TIMED_OUT, FAILED, HISTOGRAM_AT, J_BORN, J_MARK, LATENCY_AT, LEFT, ROLE_MASK, SHED, TIMED_OUT, WHAT, WITHDRAWN,
} from './layout';

/** Counts SPAN_NS in the histogram at `i32[h]`. The bucket is read from the float's own bits (metrics/histogram-scale.ts). */
export const count = (h: number): void => {
  const ns = f64[SPAN_NS];
  const f = h >> 1;
  f64[f] += ns;
  if (ns > f64[f + 1]) f64[f + 1] = ns;
  i32[h + H_BUCKETS + (ns < 1024 ? ns >>> 3 : (i32[(SPAN_NS << 1) + 1] >>> 13) - FIRST_BUCKET_OF_FLOATS)]++;
};

/** Counts SPAN_NS in the first histogram of a station's kind, for a job of class `c`. */
export const record = (s: number, c: number): void => {
  count(i32[(s << 1) + HISTOGRAM_AT] + Math.imul(c, HISTOGRAM_INTS));
};

/** A job, and not an attempt or a copy that is made for one: only jobs count as such. */
export const isJob = (j: number): boolean => (i32[(j << 1) + J_MARK] & ROLE_MASK) === 0;

/** A job is served at station `s`: its latency counts there. */
export const countServed = (s: number, j: number): void => {
  f64[s + LEFT]++;
  if (!isJob(j)) return;
  const index = classIndex(j);
  const c = classAt(index);
  f64[c + C_SERVED]++;
  const latencyNs = f64[NOW_NS] - f64[j + J_BORN];
  f64[SPAN_NS] = latencyNs;
  if (latencyNs > f64[c + C_DEADLINE]) f64[c + C_LATE]++;
  count(i32[(s << 1) + LATENCY_AT] + Math.imul(index, HISTOGRAM_INTS));
};

/** It has another end at `s`: one of `What`. The ends of attempts and copies are counted at the station alone. */
export const countLost = (s: number, j: number, what: number, reason: number): void => {
  const c = isJob(j) ? classOf(j) : UNCOUNTED;
  if (what === What.shed) {
    f64[s + SHED + reason]++;
    f64[c + C_SHED + reason]++;
  } else if (what === What.failed) {
    f64[s + FAILED]++;
    f64[c + C_FAILED]++;
  } else if (what === What.timedOut) {
    f64[s + TIMED_OUT]++;
    f64[c + C_TIMED_OUT]++;
  } else {
    f64[s + WITHDRAWN]++;
  }
};

/** The record of "none", whose floats nobody reads; its whole numbers are those of the desk of calls. */
const UNCOUNTED = 0;
invariant(2 * (Math.max(SHED, C_SHED) + SHED_REASONS.length) <= WHAT, 'the counts by reason end where a station\'s whole numbers begin');
