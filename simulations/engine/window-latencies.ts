import { BUCKETS } from '../metrics/histogram-scale';
import { HISTOGRAM_INTS, H_BUCKETS, i32 } from './arena';
import type { Kernel } from './kernel';

/**
 * The histograms of the latencies of a window, of each class and of all: what stands in those of the run, less what stood there before. Few buckets of a
 * window hold anything, so they are kept as pairs (bucket, count), and a class costs one look at each of its buckets.
 */
export class WindowLatencies {
  /** The run's histograms when the open window began, one class after the other. */
  readonly before: Int32Array;
  /** The pairs of each class, and then of all, one after the other, and where each begins. */
  private pairs = new Int32Array(1024);
  private readonly pairsAt: Int32Array;
  private readonly ofAll = new Int32Array(BUCKETS);
  /** The histogram that is looked at. */
  private readonly now = new Int32Array(BUCKETS);

  constructor(private readonly k: Kernel) {
    this.before = new Int32Array(k.classCount * BUCKETS);
    this.pairsAt = new Int32Array(k.classCount + 2);
  }

  /** Takes what has come since the last call. */
  take(): void {
    const { k, ofAll, pairsAt } = this;
    let length = 0;
    for (let c = 0; c < k.classCount; c++) {
      pairsAt[c] = length;
      length = this.takeClass(c, length);
    }
    pairsAt[k.classCount] = length;
    const pairs = this.pairsFor(length);
    for (let b = 0; b < BUCKETS; b++) {
      if (ofAll[b] === 0) continue;
      pairs[length++] = b;
      pairs[length++] = ofAll[b];
      ofAll[b] = 0;
    }
    pairsAt[k.classCount + 1] = length;
  }

  /** Answers where the next pair stands. */
  private takeClass(c: number, from: number): number {
    const { before, now, ofAll, k } = this;
    const pairs = this.pairsFor(from);
    k.latenciesAt.forEach((first, n) => {
      const h = first + c * HISTOGRAM_INTS + H_BUCKETS;
      if (n === 0) now.set(i32.subarray(h, h + BUCKETS));
      else for (let b = 0; b < BUCKETS; b++) now[b] += i32[h + b];
    });
    const o = c * BUCKETS;
    let at = from;
    for (let b = 0; b < BUCKETS; b++) {
      const came = now[b] - before[o + b];
      if (came === 0) continue;
      before[o + b] = now[b];
      pairs[at++] = b;
      pairs[at++] = came;
      ofAll[b] += came;
    }
    return at;
  }

  /** How many pairs a class has; of the class behind the last: all together. */
  count(c: number): number {
    return (this.pairsAt[c + 1] - this.pairsAt[c]) / 2;
  }

  /** Writes them, and answers where the next number stands. */
  write(c: number, into: Float64Array, at: number): number {
    const from = this.pairsAt[c];
    const to = this.pairsAt[c + 1];
    for (let i = from; i < to; i++) into[at++] = this.pairs[i];
    return at;
  }

  /** With room for another histogram behind `length`. */
  private pairsFor(length: number): Int32Array {
    if (this.pairs.length >= length + 2 * BUCKETS) return this.pairs;
    const larger = new Int32Array(length + 4 * BUCKETS);
    larger.set(this.pairs);
    this.pairs = larger;
    return larger;
  }
}
