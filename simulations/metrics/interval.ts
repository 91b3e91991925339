import { studentTQuantile } from './student-t';

/** What is known of a mean or a percentile: the true one lies between `low` and `high` in a share `confidence` of all such experiments. */
export interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  /** How many independent values it rests on: replications or batches. */
  readonly n: number;
}

export const CONFIDENCE = 0.95;

/**
 * From figures of independent runs (other seeds): mean ± t · s / √n, Student's t with n − 1 degrees of freedom. Fit for any figure of a run: a
 * mean, a percentile, a share. null for fewer than two.
 * Source: Law, Simulation Modeling and Analysis (2015), section 9.4.1.
 */
export function replicationsInterval(values: ArrayLike<number>, confidence = CONFIDENCE): Interval | null {
  const n = values.length;
  if (n < 2) return null;
  const { mean, variance } = moments(values);
  return interval(mean, Math.sqrt(variance / n), n, confidence);
}

/**
 * The difference B − A of two policies tried on the same seeds: the pairs' differences are the values, so what both had in common cancels.
 * Source: Law (2015), sections 10.2.1 and 11.2 (common random numbers).
 */
export function pairedDifferenceInterval(a: ArrayLike<number>, b: ArrayLike<number>, confidence = CONFIDENCE): Interval | null {
  if (a.length !== b.length) return null;
  return replicationsInterval(Array.from(a, (value, i) => b[i] - value), confidence);
}

/** From an estimate and its standard error, which rests on n independent values. */
export function interval(mean: number, standardError: number, n: number, confidence: number): Interval {
  const halfWidth = studentTQuantile((1 + confidence) / 2, n - 1) * standardError;
  return { mean, halfWidth, standardError, low: mean - halfWidth, high: mean + halfWidth, confidence, n };
}

/** Mean and sample variance (n − 1), by two passes, so that a large mean leaves the variance its digits. */
export function moments(values: ArrayLike<number>): { readonly mean: number; readonly variance: number } {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = sum / n;
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < n; i++) {
    const off = values[i] - mean;
    squares += off * off;
    rest += off;
  }
  return { mean, variance: n < 2 ? 0 : (squares - (rest * rest) / n) / (n - 1) };
}
