import { neighbours, widening } from './batch-means';
import { moments } from './interval';
import { studentTTwoSided } from './student-t';

/**
 * Did the warm-up end before the figures began? A run starts empty, so its first values are not like the later ones. Two looks at
 * a series in order of time (waits of jobs, or means of windows of equal length):
 *
 * `mser5` says how much should be thrown away: where the rest gives the mean the smallest standard error.
 * Source: White, Cobb & Spratt, "A comparison of five steady-state truncation heuristics for simulation", WSC 2000.
 *
 * `startsLikeItGoesOn` says whether what was kept still begins unlike the rest.
 * Source: Schruben, Singh & Tierney, "Optimal tests for initialization bias in simulation output", Operations Research 31 (1983).
 */
export interface WarmUp {
  /** So many of the first values are to be thrown away. */
  readonly values: number;
  /** False: the best cut lies in the second half, so there is no telling yet; the run is too short, or has no steady state. */
  readonly isFound: boolean;
}

const MSER_BATCH = 5;

/** null for fewer than ten batches of five. */
export function mser5(values: ArrayLike<number>): WarmUp | null {
  const n = Math.floor(values.length / MSER_BATCH);
  if (n < 10) return null;
  const batches = Float64Array.from({ length: n }, (_, b) => {
    let sum = 0;
    for (let i = 0; i < MSER_BATCH; i++) sum += values[b * MSER_BATCH + i];
    return sum / MSER_BATCH;
  });
  // From the end to the start, mean and Σ of squares of what is kept grow by one value (Welford). The last five batches are never all that is kept.
  let mean = 0;
  let squares = 0;
  let best = 0;
  let least = Infinity;
  for (let d = n - 1, kept = 1; d >= 0; d--, kept++) {
    const off = batches[d] - mean;
    mean += off / kept;
    squares += off * (batches[d] - mean);
    const error = squares / (kept * kept);
    if (kept > MSER_BATCH && error <= least) {
      least = error;
      best = d;
    }
  }
  return { values: best * MSER_BATCH, isFound: best <= n / 2 };
}

export interface StartTest {
  /** Chance that a series without any warm-up left in it would begin so unlike the rest. */
  readonly pValue: number;
  /** Above 0: it begins too low, as a system that starts empty does. */
  readonly t: number;
  /** False: longer warm-up needed. */
  readonly passes: boolean;
  /** True: even the second half has not come to rest, so that the test knows too little to be trusted. */
  readonly isRestless: boolean;
}

const TEST_BATCHES = 16;
const ALPHA = 0.05;

/**
 * T = √45 / (n^1.5 σ) · Σ (1 − k/n) k (mean of all − mean of the first k) weighs the start most. Without bias it is Student's t, σ² (the variance
 * that the mean of a correlated series really has, times n) coming from the means of 16 batches of the second half, which has
 * forgotten the start if anything has, and widened where neighbouring ones are alike. null for fewer than 160 values, or where the second half does not move at all.
 */
export function startsLikeItGoesOn(values: ArrayLike<number>): StartTest | null {
  const n = values.length;
  const size = Math.floor(n / 2 / TEST_BATCHES);
  if (size < 5) return null;
  const batches = Float64Array.from({ length: TEST_BATCHES }, (_, b) => {
    let sum = 0;
    for (let i = n - (b + 1) * size; i < n - b * size; i++) sum += values[i];
    return sum / size;
  });
  const { lag1, areAlike } = neighbours(batches);
  const sigma = Math.sqrt(moments(batches).variance * size * widening(lag1));
  if (sigma === 0) return null;

  const { mean } = moments(values);
  let weighed = 0;
  let soFar = 0;
  for (let k = 1; k <= n; k++) {
    soFar += values[k - 1] - mean;
    weighed -= (1 - k / n) * soFar;
  }
  const t = (Math.sqrt(45) * weighed) / (n ** 1.5 * sigma);
  const pValue = studentTTwoSided(t, TEST_BATCHES - 1);
  return { pValue, t, passes: pValue >= ALPHA, isRestless: areAlike };
}
