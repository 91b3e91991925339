import { expect, it } from 'vitest';
import { numbersModel } from '../../../../renderer/panels/instruments/numbers-model';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import { figureText } from '../../../../renderer/ui/format';
import { measured } from '../run/measured';

// Method: every built-in scenario runs past its warm-up, its windows added up as the screen does it; every row of the table of
// numbers is then held against the field of the command line's report whose name it bears.
/** Sums that were added up window by window may differ in the last bits of a float, never in a digit that is shown. */
const LAST_BITS = 1e-11;

it.each(libraryScenarios)('$id', ({ scenario }) => {
  const { run, measurements, goTo } = measured(scenario, { seed: 5, windowS: 0.5 });
  goTo(scenario.warmupS + 25.3);
  const report = reportOf(run) as unknown as Readonly<Record<string, unknown>>;
  const rows = numbersModel(measurements, scenario).groups.flatMap((group) => group.rows);
  expect(rows.length).toBeGreaterThan(15);
  for (const { key, value, figure } of rows) {
    const found = fieldOf(report, key, Object.keys(scenario.stations));
    if (found === undefined) throw new Error(`the report has no ${key}`);
    if (value === null || Number.isNaN(value)) {
      expect(found, key).toBeNull();
      continue;
    }
    expect(typeof found, key).toBe('number');
    if (!isSum(key)) expect(value, key).toBe(found);
    expect(Math.abs(value - (found as number)), `${key}: ${value} on the screen, ${JSON.stringify(found)} in the report, shown ${figureText(figure)}`).toBeLessThanOrEqual(LAST_BITS * Math.abs(value));
  }
});

/** Means and shares are; counts, percentiles and rates are the same to the last bit. */
const isSum = (key: string): boolean => /\.(mean|meanJobs|utilisation|blockedShare)$/.test(key);

/** `stations.inbox.shed` is the sum over the reasons; the rest are fields as they stand. */
function fieldOf(report: Readonly<Record<string, unknown>>, key: string, stations: readonly string[]): unknown {
  const station = stations.find((id) => key.startsWith(`stations.${id}.`));
  const path = station === undefined ? key.split('.') : ['stations', station, key.slice(`stations.${station}.`.length)];
  let at: unknown = report;
  for (const name of path) at = typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[name] : undefined;
  if (typeof at === 'object' && at !== null && path.at(-1) === 'shed') return Object.values(at as Readonly<Record<string, number>>).reduce((sum, each) => sum + each, 0);
  return at;
}
