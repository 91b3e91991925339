// Method: every built-in scenario is run with eight seeds, the first of which is its own. What meets its checks has to meet them with room to
// spare in each run, and what breaks one has to break just that one in each, so that nobody sees the opposite of what the card says.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import { replicated } from './measured';

const REPLICATIONS = 8;
/** A passing figure is at least so much better than its limit, a failing one at least so much worse. */
const ROOM = 0.1;

describe.each(libraryScenarios.map((each) => [each.id, each] as const))('%s', (id, { scenario, breaks }) => {
  let reports: readonly Report[] = [];
  beforeAll(() => { reports = replicated(id, REPLICATIONS); });

  it('runs to its end', () => {
    for (const { stopped } of reports) expect(stopped).toBe('');
  });

  it.each(scenario.checks.map(({ name }, at) => [name, breaks === name ? 'breaks' : 'meets', at] as const))('%s: %s it', (name, does, at) => {
    for (const { seed, checks } of reports) {
      const { value, min = -Infinity, max = Infinity } = checks[at]!;
      const what = `${name} with seed ${seed}: ${value}`;
      if (does === 'breaks') {
        expect(value === null || value > max * (1 + ROOM) || value < min * (1 - ROOM), what).toBe(true);
      } else if (breaks === undefined) {
        expect(value, what).toBeLessThanOrEqual(max * (1 - ROOM));
        expect(value, what).toBeGreaterThanOrEqual(min * (1 + ROOM));
      }
    }
  });
});

it('counterparts name each other, and one of the two breaks a check that the other has', () => {
  const byId = new Map(libraryScenarios.map((each) => [each.id, each]));
  for (const { id, counterpart, breaks, scenario } of libraryScenarios) {
    if (breaks !== undefined) expect(scenario.checks.map(({ name }) => name), id).toContain(breaks);
    if (counterpart === undefined) continue;
    const other = byId.get(counterpart);
    expect(other, id).toBeDefined();
    expect([breaks, other!.breaks].filter((each) => each !== undefined).length, id).toBe(1);
    expect(other!.scenario.checks).toEqual(scenario.checks);
  }
});
