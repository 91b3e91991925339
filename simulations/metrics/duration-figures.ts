import { bucketMiddleNs } from './histogram-scale';

/** What is said of many durations, in seconds; null while there is none. */
export interface DurationFigures {
  readonly n: number;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
}

/** From a histogram (metrics/histogram-scale.ts) with its exact sum and maximum, ns. */
export function durationFigures(counts: ArrayLike<number>, sumNs: number, maxNs: number): DurationFigures {
  let n = 0;
  for (let b = 0; b < counts.length; b++) n += counts[b];
  if (n === 0) return { n, mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null };
  const [p50, p90, p95, p99, p999] = percentilesNs(counts, n, [0.5, 0.9, 0.95, 0.99, 0.999])
    .map((ns) => Math.min(ns, maxNs) / 1e9) as [number, number, number, number, number];
  return { n, mean: sumNs / n / 1e9, p50, p90, p95, p99, p999, max: maxNs / 1e9 };
}

/**
 * Percentiles of `n` durations: the middle of the first bucket up to which at least ⌈p · n⌉ of them lie.
 * `shares` ascend. At most 0.4 % off by the buckets' width.
 */
export function percentilesNs(counts: ArrayLike<number>, n: number, shares: readonly number[]): readonly number[] {
  const found: number[] = [];
  let below = 0;
  let bucket = 0;
  for (const share of shares) {
    const rank = Math.max(1, Math.ceil(share * n));
    while (below + counts[bucket] < rank) below += counts[bucket++];
    found.push(bucketMiddleNs(bucket));
  }
  return found;
}
