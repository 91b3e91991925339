import { CONFIDENCE, moments, replicationsInterval } from '../metrics/interval';

/** What independent replications say of one figure. */
export interface ReplicatedFigure {
  /** One for each finished replication, in their order; null where that one had no such figure. */
  readonly values: readonly (number | null)[];
  /** How many have one. */
  readonly n: number;
  readonly mean: number | null;
  /** Standard deviation from one replication to the next (n − 1); null for fewer than two. */
  readonly sd: number | null;
  /** The true mean of the figure lies in here in 95 of 100 such experiments (Student's t, n − 1 degrees of freedom); null: see `why`. */
  readonly ci95: readonly [low: number, high: number] | null;
  readonly halfWidth: number | null;
  /** Why there is no interval, or ''. */
  readonly why: string;
}

export function replicatedFigure(values: readonly (number | null)[], confidence = CONFIDENCE): ReplicatedFigure {
  const there = values.filter((value) => value !== null);
  const n = there.length;
  if (n === 0) return { values, n, mean: null, sd: null, ci95: null, halfWidth: null, why: 'no replication has this figure' };
  const { mean, variance } = moments(there);
  const none = { values, n, mean, sd: n < 2 ? null : Math.sqrt(variance), ci95: null, halfWidth: null };
  // Those without the figure are not like the others, so the others alone would say too much.
  if (n < values.length) return { ...none, why: `${values.length - n} of ${values.length} replications have no such figure` };
  const interval = replicationsInterval(there, confidence);
  if (interval === null) return { ...none, why: 'one replication has no scatter: at least two are needed' };
  return { ...none, ci95: [interval.low, interval.high], halfWidth: interval.halfWidth, why: '' };
}
