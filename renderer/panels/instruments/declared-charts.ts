import { gaugesOf, type PlacedGauge } from '../../../simulations/scenario/gauges';
import type { LinkSpec, Scenario } from '../../../simulations/scenario/scenario';
import type { CallSeries } from '../../run';
import { formatDuration, formatNumber, formatShare, shareFigure } from '../../ui/format';
import { nameIn } from '../../document';
import { column, largest, LINES_MAX, NOTHING_YET, nthLook, plainFigure, type ChartModel, type LineModel, type Part } from './chart-model';
import { steadyTop } from './nice-range';

/** Charts with a line for each link that calls, and charts of the gauges that kinds of stations declare: neither knows any kind. */

interface CallLine {
  readonly label: string;
  readonly read: (call: CallSeries) => Float64Array;
}

interface CallChart {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly scale: 'linear' | 'share';
  readonly lines: readonly CallLine[];
  readonly none: string;
}

const CALL_CHARTS: readonly CallChart[] = [
  {
    key: 'retries', title: 'Tries again', unit: 'per s', scale: 'linear', none: 'No call was tried again.',
    lines: [{ label: 'retried', read: (call) => call.retriesPerS }, { label: 'hedged', read: (call) => call.hedgesPerS }],
  },
  {
    key: 'call-losses', title: 'Calls without an answer', unit: 'per s', scale: 'linear', none: 'Every try was answered in time.',
    lines: [
      { label: 'timed out', read: (call) => call.timeoutsPerS }, { label: 'refused', read: (call) => call.refusedPerS },
      { label: 'given up', read: (call) => call.failedPerS },
    ],
  },
  {
    key: 'breakers', title: 'Breaker open', unit: 'share of the time', scale: 'share', none: 'No breaker was open.',
    lines: [{ label: '', read: (call) => call.breakerOpenShare }],
  },
];

const SHARE_TOP = 1.14;

/** The keys of the charts that a scenario has besides those that every scenario has. */
export function declaredCharts(scenario: Scenario | null): readonly string[] {
  if (scenario === null) return [];
  const calls = scenario.links.some(({ call }) => call !== undefined) ? CALL_CHARTS.map(({ key }) => key) : [];
  return [...calls, ...new Set(gaugesOf(scenario).map(gaugeKey))];
}

/** The chart of that key, or null where it is none of these. With `station`, only what belongs to that station. */
export function declaredChart(part: Part, key: string, before: number | undefined, station: string | null = null): ChartModel | null {
  const ofCalls = CALL_CHARTS.find((chart) => chart.key === key);
  if (ofCalls !== undefined) return callChart(part, ofCalls, before, station);
  const { scenario } = part;
  if (scenario === null) return null;
  const placed = gaugesOf(scenario).map((gauge, at) => ({ ...gauge, at })).filter((each) => gaugeKey(each) === key);
  const [first] = placed;
  if (first === undefined) return null;
  const own = placed.filter((each) => station === null || each.station === station);
  const { gauge: { label, unit, is, help } } = first;
  const rows = own.map((each) => ({ key: `${each.station} ${each.to ?? ''}`, label: gaugeName(scenario, each, own), values: column(part, part.series.gauges[each.at] ?? new Float64Array(0)) }));
  return drawn(part, {
    key, title: label, unit: is === 'count' ? `${unit === 'count' ? '' : 'jobs '}per s` : unit === 'count' ? '' : unit, scale: 'linear', rows, before,
    none: help, note: is === 'count' ? `mean of ${formatDuration(part.spanS)}` : '',
  });
}

/** What a station has of these, for its own charts. */
export function declaredOf(part: Part, station: string, was: (key: string) => number | undefined): readonly ChartModel[] {
  const { scenario } = part;
  if (scenario === null) return [];
  const calls = scenario.links.some(({ from, call }) => from === station && call !== undefined) ? CALL_CHARTS.map(({ key }) => key) : [];
  const gauges = new Set(gaugesOf(scenario).filter((each) => each.station === station).map(gaugeKey));
  return [...calls, ...gauges].flatMap((key) => {
    const chart = declaredChart(part, key, was(key), station);
    // A gauge that means nothing for this station as it is set has no chart.
    return chart === null || (gauges.has(key) && chart.lines.length === 0) ? [] : [chart];
  });
}

/** Gauges of the same name and unit share a chart, whatever kind declares them. */
const gaugeKey = ({ gauge: { id, unit, is } }: PlacedGauge): string => `gauge-${id}-${unit}-${is}`;

function gaugeName(scenario: Scenario, { station, to }: PlacedGauge, all: readonly PlacedGauge[]): string {
  if (to === null) return nameIn(scenario, station);
  // The group is the name one knows; the topic is told where there are several.
  return all.some((each) => each.station !== station) ? `${nameIn(scenario, station)}: ${nameIn(scenario, to)}` : nameIn(scenario, to);
}

function callChart(part: Part, chart: CallChart, before: number | undefined, station: string | null): ChartModel {
  const { scenario, series } = part;
  const links = scenario?.links.filter(({ call }) => call !== undefined) ?? [];
  const rows = links.flatMap((link, n) => {
    const call = series.calls[n];
    if (call === undefined || scenario === null || (station !== null && link.from !== station)) return [];
    return chart.lines.map(({ label, read }) => ({ key: `${link.from}>${link.to} ${label}`, label: [linkName(scenario, link, links), label].filter((word) => word !== '').join(' '), values: column(part, read(call)) }));
  });
  const { key, title, unit, scale, none } = chart;
  return drawn(part, { key, title, unit, scale, rows: rows.filter(({ values }) => largest([values]) > 0), before, none, note: `mean of ${formatDuration(part.spanS)}` });
}

/** By the station that is called, and by its caller too where there are several. */
function linkName(scenario: Scenario, { from, to }: LinkSpec, all: readonly LinkSpec[]): string {
  return all.filter((each) => each.to === to).length > 1 ? `${nameIn(scenario, from)} → ${nameIn(scenario, to)}` : nameIn(scenario, to);
}

interface Drawn extends Pick<ChartModel, 'key' | 'title' | 'unit' | 'note'> {
  readonly scale: 'linear' | 'share';
  readonly rows: readonly { readonly key: string; readonly label: string; readonly values: readonly (number | null)[] }[];
  readonly before: number | undefined;
  readonly none: string;
}

function drawn(part: Part, { key, title, unit, scale, rows, before, none, note }: Drawn): ChartModel {
  const seen = rows.filter(({ values }) => values.some((value) => value !== null)).map((row) => ({ ...row, most: largest([row.values]) }));
  const kept = seen.toSorted((a, b) => b.most - a.most).slice(0, LINES_MAX);
  const lines = seen.filter((row) => kept.includes(row)).map(({ most: _, ...row }, n): LineModel => ({ ...row, ...nthLook(n), figure: scale === 'share' ? shareFigure : plainFigure }));
  const dropped = seen.length > lines.length ? `the ${LINES_MAX} largest of ${seen.length}` : '';
  return {
    key, title, unit, lines, scale, tick: scale === 'share' ? formatShare : formatNumber,
    note: lines.length === 0 ? '' : [note, dropped].filter((words) => words !== '').join(', '),
    bounds: scale === 'share' ? [0, SHARE_TOP] : [0, steadyTop(before, largest(lines.map(({ values }) => values)), 1)],
    empty: part.rows.length === 0 ? NOTHING_YET : lines.length === 0 ? none : '',
  };
}
