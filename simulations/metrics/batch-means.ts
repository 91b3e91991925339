import { CONFIDENCE, interval, moments, type Interval } from './interval';

/**
 * The mean of one long run, with an interval that knows that consecutive waits are alike. The run is cut into k batches; if they are
 * long, their means are nearly independent and normal, and Student's t with k − 1 degrees of freedom holds.
 *
 * Few long batches are safe, many short ones are not: we begin with 16 and go down to 8 while the means of neighbouring batches are still
 * alike. If they are even then, the interval is too narrow and `areAlike` says so: the run is too short. What likeness the test lets pass
 * widens the interval: with correlation φ from one batch to the next, the variance of their mean is larger by (1 + φ) / (1 − φ).
 * Source: Schmeiser, "Batch size effects in the analysis of simulation output", Operations Research 30 (1982): 10 to 30 batches are enough;
 * Fishman, "Grouping observations in digital simulation", Management Science 24 (1978), for the test; Tafazzoli & Wilson, "Skart: a skewness-
 * and autoregression-adjusted batch-means procedure", IIE Transactions 43 (2011), for the widening; Law (2015), section 9.5.3.
 */
export interface BatchInterval extends Interval {
  /** Correlation of the means of neighbouring batches: near 0 when the batches are long enough. */
  readonly lag1: number;
  /** True when that is more than chance explains, so that the interval is not to be trusted. */
  readonly areAlike: boolean;
}

const BATCHES = [16, 12, 8] as const;

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
  return weight.some((each) => each > 0) ? ratioOfBatches(total, weight, confidence) : null;
}

/** The ratio Σ totals / Σ weights of batches that are ready. */
export function ratioOfBatches(total: ArrayLike<number>, weight: ArrayLike<number>, confidence = CONFIDENCE): BatchInterval {
  const batches = total.length;
  const totalWeight = sum(weight);
  const mean = sum(total) / totalWeight;
  const off = Float64Array.from(total, (each, b) => ((each - mean * weight[b]) * batches) / totalWeight);
  const { variance } = moments(off);
  const { lag1, areAlike } = neighbours(off);
  return { ...interval(mean, Math.sqrt((variance / batches) * widening(lag1)), batches, confidence), lag1, areAlike };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** By how much the variance of a mean grows when each value is like the one before it. Below 0 we do not trust it to narrow anything. */
export function widening(lag1: number): number {
  const alike = Math.min(Math.max(0, lag1), 0.99);
  return (1 + alike) / (1 - alike);
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
