import { bucketMiddleNs } from '../../simulations/metrics/histogram-scale';

/**
 * The percentile of a histogram is the middle of the smallest bucket up to which at least ⌈p·n⌉ jobs are counted.
 * `shares` must ascend; the answers, in seconds, are written to `into`. NaN where nothing was counted.
 */
export function percentilesS(
  counts: Float64Array, firstBucket: number, lastBucket: number, n: number, shares: readonly number[], into: Float64Array,
): void {
  into.fill(NaN);
  if (n === 0) return;
  let next = 0;
  let seen = 0;
  for (let bucket = firstBucket; bucket <= lastBucket && next < shares.length; bucket++) {
    seen += counts[bucket] ?? 0;
    while (next < shares.length && seen >= Math.ceil((shares[next] ?? 1) * n)) {
      into[next] = bucketMiddleNs(bucket) / 1e9; // Divided, as the report does it: times 1e-9 is another number in its last digit.
      next += 1;
    }
  }
}
