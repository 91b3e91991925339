import { WindowField } from '../engine/frame';
import { ratioOfBatches, windowMeansInterval, type BatchInterval } from '../metrics/batch-means';
import { BEYOND_MIN, SECTIONS, sectionsInterval } from '../metrics/batch-quantiles';
import { PERCENTILES, percentilesNs, type DurationFigures, type PercentileName } from '../metrics/duration-figures';
import { BUCKETS, bucketMiddleNs, bucketOf } from '../metrics/histogram-scale';
import type { WindowSeries } from './window-series';

export type Limits = readonly [low: number, high: number];

/** 95 % intervals from one run, by batches of its windows; null: see `ci95Why`. */
export interface LatencyIntervals {
  readonly meanCi95: Limits | null;
  readonly p50Ci95: Limits | null;
  readonly p90Ci95: Limits | null;
  readonly p95Ci95: Limits | null;
  readonly p99Ci95: Limits | null;
  readonly p999Ci95: Limits | null;
  /** For each figure without an interval, why. */
  readonly ci95Why: Readonly<Partial<Record<'mean' | PercentileName, string>>>;
}

/** Consecutive latencies are alike; a run must be worth at least so many independent ones for its mean, */
const INDEPENDENT_MIN = 60;
/** and so many independent times beyond a percentile. Held by how often the intervals then cover what they should. */
const INDEPENDENT_BEYOND_MIN = 20;

/** `broken`: why the run is no steady state, so that there is no one true mean to be found, or ''. */
export function latencyIntervals(windows: WindowSeries, figures: DurationFigures, broken: string): LatencyIntervals {
  const why: Partial<Record<'mean' | PercentileName, string>> = {};
  const kept = (name: 'mean' | PercentileName, found: Found): Limits | null => {
    if ('limits' in found) return found.limits;
    why[name] = found.why;
    return null;
  };
  const mean = kept('mean', broken === '' ? meanLimits(windows, figures) : { why: broken });
  const cuts = broken === '' && windows.length >= SECTIONS.at(-1)! ? SECTIONS.map((k) => sectionsOf(windows, k)) : [];
  const [p50, p90, p95, p99, p999] = (Object.keys(PERCENTILES) as PercentileName[])
    .map((name) => kept(name, broken === '' ? percentileLimits(cuts, figures, name) : { why: broken })) as [Limits, Limits, Limits, Limits, Limits];
  return { meanCi95: mean, p50Ci95: p50, p90Ci95: p90, p95Ci95: p95, p99Ci95: p99, p999Ci95: p999, ci95Why: why };
}

/** Two sums of the same whole nanoseconds differ by less than this share. */
const ROUNDING = 1e-12;

type Found = { readonly limits: Limits } | { readonly why: string };

export const ALIKE = 'the run is too short for how alike consecutive latencies are';

function meanLimits(windows: WindowSeries, { n, mean }: DurationFigures): Found {
  if (mean === null) return { why: 'no job was served' };
  const sums = windows.of(WindowField.latencySumNs).map((ns) => ns / 1e9);
  const interval = windowMeansInterval(sums, windows.of(WindowField.served));
  if (interval === null) return { why: FEW_WINDOWS };
  // Clockwork: what scatter is left comes from rounding.
  if (interval.standardError <= mean * ROUNDING) return { limits: [mean, mean] };
  const independent = independentValues(varianceS2(windows), interval);
  if (interval.areAlike || independent < INDEPENDENT_MIN) return { why: alike(n, independent) };
  return { limits: aroundDuration(mean, interval.halfWidth) };
}

function percentileLimits(cuts: readonly (readonly Section[])[], figures: DurationFigures, name: PercentileName): Found {
  const whole = figures[name];
  if (whole === null) return { why: 'no job was served' };
  const p = PERCENTILES[name];
  let why = cuts.length === 0 ? FEW_WINDOWS : `fewer than ${BEYOND_MIN} jobs lie beyond it in each of ${SECTIONS.at(-1)} stretches of the run`;
  for (const sections of cuts) {
    if (sections.some(({ n }) => n * Math.min(p, 1 - p) < BEYOND_MIN - 1e-6)) continue;
    const interval = sectionsInterval(whole, sections.map(({ counts, n }) => percentilesNs(counts, n, [p])[0] / 1e9));
    if (interval === null) continue;
    why = ALIKE;
    if (interval.areAlike) continue;
    const independent = independentBeyond(sections, whole * 1e9);
    if (independent >= INDEPENDENT_BEYOND_MIN) return { limits: aroundDuration(whole, interval.halfWidth) };
    why = `those beyond it come in clusters: they say as much as ${independentOnes(Math.round(independent))}, and ${INDEPENDENT_BEYOND_MIN} are needed`;
  }
  return { why };
}

/**
 * A duration is never below 0, and in a queue the longer means are also the less certain ones. So the interval is laid around its logarithm: ± h
 * becomes × and ÷ e^(h / mean).
 */
export function aroundDuration(mean: number, halfWidth: number): Limits {
  if (mean <= 0) return [mean, mean];
  const factor = Math.exp(halfWidth / mean);
  return [mean / factor, mean * factor];
}

/** The variance of a single value over the variance that the mean has: so many independent values would say as much. */
function independentValues(variance: number, { standardError }: BatchInterval): number {
  return standardError === 0 ? Infinity : variance / standardError ** 2;
}

/** Of the single latencies, read from their histogram. */
function varianceS2(windows: WindowSeries): number {
  const counts = new Float64Array(BUCKETS);
  const n = windows.addLatencies(counts, 0, windows.length);
  let sum = 0;
  let squares = 0;
  for (let b = 0; b < BUCKETS; b++) {
    if (counts[b] === 0) continue;
    const seconds = bucketMiddleNs(b) / 1e9;
    sum += counts[b] * seconds;
    squares += counts[b] * seconds * seconds;
  }
  return Math.max(0, squares / n - (sum / n) ** 2);
}

const FEW_WINDOWS = 'too few windows of the run are there to compare';

function independentOnes(count: number): string {
  return `${count} independent one${count === 1 ? '' : 's'}`;
}

function alike(n: number, independent: number): string {
  const worth = Math.max(1, Math.round(independent));
  return worth < INDEPENDENT_MIN
    ? `${ALIKE}: ${n} of them say as much as ${independentOnes(worth)}, and ${INDEPENDENT_MIN} are needed`
    : `${ALIKE}: one stretch of it still resembles the next`;
}

interface Section { readonly counts: Float64Array; readonly n: number }

/** What does not fill a section is left out at the start. */
function sectionsOf(windows: WindowSeries, k: number): readonly Section[] {
  const size = Math.floor(windows.length / k);
  const start = windows.length - size * k;
  return Array.from({ length: k }, (_, s) => {
    const counts = new Float64Array(BUCKETS);
    return { n: windows.addLatencies(counts, start + s * size, start + (s + 1) * size), counts };
  });
}

/**
 * How many independent times the percentile has been passed, going by how unevenly those beyond it fall on the sections: a share q known
 * with standard error s is worth (q / s)² independent events.
 */
function independentBeyond(sections: readonly Section[], percentileNs: number): number {
  const first = bucketOf(Math.round(percentileNs)) + 1;
  const beyond = sections.map(({ counts }) => {
    let sum = 0;
    for (let b = first; b < BUCKETS; b++) sum += counts[b];
    return sum;
  });
  const weights = sections.map(({ n }) => n);
  const { standardError, mean } = ratioOfBatches(beyond, weights);
  return standardError === 0 ? Infinity : (mean / standardError) ** 2;
}
