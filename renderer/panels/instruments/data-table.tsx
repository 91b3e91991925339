import { formatNumber } from '../../ui/format';
import type { Table } from './csv';

const ROWS_SHOWN = 60;

/** A chart's numbers, the newest first; all of them are in the file. */
export function DataTable({ title, table }: { readonly title: string; readonly table: Table }) {
  const [head = [], ...rows] = table;
  const shown = rows.slice(-ROWS_SHOWN).reverse();
  return (
    <div className="chart-table" role="region" aria-label={`${title} as a table`} tabIndex={0}>
      <table>
        <thead>
          <tr>{head.map((cell, at) => <th key={at} scope="col">{cell}</th>)}</tr>
        </thead>
        <tbody>
          {shown.map((cells, row) => (
            <tr key={row}>{cells.map((cell, at) => <td key={at}>{cell === null ? '–' : typeof cell === 'number' ? formatNumber(cell) : cell}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
