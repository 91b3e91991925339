import Papa from 'papaparse';
import type { TraceRows } from '../engine/kind';
import type { ParamValues } from '../engine/param';
import { didYouMean } from './nearest';
import { ok, refuse, type Result } from './problem';
import { numeral, quoted } from './wording';

export const TRACE_ROWS_MAX = 5_000_000;
/** 2^53 ns: beyond it times are not exact. */
const TIME_S_MAX = 9_007_199;
const HEADER_CHARS_MAX = 10_000;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

export interface TraceColumns {
  /** Must be there; seconds, never going backwards. */
  readonly at: string;
  /** '' is none. A blank cell is "not known". */
  readonly demand: string;
  readonly patience: string;
  /** The id of a class; a blank cell is drawn. */
  readonly class?: string;
  /** A whole number from 1; a blank cell is drawn. */
  readonly key?: string;
  /** The time in the file that is time 0 of the run. */
  readonly originS: number;
}

/** The names that a file need not have: without such a column, nothing is known of it. */
const OPTIONAL = { demand: 'demandS', patience: 'patienceS', class: 'class', key: 'key' };
/** Different names of classes; a scenario has fewer. */
const NAMES_MAX = 1_000;
const KEY_MAX = 2_147_483_647;

/** Told as a table is read, with the share of its text that lies behind. */
export type OnShare = (share: number) => void;
/** A table of so many is read in some milliseconds. */
const ROWS_PER_SHARE = 20_000;

/** The rows that the parameters of trace arrivals hold. No text and no file is no rows. Problems name the parameter. */
export function readTrace(values: ParamValues, onShare?: OnShare): Result<TraceRows> {
  const csv = textIn(values, 'csv');
  const file = textIn(values, 'file');
  if (csv === '') {
    if (file === '') return ok(noRows);
    return refuse({ path: 'file', message: `the rows of ${quoted(file)} are not in the scenario; open the file again, or clear its name` });
  }
  const rows = rememberedRows(csv, columnsIn(values), onShare);
  return rows.ok ? rows : refuse(...rows.problems.map(({ message }) => ({ path: 'csv', message })));
}

/** These rows have been read of these parameters elsewhere: to read them again would take as long again. */
export function rememberTrace(values: ParamValues, rows: TraceRows): void {
  remember(textIn(values, 'csv'), JSON.stringify(columnsIn(values)), ok(rows));
}

function columnsIn(values: ParamValues): TraceColumns {
  const text = (name: string): string => textIn(values, name);
  return {
    at: text('atColumn'), demand: text('demandColumn'), patience: text('patienceColumn'), class: text('classColumn'), key: text('keyColumn'), originS: Number(values['originS'] ?? 0),
  };
}

function textIn(values: ParamValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}

/** Reads a table of times into whole nanoseconds; the first thing that is wrong is the only problem. */
export function parseTraceCsv(csv: string, columns: TraceColumns, onShare?: OnShare): Result<TraceRows> {
  const reader = new RowReader(columns);
  let untold = 0;
  Papa.parse(csv, {
    delimiter: delimiterOf(csv),
    skipEmptyLines: false, // They count as rows of the file, so that a problem names the row that an editor shows.
    step: ({ data, errors, meta }, parser) => {
      untold += 1;
      if (untold === ROWS_PER_SHARE) {
        untold = 0;
        onShare?.(meta.cursor / csv.length);
      }
      const quotes = errors.find(({ type }) => type === 'Quotes');
      if (quotes === undefined) reader.read(data);
      else reader.refuseRow('a closing double quote is missing');
      if (reader.problem !== '') parser.abort();
    },
  });
  return reader.finish();
}

/** What the header is divided by most often. */
function delimiterOf(csv: string): string {
  const header = /\S.*/.exec(csv.slice(0, HEADER_CHARS_MAX))?.[0].replace(/"[^"]*"/g, '') ?? '';
  const counts = [',', ';', '\t', '|'].map((delimiter) => [delimiter, header.split(delimiter).length] as const);
  return counts.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

class RowReader {
  problem = '';
  /** The header is row 1, as a spreadsheet counts. */
  private row = 0;
  private header: readonly string[] | undefined;
  private count = 0;
  private rows = emptyRows(1024);
  private readonly at = { index: -1, name: '' };
  private readonly demand = { index: -1, name: '' };
  private readonly patience = { index: -1, name: '' };
  private readonly cls = { index: -1, name: '' };
  private readonly key = { index: -1, name: '' };
  private readonly classNames = new Map<string, number>();

  constructor(private readonly columns: TraceColumns) {}

  read(cells: readonly string[]): void {
    this.row += 1;
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    if (this.header === undefined) {
      this.readHeader(cells.map((cell) => cell.trim()));
    } else if (cells.length !== this.header.length) {
      this.refuseRow(`must have ${this.header.length} cells as the header has, found ${cells.length}`);
    } else {
      this.readRow(cells);
    }
  }

  refuseRow(message: string, column = ''): void {
    const where = column === '' ? '' : `, column ${quoted(column)}`;
    if (this.problem === '') this.problem = `row ${Math.max(1, this.row)}${where}: ${message}`;
  }

  finish(): Result<TraceRows> {
    if (this.problem === '' && this.header === undefined) this.problem = 'the table is empty; it needs a header and rows';
    if (this.problem === '' && this.count === 0) this.problem = 'there is no row below the header';
    if (this.problem !== '') return refuse({ path: '', message: this.problem });
    const { atNs, demandNs, patienceNs, classes, keys } = this.rows;
    return ok({
      atNs: atNs.slice(0, this.count), demandNs: demandNs.slice(0, this.count), patienceNs: patienceNs.slice(0, this.count),
      classes: classes.slice(0, this.cls.index < 0 ? 0 : this.count), classNames: [...this.classNames.keys()],
      keys: keys.slice(0, this.key.index < 0 ? 0 : this.count),
    });
  }

  private readHeader(names: readonly string[]): void {
    this.header = names;
    this.find(this.at, this.columns.at, false);
    this.find(this.demand, this.columns.demand, this.columns.demand === OPTIONAL.demand);
    this.find(this.patience, this.columns.patience, this.columns.patience === OPTIONAL.patience);
    this.find(this.cls, this.columns.class ?? '', this.columns.class === OPTIONAL.class);
    this.find(this.key, this.columns.key ?? '', this.columns.key === OPTIONAL.key);
  }

  private find(column: { index: number; name: string }, name: string, mayBeMissing: boolean): void {
    const names = this.header ?? [];
    const index = name === '' ? -1 : names.indexOf(name);
    const isNeeded = column === this.at || name !== '';
    if (index < 0 && isNeeded && !mayBeMissing) this.refuseRow(`no column ${quoted(name)}${didYouMean(name, names)}`);
    else if (index >= 0 && names.includes(name, index + 1)) this.refuseRow(`two columns are called ${quoted(name)}`);
    column.index = index;
    column.name = name;
  }

  private readRow(cells: readonly string[]): void {
    if (this.count === TRACE_ROWS_MAX) {
      this.problem = `must be at most ${numeral(TRACE_ROWS_MAX)} rows`;
      return;
    }
    if (this.count === this.rows.atNs.length) this.rows = grown(this.rows);
    const { atNs, demandNs, patienceNs, classes, keys } = this.rows;
    const i = this.count;
    atNs[i] = this.timeNs(cells, this.at, this.columns.originS);
    demandNs[i] = this.timeNs(cells, this.demand, 0);
    patienceNs[i] = this.timeNs(cells, this.patience, 0);
    if (this.cls.index >= 0) classes[i] = this.classOf(cells[this.cls.index].trim());
    if (this.key.index >= 0) keys[i] = this.keyOf(cells[this.key.index].trim());
    if (this.problem !== '') return;
    if (i > 0 && atNs[i] < atNs[i - 1]) {
      this.refuseRow(`times must not go backwards, found ${numeral(this.seconds(atNs[i]))} after ${numeral(this.seconds(atNs[i - 1]))} s`, this.at.name);
      return;
    }
    this.count += 1;
  }

  /** −1 where the column is missing or the cell is blank and may be. */
  private timeNs(cells: readonly string[], column: { readonly index: number; readonly name: string }, fromS: number): number {
    if (column.index < 0) return -1;
    const cell = cells[column.index].trim();
    if (cell === '' && column !== this.at) return -1;
    const seconds = NUMBER.test(cell) ? Number(cell) : NaN;
    if (seconds >= fromS && seconds - fromS <= TIME_S_MAX) return Math.round((seconds - fromS) * 1e9);
    const allowed = seconds > fromS
      ? `at most ${numeral(TIME_S_MAX)} s after the start`
      : `a number of seconds ≥ ${numeral(fromS)}${fromS === 0 ? '' : ', the clock at the start'}`;
    this.refuseRow(`must be ${allowed}, found ${quoted(cell)}`, column.name);
    return -1;
  }

  private classOf(name: string): number {
    if (name === '') return -1;
    const known = this.classNames.get(name) ?? this.classNames.size;
    if (known < NAMES_MAX) this.classNames.set(name, known);
    else this.refuseRow(`must be at most ${numeral(NAMES_MAX)} different classes`, this.cls.name);
    return known;
  }

  private keyOf(cell: string): number {
    if (cell === '') return 0;
    const key = /^\d+$/.test(cell) ? Number(cell) : NaN;
    if (key >= 1 && key <= KEY_MAX) return key;
    this.refuseRow(`must be a whole number from 1 to ${numeral(KEY_MAX)}, found ${quoted(cell)}`, this.key.name);
    return 0;
  }

  private seconds(ns: number): number {
    return ns / 1e9 + this.columns.originS;
  }
}

function emptyRows(length: number): TraceRows {
  return {
    atNs: new Float64Array(length), demandNs: new Float64Array(length), patienceNs: new Float64Array(length),
    classes: new Int16Array(length), classNames: [], keys: new Int32Array(length),
  };
}

export const noRows: TraceRows = emptyRows(0);

function grown(rows: TraceRows): TraceRows {
  const larger = emptyRows(rows.atNs.length * 2);
  larger.atNs.set(rows.atNs);
  larger.demandNs.set(rows.demandNs);
  larger.patienceNs.set(rows.patienceNs);
  larger.classes.set(rows.classes);
  larger.keys.set(rows.keys);
  return larger;
}

/**
 * The same text is read when a scenario is checked, when it is compiled and after each edit beside it. The last
 * two results are kept; that changes the time it takes and nothing else.
 */
export const REMEMBERED_MAX = 2;
const remembered: { readonly csv: string; readonly columns: string; readonly rows: Result<TraceRows> }[] = [];

function rememberedRows(csv: string, columns: TraceColumns, onShare?: OnShare): Result<TraceRows> {
  const key = JSON.stringify(columns);
  const known = remembered.find((entry) => entry.columns === key && entry.csv === csv);
  if (known !== undefined) return known.rows;
  const rows = parseTraceCsv(csv, columns, onShare);
  remember(csv, key, rows);
  return rows;
}

function remember(csv: string, columns: string, rows: Result<TraceRows>): void {
  remembered.unshift({ csv, columns, rows });
  remembered.length = Math.min(remembered.length, REMEMBERED_MAX);
}
