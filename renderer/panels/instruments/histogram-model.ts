import type { Scenario } from '../../../simulations/scenario/scenario';
import type { Measurements } from '../../run';
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
    bins: latencyBins(histogram), n, meanS, sinceS, warmingUp, deadlineS,
    marks: n === 0 ? [] : PERCENTILES.map(({ key, label, share, colour, dash }, index) => ({
      key, label, share, atS: atS[index] ?? NaN, supported: isSupported(share, n), needed: jobsNeeded(share), colour, dash,
      interval: withIntervals ? percentileInterval(measurements, index, atS[index] ?? NaN) : null,
    })),
    goodShare: deadlineS === null || totals.served === 0 ? null : totals.good / totals.served,
  };
}

export function percentileInterval(measurements: Measurements, index: number, wholeS: number): readonly [number, number] | null {
  if (measurements.totals().warmingUp || measurements.areTotalsMixed) return null;
  const found = measurements.steady.percentile(index, wholeS);
  return found === null || found.areAlike ? null : [Math.max(0, found.low), found.high];
}

export function histogramWords({ bins, n, marks, deadlineS, goodShare, warmingUp }: HistogramModel): string {
  if (bins === null) return 'Latency distribution: No job served yet.';
  const values = marks.map(({ label, atS, supported }) => `${label} ${formatDuration(atS)}${supported ? '' : ' (too few jobs)'}`);
  const deadline = deadlineS === null ? '' : ` Deadline ${formatDuration(deadlineS)}${goodShare === null ? '' : `, met by ${formatShare(goodShare)}`}.`;
  return `Latency distribution of ${formatCount(n)} jobs ${warmingUp ? 'in the warm-up' : 'since the warm-up'}: ${values.join(', ')}.${deadline}`;
}
