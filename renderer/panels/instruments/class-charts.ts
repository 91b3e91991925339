import type { Scenario } from '../../../simulations/scenario/scenario';
import type { ClassSeries } from '../../run';
import { durationFigure, formatDuration, formatNumber } from '../../ui/format';
import { column, largest, LINES_MAX, NOTHING_YET, nthLook, plainFigure, type ChartModel, type LineModel, type Part } from './chart-model';
import { logScale, trusted } from './latency-chart';
import { steadyTop } from './nice-range';

/** Charts with a line for each class of jobs, where there are several: who is served, and how late. */

const RATES = 'class-rates';
const LATENCY = 'class-latency';
/** A class has a part of the jobs, and p99 would rest on too few of them for most of the time. */
const SHARE = 0.95;

/** The keys of the charts that a scenario with several classes has. */
export function classCharts(scenario: Scenario | null): readonly string[] {
  return Object.keys(scenario?.classes ?? {}).length > 1 ? [RATES, LATENCY] : [];
}

/** The chart of that key, or null where it is none of these. */
export function classChart(part: Part, key: string, before: number | undefined, rollingS: number): ChartModel | null {
  if (key === RATES) return ratesChart(part, before);
  return key === LATENCY ? latencyChart(part, rollingS) : null;
}

interface Shown extends Pick<LineModel, 'key' | 'label' | 'colour' | 'dash'> {
  readonly own: ClassSeries;
}

/** The classes that have a line, the same in both charts. A class of which no job comes has none. */
function shownOf({ series, rows, scenario }: Part): { readonly classes: readonly Shown[]; readonly dropped: string } {
  const all = Object.keys(scenario?.classes ?? {}).flatMap((name, c) => {
    const own = series.classes[c];
    if (own === undefined) return [];
    const jobs = rows.reduce((sum, row) => sum + (own.throughputPerS[row] ?? 0) + (own.latencyN[row] ?? 0), 0);
    return jobs > 0 ? [{ key: name, label: name, own, jobs }] : [];
  });
  const kept = all.toSorted((a, b) => b.jobs - a.jobs).slice(0, LINES_MAX);
  return {
    classes: all.filter((each) => kept.includes(each)).map(({ jobs: _, ...each }, n) => ({ ...each, ...nthLook(n) })),
    dropped: all.length > kept.length ? `the ${LINES_MAX} largest of ${all.length}` : '',
  };
}

function ratesChart(part: Part, before: number | undefined): ChartModel {
  const { classes, dropped } = shownOf(part);
  const lines = classes.map(({ own, ...line }): LineModel => ({ ...line, values: column(part, own.throughputPerS), figure: plainFigure }));
  return {
    key: RATES, title: 'Served by class', unit: 'jobs per s', lines, scale: 'linear', tick: formatNumber,
    bounds: [0, steadyTop(before, largest(lines.map(({ values }) => values)), 1)],
    empty: part.rows.length === 0 ? NOTHING_YET : lines.length === 0 ? 'No job served yet.' : '',
    note: lines.length === 0 ? '' : [`mean of ${formatDuration(part.spanS)}`, dropped].filter((words) => words !== '').join(', '),
  };
}

function latencyChart(part: Part, rollingS: number): ChartModel {
  const { classes, dropped } = shownOf(part);
  const lines = classes.map(({ own, ...line }): LineModel => ({
    ...line, ...trusted(part, own.latencyP95S, own.latencyN, SHARE), n: part.rows.map((row) => own.latencyN[row] ?? 0), figure: durationFigure,
  }));
  const bounds = logScale(lines);
  return {
    key: LATENCY, title: 'p95 latency by class', unit: '', lines, scale: 'log', tick: formatDuration,
    bounds: bounds ?? [0.001, 1],
    empty: bounds === null ? 'No job served yet.' : '',
    note: bounds === null ? '' : [`in ${formatDuration(rollingS)}`, dropped].filter((words) => words !== '').join(', '),
  };
}
