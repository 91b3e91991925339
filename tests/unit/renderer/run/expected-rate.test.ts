import { expect, it } from 'vitest';
import { arrivalsPerS } from '../../../../renderer/run/expected-rate';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario } from '../../../../simulations/scenario/scenario';

// Method: scenarios whose rate is known.
const { scenario } = libraryScenarios[0]!;
const fedBy = (arrivals: NonNullable<Scenario['stations'][string]['arrivals']>): Scenario =>
  ({ ...scenario, stations: { ...scenario.stations, orders: { kind: 'producer', arrivals } } });

it('is written down, or counted in the rows of a trace', () => {
  expect(arrivalsPerS(scenario)).toBe(90);
  const rows = Array.from({ length: 101 }, (_, n) => `x,${25_000 + n / 2}`).join('\n');
  expect(arrivalsPerS(fedBy({ kind: 'trace', csv: `who,when\n${rows}\n`, atColumn: 'when' }))).toBeCloseTo(2.02);
  expect(arrivalsPerS(fedBy({ kind: 'trace', csv: 'atS\n1\n2\n3' }))).toBeCloseTo(1.5);
});

it.each(['', 'atS', 'atS\n', 'atS\n5', 'other\n1\n2', 'atS\nx\ny'])('is 0 where a trace does not tell: %j', (csv) => {
  expect(arrivalsPerS(fedBy({ kind: 'trace', csv }))).toBe(0);
});
