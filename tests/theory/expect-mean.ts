import { expect } from 'vitest';
import { HISTOGRAM_ERROR_MAX } from '../../simulations/metrics/histogram-scale';

/** Two-sided 99.9 % quantile of Student's t for 19 degrees of freedom. */
const T_999_DF19 = 3.883;
export const REPLICATIONS = 20;

export interface Tolerance {
  /** Half the interval's width, as a share of theory: wider would prove nothing. */
  readonly halfWidthMax?: number;
  /** What the measurement itself may be off, as a share: a percentile is read from a histogram. */
  readonly scaleError?: number;
}

export const fromHistogram: Tolerance = { scaleError: HISTOGRAM_ERROR_MAX };

/** Theory must lie inside the 99.9 % interval of independent runs, and the interval must be narrow enough to mean something. */
export function expectMeanToMatch(what: string, runMeans: readonly number[], theory: number, { halfWidthMax = 0.03, scaleError = 0 }: Tolerance = {}): void {
  expect(runMeans).toHaveLength(REPLICATIONS);
  const mean = runMeans.reduce((sum, x) => sum + x, 0) / REPLICATIONS;
  const variance = runMeans.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (REPLICATIONS - 1);
  const halfWidth = T_999_DF19 * Math.sqrt(variance / REPLICATIONS);
  expect(halfWidth / theory, `${what}: the interval ${mean} ± ${halfWidth} is too wide, run longer`).toBeLessThan(halfWidthMax);
  expect(Math.abs(mean - theory), `${what}: measured ${mean} ± ${halfWidth}, theory ${theory}`).toBeLessThanOrEqual(halfWidth + scaleError * theory);
}
