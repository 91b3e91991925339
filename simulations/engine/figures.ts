import { BUCKETS } from '../metrics/histogram-scale';
import { HISTOGRAM_INTS, H_BUCKETS, FIGURES_NS, NOW_NS, ROOM_AT, SETTLED_NS, classAt, f64, i32, linkAt } from './arena';
import { SHED_REASONS } from './frame';
import type { Kernel } from './kernel';
import {
  AREA, BLOCKED_AREA, C_FAILED, C_INSIDE_AT_START, C_LATE, C_MADE, C_SERVED, C_SHED, C_TIMED_OUT, FAILED, HISTOGRAM_AT, INSIDE, INSIDE_AT_START, INSIDE_MAX,
  LEFT, L_CALLS, L_OPEN_LAST, PLACES, PLACES_AREA, SHED, SURPLUS, SURPLUS_AREA, TIMED_OUT, WITHDRAWN, stationAt,
} from './layout';
import { setPlaces, setSurplus, touch, touchBlocked } from './whereabouts';

/** What can be read of a run's numbers, and how they begin again after the warm-up. Not on the hot path. The run has the seat. */

/** Brings every integral up to now. */
export function settle(k: Kernel): void {
  for (let index = 0; index < k.plan.stations.length; index++) {
    const s = stationAt(index);
    touch(s);
    touchBlocked(s);
    setPlaces(s, i32[(s << 1) + PLACES]);
    setSurplus(s, f64[s + SURPLUS]);
  }
  f64[SETTLED_NS] = f64[NOW_NS];
}

/** The warm-up is over: all figures begin again, the jobs go on. */
export function restartFigures(k: Kernel): void {
  settle(k);
  const inside = Array.from({ length: k.classCount }, (_, c) => insideOfClass(c));
  f64[FIGURES_NS] = f64[NOW_NS];
  k.earlier[0] += madeJobs(k);
  for (let index = 0; index < k.stationCount; index++) {
    const s = stationAt(index);
    k.earlier[3 * index + 1] += arrivedAt(s);
    k.earlier[3 * index + 2] += f64[s + LEFT];
    k.earlier[3 * index + 3] += shedAt(s);
  }
  for (let index = 0; index < k.plan.stations.length; index++) {
    const s = stationAt(index);
    for (const field of [AREA, LEFT, BLOCKED_AREA, PLACES_AREA, SURPLUS_AREA, FAILED, TIMED_OUT, WITHDRAWN]) f64[s + field] = 0;
    f64.fill(0, s + SHED, s + SHED + SHED_REASONS.length);
    for (const count of k.plan.stations[index].kind.counts ?? []) f64[s + count] = 0;
    f64[s + INSIDE_AT_START] = i32[(s << 1) + INSIDE];
    i32[(s << 1) + INSIDE_MAX] = i32[(s << 1) + INSIDE];
  }
  for (let index = 0; index < k.classCount; index++) {
    const c = classAt(index);
    for (const field of [C_MADE, C_SERVED, C_LATE, C_FAILED, C_TIMED_OUT]) f64[c + field] = 0;
    f64.fill(0, c + C_SHED, c + C_SHED + SHED_REASONS.length);
    f64[c + C_INSIDE_AT_START] = inside[index];
  }
  k.plan.links.forEach((_, index) => {
    const link = linkAt(index);
    f64.fill(0, link + L_CALLS, link + L_OPEN_LAST);
    f64[link + L_OPEN_LAST] = f64[NOW_NS];
  });
  i32.fill(0, 2 * ROOM_AT, k.tablesAt);
}

/** Jobs that have come to a station since the figures began: those that are gone or here, less those that were here then. */
export function arrivedAt(s: number): number {
  return f64[s + LEFT] + f64[s + FAILED] + f64[s + TIMED_OUT] + f64[s + WITHDRAWN] + shedAt(s) + i32[(s << 1) + INSIDE] - f64[s + INSIDE_AT_START];
}

/** Jobs shed at a station since the figures began, whatever the reason. */
export function shedAt(s: number): number {
  let shed = 0;
  for (let r = 0; r < SHED_REASONS.length; r++) shed += f64[s + SHED + r];
  return shed;
}

/** Jobs made since the figures began. */
export function madeJobs(k: Kernel): number {
  let made = 0;
  for (let c = 0; c < k.classCount; c++) made += f64[classAt(c) + C_MADE];
  return made;
}

/** Jobs of a class that are inside: those that were or were made, less those that have ended. */
export function insideOfClass(index: number): number {
  const c = classAt(index);
  let inside = f64[c + C_INSIDE_AT_START] + f64[c + C_MADE] - f64[c + C_SERVED] - f64[c + C_FAILED] - f64[c + C_TIMED_OUT];
  for (let r = 0; r < SHED_REASONS.length; r++) inside -= f64[c + C_SHED + r];
  return inside;
}

export function insideJobs(k: Kernel): number {
  let inside = 0;
  for (let c = 0; c < k.classCount; c++) inside += insideOfClass(c);
  return inside;
}

/** A histogram's counts, the sum of what was counted in it, and the largest, in ns. */
export interface Counted {
  readonly counts: Int32Array;
  readonly sumNs: number;
  readonly maxNs: number;
}

/** A station's histogram number `h`, for one class or, with −1, for all. */
export function histogramOf(k: Kernel, s: number, h: number, cls = -1): Counted {
  const first = i32[(s << 1) + HISTOGRAM_AT] + h * k.classCount * HISTOGRAM_INTS;
  return sumOf((cls < 0 ? classesOf(k) : [cls]).map((c) => first + c * HISTOGRAM_INTS));
}

/** The histograms of all classes that stand one after the other from `first`. */
export function sumOfHistograms(k: Kernel, first: number): Counted {
  return sumOf(classesOf(k).map((c) => first + c * HISTOGRAM_INTS));
}

/** Latencies of the jobs served, for one class or, with −1, for all. */
export function latenciesOf(k: Kernel, cls = -1): Counted {
  return sumOf(k.latenciesAt.flatMap((first) => (cls < 0 ? classesOf(k) : [cls]).map((c) => first + c * HISTOGRAM_INTS)));
}

const classesOf = (k: Kernel): number[] => Array.from({ length: k.classCount }, (_, c) => c);

function sumOf(places: readonly number[]): Counted {
  const counts = new Int32Array(BUCKETS);
  let sumNs = 0;
  let maxNs = 0;
  for (const h of places) {
    sumNs += f64[h >> 1];
    maxNs = Math.max(maxNs, f64[(h >> 1) + 1]);
    for (let b = 0; b < BUCKETS; b++) counts[b] += i32[h + H_BUCKETS + b];
  }
  return { counts, sumNs, maxNs };
}
