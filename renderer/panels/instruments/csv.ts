import { barFloorS } from '../../run';
import type { ChartModel } from './chart-model';
import type { CurveModel } from './curve-model';
import type { HeatModel } from './draw-heat';
import type { HistogramModel } from './histogram-model';
import type { NumbersModel } from './numbers-model';

type Cell = string | number | null;

/** Rows of a table: the first one names the columns. */
export type Table = readonly (readonly Cell[])[];

/** The drawn rows of a chart, every digit of them; a line's faint part is the same line. */
export function chartTable(chart: ChartModel, tS: readonly number[]): Table {
  const listed = chart.lines.filter(({ level }) => level !== true);
  const unit = unitOf(chart);
  const ofAll = chart.n === undefined ? [] : [chart.n];
  const head = [
    'time, s', ...listed.flatMap(({ label, n }) => [[label, unit].filter((word) => word !== '').join(', '), ...(n === undefined ? [] : [`${label}, n`])]), ...ofAll.map(() => 'n'),
  ];
  return [head, ...tS.map((atS, row) => [
    atS, ...listed.flatMap(({ values, faint, n }) => [values[row] ?? faint?.[row] ?? null, ...(n === undefined ? [] : [n[row] ?? null])]), ...ofAll.map((n) => n[row] ?? null),
  ])];
}

/** Of the bare values: on the screen a time has its own unit, and a share is seen as a percentage. */
function unitOf({ scale, unit }: ChartModel): string {
  switch (scale) {
    case 'linear': return unit;
    case 'log': return 's';
    case 'share': return unit.startsWith('share') ? unit : `share ${unit}`;
  }
}

export function histogramTable({ bins, n }: HistogramModel): Table {
  const head = ['from, s', 'to, s', 'jobs', 'share of jobs', 'share that took longer'];
  let above = 1;
  return [head, ...(bins?.shares ?? []).map((share, bar) => {
    above = Math.max(0, above - share);
    const from = (bins?.from ?? 0) + bar * (bins?.width ?? 0);
    return [10 ** from, 10 ** (from + (bins?.width ?? 0)), counted(share * n), share, counted(above)];
  })];
}

/** Without the last digits, which the sums before it have left: one job, and not 0.9999999999999999. */
const counted = (value: number): number => Number(value.toFixed(9));

/** The share that took longer, at every latency that occurred. */
export function tailTable({ tail }: HistogramModel): Table {
  const rows: Cell[][] = [];
  for (let i = 2; i < tail.length; i += 4) rows.push([tail[i] ?? 0, tail[i + 1] ?? 0]);
  return [['latency, s', 'share that took longer'], ...rows];
}

export function heatTable({ map }: HeatModel): Table {
  const rows: Cell[][] = [];
  map.columns.forEach((column, place) => column.forEach((count, bar) => {
    if (count > 0) rows.push([map.edgesS[place] ?? 0, map.edgesS[place + 1] ?? 0, barFloorS(map.firstBar + bar), barFloorS(map.firstBar + bar + 1), count]);
  }));
  return [['time from, s', 'time to, s', 'latency from, s', 'latency to, s', 'jobs'], ...rows];
}

export function curveTable({ theory, trail }: CurveModel): Table {
  return [
    ['of', 'utilisation', 'mean time, s'],
    ...(theory?.points ?? []).map(({ load, timeS }) => [theory?.model ?? '', load, timeS]),
    ...trail.map(({ load, timeS }) => ['measured', load, timeS]),
  ];
}

/** Values with all their digits, as the report has them. */
export function numbersTable({ groups }: NumbersModel): Table {
  return [
    ['of', 'figure', 'value', 'shown', 'unit', 'interval from', 'interval to', 'n', 'n counts', 'in the report'],
    ...groups.flatMap(({ title, rows }) => rows.map(({ key, label, value, figure, interval, n, of }) =>
      [title, label, value, figure.number, figure.unit, interval?.[0].number ?? null, interval?.[1].number ?? null, n, of, key])),
  ];
}

/** As in RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
export function csvText(table: Table): string {
  return table.map((row) => row.map((cell) => csvCell(cell)).join(',')).join('\r\n') + '\r\n';
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** For the clipboard: a spreadsheet takes tabs. */
export const tsvText = (table: Table): string =>
  table.map((row) => row.map((cell) => (cell === null || Number.isNaN(cell) ? '' : String(cell).replaceAll(/[\t\r\n]+/g, ' '))).join('\t')).join('\n');
