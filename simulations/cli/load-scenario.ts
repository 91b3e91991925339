import { dirname, isAbsolute, join, win32 } from 'node:path';
import { libraryScenarios } from '../library';
import { TEXT_CHARS_MAX } from '../scenario/limits';
import { isObject, own, type JsonObject } from '../scenario/json-object';
import { didYouMean } from '../scenario/nearest';
import { readScenarioFile } from '../scenario/parse-scenario';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { validateScenario } from '../scenario/validate-scenario';
import { numeral, quoted } from '../scenario/wording';
import type { Io } from './io';

/** Where a scenario came from: its name in messages, and the folder that its other files are seen from. */
export interface Loaded {
  readonly scenario: Scenario;
  readonly folder: string;
}

/** FILE is a path, `-` for standard input, or the id of a built-in scenario when there is no such file. */
export async function loadScenario(file: string, io: Io): Promise<Result<Loaded>> {
  if (file === '-') return checked(await io.readStdin(), '.', io);
  if (io.isFile(file)) {
    const text = readLimited(file, io);
    return text.ok ? checked(text.value, dirname(file), io) : text;
  }
  const builtIn = libraryScenarios.find(({ id }) => id === file);
  if (builtIn !== undefined) return ok({ scenario: builtIn.scenario, folder: '.' });
  if (io.isFolder(file)) return refuse({ path: '', message: 'is a folder; a scenario is a file in it' });
  return refuse({ path: '', message: `there is no such file and no built-in scenario of that name${didYouMean(file, libraryScenarios.map(({ id }) => id))}` });
}

function checked(text: string, folder: string, io: Io): Result<Loaded> {
  const file = readScenarioFile(text);
  if (!file.ok) return file;
  const problems: Problem[] = [];
  const withTraces = withTraceFiles(file.value, folder, io, problems);
  if (problems.length > 0) return refuse(...problems);
  const scenario = validateScenario(withTraces);
  return scenario.ok ? ok({ scenario: scenario.value, folder }) : scenario;
}

/** Puts the rows of trace files that are named beside the scenario into it. What has another shape is left to validation. */
function withTraceFiles(value: unknown, folder: string, io: Io, problems: Problem[]): unknown {
  const stations = isObject(value) ? own(value, 'stations') : undefined;
  if (!isObject(value) || !isObject(stations)) return value;
  const entries = Object.entries(stations).map(([id, station]) => {
    const arrivals = isObject(station) ? own(station, 'arrivals') : undefined;
    if (!isObject(station) || !isObject(arrivals) || !namesRows(arrivals)) return [id, station] as const;
    const csv = readTraceFile(arrivals['file'], folder, io);
    if (csv.ok) return [id, { ...station, arrivals: { ...arrivals, csv: csv.value } }] as const;
    for (const { message } of csv.problems) problems.push({ path: `stations.${id}.arrivals.file`, message });
    return [id, station] as const;
  });
  return { ...value, stations: Object.fromEntries(entries) };
}

/** Rows that stand in the scenario itself go before a file's name. */
function namesRows(arrivals: JsonObject): arrivals is JsonObject & { readonly file: string } {
  const file = own(arrivals, 'file');
  const csv = own(arrivals, 'csv');
  return own(arrivals, 'kind') === 'trace' && typeof file === 'string' && file !== '' && (csv === undefined || csv === '');
}

/** The text of a CSV, named as seen from the scenario's folder. A scenario that came from elsewhere must not read any file it likes. */
export function readTraceFile(name: string, folder: string, io: Io): Result<string> {
  if (isAbsolute(name) || win32.isAbsolute(name)) {
    return refuse({ path: '', message: `must be a path from the scenario's folder, found ${quoted(name)}` });
  }
  const path = join(folder, name);
  if (!io.isFile(path)) return refuse({ path: '', message: `there is no file ${quoted(name)} beside the scenario (looked for ${path})` });
  const text = readLimited(path, io);
  if (text.ok && text.value.trim() === '') return refuse({ path: '', message: `the file ${quoted(name)} is empty` });
  return text;
}

function readLimited(path: string, io: Io): Result<string> {
  try {
    const bytes = io.fileBytes(path);
    // A character takes at most four bytes.
    if (bytes > TEXT_CHARS_MAX * 4) return refuse({ path: '', message: `the file must be at most ${numeral(TEXT_CHARS_MAX)} characters, found ${numeral(bytes)} bytes` });
    return ok(io.readFile(path));
  } catch (error) {
    return refuse({ path: '', message: `cannot be read: ${error instanceof Error ? error.message : String(error)}` });
  }
}
