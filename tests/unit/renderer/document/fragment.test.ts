import { describe, expect, it } from 'vitest';
import {
  fragmentOf, fragmentText, linkId, missingIn, readFragment, withFragment, withId, withLabel, withoutParts, withStation, type Parts,
} from '../../../../renderer/document';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { fastestMs } from './fastest';

// Method: what is copied is put into other scenarios, and compared with what it was copied from. How long it takes is told in looks at the whole.
const EMPTY: Scenario = { ...boundedQueue, title: 'Empty', about: '', stations: {}, links: [], checks: [], timeline: [] };
const isDraft = (scenario: Scenario): boolean => validateScenario(scenario, { draft: true }).ok;

describe('the clipboard', () => {
  const text = fragmentText(fragmentOf(boundedQueue, { stations: ['inbox', 'pickers'], links: [] }));

  it('holds stations and the links among them, as a scenario that says little', () => {
    expect(JSON.parse(text)).toMatchObject({ format: 'spillway/1', links: [{ from: 'inbox', to: 'pickers' }] });
    expect(validateScenario(JSON.parse(text), { draft: true }).ok).toBe(true);
  });

  it('gives copies with free names, in a row below what they were copied from', () => {
    const fragment = readFragment(text);
    if (!fragment.ok) throw new Error('not read');
    const once = withFragment(boundedQueue, fragment.value);
    expect(once.added).toEqual({ stations: ['inbox-2', 'pickers-2'], links: ['inbox-2>pickers-2'] });
    expect(once.scenario.stations['inbox-2']).toEqual({ ...boundedQueue.stations['inbox'], label: 'Inbox 2', at: [260, 240] });
    const twice = withFragment(once.scenario, fragment.value);
    expect(twice.scenario.stations['inbox-3']).toMatchObject({ label: 'Inbox 3', at: [260, 480] });
    expect(isDraft(twice.scenario)).toBe(true);
    expect(withFragment(EMPTY, fragment.value).scenario.stations['inbox']).toEqual(boundedQueue.stations['inbox']);
  });

  it('brings the classes that stations name; where others are already, these go on making the jobs that they made', () => {
    const letter = { share: 3, priority: 2, deadlineS: 1 };
    const sorting: Scenario = {
      ...boundedQueue,
      classes: { ...boundedQueue.classes, letter, other: { share: 1, priority: 0 } },
      stations: { ...boundedQueue.stations, sort: { kind: 'router', choice: { kind: 'by-class', ways: 'letter=pickers' } } },
      links: [...boundedQueue.links, { from: 'sort', to: 'pickers' }],
    };
    const read = readFragment(fragmentText(fragmentOf(sorting, { stations: ['sort', 'pickers'], links: [] })));
    expect(read.ok ? '' : read.problems).toBe('');
    if (!read.ok) return;
    const [here, there, nowhere] = [sorting, boundedQueue, EMPTY].map((scenario) => withFragment(scenario, read.value));
    expect(here).toMatchObject({ classes: [], scenario: { classes: sorting.classes } });
    expect(there).toMatchObject({ classes: ['letter'], scenario: { classes: { ...boundedQueue.classes, letter: { ...letter, share: 0 } } } });
    expect(nowhere?.scenario.classes).toEqual({ ...EMPTY.classes, letter });
    for (const each of [here, there, nowhere]) expect(each !== undefined && isDraft(each.scenario)).toBe(true);
  });

  it('copies weights for the ways that are copied, and no others', () => {
    const { scenario: more } = withStation(boundedQueue, { kind: 'workers', at: [520, 300] });
    const routed: Scenario = {
      ...more,
      stations: { ...more.stations, split: { kind: 'router', choice: { kind: 'weighted', weights: 'pickers=3, workers=1' } } },
      links: [...more.links, { from: 'split', to: 'pickers' }, { from: 'split', to: 'workers' }],
    };
    const weightsOf = (stations: readonly string[]): unknown => withFragment(routed, fragmentOf(routed, { stations, links: [] })).scenario.stations['split-2']?.['choice'];
    expect(weightsOf(['split', 'pickers', 'workers'])).toEqual({ kind: 'weighted', weights: 'pickers-2=3, workers-2=1' });
    expect(weightsOf(['split', 'workers'])).toEqual({ kind: 'weighted', weights: 'workers-2=1' });
    // One copy has the name that another was copied from.
    const numbered = withId(routed, 'workers', 'pickers-2');
    if (!numbered.ok) throw new Error('not renamed');
    const fragment = fragmentOf(numbered.value, { stations: ['split', 'pickers', 'pickers-2'], links: [] });
    expect(withFragment(boundedQueue, fragment).scenario.stations['split']?.['choice']).toEqual({ kind: 'weighted', weights: 'pickers-2=3, pickers-3=1' });
  });

  it('copies, and takes away, hundreds of stations in the time that a look at each takes', () => {
    let scenario = EMPTY;
    while (Object.keys(scenario.stations).length < 800) {
      const { stations, links } = boundedQueue;
      const n = Object.keys(scenario.stations).length;
      scenario = {
        ...scenario,
        stations: { ...scenario.stations, ...Object.fromEntries(Object.entries(stations).map(([id, each]) => [`${id}-${n}`, { ...each, at: [each.at?.[0] ?? 0, n * 60] }])) },
        links: [...scenario.links, ...links.map(({ from, to }) => ({ from: `${from}-${n}`, to: `${to}-${n}` }))],
      };
    }
    const all: Parts = { stations: Object.keys(scenario.stations), links: scenario.links.map(linkId) };
    const onceMs = fastestMs(() => validateScenario(scenario, { draft: true }));
    const copied = withFragment(scenario, fragmentOf(scenario, all)).scenario;
    expect(new Set(Object.values(copied.stations).map(({ label }) => label)).size).toBe(804);
    expect(fastestMs(() => withFragment(scenario, fragmentOf(scenario, all))) / onceMs).toBeLessThan(15);
    expect(fastestMs(() => withoutParts(copied, all)) / onceMs).toBeLessThan(5);
    expect(fastestMs(() => missingIn(copied)) / onceMs).toBeLessThan(10);
  });

  it('finds names for copies of what has the longest', () => {
    for (const label of ['x'.repeat(80), '🚚'.repeat(40)]) {
      const named = withLabel(boundedQueue, 'inbox', label);
      if (!named.ok) throw new Error('refused');
      const { scenario } = withFragment(named.value, fragmentOf(named.value, { stations: ['inbox'], links: [] }));
      expect(isDraft(scenario)).toBe(true);
      expect(scenario.stations['inbox-2']?.label).toMatch(/^(x|🚚)+ 2$/u);
    }
  });

  it.each([['', /no stations/], ['hello', /no stations/], ['{ "format": "spillway/1", "stations": {} }', /no stations/], ['{ "format": "spillway/1", "stations": { "a": { "kind": "queeu" } } }', /queue/]])('with %j says what is wrong', (wrong, why) => {
    const read = readFragment(wrong);
    expect(read.ok ? '' : read.problems[0]?.message).toMatch(why);
  });
});
