import { BEYOND_MIN } from './batch-quantiles';
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
  /** Which percentiles n supports: at least ten durations lie beyond each of them. The others are shown grey, or in brackets. */
  readonly supported: Readonly<Record<PercentileName, boolean>>;
}

export const PERCENTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 } as const;
export type PercentileName = keyof typeof PERCENTILES;

/** From a histogram (metrics/histogram-scale.ts) with its exact sum and maximum, ns. */
export function durationFigures(counts: ArrayLike<number>, sumNs: number, maxNs: number): DurationFigures {
  let n = 0;
  for (let b = 0; b < counts.length; b++) n += counts[b];
  const supported = supportedBy(n);
  if (n === 0) return { n, mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null, supported };
  const [p50, p90, p95, p99, p999] = percentilesNs(counts, n, Object.values(PERCENTILES))
    .map((ns) => Math.min(ns, maxNs) / 1e9) as [number, number, number, number, number];
  return { n, mean: sumNs / n / 1e9, p50, p90, p95, p99, p999, max: maxNs / 1e9, supported };
}

/** Whether n durations are enough for each percentile. */
export function supportedBy(n: number): DurationFigures['supported'] {
  const enough = (p: number): boolean => n * Math.min(p, 1 - p) >= BEYOND_MIN - 1e-6;
  const { p50, p90, p95, p99, p999 } = PERCENTILES;
  return { p50: enough(p50), p90: enough(p90), p95: enough(p95), p99: enough(p99), p999: enough(p999) };
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
