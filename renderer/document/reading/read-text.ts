import { trace } from '../../../simulations/policies/arrivals/trace';
import type { TraceRows } from '../../../simulations/engine/kind';
import { withInitials, type ParamValues } from '../../../simulations/engine/param';
import { isObject, own } from '../../../simulations/scenario/json-object';
import { readScenarioFile } from '../../../simulations/scenario/parse-scenario';
import type { Result } from '../../../simulations/scenario/problem';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { readTrace, rememberTrace, REMEMBERED_MAX, type OnShare } from '../../../simulations/scenario/trace-csv';
import { validateScenario } from '../../../simulations/scenario/validate-scenario';

/** What a file is taken for. */
export type TextKind = 'scenario' | 'arrivals';

/** The rows that were read of some station's recorded arrivals. */
export interface StationRows {
  readonly station: string;
  readonly rows: TraceRows;
}

export interface ScenarioRead {
  readonly kind: 'scenario';
  readonly scenario: Result<Scenario>;
  readonly rows: readonly StationRows[];
}
export interface ArrivalsRead {
  readonly kind: 'arrivals';
  /** Null: they cannot be read; what is wrong with them is said where they are put in. */
  readonly rows: TraceRows | null;
}
export type TextRead = ScenarioRead | ArrivalsRead;

/** Of the time that a scenario with a long recording takes, until its text has become a scenario. */
const TEXT_SHARE = 0.3;

/** All that takes long of opening a file. It is done in a worker, so what has been read of recordings is handed over too. */
export function readText(kind: TextKind, text: string, onShare: OnShare): TextRead {
  if (kind === 'arrivals') return { kind, rows: rowsIn(arrivalsOf(text), onShare) };
  const file = readScenarioFile(text);
  if (!file.ok) return { kind, scenario: file, rows: [] };
  onShare(TEXT_SHARE);
  const long = recordings(file.value);
  const charsInAll = long.reduce((sum, { chars }) => sum + chars, 0);
  let charsBefore = 0;
  const rows = long.flatMap(({ station, values, chars }) => {
    const read = rowsIn(values, (share) => onShare(TEXT_SHARE + (1 - TEXT_SHARE) * (charsBefore + share * chars) / charsInAll));
    charsBefore += chars;
    return read === null ? [] : [{ station, rows: read }];
  });
  // What was read just now is remembered; and what is wrong with it is found here.
  return { kind, scenario: validateScenario(file.value, { draft: true }), rows };
}

/** What was read elsewhere is not read again here. */
export function rememberRead(scenario: Scenario, rows: readonly StationRows[]): void {
  for (const each of rows) {
    const values = scenario.stations[each.station]?.['arrivals'];
    if (typeof values === 'object') rememberTrace(valuesOf(values as ParamValues), each.rows);
  }
}

export const rememberArrivals = (csv: string, rows: TraceRows): void => rememberTrace(arrivalsOf(csv), rows);

/** Recorded arrivals as they are put in, with the columns called as usual. */
const arrivalsOf = (csv: string): ParamValues => valuesOf({ kind: 'trace', csv });
const valuesOf = (values: ParamValues): ParamValues => withInitials(trace.params, values);

function rowsIn(values: ParamValues, onShare: OnShare): TraceRows | null {
  const rows = readTrace(values, onShare);
  return rows.ok ? rows.value : null;
}

interface Recording {
  readonly station: string;
  readonly values: ParamValues;
  readonly chars: number;
}

/** The longest, as many as are remembered, in a file that may say anything. */
function recordings(file: unknown): readonly Recording[] {
  const stations = isObject(file) ? own(file, 'stations') : undefined;
  const found = Object.entries(isObject(stations) ? stations : {}).flatMap(([station, spec]): readonly Recording[] => {
    const arrivals = isObject(spec) ? own(spec, 'arrivals') : undefined;
    if (!isObject(arrivals) || own(arrivals, 'kind') !== 'trace') return [];
    const csv = own(arrivals, 'csv');
    return typeof csv === 'string' ? [{ station, values: valuesOf(arrivals as ParamValues), chars: csv.length }] : [];
  });
  return found.toSorted((a, b) => b.chars - a.chars).slice(0, REMEMBERED_MAX);
}
