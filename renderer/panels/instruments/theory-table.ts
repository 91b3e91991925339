import { durationFigure, shareFigure } from '../../ui/format';
import type { Table } from './csv';
import type { Gauge, GaugeRow } from './theory-model';

/** What the gauges show, every digit of it; a line without a formula has one row, which says why. */
export function theoryTable(gauges: readonly Gauge[], since: string): Table {
  return [
    ['of', 'model', 'verdict', 'why', 'figure', 'theory', 'measured', 'unit', 'interval from', 'interval to', 'n', 'measured since', 'note', 'source'],
    ...gauges.flatMap(({ title, model, source, note, rows, verdict, why }) => {
      const head = [title, model, verdict, why];
      if (rows.length === 0) return [[...head, '', null, null, '', null, null, null, '', note, source]];
      return rows.map((row) => [
        ...head, row.label, row.theory, row.measured, unitOf(row), row.interval?.[0] ?? null, row.interval?.[1] ?? null, row.n, since.replace(/^measured since /, ''), note, source,
      ]);
    }),
  ];
}

/** Of the bare values. */
function unitOf({ figure }: GaugeRow): string {
  if (figure === durationFigure) return 's';
  return figure === shareFigure ? 'share' : 'jobs';
}
