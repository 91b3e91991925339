import type { VariantValue } from '../engine/param';
import { resolveParam } from '../scenario/param-path';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Change, Scenario } from '../scenario/scenario';
import { applySetting } from '../scenario/settings';
import { validateScenario } from '../scenario/validate-scenario';
import { found, quoted } from '../scenario/wording';
import type { Args } from './args';
import type { Io } from './io';
import { readTraceFile, type Loaded } from './load-scenario';

const WHOLE_FLAGS = { '--seed': 'seed', '--warmup': 'warmupS', '--duration': 'durationS' } as const;

/** The scenario as the options want it. Problems name the option. */
export function withSettings({ scenario, folder }: Loaded, args: Args, io: Io): Result<Scenario> {
  const whole = withWholeFlags(scenario, args);
  if (!whole.ok) return whole;
  let present = whole.value;
  for (const written of args.values.get('--set') ?? []) {
    const setting = settingOf(present, written);
    if (!setting.ok) return setting;
    const changed = withSetting(present, setting.value, folder, io);
    if (!changed.ok) return refuse(...changed.problems.map(({ path, message }) => ({ path: `--set ${path}`, message })));
    present = changed.value;
  }
  return validateScenario(present);
}

/** Together, because a shorter run with a longer warm-up may be right where each alone is not. */
function withWholeFlags(scenario: Scenario, args: Args): Result<Scenario> {
  const numbers: Record<string, number> = {};
  const problems: Problem[] = [];
  for (const [flag, name] of Object.entries(WHOLE_FLAGS)) {
    const text = args.values.get(flag)?.[0];
    if (text === undefined) continue;
    const number = text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(number)) numbers[name] = number;
    else problems.push({ path: flag, message: `must be a number, found ${found(text)}` });
  }
  if (problems.length > 0) return refuse(...problems);
  const changed = validateScenario({ ...scenario, ...numbers }, { draft: true });
  if (changed.ok) return changed;
  return refuse(...changed.problems.map(({ path, message }) => ({ path: flagOf(path) ?? path, message })));
}

function flagOf(path: string): string | undefined {
  return Object.entries(WHOLE_FLAGS).find(([, name]) => name === path)?.[0];
}

/** PATH=VALUE. A value is JSON where it can be, else text; a bare word for a variant names its kind. */
export function settingOf(scenario: Scenario, written: string): Result<Change> {
  const equals = written.indexOf('=');
  if (equals <= 0) return refuse({ path: '--set', message: `must be PATH=VALUE, found ${quoted(written)}` });
  const path = written.slice(0, equals).trim();
  const text = written.slice(equals + 1);
  const place = resolveParam(scenario, path);
  const type = place.ok ? place.value.param.type : path === 'title' || path === 'about' || path.endsWith('.label') ? 'text' : 'number';
  const value = type === 'text' ? text : jsonOrText(text);
  if (type === 'variant' && typeof value === 'string' && /^\s*[[{]/.test(text)) return refuse({ path: `--set ${path}`, message: `must be a kind or a whole JSON object, and this is cut short or lacks its quotes: ${text}` });
  if (type === 'variant' && typeof value === 'string') return ok({ path: `${path}.kind`, value });
  return ok({ path, value: value as Change['value'] });
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Naming a trace's file reads it. */
export function withSetting(scenario: Scenario, setting: Change, folder: string, io: Io): Result<Scenario> {
  const place = resolveParam(scenario, setting.path);
  const [first = '', second] = place.ok ? place.value.names : [];
  if (!place.ok || first !== 'arrivals' || second !== 'file' || typeof setting.value !== 'string' || setting.value === '') return applySetting(scenario, setting);
  const csv = readTraceFile(setting.value, folder, io);
  if (!csv.ok) return refuse(...csv.problems.map(({ message }) => ({ path: setting.path, message })));
  const path = `stations.${place.value.stationId}.arrivals`;
  const arrivals = resolveParam(scenario, path);
  if (!arrivals.ok) return arrivals;
  return applySetting(scenario, { path, value: { ...(arrivals.value.value as VariantValue), file: setting.value, csv: csv.value } });
}
