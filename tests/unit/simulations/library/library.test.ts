// Method: the same checks for every built-in scenario, as if a stranger had sent its file.
import { describe, expect, it } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';
import { parseScenario } from '../../../../simulations/scenario/parse-scenario';
import { printScenario } from '../../../../simulations/scenario/print-scenario';

describe.each(libraryScenarios.map((each) => [each.id, each] as const))('%s', (_id, { title, summary, scenario }) => {
  it('is valid as it stands and comes back from its own text', () => {
    expect(parseScenario(printScenario(scenario))).toEqual({ ok: true, value: scenario });
  });

  it('tells a newcomer what to notice and what to try', () => {
    expect(title).toBe(scenario.title);
    expect(summary.length).toBeLessThan(100);
    expect(scenario.about).toContain('**What to notice**');
    expect(scenario.about).toContain('**What to try**');
  });
});

it('gives every scenario an id of its own', () => {
  const ids = libraryScenarios.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
});
