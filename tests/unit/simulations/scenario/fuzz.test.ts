// Method: arbitrary text, arbitrary JSON and valid files with one thing replaced. Whatever comes in, an answer comes
// out: a scenario that is itself valid, or at least one problem and at most 201.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';
import { migrate } from '../../../../simulations/scenario/migrations';
import { parseScenario } from '../../../../simulations/scenario/parse-scenario';
import { applyChange } from '../../../../simulations/scenario/param-path';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Result } from '../../../../simulations/scenario/problem';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { applySetting } from '../../../../simulations/scenario/settings';
import { parseTraceCsv } from '../../../../simulations/scenario/trace-csv';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { someScenario } from './random-scenario';

function expectAnswer(result: Result<Scenario>): void {
  if (result.ok) {
    expect(validateScenario(result.value).ok).toBe(true);
    return;
  }
  expect(result.problems.length).toBeGreaterThan(0);
  expect(result.problems.length).toBeLessThanOrEqual(201);
  for (const { path, message } of result.problems) {
    expect(typeof path).toBe('string');
    expect(message.length).toBeGreaterThan(0);
  }
}

const runs = { seed: 1, numRuns: 500 };

it('any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expectAnswer(parseScenario(text))), runs);
});

it('any JSON', () => {
  fc.assert(fc.property(fc.json(), (text) => expectAnswer(parseScenario(text))), runs);
  fc.assert(fc.property(fc.anything(), (value) => expectAnswer(validateScenario(value))), runs);
  fc.assert(fc.property(fc.anything(), (value) => { migrate(value); }), runs);
});

it('any JSON in any place of a valid file', () => {
  fc.assert(fc.property(someScenario, fc.nat(), fc.oneof(fc.jsonValue(), fc.constantFrom(1e308, -0, 2 ** 60, 'unbounded', '__proto__')), (scenario, place, value) => {
    const copy = JSON.parse(printScenario(scenario)) as unknown;
    const places = placesOf(copy);
    const [holder, key] = places[place % places.length]!;
    holder[key] = value;
    expectAnswer(parseScenario(JSON.stringify(copy)));
  }), runs);
});

it('a valid file with a piece cut out or doubled', () => {
  fc.assert(fc.property(fc.constantFrom(...libraryScenarios), fc.nat(), fc.nat({ max: 200 }), fc.boolean(), ({ scenario }, at, length, isDoubled) => {
    const text = printScenario(scenario);
    const from = at % text.length;
    expectAnswer(parseScenario(text.slice(0, isDoubled ? from + length : from) + text.slice(isDoubled ? from : from + length)));
  }), runs);
});

it('any change by any path', () => {
  const names = fc.constantFrom('stations', 'orders', 'inbox', 'arrivals', 'kind', 'ratePerS', 'label', 'at', 'classes', 'order', 'share', 'seed', '__proto__', 'constructor', '');
  fc.assert(fc.property(fc.array(names, { maxLength: 6 }), fc.anything(), (path, value) => {
    const change = { path: path.join('.'), value: value as never };
    const result = applyChange(libraryScenarios[0]!.scenario, change);
    if (result.ok) expect(validateScenario(result.value).ok).toBe(true);
    applySetting(libraryScenarios[0]!.scenario, change);
  }), { ...runs, numRuns: 3000 });
});

it('any table', () => {
  const columns = { at: 'a', demand: 'b', patience: '', originS: 0 };
  fc.assert(fc.property(fc.array(fc.stringMatching(/^[ab0-9,;"\n\r .-]{0,20}$/)), (lines) => {
    const rows = parseTraceCsv(`a,b\n${lines.join('\n')}`, columns);
    if (rows.ok) expect([...rows.value.atNs]).toEqual([...rows.value.atNs].sort((x, y) => x - y));
    else expect(rows.problems).toHaveLength(1);
  }), runs);
});

/** Every object and list with every key in it. */
function placesOf(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[value as Record<string, unknown>, key] as [Record<string, unknown>, string], ...placesOf(inner)]);
}
