// Method: `check`, as it is typed, on every built-in scenario: what meets its targets passes, and what breaks one fails, with that one among the
// failed and with the exit code that says so.
import { expect, it } from 'vitest';
import type { TargetCheck } from '../../../../simulations/experiments/target-check';
import { libraryScenarios } from '../../../../simulations/library';
import { sim } from './fake-io';

it('every built-in scenario has targets', () => {
  expect(libraryScenarios.filter(({ scenario }) => scenario.checks.length === 0).map(({ id }) => id)).toEqual([]);
});

it.each(libraryScenarios.map(({ id, breaks }) => [id, breaks === undefined ? 'passes' : `fails at “${breaks}”`, breaks] as const))('check %s: %s', async (id, _, breaks) => {
  const { code, out, err } = await sim(['check', id, '--replications', '2', '--json']);
  expect(err).toBe('');
  const { pass, checks } = JSON.parse(out) as { readonly pass: boolean; readonly checks: readonly TargetCheck[] };
  const failed = checks.filter((check) => !check.pass).map(({ name }) => name);
  expect({ code, pass }).toEqual(breaks === undefined ? { code: 0, pass: true } : { code: 1, pass: false });
  if (breaks === undefined) expect(failed).toEqual([]);
  else expect(failed).toContain(breaks);
});
