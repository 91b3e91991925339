import { migrate } from './migrations';
import type { Result } from './problem';
import { readJson } from './read-json';
import type { Scenario } from './scenario';
import { validateScenario, type ValidateOptions } from './validate-scenario';

/** Reads the text of a `*.spillway` file. Whatever it is given, it answers with a scenario or with problems. */
export function parseScenario(text: string, options?: ValidateOptions): Result<Scenario> {
  const file = readScenarioFile(text);
  return file.ok ? validateScenario(file.value, options) : file;
}

/** The first half: text to a value of the present format, not yet checked. The command line adds what stands in other files. */
export function readScenarioFile(text: string): Result<unknown> {
  const json = readJson(text);
  return json.ok ? migrate(json.value) : json;
}
