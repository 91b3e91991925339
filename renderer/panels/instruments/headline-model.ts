import { shedInAll, type Measurements } from '../../run';
import { durationFigure, formatCount, formatDuration, formatNumber, formatShare, NO_FIGURE, rateFigure, shareFigure, type Figure } from '../../ui/format';
import { stationName } from '../stations-in-flow';
import { rateSpanOf, type Part } from './chart-model';
import { PERCENTILES } from './latency-chart';
import { isSupported, jobsNeeded } from './percentile-support';
import { stationRoles } from './station-roles';

export interface HeadlineModel {
  readonly key: string;
  readonly label: string;
  readonly figure: Figure;
  /** What the large figure rests on. */
  readonly rests: string;
  /** The same since the warm-up. */
  readonly since: string;
  readonly faint: boolean;
  readonly help: string;
}

/** The figures that one would read out loud: of the last moments, large; since the warm-up, small. */
export function headline(scenario: Part['scenario'], measurements: Measurements): readonly HeadlineModel[] {
  const series = measurements.series();
  const last = series.length - 1;
  const spanS = rateSpanOf(measurements, series.tS[last] ?? 0);
  const totals = measurements.totals();
  const now = measurements.rolling();
  const since = measurements.histogram();
  const sinceWord = totals.warmingUp ? 'so far' : 'overall';
  const over = `over the last ${formatDuration(spanS)}`;
  const whole = totals.warmingUp ? 'since the start (warming up)' : `since ${formatDuration(totals.sinceS)}, when measuring began`;
  const rollingS = Math.min(measurements.rollingS, series.tS[last] ?? 0);

  const rate = (key: string, label: string, values: Float64Array, count: number, help: string): HeadlineModel => ({
    key, label, faint: false, help: `${help} Large: ${over}. Small: ${formatCount(count)} jobs ${whole}.`,
    figure: last < 0 ? NO_FIGURE : rateFigure(values[last] ?? 0),
    rests: last < 0 ? '' : `n ${formatNumber(Math.round((values[last] ?? 0) * spanS))}`,
    since: totals.coveredS > 0 ? `${formatNumber(count / totals.coveredS)} ${sinceWord}` : '',
  });
  const nowS = [now.p50S, now.p95S, now.p99S, now.p999S];
  const wholeS = [since.p50S, since.p95S, since.p99S, since.p999S];
  const latency = ({ key, label, share }: (typeof PERCENTILES)[number], at: number): HeadlineModel => {
    const faint = now.n > 0 && !isSupported(share, now.n);
    const isSinceFaint = !isSupported(share, since.n);
    return {
      key, label: `${label} latency`, faint, figure: now.n === 0 ? NO_FIGURE : durationFigure(nowS[at] ?? NaN),
      rests: now.n === 0 ? '' : faint ? `n ${formatNumber(now.n)} of ${formatNumber(jobsNeeded(share))}` : `n ${formatNumber(now.n)}`,
      since: since.n === 0 ? '' : isSinceFaint ? `too few ${sinceWord}` : `${formatDuration(wholeS[at] ?? NaN)} ${sinceWord}`,
      help: `${formatShare(share)} of the jobs took no longer. Large: n ${formatCount(now.n)}, served in the last ${formatDuration(rollingS)}. Small: n ${formatCount(since.n)}, ${whole}.`
        + (faint || isSinceFaint ? ` It wants at least ${formatCount(jobsNeeded(share))} jobs; with fewer it is little more than the luck of the worst few.` : ''),
    };
  };
  const arriving = series.arrivedPerS[last] ?? 0;
  const shed = shedInAll(totals);
  const lost = shed + totals.failed + totals.timedOut;
  const lostPerS = (series.shedPerS[last] ?? 0) + (series.failedPerS[last] ?? 0) + (series.timedOutPerS[last] ?? 0);
  const onlyShed = lost === shed && lostPerS === (series.shedPerS[last] ?? 0);
  const busiest = busiestWorkers(series, scenario, last);
  return [
    rate('throughput', 'Throughput', series.throughputPerS, totals.served, 'Jobs served.'),
    rate('goodput', 'Goodput', series.goodputPerS, totals.good, 'Jobs served within their deadline.'),
    ...PERCENTILES.map(latency),
    {
      key: 'lost', label: onlyShed ? 'Shed' : 'Lost', faint: false, figure: arriving > 0 ? shareFigure(Math.min(1, lostPerS / arriving)) : NO_FIGURE,
      rests: arriving > 0 ? `of n ${formatNumber(Math.round(arriving * spanS))}` : '',
      since: totals.made > 0 ? `${formatShare(Math.min(1, lost / totals.made))} ${sinceWord}` : '',
      help: `The share of the arriving jobs that was refused or thrown out${onlyShed ? '' : ', failed or timed out'}. Large: ${over}. Small: of ${formatCount(totals.made)} jobs ${whole}`
        + (onlyShed ? '.' : `, of which ${formatCount(shed)} were shed, ${formatCount(totals.failed)} failed and ${formatCount(totals.timedOut)} timed out.`),
    },
    {
      key: 'utilisation', label: 'Utilisation', faint: false, figure: busiest === null ? NO_FIGURE : shareFigure(busiest.share),
      rests: busiest === null ? '' : `of ${formatDuration(spanS)}`, since: busiest?.name ?? '',
      help: `The busiest workers${busiest === null ? '' : `, ${busiest.name}`}: how much of their time they were busy, ${over}.`,
    },
  ];
}

function busiestWorkers(series: Part['series'], scenario: Part['scenario'], last: number): { readonly name: string; readonly share: number } | null {
  let busiest: { name: string; share: number } | null = null;
  stationRoles(scenario).forEach(({ id, spec, role }, at) => {
    const share = series.stations[at]?.utilisation[last] ?? NaN;
    if (role !== 'workers' || Number.isNaN(share)) return;
    if (busiest === null || share > busiest.share) busiest = { name: stationName(id, spec), share };
  });
  return busiest;
}
