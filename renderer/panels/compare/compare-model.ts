import type { Scenario } from '../../../simulations/scenario/scenario';
import type { Compared, Measurements, MeasurementSeries } from '../../run';
import { durationFigure, figureText, formatCount, formatDuration, formatNumber, NO_FIGURE, rateFigure, type Figure } from '../../ui/format';
import { NOTHING_YET, plainFigure, largest, type ChartModel, type LineModel } from '../instruments/chart-model';
import type { Table } from '../instruments/csv';
import { logBounds, steadyTop } from '../instruments/nice-range';
import { isSupported } from '../instruments/percentile-support';

/** Both sides of a comparison as charts over one time axis, and as a table. */
export interface CompareModel {
  readonly tS: readonly number[];
  readonly charts: readonly ChartModel[];
  readonly rows: readonly CompareRow[];
  readonly pairWords: readonly string[];
}

export interface CompareRow {
  readonly key: string;
  readonly label: string;
  readonly a: Figure;
  readonly b: Figure;
  /** The same with every digit, NaN where there is none, and their unit. */
  readonly values: readonly [number, number];
  readonly unit: string;
  /** B − A, with its sign. */
  readonly difference: string;
  readonly nA: number | null;
  readonly nB: number | null;
  readonly faint: boolean;
}

/** What B is called when what is edited has been changed since. */
const AS_IT_WAS = 'As it was when compared';

/** A comparison as it is to be called while `edited` is the scenario. */
export function namedBeside(compared: Compared, edited: Scenario): Compared {
  return compared.b.scenario === edited ? compared : { ...compared, b: { ...compared.b, name: AS_IT_WAS } };
}

const LOOKS = [{ colour: 'grey', dash: [7, 4] }, { colour: 'sky', dash: [] }] as const;

export function compareModel(compared: Compared): CompareModel {
  const sides = [compared.a, compared.b];
  const series = sides.map(({ measurements }) => measurements.series());
  const longest = series.reduce((most, each) => (each.length > most.length ? each : most));
  const tS = [...longest.tS];
  const lines = (read: (each: MeasurementSeries) => Float64Array, figure: LineModel['figure']): LineModel[] => series.map((each, n) => ({
    key: `side${n}`, label: sides[n]?.name ?? '', ...LOOKS[n] ?? LOOKS[0], figure, values: onTimes(each, read(each), tS),
  }));
  const chart = (key: string, title: string, unit: string, read: (each: MeasurementSeries) => Float64Array): ChartModel => {
    const drawn = lines(read, plainFigure);
    return {
      key, title, unit, lines: drawn, scale: 'linear', tick: formatNumber, note: '', bounds: [0, steadyTop(undefined, largest(drawn.map(({ values }) => values)), 1)],
      empty: tS.length === 0 ? NOTHING_YET : '',
    };
  };
  return {
    tS,
    charts: [
      chart('compare-served', 'Served', 'jobs per s', (each) => each.throughputPerS),
      latencyOf('compare-p50', 'Latency, p50', lines((each) => each.latencyP50S, durationFigure)),
      latencyOf('compare-p99', 'Latency, p99', lines((each) => each.latencyP99S, durationFigure)),
      chart('compare-inside', 'Jobs inside', 'jobs', (each) => each.insideJobs),
    ],
    rows: rowsOf(compared), pairWords: pairWords(compared),
  };
}

function latencyOf(key: string, title: string, lines: readonly LineModel[]): ChartModel {
  const found = lines.flatMap(({ values }) => values).filter((value) => value !== null && value > 0) as number[];
  return {
    key, title, unit: '', lines, scale: 'log', tick: formatDuration, note: '',
    bounds: found.length === 0 ? [0.001, 1] : logBounds(found.reduce((a, b) => Math.min(a, b)), found.reduce((a, b) => Math.max(a, b))),
    empty: found.length === 0 ? 'No job served yet.' : '',
  };
}

/** Windows end at the same times on both sides, but where a warm-up cuts one of them. */
function onTimes({ length, tS }: MeasurementSeries, values: Float64Array, times: readonly number[]): (number | null)[] {
  let row = 0;
  return times.map((atS) => {
    while (row < length && (tS[row] ?? 0) < atS - 1e-9) row += 1;
    const value = Math.abs((tS[row] ?? NaN) - atS) < 1e-9 ? values[row] ?? NaN : NaN;
    return Number.isNaN(value) ? null : value;
  });
}

function rowsOf({ a, b }: Compared): readonly CompareRow[] {
  const of = (measurements: Measurements) => {
    const totals = measurements.totals();
    const lost = Object.values(totals.shed).reduce((sum, each) => sum + each, 0) + totals.failed + totals.timedOut;
    return { totals, lost, latency: measurements.histogram(), perS: (jobs: number) => (totals.coveredS === 0 ? NaN : jobs / totals.coveredS) };
  };
  const [left, right] = [of(a.measurements), of(b.measurements)];
  const row = (key: string, label: string, values: readonly [number, number], unit: string, show: (value: number) => Figure, n: readonly [number, number] | null, share?: number): CompareRow => {
    const shown = (value: number): Figure => (Number.isNaN(value) ? NO_FIGURE : show(value));
    const difference = values[1] - values[0];
    return {
      key, label, values, unit, a: shown(values[0]), b: shown(values[1]), nA: n?.[0] ?? null, nB: n?.[1] ?? null,
      difference: Number.isNaN(difference) ? '–' : difference === 0 ? '0' : `${difference > 0 ? '+' : '−'}${figureText(show(Math.abs(difference)))}`,
      faint: share !== undefined && n !== null && !n.every((each) => isSupported(share, each)),
    };
  };
  const count = (value: number): Figure => ({ number: formatCount(value), unit: 'jobs' });
  const served: readonly [number, number] = [left.totals.served, right.totals.served];
  const n: readonly [number, number] = [left.latency.n, right.latency.n];
  return [
    row('made', 'Made', [left.totals.made, right.totals.made], 'jobs', count, null),
    row('lost', 'Shed, failed or timed out', [left.lost, right.lost], 'jobs', count, null),
    row('throughput', 'Throughput', [left.perS(served[0]), right.perS(served[1])], 'per s', rateFigure, served),
    row('goodput', 'Goodput', [left.perS(left.totals.good), right.perS(right.totals.good)], 'per s', rateFigure, [left.totals.good, right.totals.good]),
    row('mean', 'Latency, mean', [left.latency.meanS, right.latency.meanS], 's', durationFigure, n),
    row('p50', 'Latency, p50', [left.latency.p50S, right.latency.p50S], 's', durationFigure, n, 0.5),
    row('p95', 'Latency, p95', [left.latency.p95S, right.latency.p95S], 's', durationFigure, n, 0.95),
    row('p99', 'Latency, p99', [left.latency.p99S, right.latency.p99S], 's', durationFigure, n, 0.99),
  ];
}

/** Job by job: what both had in common, the same requests, cancels. */
function pairWords({ a, b, pairs: { n, meanS, interval, earlier, later, asQuick, onlyA, onlyB } }: Compared): readonly string[] {
  if (n === 0) return ['No job has been served by both yet.'];
  const by = (seconds: number): string => (seconds === 0 ? 'as quick' : `${formatDuration(Math.abs(seconds))} ${seconds < 0 ? 'sooner' : 'later'}`);
  const reach = interval === null ? '' : `; 95 %: ${by(interval[0])} to ${by(interval[1])}`;
  const both = asQuick === n ? [`Of ${formatCount(n)} jobs that both served, each took exactly as long.`] : [
    `Of ${formatCount(n)} jobs that both served, each was on average ${by(meanS)} with “${b.name}”${reach}.`,
    `${formatCount(earlier)} sooner, ${formatCount(later)} later, ${formatCount(asQuick)} to the same nanosecond.`,
  ];
  return [
    ...both,
    ...(onlyA + onlyB === 0 ? [] : [`Served by one alone: ${formatCount(onlyA)} with “${a.name}”, ${formatCount(onlyB)} with “${b.name}”.`]),
  ];
}

/** Values with all their digits. */
export function compareTable({ a, b }: Compared, rows: readonly CompareRow[]): Table {
  return [
    ['figure', 'unit', a.name, `n, ${a.name}`, b.name, `n, ${b.name}`, 'difference'],
    ...rows.map(({ label, unit, values, nA, nB }) => [label, unit, values[0], nA, values[1], nB, values[1] - values[0]]),
  ];
}
