import { neighbours, widening, type BatchInterval } from './batch-means';
import { CONFIDENCE, interval } from './interval';

/**
 * A percentile of one long run with an interval: the run is cut into sections; each has its own percentile, and their scatter about the
 * percentile of the whole run says how well that is known (sectioning). The middle is the whole run's, because the percentile of a short section
 * is biased, most of all in the tail.
 * Source: Asmussen & Glynn, Stochastic Simulation (2007), section III.5; Nakayama, "Confidence intervals for quantiles using sectioning",
 * ACM TOMACS 24 (2014).
 */
export function sectionsInterval(whole: number, sections: ArrayLike<number>, confidence = CONFIDENCE): BatchInterval | null {
  const k = sections.length;
  if (k < 2) return null;
  let squares = 0;
  for (let i = 0; i < k; i++) squares += (sections[i] - whole) ** 2;
  const alike = neighbours(sections);
  return { ...interval(whole, Math.sqrt((squares / (k - 1) / k) * widening(alike.lag1)), k, confidence), ...alike };
}

export const SECTIONS = [16, 12, 8] as const;

/** Values that must lie beyond a percentile, in each section and in all: with fewer it is hardly more than the maximum. */
export const BEYOND_MIN = 10;

/** The fewest values from which the p-percentile (0 < p < 1) of one run gets an interval. */
export function valuesForQuantileInterval(p: number): number {
  return Math.ceil((SECTIONS[SECTIONS.length - 1] * BEYOND_MIN) / Math.min(p, 1 - p) - 1e-6);
}

/** From single values in the order in which they came; null where they are too few for this percentile. */
export function batchQuantileInterval(values: ArrayLike<number>, p: number, confidence = CONFIDENCE): BatchInterval | null {
  const all = Float64Array.from(values);
  const whole = quantile(all, p);
  let found: BatchInterval | null = null;
  for (const k of SECTIONS) {
    const size = Math.floor(all.length / k);
    if (size * Math.min(p, 1 - p) < BEYOND_MIN - 1e-6) continue;
    const start = all.length - size * k;
    const sections = Array.from({ length: k }, (_, s) => quantile(all.subarray(start + s * size, start + (s + 1) * size), p));
    found = sectionsInterval(whole, sections, confidence);
    if (found !== null && !found.areAlike) return found;
  }
  return found;
}

/** The ⌈p n⌉-th smallest, as the report's percentiles are. */
export function quantile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? NaN;
}
