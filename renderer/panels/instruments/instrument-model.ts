import { SHED_REASONS } from '../../../simulations/engine/frame';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { Measurements, MeasurementSeries } from '../../run';
import { durationFigure, figureText, formatCount, formatDuration, formatNumber, formatShare, NO_FIGURE, rateFigure, shareFigure, type Figure } from '../../ui/format';
import { stationName } from '../stations-in-flow';
import { latencyBins, type LatencyBins } from './latency-bins';
import { logBounds, steadyTop } from './nice-range';
import { isSupported, jobsNeeded } from './percentile-support';
import { stationRoles } from './station-roles';
import { firstRow, visibleSpan, type Span } from './visible-span';

/** All that the instruments show at one moment, as plain data; drawing decides nothing. */
export interface InstrumentModel {
  readonly span: Span;
  readonly warmupS: number;
  readonly tS: readonly number[];
  readonly charts: readonly ChartModel[];
  readonly histogram: HistogramModel;
  readonly headline: readonly HeadlineModel[];
  /** True when a run has begun: else there is nothing to measure since. */
  readonly begun: boolean;
}

export interface ChartModel {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly LineModel[];
  readonly bounds: readonly [number, number];
  readonly scale: 'linear' | 'log';
  readonly tick: (value: number) => string;
  /** What is said while there is nothing to draw, or ''. */
  readonly empty: string;
  /** Said under the labels: what a percentile rests on, for instance. */
  readonly note: string;
}

export interface LineModel {
  readonly key: string;
  readonly label: string;
  /** A colour of the palette by name, and a dash: one is never needed to tell the other. */
  readonly colour: string;
  readonly dash: readonly number[];
  readonly values: readonly (number | null)[];
  /** Parts of the line that rest on too few jobs; drawn faint. */
  readonly faint?: readonly (number | null)[];
  readonly figure: (value: number) => Figure;
  /** A level that others are compared with (a capacity, a deadline), not a measurement: drawn, but not listed. */
  readonly level?: boolean;
}

export interface HistogramModel {
  readonly bins: LatencyBins | null;
  readonly n: number;
  readonly sinceS: number;
  readonly warmingUp: boolean;
  readonly marks: readonly { readonly key: string; readonly label: string; readonly atS: number; readonly supported: boolean; readonly colour: string; readonly dash: readonly number[] }[];
  readonly goodShare: number | null;
  readonly deadlineS: number | null;
}

export interface HeadlineModel {
  readonly key: string;
  readonly label: string;
  readonly figure: Figure;
  /** The same since the warm-up, and what it rests on. */
  readonly since: string;
  readonly faint: boolean;
  readonly help: string;
}

export interface Moment {
  readonly measurements: Measurements;
  readonly scenario: Scenario | null;
  readonly speed: number;
  readonly measuredSpeed: number;
}

const ROWS_MAX = 2_000;
const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4]];
const LEVEL_DASH = [1, 4];
const STATION_COLOURS = ['sky', 'amber', 'mint', 'rose', 'violet', 'lemon'];
const stationLook = (n: number): Pick<LineModel, 'colour' | 'dash'> =>
  ({ colour: STATION_COLOURS[n % STATION_COLOURS.length] ?? 'sky', dash: DASHES[n % DASHES.length] ?? [] });

/** Without a unit: the chart's title says it. */
const plainFigure = (value: number): Figure => ({ number: formatNumber(value), unit: '' });

/** More lines than this cannot be told apart; the largest are kept. */
const LINES_MAX = 6;

/** `before` keeps the scales still between one moment and the next. */
export function instrumentModel({ measurements, scenario, speed, measuredSpeed }: Moment, before?: InstrumentModel): InstrumentModel {
  const series = measurements.series();
  const last = series.length - 1;
  const lastS = series.tS[last] ?? 0;
  const windowS = lastS - (series.tS[last - 1] ?? 0);
  const pace = speed === Infinity ? Math.max(measuredSpeed, 1) : speed;
  const span = visibleSpan({ speed: pace, windowS, lastS });
  const from = Math.max(firstRow(series.tS, series.length, span.fromS), series.length - ROWS_MAX);
  const part: Part = { series, from, to: series.length, scenario };
  const was = (key: string): number | undefined => before?.charts.find((chart) => chart.key === key)?.bounds[1];

  return {
    span,
    warmupS: scenario?.warmupS ?? 0,
    tS: Array.from(series.tS.subarray(from, series.length)),
    charts: [ratesChart(part, was('rates')), latencyChart(part, measurements), waitingChart(part, measurements.rateSpanS, was('waiting')), busyChart(part, measurements.rateSpanS)],
    histogram: histogramModel(measurements, scenario),
    headline: headline(part, measurements),
    begun: series.length > 0,
  };
}

interface Part {
  readonly series: MeasurementSeries;
  readonly from: number;
  readonly to: number;
  readonly scenario: Scenario | null;
}

function column({ from, to }: Part, values: Float64Array): (number | null)[] {
  const cells = new Array<number | null>(to - from);
  for (let row = from; row < to; row++) {
    const value = values[row] ?? NaN;
    cells[row - from] = Number.isNaN(value) ? null : value; // uPlot leaves a gap at null.
  }
  return cells;
}

function largest(columns: readonly (readonly (number | null)[])[]): number {
  let most = 0;
  for (const values of columns) for (const value of values) if (value !== null && value > most) most = value;
  return most;
}

function ratesChart(part: Part, before: number | undefined): ChartModel {
  const { series } = part;
  const line = (key: string, label: string, colour: string, dash: readonly number[], values: Float64Array): LineModel =>
    ({ key, label, colour, dash, values: column(part, values), figure: plainFigure });
  const lines = [
    line('arrived', 'arriving', 'grey', [2, 3], series.arrivedPerS),
    line('served', 'served', 'sky', [], series.throughputPerS),
    line('good', 'good', 'mint', [7, 4], series.goodputPerS),
    line('shed', 'shed', 'coral', [9, 3, 2, 3], series.shedPerS),
    ...[line('failed', 'failed', 'rose', [4, 2], series.failedPerS), line('timedOut', 'timed out', 'violet', [12, 4], series.timedOutPerS)]
      .filter(({ values }) => largest([values]) > 0),
  ];
  return {
    key: 'rates', title: 'Rates', unit: 'jobs per s', lines, scale: 'linear', tick: formatNumber,
    bounds: [0, steadyTop(before, largest(lines.map(({ values }) => values)), 1)],
    empty: part.to === 0 ? 'Nothing measured yet.' : '', note: '',
  };
}

const PERCENTILES = [
  { key: 'p50', share: 0.5, colour: 'sky', dash: [] },
  { key: 'p95', share: 0.95, colour: 'amber', dash: [7, 4] },
  { key: 'p99', share: 0.99, colour: 'coral', dash: [2, 3] },
] as const;

function latencyChart(part: Part, measurements: Measurements): ChartModel {
  const { series, from } = part;
  const columns = { p50: series.latencyP50S, p95: series.latencyP95S, p99: series.latencyP99S };
  const lines = PERCENTILES.map(({ key, share, colour, dash }): LineModel => {
    const all = column(part, columns[key]);
    const supported = all.map((_, row) => isSupported(share, series.latencyN[from + row] ?? 0));
    return {
      key, label: key, colour, dash, figure: durationFigure,
      values: all.map((value, row) => (supported[row] === true ? value : null)),
      // One row further than it must, so that the faint part joins the other.
      faint: all.map((value, row) => (supported[row] === true && supported[row - 1] !== false && supported[row + 1] !== false ? null : value)),
    };
  });
  const found = [columns.p50, columns.p99].flatMap((values) => column(part, values)).filter((value) => value !== null && value > 0) as number[];
  const none = found.length === 0;
  const dueS = deadlineOf(part.scenario);
  if (dueS !== null && !none) {
    found.push(dueS);
    lines.push({ key: 'due', label: 'due', colour: 'ink', dash: LEVEL_DASH, figure: durationFigure, values: lines[0]?.values.map(() => dueS) ?? [], level: true });
  }
  const { n } = measurements.rolling();
  return {
    key: 'latency', title: 'Latency', unit: '', lines, scale: 'log', tick: formatDuration,
    bounds: none ? [0.001, 1] : logBounds(Math.min(...found), Math.max(...found)),
    empty: none ? 'No job served yet.' : '',
    note: none ? '' : `n ${formatNumber(n)} in ${formatDuration(measurements.rollingS)}`,
  };
}

/** Its figures are means over `spanS`; the stage says how many wait at this instant, so the difference has to be told. */
function waitingChart(part: Part, spanS: number, before: number | undefined): ChartModel {
  const { series } = part;
  const roles = stationRoles(part.scenario);
  const all = roles.flatMap(({ id, spec, role, capacityJobs }, at) => {
    const cells = series.stations[at] === undefined ? [] : column(part, series.stations[at].meanWaiting);
    const most = largest([cells]);
    // Who has to wait outside a producer is shown as soon as there is anybody.
    if (role === 'workers' || role === 'end' || (role === 'source' && most === 0)) return [];
    const name = stationName(id, spec);
    return [{ id, label: role === 'source' ? `outside ${name}` : name, cells, most, capacityJobs }];
  });
  const shown = [...all].sort((a, b) => b.most - a.most).slice(0, LINES_MAX);
  const kept = all.filter((one) => shown.includes(one));
  const most = largest(kept.map(({ cells }) => cells));
  const lines = kept.flatMap(({ id, label, cells, capacityJobs }, n): LineModel[] => {
    const { colour, dash } = stationLook(n);
    const line: LineModel = { key: id, label, colour, dash, values: cells, figure: plainFigure };
    // A capacity far above what waits would press the line to the floor.
    if (capacityJobs === null || (capacityJobs > 200 && most < capacityJobs / 10)) return [line];
    const of = { ...line, figure: (value: number): Figure => ({ number: `${formatNumber(value)} of ${formatNumber(capacityJobs)}`, unit: '' }) };
    return [of, { ...line, key: `${id} capacity`, label: `${label} capacity`, dash: LEVEL_DASH, values: cells.map(() => capacityJobs), level: true }];
  });
  return {
    key: 'waiting', title: 'Waiting', unit: 'jobs', lines, scale: 'linear', tick: formatNumber,
    bounds: [0, steadyTop(before, largest(lines.map(({ values }) => values)), 5)],
    empty: part.to === 0 ? 'Nothing measured yet.' : lines.length === 0 ? 'No queue in this scenario.' : '',
    note: lines.length === 0 ? '' : `mean of ${formatDuration(spanS)}${all.length > kept.length ? `, the ${LINES_MAX} longest of ${all.length}` : ''}`,
  };
}

/** A little above all of it, so that a line at 100 % is not the frame. */
const BUSY_TOP = 1.14;

/** Means over the last `spanS` at each row: a window holds too few jobs for a share of it to say much. */
function smoothed({ series, from }: Part, cells: readonly (number | null)[], spanS: number): (number | null)[] {
  let first = 0;
  let sum = 0;
  let count = 0;
  return cells.map((cell, row) => {
    if (cell !== null) { sum += cell; count += 1; }
    const sinceS = (series.tS[from + row] ?? 0) - spanS * (1 - 1e-9);
    for (; (series.tS[from + first] ?? Infinity) <= sinceS; first++) {
      const gone = cells[first] ?? null;
      if (gone !== null) { sum -= gone; count -= 1; }
    }
    return count === 0 ? null : Math.max(0, sum / count);
  });
}

function busyChart(part: Part, spanS: number): ChartModel {
  const workers = stationRoles(part.scenario).map((station, at) => ({ ...station, at })).filter(({ role }) => role === 'workers').slice(0, LINES_MAX);
  const lines = workers.flatMap(({ id, spec, at }, n): LineModel[] => {
    const station = part.series.stations[at];
    if (station === undefined) return [];
    const name = stationName(id, spec);
    const { colour, dash } = stationLook(n);
    const busy = smoothed(part, column(part, station.utilisation), spanS);
    const blocked = smoothed(part, column(part, station.blockedShare), spanS);
    const line: LineModel = { key: id, label: workers.length === 1 ? 'busy' : name, colour, dash, values: busy, figure: shareFigure };
    if (largest([blocked]) === 0) return [line];
    return [line, { key: `${id} blocked`, label: workers.length === 1 ? 'blocked' : `${name} blocked`, colour: 'coral', dash: [2, 3], values: blocked, figure: shareFigure }];
  });
  return {
    key: 'busy', title: 'Utilisation', unit: workers.length === 1 ? `of ${workers.map(({ id, spec }) => stationName(id, spec)).join()}` : 'of each pool',
    lines, scale: 'linear', bounds: [0, BUSY_TOP], tick: formatShare,
    empty: part.to === 0 ? 'Nothing measured yet.' : lines.length === 0 ? 'No workers in this scenario.' : '', note: '',
  };
}

/** The strictest class's; null where no job has one. */
function deadlineOf(scenario: Scenario | null): number | null {
  const deadlines = Object.values(scenario?.classes ?? {}).flatMap(({ deadlineS }) => deadlineS ?? []);
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}

function histogramModel(measurements: Measurements, scenario: Scenario | null): HistogramModel {
  const histogram = measurements.histogram();
  const { n, sinceS, warmingUp, p50S, p95S, p99S } = histogram;
  const totals = measurements.totals();
  const deadlineS = deadlineOf(scenario);
  const atS = { p50: p50S, p95: p95S, p99: p99S };
  return {
    bins: latencyBins(histogram), n, sinceS, warmingUp, deadlineS,
    marks: n === 0 ? [] : PERCENTILES.map(({ key, share, colour, dash }) => ({ key, label: key, atS: atS[key], supported: isSupported(share, n), colour, dash })),
    goodShare: deadlineS === null || totals.served === 0 ? null : totals.good / totals.served,
  };
}

function headline(part: Part, measurements: Measurements): HeadlineModel[] {
  const { series, to } = part;
  const last = to - 1;
  const totals = measurements.totals();
  const now = measurements.rolling();
  const since = measurements.histogram();
  const sinceWord = totals.warmingUp ? 'so far' : 'overall';
  const coveredS = (series.tS[last] ?? 0) - totals.sinceS;
  const shed = SHED_REASONS.reduce((sum, reason) => sum + totals.shed[reason], 0);
  const over = `over the last ${formatDuration(measurements.rateSpanS)}`;
  const whole = totals.warmingUp ? 'since the start (warming up)' : `since ${formatDuration(totals.sinceS)}, when measuring began`;

  const rate = (key: string, label: string, values: Float64Array, count: number, help: string): HeadlineModel => ({
    key, label, faint: false, help: `${help} Large: ${over}. Small: ${whole}.`,
    figure: last < 0 ? NO_FIGURE : rateFigure(values[last] ?? 0),
    since: coveredS > 0 ? `${formatNumber(count / coveredS)} ${sinceWord}` : '',
  });
  const latency = ({ key, share }: { key: 'p50' | 'p95' | 'p99'; share: number }): HeadlineModel => {
    const nowS = { p50: now.p50S, p95: now.p95S, p99: now.p99S }[key];
    const sinceS = { p50: since.p50S, p95: since.p95S, p99: since.p99S }[key];
    const faint = now.n > 0 && !isSupported(share, now.n);
    return {
      key, label: `${key} latency`, faint, figure: now.n === 0 ? NO_FIGURE : durationFigure(nowS),
      since: since.n === 0 ? '' : faint ? `n ${formatCount(now.n)} of ${formatCount(jobsNeeded(share))} needed` : `n ${formatNumber(now.n)} · ${formatDuration(sinceS)} ${sinceWord}`,
      help: `${formatShare(share)} of the jobs took no longer. Large: n ${formatNumber(now.n)}, served in the last ${formatDuration(measurements.rollingS)}. Small: n ${formatNumber(since.n)}, ${whole}.`
        + (faint ? ` Faint, because ${key} wants at least ${formatNumber(jobsNeeded(share))} jobs.` : ''),
    };
  };
  const arriving = series.arrivedPerS[last] ?? 0;
  const busiest = busiestWorkers(part, measurements.rateSpanS);
  return [
    rate('throughput', 'Throughput', series.throughputPerS, totals.served, 'Jobs served.'),
    rate('goodput', 'Goodput', series.goodputPerS, totals.good, 'Jobs served within their deadline.'),
    ...PERCENTILES.map(latency),
    {
      key: 'shed', label: 'Shed', faint: false, figure: arriving > 0 ? shareFigure(Math.min(1, (series.shedPerS[last] ?? 0) / arriving)) : NO_FIGURE,
      since: totals.made > 0 ? `${formatShare(Math.min(1, shed / totals.made))} ${sinceWord}` : '',
      help: `The share of the arriving jobs that was refused or thrown out. Large: ${over}. Small: ${whole}.`,
    },
    {
      key: 'utilisation', label: 'Utilisation', faint: false, figure: busiest === null ? NO_FIGURE : shareFigure(busiest.share),
      since: busiest === null ? '' : busiest.name, help: `The busiest workers: how much of their time they were busy, ${over}.`,
    },
  ];
}

function busiestWorkers({ series, to, scenario }: Part, spanS: number): { name: string; share: number } | null {
  let busiest: { name: string; share: number } | null = null;
  stationRoles(scenario).forEach(({ id, spec, role }, at) => {
    const station = series.stations[at];
    if (role !== 'workers' || station === undefined || to === 0) return;
    const from = firstRow(series.tS, to, (series.tS[to - 1] ?? 0) - spanS * (1 - 1e-9)) + 1;
    let sum = 0;
    let rows = 0;
    for (let row = Math.min(from, to - 1); row < to; row++) {
      const share = station.utilisation[row] ?? NaN;
      if (Number.isNaN(share)) continue;
      sum += share;
      rows += 1;
    }
    if (rows > 0 && (busiest === null || sum / rows > busiest.share)) busiest = { name: stationName(id, spec), share: sum / rows };
  });
  return busiest;
}

/** A chart's present values in a sentence, for those who hear it. */
export function chartWords({ title, unit, lines, empty, note }: ChartModel): string {
  if (empty !== '') return `${title}: ${empty}`;
  const values = lines.filter(({ level }) => level !== true).map(({ label, values: all, faint, figure }) => {
    const value = all.at(-1) ?? faint?.at(-1);
    return `${label} ${value === undefined || value === null ? 'none' : figureText(figure(value))}`;
  });
  return `${title}, ${unit}: ${values.join(', ')}${note === '' ? '' : ` (${note})`}.`;
}

export function histogramWords({ bins, n, marks, deadlineS, goodShare, warmingUp }: HistogramModel): string {
  if (bins === null) return 'Latency distribution: No job served yet.';
  const values = marks.map(({ label, atS, supported }) => `${label} ${formatDuration(atS)}${supported ? '' : ' (too few jobs)'}`);
  const deadline = deadlineS === null ? '' : ` Deadline ${formatDuration(deadlineS)}${goodShare === null ? '' : `, met by ${formatShare(goodShare)}`}.`;
  return `Latency distribution of ${formatNumber(n)} jobs ${warmingUp ? 'in the warm-up' : 'since the warm-up'}: ${values.join(', ')}.${deadline}`;
}
