// Method: random scenarios are printed and read again, and written as an older format would have had them: what is read is what was meant.
import { describe, expect, it } from 'vitest';
import { migratedVersions } from '../../simulations/scenario/migrations';
import { parseScenario } from '../../simulations/scenario/parse-scenario';
import { printScenario } from '../../simulations/scenario/print-scenario';
import { SCENARIO_FORMAT, type Scenario } from '../../simulations/scenario/scenario';
import { holds, same } from './kit';
import { someRunnable } from './some-scenario';

type Json = Record<string, unknown>;

/** The opposite of each migration: what the same scenario looked like in the version before. */
const OLDER: Readonly<Record<number, (file: Json) => Json>> = {
  0: (file) => renamed({
    ...file,
    stations: Object.fromEntries(Object.entries(file['stations'] as Record<string, Json>).map(([id, spec]) => [id, olderStation0(spec)])),
  }, 'durationS', 'seconds'),
};

function olderStation0(spec: Json): Json {
  if (spec['kind'] === 'queue') return renamed(spec, 'capacityJobs', 'capacity');
  return spec['kind'] === 'workers' ? renamed(spec, 'workers', 'count') : spec;
}

const renamed = (object: Json, from: string, to: string): Json => Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));

/** The text of a scenario as `version` would have written it. */
function asOf(version: number, scenario: Scenario): string {
  let file = scenario as unknown as Json;
  for (let from = Number(SCENARIO_FORMAT.split('/')[1]) - 1; from >= version; from--) file = { ...OLDER[from]!(file), format: `spillway/${from}` };
  return JSON.stringify(file);
}

describe('a file', () => {
  it('is the scenario that was printed, and prints the same again', () => {
    holds('printed and parsed', someRunnable, (scenario) => {
      const text = printScenario(scenario);
      const parsed = parseScenario(text);
      expect(parsed.ok && parsed.value).toEqual(scenario);
      same(printScenario((parsed as { value: Scenario }).value), text);
    });
  });

  it('of every older format is the scenario that it was, in the words of today', () => {
    expect(Object.keys(OLDER).map(Number)).toEqual(migratedVersions);
    for (const version of migratedVersions) {
      holds('migrated', someRunnable, (scenario) => {
        const parsed = parseScenario(asOf(version, scenario));
        expect(parsed.ok ? parsed.value : parsed.problems).toEqual(scenario);
      });
    }
  });
});
