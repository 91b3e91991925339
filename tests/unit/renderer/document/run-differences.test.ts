import { describe, expect, it } from 'vitest';
import { runDifferences } from '../../../../renderer/document';
import { libraryScenarios } from '../../../../simulations/library';
import { applyChange } from '../../../../simulations/scenario/param-path';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';

// Method: a scenario, edited; the changes found, applied to the old one, must give what the new one says.
const { scenario } = libraryScenarios[0]!;

function withStation(id: string, part: Partial<StationSpec>): Scenario {
  return { ...scenario, stations: { ...scenario.stations, [id]: { ...scenario.stations[id]!, ...part } } };
}

it.each<[string, Scenario, string[]]>([
  ['a number', withStation('inbox', { capacityJobs: 7 }), ['stations.inbox.capacityJobs']],
  ['one number of a variant', withStation('orders', { arrivals: { kind: 'poisson', ratePerS: 7 } }), ['stations.orders.arrivals.ratePerS']],
  ['another variant', withStation('orders', { arrivals: { kind: 'regular', ratePerS: 7 } }), ['stations.orders.arrivals']],
])('%s is a change', (_, after, paths) => {
  const { needsNewRun, changes } = runDifferences(scenario, after);
  expect(needsNewRun).toBe(false);
  expect(changes.map(({ path }) => path)).toEqual(paths);
  let made = scenario;
  for (const change of changes) {
    const result = applyChange(made, change);
    if (result.ok) made = result.value;
  }
  expect(made).toEqual(after);
  expect(runDifferences(after, scenario).changes.map(({ path }) => path)).toEqual(paths);
});

it('a parameter that is left out again goes back to its declared value', () => {
  const { whenFull: _, ...inbox } = scenario.stations['inbox']!;
  const without = { ...scenario, stations: { ...scenario.stations, inbox: inbox } };
  const shedding = withStation('inbox', { whenFull: { kind: 'shed-newest' } });
  expect(runDifferences(shedding, without).changes).toEqual([{ path: 'stations.inbox.whenFull', value: { kind: 'block' } }]);
});

describe('what a run does not see', () => {
  it.each<[string, Scenario]>([
    ['nothing', structuredClone(scenario)],
    ['places and labels', withStation('inbox', { at: [1, 2], label: 'Post' })],
    ['words and checks', { ...scenario, title: 'x', about: 'y', checks: [], durationS: 5 }],
  ])('%s', (_, after) => {
    expect(runDifferences(scenario, after)).toEqual({ needsNewRun: false, changes: [] });
  });
});

describe('what needs a new run', () => {
  const { done, ...others } = scenario.stations;
  it.each<[string, Scenario]>([
    ['another seed', { ...scenario, seed: 2 }],
    ['another link', { ...scenario, links: [...scenario.links, { from: 'orders', to: 'done' }] }],
    ['stations in another order', { ...scenario, stations: { done: done!, ...others } }],
    ['another class', { ...scenario, classes: { order: { share: 1, priority: 5 } } }],
    ['another timeline', { ...scenario, timeline: [{ atS: 1, change: { path: 'stations.inbox.capacityJobs', value: 1 } }] }],
  ])('%s', (_, after) => {
    expect(runDifferences(scenario, after)).toEqual({ needsNewRun: true, changes: [] });
  });
});
