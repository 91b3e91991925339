import { LatencyCounts, type KeptCounts } from './latency-counts';

/** A window's part in the rolling percentiles, kept until it falls out of the span. */
interface RecentWindow {
  readonly toNs: number;
  readonly pairs: Float64Array;
  readonly sumNs: number;
  readonly maxNs: number;
}

export interface KeptLatency {
  /** Window after window: the four numbers of KeptWindow, and then its pairs. Packed, because whoever keeps many of these keeps thousands of windows. */
  readonly recent: Float64Array;
  readonly counts: KeptCounts;
}
const KeptWindow = { toNs: 0, sumNs: 1, maxNs: 2, /** How many numbers its pairs are. */ length: 3, pairs: 4 } as const;

/** Latencies of the jobs served within the last so many seconds of model time. */
export class RollingLatency {
  readonly counts = new LatencyCounts();
  private recent: RecentWindow[] = [];

  get maxNs(): number {
    return this.recent.reduce((most, { maxNs }) => Math.max(most, maxNs), 0);
  }

  clear(): void {
    this.recent = [];
    this.counts.clear();
  }

  keep(): KeptLatency {
    const packed = new Float64Array(this.recent.reduce((sum, { pairs }) => sum + KeptWindow.pairs + pairs.length, 0));
    let at = 0;
    for (const { toNs, sumNs, maxNs, pairs } of this.recent) {
      packed.set([toNs, sumNs, maxNs, pairs.length], at);
      packed.set(pairs, at + KeptWindow.pairs);
      at += KeptWindow.pairs + pairs.length;
    }
    return { recent: packed, counts: this.counts.keep() };
  }

  take({ recent: packed, counts }: KeptLatency): void {
    this.recent = [];
    for (let at = 0; at < packed.length;) {
      const [toNs = 0, sumNs = 0, maxNs = 0, length = 0] = packed.subarray(at, at + KeptWindow.pairs);
      this.recent.push({ toNs, sumNs, maxNs, pairs: packed.slice(at + KeptWindow.pairs, at + KeptWindow.pairs + length) });
      at += KeptWindow.pairs + length;
    }
    this.counts.take(counts);
  }

  /** A window ended at `toNs`; what ended `spanNs` before it or earlier falls out. */
  add(toNs: number, spanNs: number, numbers: Float64Array, pairsAt: number, buckets: number, sumNs: number, maxNs: number): void {
    this.counts.add(numbers, pairsAt, buckets, sumNs);
    if (buckets > 0) this.recent.push({ toNs, pairs: numbers.slice(pairsAt, pairsAt + 2 * buckets), sumNs, maxNs });
    const oldestNs = toNs - spanNs;
    let gone = 0;
    for (const window of this.recent) {
      if (window.toNs > oldestNs) break;
      this.counts.subtract(window.pairs, window.pairs.length / 2, window.sumNs);
      gone += 1;
    }
    if (gone > 0) this.recent.splice(0, gone);
  }
}
