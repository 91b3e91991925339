import type { Problem } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import type { Args } from './args';
import type { Io } from './io';
import { loadScenario, type Loaded } from './load-scenario';
import { withSettings } from './run-settings';

export type Given =
  | { readonly ok: true; readonly name: string; readonly loaded: Loaded; readonly scenario: Scenario }
  | { readonly ok: false; readonly name: string; readonly problems: readonly Problem[] };

/** The scenario that a FILE word and the options name. */
export async function givenScenario(file: string, args: Args, io: Io): Promise<Given> {
  const name = file === '-' ? 'standard input' : file;
  const loaded = await loadScenario(file, io);
  if (!loaded.ok) return { ok: false, name, problems: loaded.problems };
  const scenario = withSettings(loaded.value, args, io);
  return scenario.ok ? { ok: true, name, loaded: loaded.value, scenario: scenario.value } : { ok: false, name, problems: scenario.problems };
}

/** Without the options that some of the scenarios of a command are not meant to have. */
export function withoutFlags(args: Args, ...names: readonly string[]): Args {
  return { ...args, values: new Map([...args.values].filter(([name]) => !names.includes(name))) };
}
