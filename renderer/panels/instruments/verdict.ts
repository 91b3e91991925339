import { studentTQuantile } from '../../../simulations/metrics/student-t';
import type { BatchTotal, Measurements } from '../../run';
import { formatNumber } from '../../ui/format';

export type Verdict = 'agrees' | 'too early' | 'differs' | 'assumption broken';

export interface Judged {
  readonly measured: number | null;
  /** 95 %. */
  readonly interval: readonly [number, number] | null;
  readonly n: number;
  readonly verdict: Verdict;
  readonly why: string;
}

interface Compared {
  /** What is measured is the ratio of these totals, times `unit`. */
  readonly over: readonly BatchTotal[];
  readonly under: readonly BatchTotal[];
  readonly unit: number;
  readonly theory: number;
  /** The jobs that it rests on. */
  readonly n: readonly BatchTotal[];
}

const USUAL = 0.95;
/** It is looked at all the time, so that a rarer chance than one in twenty must be ruled out before the two are said to differ. */
const SURE = 0.999;
/** An interval that reaches further than this to each side, as a share of theory's value, decides nothing. */
const HALF_WIDTH_MAX = 0.1;

/** Compares a measured ratio with theory's value, over the stretch in which nothing was changed. */
export function judgeFigure(measurements: Measurements, { over, under, unit, theory, n: jobs }: Compared): Judged {
  const { steady } = measurements;
  const n = steady.total(jobs);
  const below = steady.total(under);
  const measured = below === 0 ? null : (steady.total(over) / below) * unit;
  const early = (why: string, interval: Judged['interval'] = null): Judged => ({ measured, interval, n, verdict: 'too early', why });
  if (measurements.totals().warmingUp) return early('still warming up');

  const found = steady.ratio(over, under, USUAL);
  if (found === null || measured === null) return early('too few jobs for an interval');
  const halfWidth = found.halfWidth * unit;
  const interval = [Math.max(0, measured - halfWidth), measured + halfWidth] as const;
  if (steady.start(over, under)?.passes === false) return early('it has not settled yet; to forget how it began, measure anew');
  if (found.areAlike) return early('too short: waits one after the other are still alike');
  if (halfWidth > HALF_WIDTH_MAX * theory) {
    const times = (halfWidth / (HALF_WIDTH_MAX * theory)) ** 2;
    return early(`known to ± ${formatNumber((100 * halfWidth) / theory)} % so far; ± 10 % takes about ${formatNumber(Number(times.toPrecision(times < 10 ? 2 : 1)))} times as long`, interval);
  }
  const sureHalfWidth = halfWidth * (studentTQuantile((1 + SURE) / 2, found.n - 1) / studentTQuantile((1 + USUAL) / 2, found.n - 1));
  if (Math.abs(measured - theory) <= sureHalfWidth) return { measured, interval, n, verdict: 'agrees', why: '' };
  return { measured, interval, n, verdict: 'differs', why: 'theory’s value lies outside the 99.9 % interval: one run in a thousand does that by chance' };
}

/** Of several figures of one model: the one that speaks most against it. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return (['assumption broken', 'differs', 'too early'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'agrees';
}
