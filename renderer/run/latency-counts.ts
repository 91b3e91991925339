import { BUCKETS } from '../../simulations/metrics/histogram-scale';
import type { Percentiles } from './measurement-series';
import { percentilesS } from './percentiles';

/** The percentiles that the screen shows, in the order in which they are kept. */
export const PERCENTILE_SHARES = [0.5, 0.95, 0.99, 0.999] as const;

/** What a LatencyCounts held, without its empty buckets. */
export interface KeptCounts {
  readonly counts: Float64Array;
  readonly n: number;
  readonly sumNs: number;
  readonly firstBucket: number;
  readonly lastBucket: number;
}

/** A histogram that windows are added to and taken from, with the percentiles that the screen shows. */
export class LatencyCounts {
  readonly counts = new Float64Array(BUCKETS);
  n = 0;
  sumNs = 0;
  firstBucket = BUCKETS - 1;
  lastBucket = 0;
  /** In seconds, one for each of PERCENTILE_SHARES. */
  private readonly percentiles = new Float64Array(PERCENTILE_SHARES.length);
  private fresh = false;

  /** `pairs` are (bucket, count) one after the other, from `at` on. */
  add(pairs: Float64Array, at: number, buckets: number, sumNs: number): void {
    for (let i = at; i < at + 2 * buckets; i += 2) {
      const bucket = pairs[i] ?? 0;
      const count = pairs[i + 1] ?? 0;
      this.counts[bucket] = (this.counts[bucket] ?? 0) + count;
      this.n += count;
      if (bucket < this.firstBucket) this.firstBucket = bucket;
      if (bucket > this.lastBucket) this.lastBucket = bucket;
    }
    this.sumNs += sumNs;
    this.fresh = false;
  }

  /** Adds all that another one holds. */
  addAll(other: LatencyCounts): void {
    for (let bucket = other.firstBucket; bucket <= other.lastBucket; bucket++) {
      this.counts[bucket] = (this.counts[bucket] ?? 0) + (other.counts[bucket] ?? 0);
    }
    this.n += other.n;
    this.sumNs += other.sumNs;
    this.firstBucket = Math.min(this.firstBucket, other.firstBucket);
    this.lastBucket = Math.max(this.lastBucket, other.lastBucket);
    this.fresh = false;
  }

  /** Takes away what was added before. The range of buckets stays: it only bounds where to look. */
  subtract(pairs: Float64Array, buckets: number, sumNs: number): void {
    for (let i = 0; i < 2 * buckets; i += 2) {
      const bucket = pairs[i] ?? 0;
      const count = pairs[i + 1] ?? 0;
      this.counts[bucket] = (this.counts[bucket] ?? 0) - count;
      this.n -= count;
    }
    this.sumNs = this.n === 0 ? 0 : this.sumNs - sumNs;
    this.fresh = false;
  }

  keep(): KeptCounts {
    const { n, sumNs, firstBucket, lastBucket } = this;
    return { counts: this.counts.slice(firstBucket, lastBucket + 1), n, sumNs, firstBucket, lastBucket };
  }

  /** Becomes what was kept. */
  take({ counts, n, sumNs, firstBucket, lastBucket }: KeptCounts): void {
    this.counts.fill(0);
    this.counts.set(counts, firstBucket > lastBucket ? 0 : firstBucket);
    this.n = n;
    this.sumNs = sumNs;
    this.firstBucket = firstBucket;
    this.lastBucket = lastBucket;
    this.fresh = false;
  }

  clear(): void {
    this.counts.fill(0);
    this.n = 0;
    this.sumNs = 0;
    this.firstBucket = BUCKETS - 1;
    this.lastBucket = 0;
    this.fresh = false;
  }

  get meanS(): number {
    return this.n === 0 ? NaN : this.sumNs / this.n / 1e9;
  }
  get p50S(): number { return this.percentileS(0); }
  get p95S(): number { return this.percentileS(1); }
  get p99S(): number { return this.percentileS(2); }
  get p999S(): number { return this.percentileS(3); }

  /** The percentile at this place of PERCENTILE_SHARES; NaN where n is 0. */
  percentileS(index: number): number {
    if (!this.fresh) {
      percentilesS(this.counts, this.firstBucket, this.lastBucket, this.n, PERCENTILE_SHARES, this.percentiles);
      this.fresh = true;
    }
    return this.percentiles[index] ?? NaN;
  }
}

/** The middle of the highest bucket may lie above the longest latency of all. */
export function percentilesOf(counts: LatencyCounts, maxNs: number): Percentiles {
  const { n, meanS } = counts;
  const maxS = n === 0 ? NaN : maxNs / 1e9;
  const [p50S, p95S, p99S, p999S] = [counts.p50S, counts.p95S, counts.p99S, counts.p999S].map((atS) => Math.min(atS, maxS)) as [number, number, number, number];
  return { n, meanS, p50S, p95S, p99S, p999S, maxS };
}
