import type { JobFigures, Report, StationFigures } from '../experiments/report';
import type { DurationFigures } from '../metrics/duration-figures';
import type { Scenario } from '../scenario/scenario';
import { numeral } from '../scenario/wording';

type Row = readonly string[];

/** Jobs that must lie beyond a percentile before it says anything. */
const BEYOND_MIN = 10;
const PERCENTILES = [['p50', 0.5], ['p90', 0.9], ['p95', 0.95], ['p99', 0.99], ['p999', 0.999]] as const;

/** The figures of a run for a person. */
export function printReport(report: Report & { readonly wallS: number }, scenario: Scenario): string {
  const { warmupS, simulatedS, events, wallS, seed, stopped } = report;
  const lines = [
    report.title,
    `seed ${seed}, ${numeral(round(simulatedS, 3))} s${warmupS > 0 ? ` after ${numeral(warmupS)} s of warm-up` : ''}, ${numeral(events)} events in ${wallS} s`,
    ...(warmupS + simulatedS < scenario.warmupS + scenario.durationS ? [`ended early: ${stopped}`] : []),
    '',
    ...jobLines(report),
    '',
    ...latencyLines(report),
    '',
    ...stationLines(report.stations, scenario),
    ...histogramLines(report.stations),
    ...checkLines(report),
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
  const rows = [durationRow('all', report.latencyS), ...classRows(report, ({ latencyS }, name) => durationRow(name, latencyS))];
  return durationTable('latency', rows);
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

function checkLines({ checks }: Report): string[] {
  if (checks.length === 0) return [];
  const limits = ({ min, max }: Report['checks'][number]): string => [
    ...(min === undefined ? [] : [`at least ${numeral(min)}`]), ...(max === undefined ? [] : [`at most ${numeral(max)}`]),
  ].join(' and ');
  return ['', ...checks.map((check) => (
    `check ${check.pass ? 'passed' : 'FAILED'}: ${check.name}, ${check.value === null ? 'no figure' : numeral(significant(check.value))}, ${limits(check)}`
  ))];
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
  const percentiles = PERCENTILES.map(([key, share]) => {
    const text = duration(figures[key]);
    return figures[key] !== null && figures.n * (1 - share) < BEYOND_MIN ? `(${text})` : text;
  });
  return [name, numeral(figures.n), duration(figures.mean), ...percentiles, duration(figures.max)];
}

function isDuration(value: unknown): value is DurationFigures {
  return typeof value === 'object' && value !== null && 'n' in value && 'p99' in value;
}

/** Columns of words are set left, columns of figures right. */
function table(rows: readonly Row[], wordColumns = 1): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => (
    column < wordColumns ? cell.padEnd(widths[column]) : cell.padStart(widths[column])
  )).join('  ').trimEnd());
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
