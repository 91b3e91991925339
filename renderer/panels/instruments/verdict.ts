import { compareWithTheory } from '../../../simulations/experiments/agreement';
import type { BatchTotal, Measurements } from '../../run';

export type Verdict = 'agrees' | 'too early' | 'differs' | 'assumption broken';

export interface Judged {
  readonly measured: number | null;
  /** 95 %. */
  readonly interval: readonly [number, number] | null;
  readonly n: number;
  readonly verdict: Verdict;
  readonly why: string;
}

interface Wanted {
  /** What is measured is the ratio of these totals, times `unit`. */
  readonly over: readonly BatchTotal[];
  readonly under: readonly BatchTotal[];
  readonly unit: number;
  readonly theory: number;
  /** The jobs that it rests on. */
  readonly n: readonly BatchTotal[];
  /** The scatter that theory itself expects, as a share of the figure. */
  readonly expectedErrorShare?: number;
}

/** Compares a measured ratio with theory's value by the rule of the report, over the stretch in which nothing was changed. */
export function judgeFigure(measurements: Measurements, { over, under, unit, theory, n: jobs, expectedErrorShare = 0 }: Wanted): Judged {
  const { steady } = measurements;
  const n = steady.total(jobs);
  const below = steady.total(under);
  const measured = below === 0 ? null : (steady.total(over) / below) * unit;
  if (measurements.totals().warmingUp) return { measured, interval: null, n, verdict: 'too early', why: 'still warming up' };

  // An interval from a run that still moves says nothing.
  if (steady.start(over, under)?.passes === false) return { measured, interval: null, n, verdict: 'too early', why: 'it has not settled yet; to forget how it began, measure anew' };
  const found = steady.ratio(over, under, undefined, unit);
  const { ci95, agrees, why } = compareWithTheory(theory, measured, found, { early: '', expectedErrorShare });
  return {
    measured, n, interval: ci95 === null ? null : [ci95[0], ci95[1]],
    verdict: agrees === null ? 'too early' : agrees ? 'agrees' : 'differs', why: why.replace(/^too early: /, ''),
  };
}

/** Of several figures of one model: the one that speaks most against it. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return (['assumption broken', 'differs', 'too early'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'agrees';
}
