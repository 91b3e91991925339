import { bucketFloorNs } from '../../../simulations/metrics/histogram-scale';
import type { LatencyHistogram } from '../../run';

/** Bars of equal width on a logarithmic axis: `from` and `width` are decimal logarithms of seconds. */
export interface LatencyBins {
  readonly from: number;
  readonly width: number;
  /** Share of all jobs in each bar. */
  readonly shares: readonly number[];
}

const BARS_MAX = 64;
/** Bars per decade that are tried, finest first; each is a good deal wider than the buckets under it. */
const PER_DECADE = [48, 32, 24, 16, 12, 8, 6, 4];
const LEAST_NS = 8;

/**
 * Sums the fine buckets into bars. A bucket that lies across an edge is divided by how much of it lies on each side, so
 * that bars next to each other do not differ only because one of them holds a bucket more.
 */
export function latencyBins({ counts, firstBucket, lastBucket, n }: Pick<LatencyHistogram, 'counts' | 'firstBucket' | 'lastBucket' | 'n'>): LatencyBins | null {
  if (n === 0 || lastBucket < firstBucket) return null;
  const low = logS(bucketFloorNs(firstBucket));
  const high = logS(bucketFloorNs(lastBucket + 1));
  const perDecade = PER_DECADE.find((each) => (high - low) * each <= BARS_MAX) ?? 4;
  const firstBar = Math.floor(low * perDecade);
  const shares = new Array<number>(Math.ceil(high * perDecade) - firstBar).fill(0);

  for (let bucket = firstBucket; bucket <= lastBucket; bucket++) {
    const count = counts[bucket] ?? 0;
    if (count === 0) continue;
    const from = logS(bucketFloorNs(bucket)) * perDecade - firstBar;
    const to = logS(bucketFloorNs(bucket + 1)) * perDecade - firstBar;
    for (let bar = Math.floor(from); bar < to && bar < shares.length; bar++) {
      const overlap = Math.min(to, bar + 1) - Math.max(from, bar);
      if (overlap > 0) shares[bar] = (shares[bar] ?? 0) + (count * overlap) / (to - from) / n;
    }
  }
  return { from: firstBar / perDecade, width: 1 / perDecade, shares };
}

const logS = (ns: number): number => Math.log10(Math.max(ns, LEAST_NS) / 1e9);
