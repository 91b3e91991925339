// Method: properties over random scenarios made from the catalogue's declarations; the printed text of one, by eye.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';
import { parseScenario } from '../../../../simulations/scenario/parse-scenario';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import { someScenario } from './random-scenario';

it('gives back what it printed, and prints the same again', () => {
  fc.assert(fc.property(someScenario, (scenario) => {
    const text = printScenario(scenario);
    const result = parseScenario(text);
    expect(result).toEqual({ ok: true, value: scenario });
    if (result.ok) expect(printScenario(result.value)).toBe(text);
  }), { seed: 1, numRuns: 300 });
});

it('gives a station and a link a line each', () => {
  const text = printScenario(libraryScenarios[0]!.scenario);
  expect(text).toContain('\n    "orders": { "kind": "producer", "label": "Orders", "at": [0, 0], "arrivals": { "kind": "poisson", "ratePerS": 90 } },\n');
  expect(text).toContain('\n    { "from": "orders", "to": "inbox" },\n');
  expect(text).toMatch(/^\{\n {2}"format": "spillway\/1",\n {2}"title": /);
  expect(text.endsWith('}\n')).toBe(true);
});
