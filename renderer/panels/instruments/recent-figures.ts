import type { Measurements } from '../../run';
import { durationFigure, formatCount, formatDuration, formatNumber, formatShare, NO_FIGURE, rateFigure, shareFigure, type Figure } from '../../ui/format';
import { rateSpanOf } from './chart-model';
import { PERCENTILES } from './latency-chart';
import { isSupported, jobsNeeded } from './percentile-support';

/** A figure of the last moments before some time. */
export interface RecentFigure {
  readonly key: string;
  readonly label: string;
  readonly figure: Figure;
  /** What it rests on. */
  readonly rests: string;
  readonly faint: boolean;
  /** What it is, in a sentence; and over what it was taken, which completes one. */
  readonly what: string;
  readonly over: string;
}

/** Rates, percentiles and what was lost, of the windows that end with this row; none before the first. */
export function recentFigures(measurements: Measurements, row: number): readonly RecentFigure[] {
  const series = measurements.series();
  const atS = series.tS[row] ?? 0;
  const spanS = rateSpanOf(measurements, atS);
  const over = `over the last ${formatDuration(spanS)}`;
  const rate = (key: string, label: string, values: Float64Array, what: string): RecentFigure => ({
    key, label, faint: false, what, over,
    figure: row < 0 ? NO_FIGURE : rateFigure(values[row] ?? 0),
    rests: row < 0 ? '' : `n ${formatNumber(Math.round((values[row] ?? 0) * spanS))}`,
  });
  const n = series.latencyN[row] ?? 0;
  const columns = [series.latencyP50S, series.latencyP95S, series.latencyP99S, series.latencyP999S];
  const latency = ({ key, label, share }: (typeof PERCENTILES)[number], place: number): RecentFigure => {
    const faint = n > 0 && !isSupported(share, n);
    return {
      key, label: `${label} latency`, faint, figure: n === 0 ? NO_FIGURE : durationFigure(columns[place]?.[row] ?? NaN),
      rests: n === 0 ? '' : faint ? `n ${formatNumber(n)} of ${formatNumber(jobsNeeded(share))}` : `n ${formatNumber(n)}`,
      what: `${formatShare(share)} of the jobs took no longer`, over: `n ${formatCount(n)}, served in the last ${formatDuration(Math.min(measurements.rollingS, atS))}`,
    };
  };
  const arriving = series.arrivedPerS[row] ?? 0;
  const shedPerS = series.shedPerS[row] ?? 0;
  const lostPerS = shedPerS + (series.failedPerS[row] ?? 0) + (series.timedOutPerS[row] ?? 0);
  const { failed, timedOut } = measurements.totals();
  const onlyShed = failed + timedOut === 0 && lostPerS === shedPerS;
  return [
    rate('throughput', 'Throughput', series.throughputPerS, 'Jobs served'),
    rate('goodput', 'Goodput', series.goodputPerS, 'Jobs served within their deadline'),
    ...PERCENTILES.map(latency),
    {
      key: 'lost', label: onlyShed ? 'Shed' : 'Lost', faint: false, figure: arriving > 0 ? shareFigure(Math.min(1, lostPerS / arriving)) : NO_FIGURE,
      rests: arriving > 0 ? `of n ${formatNumber(Math.round(arriving * spanS))}` : '',
      what: `The share of the arriving jobs that was refused or thrown out${onlyShed ? '' : ', failed or timed out'}`, over,
    },
  ];
}
