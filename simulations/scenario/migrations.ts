import { isObject, own, type JsonObject } from './json-object';
import { ok, refuse, type Result } from './problem';
import { SCENARIO_FORMAT } from './scenario';
import { found } from './wording';

/** Takes a file of one format to the next. It must not throw, whatever it is given; what it does not understand it leaves to validation. */
type Migration = (file: JsonObject) => JsonObject;

const FORMAT = /^spillway\/(\d{1,6})$/;
const PRESENT = versionOf(SCENARIO_FORMAT) ?? 0;

/** Each leads from its version to the next. An entry is never changed once it was released. */
const MIGRATIONS: Readonly<Record<number, Migration>> = {
  /**
   * spillway/0, the format before the first release: a queue's `capacity`, workers' `count` and the run's `seconds`
   * had no unit in their names, and 0 seconds of warm-up were written out nowhere.
   */
  0: (file) => renamed({ ...file, stations: mapObject(own(file, 'stations'), fromStation0) }, 'seconds', 'durationS'),
};

/** Brings a file of an older format to the present one; refuses one without a format or from the future. */
export function migrate(file: unknown): Result<unknown> {
  if (!isObject(file)) return refuse({ path: '', message: `must be an object { … }, found ${found(file)}` });
  const format = own(file, 'format');
  if (format === undefined) return refuse({ path: 'format', message: `is missing; a scenario begins with "format": "${SCENARIO_FORMAT}"` });
  const version = versionOf(format);
  if (version === undefined) return refuse({ path: 'format', message: `must be "${SCENARIO_FORMAT}", found ${found(format)}` });
  if (version > PRESENT) {
    return refuse({ path: 'format', message: `the file was made by a newer Spillway (${found(format)}); this one reads up to "${SCENARIO_FORMAT}"` });
  }
  let migrated = file;
  for (let from = version; from < PRESENT; from += 1) {
    const migration = MIGRATIONS[from];
    if (migration === undefined) return refuse({ path: 'format', message: `files of ${found(format)} can no longer be read` });
    migrated = { ...migration(migrated), format: `spillway/${from + 1}` };
  }
  return ok(migrated);
}

/** The formats that can still be read, for the tests: each must have been exercised. */
export const migratedVersions: readonly number[] = Object.keys(MIGRATIONS).map(Number);

function versionOf(format: unknown): number | undefined {
  const digits = typeof format === 'string' ? FORMAT.exec(format)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function fromStation0(station: JsonObject): JsonObject {
  switch (own(station, 'kind')) {
    case 'queue': return renamed(station, 'capacity', 'capacityJobs');
    case 'workers': return renamed(station, 'count', 'workers');
    default: return station;
  }
}

function mapObject(table: unknown, change: (value: JsonObject) => JsonObject): unknown {
  if (!isObject(table)) return table;
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, isObject(value) ? change(value) : value]));
}

/** In the same place, so that the order stays as it was written. Where both names stand, validation refuses the old one. */
function renamed(object: JsonObject, from: string, to: string): JsonObject {
  if (!Object.hasOwn(object, from) || Object.hasOwn(object, to)) return object;
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));
}
