import { LatencyCounts, type KeptCounts } from './latency-counts';

/** A window's part in the rolling percentiles, kept until it falls out of the span. */
interface RecentWindow {
  readonly toNs: number;
  readonly pairs: Float64Array;
  readonly sumNs: number;
  readonly maxNs: number;
}

export interface KeptLatency {
  readonly recent: readonly RecentWindow[];
  readonly counts: KeptCounts;
}

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
    return { recent: this.recent.slice(), counts: this.counts.keep() };
  }

  take({ recent, counts }: KeptLatency): void {
    this.recent = recent.slice();
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
