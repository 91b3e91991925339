export type Row = readonly string[];

/** Columns of words are set left, columns of figures right. */
export function table(rows: readonly Row[], wordColumns = 1): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => (
    column < wordColumns ? cell.padEnd(widths[column]) : cell.padStart(widths[column])
  )).join('  ').trimEnd());
}

/** For a report in Markdown; the first columns are words, the rest figures. */
export function markdownTable([head = [], ...rows]: readonly Row[], wordColumns = 1): string {
  const line = (cells: Row): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), line(head.map((_, column) => (column < wordColumns ? '---' : '---:'))), ...rows.map(line)].join('\n')}\n`;
}

/** RFC 4180: a cell with a comma, a quote or a line break stands in quotes. */
export function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string => {
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
