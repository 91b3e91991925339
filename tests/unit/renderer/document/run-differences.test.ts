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

it('what is set on a link changes a run; that it calls, or takes time, is how the system is built', () => {
  const links = (link: object) => ({ ...scenario, links: scenario.links.map((each, n) => (n === 1 ? { ...each, ...link } : each)) });
  expect(runDifferences(links({ delayS: 1 }), links({ delayS: 2, lossRatio: 0.1 }))).toEqual({
    needsNewRun: false,
    changes: [{ path: 'links.inbox>pickers.delayS', value: 2 }, { path: 'links.inbox>pickers.lossRatio', value: 0.1 }],
  });
  expect(runDifferences(links({ call: {} }), links({ call: { timeoutS: 2, backoff: { kind: 'fixed', pauseS: 1 } } }))).toMatchObject({
    needsNewRun: false, changes: [{ path: 'links.inbox>pickers.call.timeoutS', value: 2 }, { path: 'links.inbox>pickers.call.backoff' }],
  });
  for (const link of [{ delayS: 0 }, { call: {} }]) expect(runDifferences(scenario, links(link)).needsNewRun).toBe(true);
});
