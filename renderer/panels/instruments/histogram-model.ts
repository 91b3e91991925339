import type { Scenario } from '../../../simulations/scenario/scenario';
import { bucketMiddleNs } from '../../../simulations/metrics/histogram-scale';
import type { LatencyHistogram, Measurements } from '../../run';
import { formatCount, formatDuration, formatShare } from '../../ui/format';
import { deadlineOf, PERCENTILES } from './latency-chart';
import { latencyBins, type LatencyBins } from './latency-bins';
import { isSupported, jobsNeeded } from './percentile-support';

export interface HistogramModel {
  readonly bins: LatencyBins | null;
  readonly n: number;
  readonly meanS: number;
  readonly sinceS: number;
  readonly warmingUp: boolean;
  readonly marks: readonly PercentileMark[];
  /** The share that took longer, at each latency that occurred: seconds and share, one after the other. */
  readonly tail: readonly number[];
  /** Something was changed since the figures began: there is no one steady state, and no interval. */
  readonly mixed: boolean;
  readonly goodShare: number | null;
  readonly deadlineS: number | null;
}

export interface PercentileMark {
  readonly key: string;
  readonly label: string;
  readonly share: number;
  readonly atS: number;
  readonly supported: boolean;
  readonly needed: number;
  /** 95 %; null where the run is too short for one, or where something was changed since the figures began. */
  readonly interval: readonly [number, number] | null;
  readonly colour: string;
  readonly dash: readonly number[];
}

export function histogramModel(measurements: Measurements, scenario: Scenario | null, withIntervals = false): HistogramModel {
  const histogram = measurements.histogram();
  const { n, meanS, sinceS, warmingUp, p50S, p95S, p99S, p999S } = histogram;
  const totals = measurements.totals();
  const deadlineS = deadlineOf(scenario);
  const atS = [p50S, p95S, p99S, p999S];
  return {
    bins: latencyBins(histogram), tail: withIntervals ? tailOf(histogram) : [], mixed: measurements.areTotalsMixed, n, meanS, sinceS, warmingUp, deadlineS,
    marks: n === 0 ? [] : PERCENTILES.map(({ key, label, share, colour, dash }, index) => ({
      key, label, share, atS: atS[index] ?? NaN, supported: isSupported(share, n), needed: jobsNeeded(share), colour, dash,
      interval: withIntervals ? percentileInterval(measurements, index, atS[index] ?? NaN) : null,
    })),
    goodShare: deadlineS === null || totals.served === 0 ? null : totals.good / totals.served,
  };
}

/** Falls at the middle of each bucket, where the percentiles are. */
function tailOf({ counts, firstBucket, lastBucket, n }: LatencyHistogram): readonly number[] {
  const points: number[] = [];
  let above = n;
  for (let bucket = firstBucket; bucket <= lastBucket; bucket++) {
    const count = counts[bucket] ?? 0;
    if (count === 0) continue;
    const atS = bucketMiddleNs(bucket) / 1e9;
    points.push(atS, above / n);
    above -= count;
    points.push(atS, above / n);
  }
  return points;
}

export function percentileInterval(measurements: Measurements, index: number, wholeS: number): readonly [number, number] | null {
  if (measurements.totals().warmingUp || measurements.areTotalsMixed) return null;
  const found = measurements.steady.percentile(index, wholeS);
  return found === null || found.areAlike ? null : [Math.max(0, found.low), found.high];
}

/** What a picture of it says beside its title: the values stand beside the bars on the screen. */
export function histogramSaid({ n, marks, deadlineS }: HistogramModel): string {
  if (n === 0) return 'No job served yet.';
  const values = marks.map(({ label, atS, supported }) => `${label} ${formatDuration(atS)}${supported ? '' : ' (too few jobs)'}`);
  return [`n ${formatCount(n)}`, ...values, ...(deadlineS === null ? [] : [`due ${formatDuration(deadlineS)}`])].join(', ');
}

export function histogramWords({ bins, n, marks, deadlineS, goodShare, warmingUp }: HistogramModel): string {
  if (bins === null) return 'Latency distribution: No job served yet.';
  const values = marks.map(({ label, atS, supported }) => `${label} ${formatDuration(atS)}${supported ? '' : ' (too few jobs)'}`);
  const deadline = deadlineS === null ? '' : ` Deadline ${formatDuration(deadlineS)}${goodShare === null ? '' : `, met by ${formatShare(goodShare)}`}.`;
  return `Latency distribution of ${formatCount(n)} jobs ${warmingUp ? 'in the warm-up' : 'since the warm-up'}: ${values.join(', ')}.${deadline}`;
}
