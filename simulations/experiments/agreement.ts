import type { BatchInterval } from '../metrics/batch-means';
import { studentTQuantile } from '../metrics/student-t';
import { aroundDuration, type Limits } from './latency-intervals';

/** One figure of theory beside what one run measured. */
export interface Compared {
  readonly theory: number;
  readonly measured: number | null;
  /** 95 %, from batches of the run; null where it is too short for one. */
  readonly ci95: Limits | null;
  /** How many batches the interval rests on. */
  readonly batches: number;
  /** null: too early to say, see `why`. */
  readonly agrees: boolean | null;
  readonly why: string;
}

/** A run in a thousand may be called wrong by chance; many are looked at. */
const SURE = 0.999;
const USUAL = 0.95;
/** An interval that reaches further than this to each side, as a share of theory's value, decides nothing. */
const HALF_WIDTH_SHARE_MAX = 0.1;
/** The 97.5 % point of the normal distribution. */
const NORMAL_975 = 1.96;
/** Two figures that ought to be equal to the digit, but for rounding. */
const ROUNDING = 1e-9;

export interface Doubts {
  /** Why no interval of this run is to be trusted yet, or ''. */
  readonly early: string;
  /**
   * The scatter that theory itself expects of a run as long as this, as a share of the figure; 0 where none is known. A short run that was lucky
   * to see no long queue shows little scatter of its own.
   */
  readonly expectedErrorShare: number;
}

export function compareWithTheory(theory: number, measured: number | null, interval: BatchInterval | null, { early, expectedErrorShare }: Doubts): Compared {
  const none: Compared = { theory, measured, ci95: null, batches: interval?.n ?? 0, agrees: null, why: '' };
  if (measured === null || Number.isNaN(measured)) return { ...none, measured: null, why: 'too early: nothing was measured yet' };
  // Where nobody ever waits, say, there is nothing to be known better.
  if (interval?.standardError === 0 && Math.abs(measured - theory) <= ROUNDING * Math.max(1e-3, Math.abs(theory))) return { ...none, ci95: [measured, measured], agrees: true };
  if (interval === null) return { ...none, why: 'too early: there are too few windows of the run for an interval' };
  // What is too rare to have been seen at all shows no scatter.
  if (interval.standardError === 0 && expectedErrorShare === 0) return { ...none, why: 'too early: nothing has varied yet, so how closely it is known cannot be told' };
  // Where theory says how much to expect, the likeness that has widened the interval is no reason to give up.
  if (interval.areAlike && expectedErrorShare === 0) return { ...none, why: 'too early: one stretch of the run still resembles the next' };
  const ci95 = limits(measured, interval, USUAL);
  if (early !== '') return { ...none, ci95, why: `too early: ${early}` };
  const halfWidth = tOf(interval, USUAL) * interval.standardError;
  const uncertain = Math.max(halfWidth / Math.abs(theory), NORMAL_975 * expectedErrorShare);
  if (!(uncertain <= HALF_WIDTH_SHARE_MAX)) {
    const times = (uncertain / HALF_WIDTH_SHARE_MAX) ** 2;
    return { ...none, ci95, why: times < 1e6 ? `too early: known to ± ${percent(uncertain)} at best; ± ${percent(HALF_WIDTH_SHARE_MAX)} takes about ${Number(Math.max(1.1, times).toPrecision(times < 10 ? 2 : 1))} times as long` : 'too early: it is not known closely enough' };
  }
  const standardError = Math.max(interval.standardError, expectedErrorShare * Math.abs(theory));
  const [low, high] = limits(measured, { ...interval, standardError }, SURE);
  const agrees = low <= theory && theory <= high;
  return { ...none, ci95, agrees, why: agrees ? '' : 'theory lies outside the 99.9 % interval, where one run in a thousand lies by chance' };
}

function limits(measured: number, interval: BatchInterval, confidence: number): Limits {
  return aroundDuration(measured, tOf(interval, confidence) * interval.standardError);
}

function tOf({ n }: BatchInterval, confidence: number): number {
  return studentTQuantile((1 + confidence) / 2, n - 1);
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
