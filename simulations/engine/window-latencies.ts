import { BUCKETS } from '../metrics/histogram-scale';
import { HISTOGRAM_INTS, H_BUCKETS, i32 } from './arena';
import type { Kernel } from './kernel';

/** The histograms of the latencies of a window, of each class and of all: what stands in those of the run, less what stood there before. */
export class WindowLatencies {
  /** Since the last window. Kept, because a window is closed ten times a second or more. */
  readonly ofAll: Int32Array;
  /** One class after the other. */
  readonly ofClasses: Int32Array;
  /** The run's when the open window began, likewise. */
  readonly before: Int32Array;

  constructor(private readonly k: Kernel) {
    this.before = new Int32Array(k.classCount * BUCKETS);
    this.ofClasses = new Int32Array(k.classCount * BUCKETS);
    this.ofAll = k.classCount === 1 ? this.ofClasses : new Int32Array(BUCKETS);
  }

  /** Takes what has come since the last call. */
  take(): void {
    const { ofAll, ofClasses, before, k } = this;
    for (let c = 0; c < k.classCount; c++) {
      const o = c * BUCKETS;
      for (let b = o; b < o + BUCKETS; b++) ofClasses[b] = -before[b];
      for (const first of k.latenciesAt) {
        const h = first + c * HISTOGRAM_INTS + H_BUCKETS;
        for (let b = 0; b < BUCKETS; b++) ofClasses[o + b] += i32[h + b];
      }
      for (let b = o; b < o + BUCKETS; b++) before[b] += ofClasses[b];
    }
    if (ofAll === ofClasses) return;
    ofAll.fill(0);
    for (let c = 0; c < k.classCount; c++) for (let b = 0; b < BUCKETS; b++) ofAll[b] += ofClasses[c * BUCKETS + b];
  }
}

/** Buckets that hold anything, from `from` up to `to`. */
export function bucketsIn(counts: Int32Array, from: number, to: number): number {
  let buckets = 0;
  for (let b = from; b < to; b++) if (counts[b] !== 0) buckets++;
  return buckets;
}

/** Writes the pairs (bucket, count) of the histogram that begins at `from`, and answers where the next number stands. */
export function writePairs(counts: Int32Array, from: number, into: Float64Array, at: number): number {
  for (let b = 0; b < BUCKETS; b++) {
    if (counts[from + b] === 0) continue;
    into[at++] = b;
    into[at++] = counts[from + b];
  }
  return at;
}
