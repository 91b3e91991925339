import { shedInAll, type Measurements } from '../../run';
import { formatCount, formatDuration, formatNumber, formatShare, NO_FIGURE, shareFigure } from '../../ui/format';
import { stationName } from '../stations-in-flow';
import { rateSpanOf, type Part } from './chart-model';
import { PERCENTILES } from './latency-chart';
import { isSupported, jobsNeeded } from './percentile-support';
import { recentFigures, type RecentFigure } from './recent-figures';
import { stationRoles } from './station-roles';

export interface HeadlineModel extends Pick<RecentFigure, 'key' | 'label' | 'figure' | 'rests' | 'faint'> {
  /** The same since the warm-up. */
  readonly since: string;
  readonly help: string;
}

/** What the whole since the warm-up has to say beside a figure of the last moments. */
interface Whole {
  readonly since: string;
  readonly small: string;
  /** It rests on too few jobs. */
  readonly faint?: boolean;
}

/** The figures that one would read out loud: of the last moments, large; since the warm-up, small. */
export function headline(scenario: Part['scenario'], measurements: Measurements): readonly HeadlineModel[] {
  const last = measurements.series().length - 1;
  const wholes = wholesOf(measurements);
  return [
    ...recentFigures(measurements, last).map(({ what, over, ...figure }) => {
      const { since, small, faint = false } = wholes[figure.key] ?? { since: '', small: '' };
      return { ...figure, since, help: `${what}. Large: ${over}. Small: ${small}.${figure.faint || faint ? caution(figure.key) : ''}` };
    }),
    utilisation(scenario, measurements, last),
  ];
}

/** What a percentile that rests on too few jobs is worth. */
export function caution(key: string): string {
  const share = PERCENTILES.find((each) => each.key === key)?.share;
  return share === undefined ? '' : ` It wants at least ${formatCount(jobsNeeded(share))} jobs; with fewer it is little more than the luck of the worst few.`;
}

function wholesOf(measurements: Measurements): Readonly<Partial<Record<string, Whole>>> {
  const totals = measurements.totals();
  const latency = measurements.histogram();
  const { warmingUp, coveredS, served, good, made, failed, timedOut } = totals;
  const sinceWord = warmingUp ? 'so far' : 'overall';
  const whole = warmingUp ? 'since the start (warming up)' : `since ${formatDuration(totals.sinceS)}, when measuring began`;
  const rate = (count: number): Whole => ({ since: coveredS > 0 ? `${formatNumber(count / coveredS)} ${sinceWord}` : '', small: `${formatCount(count)} jobs ${whole}` });
  const atS = [latency.p50S, latency.p95S, latency.p99S, latency.p999S];
  const percentiles = PERCENTILES.map(({ key, share }, place): [string, Whole] => {
    const faint = !isSupported(share, latency.n);
    const since = latency.n === 0 ? '' : faint ? `too few ${sinceWord}` : `${formatDuration(atS[place] ?? NaN)} ${sinceWord}`;
    return [key, { since, faint, small: `n ${formatCount(latency.n)}, ${whole}` }];
  });
  const shed = shedInAll(totals);
  const lost = shed + failed + timedOut;
  return {
    throughput: rate(served), goodput: rate(good), ...Object.fromEntries(percentiles),
    lost: {
      since: made > 0 ? `${formatShare(Math.min(1, lost / made))} ${sinceWord}` : '',
      small: `of ${formatCount(made)} jobs ${whole}${lost === shed ? '' : `, of which ${formatCount(shed)} were shed, ${formatCount(failed)} failed and ${formatCount(timedOut)} timed out`}`,
    },
  };
}

function utilisation(scenario: Part['scenario'], measurements: Measurements, last: number): HeadlineModel {
  const series = measurements.series();
  const busiest = busiestWorkers(series, scenario, last);
  const spanS = formatDuration(rateSpanOf(measurements, series.tS[last] ?? 0));
  return {
    key: 'utilisation', label: 'Utilisation', faint: false, figure: busiest === null ? NO_FIGURE : shareFigure(busiest.share),
    rests: busiest === null ? '' : `of ${spanS}`, since: busiest?.name ?? '',
    help: `The busiest workers${busiest === null ? '' : `, ${busiest.name}`}: how much of their time they were busy, over the last ${spanS}.`,
  };
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
