import type { Scenario } from '../../../simulations/scenario/scenario';
import type { Measurements } from '../../run';
import { figureText, formatNumber } from '../../ui/format';
import { rateSpanOf, type ChartModel, type Part } from './chart-model';
import { classChart, classCharts } from './class-charts';
import { curveModel, type CurveModel } from './curve-model';
import { declaredChart, declaredCharts, declaredOf } from './declared-charts';
import type { HeatModel } from './draw-heat';
import { headline, type HeadlineModel } from './headline-model';
import { histogramModel, type HistogramModel } from './histogram-model';
import { latencyChart } from './latency-chart';
import { marksIn, type Mark } from './marks';
import { numbersModel, type NumbersModel } from './numbers-model';
import { sinceWords, theoryGauges, type Gauge } from './theory-model';
import { ownCharts, tableChart } from './time-charts';
import { chosenSpan, drawnRows, visibleSpan, type Span } from './visible-span';

export const TABS = ['overview', 'time', 'station', 'tail', 'curve', 'theory', 'compare', 'numbers'] as const;
export type TabId = (typeof TABS)[number];

/** What of the measurements is looked at: neither part of the run nor of the document. */
export interface InstrumentView {
  readonly tab: TabId;
  /** A stretch that was chosen by hand, or null: the newest. */
  readonly chosen: Span | null;
  /** Of the newest stretch, how many times its usual length is seen. */
  readonly stretched: number;
  /** The selected station. */
  readonly station: string | null;
  /** The line whose curve is shown; null: the first. */
  readonly line: string | null;
}

export const OPENING_VIEW: InstrumentView = { tab: 'overview', chosen: null, stretched: 1, station: null, line: null };

/** All that the instruments show at one moment, as plain data; drawing decides nothing. */
export interface InstrumentModel {
  readonly view: InstrumentView;
  /** The run plays: each instrument may wait for its turn. */
  readonly isLive: boolean;
  readonly span: Span;
  /** Where the newest figures end. */
  readonly lastS: number;
  readonly warmupS: number;
  readonly warmingUp: boolean;
  readonly tS: readonly number[];
  readonly marks: readonly Mark[];
  readonly charts: readonly ChartModel[];
  readonly headline: readonly HeadlineModel[];
  /** What is not on the present tab is null. */
  readonly histogram: HistogramModel | null;
  readonly heat: HeatModel | null;
  readonly curve: CurveModel | null;
  readonly gauges: readonly Gauge[] | null;
  readonly gaugesSince: string;
  readonly numbers: NumbersModel | null;
}

export interface Moment {
  readonly measurements: Measurements;
  readonly scenario: Scenario | null;
  readonly speed: number;
  readonly measuredSpeed: number;
  readonly view?: InstrumentView;
  readonly isLive?: boolean;
}

const TIME_CHARTS: Readonly<Partial<Record<TabId, readonly string[]>>> = {
  overview: ['rates', 'latency', 'waiting', 'busy'],
  time: ['rates', 'losses', 'latency', 'waiting', 'busy', 'blocked', 'failures', 'inside'],
};
const HEAT_COLUMNS_MAX = 160;

/** Builds what the present tab shows. `before` keeps the scales still between one moment and the next. */
export function instrumentModel({ measurements, scenario, speed, measuredSpeed, view = OPENING_VIEW, isLive = false }: Moment, before?: InstrumentModel): InstrumentModel {
  const series = measurements.series();
  const last = series.length - 1;
  const lastS = series.tS[last] ?? 0;
  const windowS = lastS - (series.tS[last - 1] ?? 0);
  const pace = (speed === Infinity ? Math.max(measuredSpeed, 1) : speed) * view.stretched;
  const span = view.chosen === null ? visibleSpan({ speed: pace, windowS, lastS }) : chosenSpan(view.chosen, lastS);
  const rows = drawnRows(series.tS, series.length, span);
  const part: Part = { series, rows, scenario, spanS: rateSpanOf(measurements, lastS) };
  const was = (key: string): number | undefined => before?.charts.find((chart) => chart.key === key)?.bounds[1];
  const marks = marksIn(span, scenario, measurements.changesByHand, measurements.faultsByHand);
  const { tab } = view;
  const rollingS = Math.min(measurements.rollingS, lastS);

  const chart = (key: string): ChartModel => (key === 'latency' ? latencyChart(part, measurements.rolling().n, rollingS) : classChart(part, key, was(key), rollingS) ?? declaredChart(part, key, was(key)) ?? tableChart(part, key, was(key)));
  const charts = tab === 'station' && view.station !== null
    ? [...ownCharts(part, view.station, was), ...declaredOf(part, view.station, was)]
    : [...(TIME_CHARTS[tab] ?? []).flatMap((key) => (key === 'latency' && tab === 'time' ? [key, ...classCharts(scenario)] : [key])).map(chart), ...(tab === 'time' ? declaredCharts(scenario).map(chart).filter((each) => means(each, part)) : [])];
  const warmupS = scenario?.warmupS ?? 0;
  const histogram = tab === 'overview' || tab === 'tail' ? histogramModel(measurements, scenario, tab === 'tail') : null;
  return {
    view, isLive, span, lastS, warmupS, warmingUp: measurements.totals().warmingUp, marks, charts, histogram,
    tS: rows.map((row) => series.tS[row] ?? 0),
    headline: headline(scenario, measurements),
    heat: tab === 'tail' ? heatModel(measurements, span, marks, warmupS) : null,
    curve: tab === 'curve' ? curveModel(measurements, scenario, view.line) : null,
    gauges: tab === 'theory' ? theoryGauges(measurements, scenario) : null,
    gaugesSince: tab === 'theory' ? sinceWords(measurements) : '',
    numbers: tab === 'numbers' ? numbersModel(measurements, scenario) : null,
  };
}

/** A gauge that means nothing as the stations are set has no line, and no chart; a chart of calls says that there was nothing. */
const means = ({ key, lines }: ChartModel, { rows }: Part): boolean => !key.startsWith('gauge-') || lines.length > 0 || rows.length === 0;

function heatModel(measurements: Measurements, span: Span, marks: readonly Mark[], warmupS: number): HeatModel {
  const map = measurements.heat.read(span.fromS, span.toS, HEAT_COLUMNS_MAX);
  const n = map.columns.reduce((sum, column) => sum + column.reduce((all, count) => all + count, 0), 0);
  return { map, span, marks, warmupS, n };
}

/** A chart's present values in a sentence, for those who hear it. */
export function chartWords({ title, unit, lines, empty, note }: ChartModel, marks: readonly Mark[] = []): string {
  if (empty !== '') return `${title}: ${empty}`;
  const values = lines.filter(({ level }) => level !== true).map(({ label, values: all, faint, figure, n }) => {
    const value = all.at(-1) ?? faint?.at(-1);
    const of = n === undefined ? '' : ` of ${formatNumber(n[all.length - 1] ?? 0)} jobs`;
    return `${label} ${value === undefined || value === null ? 'none' : `${figureText(figure(value))}${of}`}`.trimStart();
  });
  const changes = marks.length === 0 ? '' : ` Changes: ${marks.map(({ atS, text }) => `at ${Number(atS.toPrecision(4))} s ${text}`).join('; ')}.`;
  return `${title}${unit === '' ? '' : `, ${unit}`}: ${values.join(', ')}${note === '' ? '' : ` (${note})`}.${changes}`;
}
