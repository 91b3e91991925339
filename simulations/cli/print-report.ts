import type { JobFigures, Report, StationFigures } from '../experiments/report';
import { checkedFigure } from '../experiments/figure-names';
import { figuresOf } from '../experiments/report-figures';
import { BEYOND_MIN } from '../metrics/batch-quantiles';
import { PERCENTILES, type DurationFigures, type PercentileName } from '../metrics/duration-figures';
import type { CheckSpec, Scenario } from '../scenario/scenario';
import { numeral } from '../scenario/wording';
import { figureText } from './figure-text';
import { csv, table, type Row } from './table';
import { theoryLines } from './theory-lines';

const PERCENTILE_NAMES = Object.keys(PERCENTILES) as readonly PercentileName[];

/** The figures of a run for a person. */
export function printReport(report: Report & { readonly wallS: number; readonly interrupted?: boolean }, scenario: Scenario): string {
  const { warmupS, simulatedS, events, wallS, seed } = report;
  const stopped = report.interrupted === true ? 'interrupted' : report.stopped;
  const lines = [
    report.title,
    `seed ${seed}, ${numeral(round(simulatedS, 3))} s${warmupS > 0 ? ` after ${numeral(warmupS)} s of warm-up` : ''}, ${numeral(events)} events in ${wallS} s`,
    ...(stopped === '' ? [] : [`ended early: ${stopped}`]),
    warmUpLine(report),
    '',
    ...jobLines(report),
    '',
    ...latencyLines(report),
    '',
    ...stationLines(report.stations, scenario),
    ...histogramLines(report.stations),
    ...theoryLines(report.theory, report.theoryOfWhole),
    ...checkLines(report, scenario),
  ];
  return `${lines.join('\n')}\n`;
}

function jobLines(report: Report): string[] {
  const of = (name: string, jobs: JobFigures): Row => [
    name, ...[jobs.insideAtStart, jobs.made, jobs.served, jobs.good, sum(jobs.shed), jobs.failed + jobs.timedOut, jobs.inside].map(numeral),
  ];
  const shed = Object.entries(report.jobs.shed).filter(([, count]) => count > 0);
  return [
    ...table([
      ['jobs', 'inside at start', 'made', 'served', 'good', 'shed', 'failed', 'inside at end'],
      of('all', report.jobs),
      ...classRows(report, ({ jobs }, name) => of(name, jobs)),
    ]),
    `throughput ${rate(report.throughputPerS)}, goodput ${rate(report.goodputPerS)}`,
    ...(shed.length === 0 ? [] : [`shed: ${shed.map(([reason, count]) => `${reason} ${numeral(count)}`).join(', ')}`]),
  ];
}

function latencyLines(report: Report): string[] {
  const rows = [durationRow('all', report.latencyS), ...intervalRows(report), ...classRows(report, ({ latencyS }, name) => durationRow(name, latencyS))];
  return [...durationTable('latency', rows), ...whyNoInterval(report)];
}

function warmUpLine({ warmup: { enough, why }, warmupS }: Report): string {
  const what = warmupS > 0 ? 'warm-up' : 'no warm-up';
  if (enough === null) return `${what}: cannot be told whether it was long enough: ${why}`;
  return enough ? `${what}: long enough, ${why}` : `${what}: TOO SHORT, ${why}`;
}

/** Below the figures of all, the two ends of their intervals. */
function intervalRows({ latencyS }: Report): Row[] {
  const limits = [latencyS.meanCi95, ...PERCENTILE_NAMES.map((name) => latencyS[`${name}Ci95`])];
  if (limits.every((each) => each === null)) return [];
  const end = (which: 0 | 1): string[] => limits.map((each) => (each === null ? '–' : duration(each[which])));
  return [['  95 % from', '', ...end(0), ''], ['  95 % to', '', ...end(1), '']];
}

/** One line for each reason, with the figures that it keeps from an interval. */
function whyNoInterval({ latencyS: { ci95Why } }: Report): string[] {
  const names = (['mean', ...PERCENTILE_NAMES] as const).filter((name) => ci95Why[name] !== undefined);
  const reasons = [...new Set(names.map((name) => ci95Why[name]))];
  return reasons.map((why) => `no 95 % interval for ${names.filter((name) => ci95Why[name] === why).map((name) => (name === 'p999' ? 'p99.9' : name)).join(', ')}: ${why}`);
}

function histogramLines(stations: Report['stations']): string[] {
  const rows = Object.entries(stations).flatMap(([id, station]) => (
    Object.entries(station).flatMap(([name, value]) => (isDuration(value) ? [durationRow(`${id} ${name.replace(/S$/, '')}`, value)] : []))
  ));
  return rows.length === 0 ? [] : ['', ...durationTable('inside a station', rows)];
}

function stationLines(stations: Report['stations'], scenario: Scenario): string[] {
  const row = (id: string, station: StationFigures): Row => [
    id, station.kind, numeral(station.arrived), numeral(station.left), numeral(sum(station.shed)),
    numeral(round(station.meanJobs, 2)), numeral(station.maxJobs), duration(station.meanStayS),
    station.utilisation === undefined ? '' : percent(station.utilisation), percent(station.blockedShare),
  ];
  const ids = Object.keys(scenario.stations).filter((id) => stations[id] !== undefined);
  return table([
    ['station', 'kind', 'arrived', 'left', 'shed', 'jobs, mean', 'jobs, max', 'stay, mean', 'busy', 'blocked'],
    ...ids.map((id) => row(id, stations[id])),
  ], 2);
}

function checkLines({ checks }: Report, scenario: Scenario): string[] {
  if (checks.length === 0) return [];
  return ['', ...checks.map((check, c) => {
    const figure = checkedFigure(scenario.checks[c]);
    return `check ${check.pass ? 'passed' : 'FAILED'}: ${check.name}, ${check.value === null ? 'no figure' : figureText(figure, check.value)}, ${limitsText(figure, check)}`;
  })];
}

/** "at least 1 per s and at most 2 per s": as they stand in the scenario, with the figure's unit. */
export function limitsText(figure: string, { min, max }: Pick<CheckSpec, 'min' | 'max'>): string {
  return [...(min === undefined ? [] : [`at least ${figureText(figure, min)}`]), ...(max === undefined ? [] : [`at most ${figureText(figure, max)}`])].join(' and ');
}

/** A line for each figure of a run, with its interval where it has one; durations in seconds. */
export function reportCsv(report: Report): string {
  const { latencyS } = report;
  const intervals: Readonly<Record<string, readonly [number, number] | null>> = {
    'latencyS.mean': latencyS.meanCi95, ...Object.fromEntries(PERCENTILE_NAMES.map((name) => [`latencyS.${name}`, latencyS[`${name}Ci95`]])),
  };
  return csv([
    ['figure', 'value', 'low95', 'high95'],
    ...Object.entries(figuresOf(report)).map(([name, value]) => [name, value, intervals[name]?.[0] ?? null, intervals[name]?.[1] ?? null]),
  ]);
}

/** One class says what "all" says already. */
function classRows(report: Report, row: (figures: Report['classes'][string], name: string) => Row): Row[] {
  const entries = Object.entries(report.classes);
  return entries.length < 2 ? [] : entries.map(([name, figures]) => row(figures, name));
}

function durationTable(title: string, rows: readonly Row[]): string[] {
  const lines = table([[title, 'n', 'mean', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'max'], ...rows]);
  const hasWeak = rows.some((row) => row.some((cell) => cell.startsWith('(')));
  return hasWeak ? [...lines, `(in brackets: fewer than ${BEYOND_MIN} jobs lie beyond it)`] : lines;
}

function durationRow(name: string, figures: DurationFigures): Row {
  const percentiles = PERCENTILE_NAMES.map((key) => {
    const text = duration(figures[key]);
    return figures[key] !== null && !figures.supported[key] ? `(${text})` : text;
  });
  return [name, numeral(figures.n), duration(figures.mean), ...percentiles, duration(figures.max)];
}

function isDuration(value: unknown): value is DurationFigures {
  return typeof value === 'object' && value !== null && 'n' in value && 'p99' in value;
}

function duration(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds !== 0 && seconds < 0.001) return `${significant(seconds * 1e6)} µs`;
  return seconds !== 0 && seconds < 1 ? `${significant(seconds * 1000)} ms` : `${numeral(significant(seconds))} s`;
}

function rate(perS: number): string {
  return `${numeral(Number(perS.toPrecision(4)))} per s`;
}

function percent(share: number): string {
  return `${round(share * 100, 1)} %`;
}

/** Three figures: more would pretend. */
function significant(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function sum(counts: Readonly<Record<string, number | undefined>>): number {
  return Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);
}
