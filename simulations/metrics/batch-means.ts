import { CONFIDENCE, interval, moments, type Interval } from './interval';

/**
 * The mean of one long run, with an interval that knows that consecutive waits are alike. The run is cut into k batches; if they are
 * long, their means are nearly independent and normal, and Student's t with k − 1 degrees of freedom holds.
 *
 * Few long batches are safe, many short ones are not: we begin with 32 and go down to 8 while the means of neighbouring batches are still
 * alike. If they are even then, the interval is too narrow and `areAlike` says so: the run is too short.
 * Source: Schmeiser, "Batch size effects in the analysis of simulation output", Operations Research 30 (1982): 10 to 30 batches are enough;
 * Fishman, "Grouping observations in digital simulation", Management Science 24 (1978), for the test; Law (2015), section 9.5.3.
 */
export interface BatchInterval extends Interval {
  /** Correlation of the means of neighbouring batches: near 0 when the batches are long enough. */
  readonly lag1: number;
  /** True when that is more than chance explains, so that the interval is not to be trusted. */
  readonly areAlike: boolean;
}

const BATCHES = [32, 24, 16, 12, 8] as const;

/** One-sided 5 % point of the normal distribution: only batches that are too much alike do harm. */
const NORMAL_95 = 1.6449;

/** From single values in the order in which they came. null where there are fewer than two for each batch. */
export function batchMeansInterval(values: ArrayLike<number>, confidence = CONFIDENCE): BatchInterval | null {
  return batchRatioInterval(values, null, confidence);
}

/**
 * From windows, each with the sum of its values and their number: the mean is Σ sums / Σ counts, and a batch with more values weighs more
 * (ratio estimator, linearised: Law (2015), section 9.5.3). A window may be empty. null where there are fewer than two windows for each batch.
 */
export function windowMeansInterval(sums: ArrayLike<number>, counts: ArrayLike<number>, confidence = CONFIDENCE): BatchInterval | null {
  return batchRatioInterval(sums, counts, confidence);
}

function batchRatioInterval(sums: ArrayLike<number>, counts: ArrayLike<number> | null, confidence: number): BatchInterval | null {
  let found: BatchInterval | null = null;
  for (const batches of BATCHES) {
    if (sums.length < 2 * batches) continue;
    found = ofBatches(sums, counts, batches, confidence) ?? found;
    if (found !== null && !found.areAlike) return found;
  }
  return found;
}

function ofBatches(sums: ArrayLike<number>, counts: ArrayLike<number> | null, batches: number, confidence: number): BatchInterval | null {
  const size = Math.floor(sums.length / batches);
  // What does not fill a batch is left out at the start, where a run has least forgotten how it began.
  const start = sums.length - size * batches;
  const total = new Float64Array(batches);
  const weight = new Float64Array(batches);
  for (let i = start; i < sums.length; i++) {
    const batch = Math.floor((i - start) / size);
    total[batch] += sums[i];
    weight[batch] += counts === null ? 1 : counts[i];
  }
  const totalWeight = weight.reduce((sum, each) => sum + each, 0);
  if (totalWeight === 0) return null;
  const mean = total.reduce((sum, each) => sum + each, 0) / totalWeight;
  const off = total.map((each, b) => ((each - mean * weight[b]) * batches) / totalWeight);
  const { variance } = moments(off);
  const { lag1, areAlike } = neighbours(off);
  return { ...interval(mean, Math.sqrt(variance / batches), batches, confidence), lag1, areAlike };
}

/**
 * Von Neumann's ratio: C = 1 − Σ (yᵢ − yᵢ₊₁)² / (2 Σ (yᵢ − ȳ)²) is the lag-1 correlation but for its ends; of independent normal values its
 * mean is 0 and its variance (k − 2) / (k² − 1).
 */
export function neighbours(values: ArrayLike<number>): { readonly lag1: number; readonly areAlike: boolean } {
  const k = values.length;
  const { variance } = moments(values);
  if (variance === 0) return { lag1: 0, areAlike: false };
  let steps = 0;
  for (let i = 1; i < k; i++) steps += (values[i] - values[i - 1]) ** 2;
  const lag1 = 1 - steps / (2 * variance * (k - 1));
  return { lag1, areAlike: lag1 > NORMAL_95 * Math.sqrt((k - 2) / (k * k - 1)) };
}
