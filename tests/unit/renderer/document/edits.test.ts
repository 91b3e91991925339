import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aligned, distributed, DocumentStore, fragmentOf, freePlace, linkId, linkProblem, missingIn, possibleTargets, stillThere,
  withClass, withClassId, withFragment, withId, withLabel, withLink, withLinkMoved, withoutClass, withoutParts, withStation, type PlacedBox,
} from '../../../../renderer/document';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { stationKinds } from '../../../../simulations/catalog';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { fastestMs } from './fastest';

// Method: edits are functions from a scenario to a scenario, so what comes out is compared with what went in. Then the same
// edits at random through the document, where every state must be one that could be saved and opened, and undo must lead back.
const EMPTY: Scenario = { ...boundedQueue, title: 'Empty', about: '', stations: {}, links: [], checks: [], timeline: [] };
const planned: Scenario = {
  ...boundedQueue,
  timeline: [{ atS: 40, change: { path: 'stations.inbox.capacityJobs', value: 5 } }, { atS: 50, change: { path: 'stations.orders.arrivals.ratePerS', value: 5 } }],
  checks: [...boundedQueue.checks, { name: 'waiting', station: 'inbox', metric: 'waitS.mean', max: 1 }],
};
const isDraft = (scenario: Scenario): boolean => validateScenario(scenario, { draft: true }).ok;

describe('a new station', () => {
  it('comes behind the one given, linked from it, with a name and a place of its own', () => {
    let scenario = EMPTY;
    let after: string | undefined;
    for (const kind of ['producer', 'queue', 'workers', 'sink']) {
      const added = withStation(scenario, after === undefined ? { kind } : { kind, after });
      expect(added.from).toBe(after ?? null);
      scenario = added.scenario;
      after = added.id;
    }
    expect(scenario.links.map(linkId)).toEqual(['producer>queue', 'queue>workers', 'workers>sink']);
    expect(Object.values(scenario.stations).map(({ at }) => at)).toEqual([[0, 0], [260, 0], [520, 0], [780, 0]]);
    expect(validateScenario(scenario).ok).toBe(true);

    const second = withStation(scenario, { kind: 'queue', after: 'producer' });
    expect(second).toMatchObject({ id: 'queue-2', from: null }); // A producer has one way out, and it is taken.
    expect(second.scenario.stations['queue-2']).toMatchObject({ label: 'Queue 2', at: [260, 240] });
  });

  it.each(stationKinds.map(({ kind }) => kind))('%s is valid as its kind declares it', (kind) => {
    expect(isDraft(withStation(EMPTY, { kind, at: [10, 20] }).scenario)).toBe(true);
  });

  it('never lies on another', () => {
    let scenario = boundedQueue;
    for (let n = 0; n < 5; n++) scenario = withStation(scenario, { kind: 'queue', after: 'inbox' }).scenario;
    const places = Object.values(scenario.stations).map(({ at }) => String(at));
    expect(new Set(places).size).toBe(places.length);
    expect(freePlace(EMPTY)).toEqual([0, 0]);
  });
});

describe('an impossible link', () => {
  it.each([
    ['orders', 'orders', 'Orders cannot lead to itself.'],
    ['done', 'inbox', 'Nothing leaves Done: a sink has no way out.'],
    ['pickers', 'orders', 'Nothing enters Orders: a producer has no way in.'],
    ['inbox', 'pickers', 'Inbox leads to Pickers already.'],
    ['orders', 'done', 'Orders leads to Inbox already, and a producer has only one way out.'],
    ['pickers', 'inbox', 'Pickers leads to Done already, and a station of workers has only one way out.'],
  ])('from %s to %s is refused in words', (from, to, words) => {
    expect(linkProblem(boundedQueue, { from, to })).toBe(words);
  });

  it('is the only one that is refused: what linkProblem allows, the scenario allows', () => {
    for (const from of Object.keys(boundedQueue.stations)) {
      for (const to of Object.keys(boundedQueue.stations)) {
        expect(linkProblem(boundedQueue, { from, to }) === '', `${from} to ${to}`).toBe(isDraft(withLink(boundedQueue, { from, to })));
      }
    }
    expect(possibleTargets(boundedQueue, 'inbox')).toEqual(['done']);
  });

  it('is found quickly among many stations', () => {
    let many = boundedQueue;
    for (let n = 0; n < 200; n++) many = withStation(many, { kind: 'workers', at: [n * 300, 1000] }).scenario;
    const onceMs = fastestMs(() => validateScenario(many, { draft: true }));
    expect(possibleTargets(many, 'inbox')).toHaveLength(201);
    expect(fastestMs(() => possibleTargets(many, 'inbox')) / onceMs, 'as often as the whole is checked').toBeLessThan(15);
  });

  it('may take the place of another', () => {
    expect(linkProblem(boundedQueue, { from: 'orders', to: 'done' }, 'orders>inbox')).toBe('');
    const moved = withLinkMoved(boundedQueue, 'orders>inbox', { from: 'orders', to: 'done' });
    expect(moved.links.map(linkId)).toEqual(['orders>done', 'inbox>pickers', 'pickers>done']);
  });
});

describe('what goes', () => {
  it('takes its links and all that is said of it along', () => {
    const after = withoutParts(planned, { stations: ['inbox'], links: [] });
    expect(after.links.map(linkId)).toEqual(['pickers>done']);
    expect(after.timeline).toHaveLength(1);
    expect(after.checks.map(({ name }) => name)).toEqual(['p99 budget']);
    expect(isDraft(after)).toBe(true);
    expect(missingIn(after)).toEqual([{ station: 'orders', text: 'Orders needs one outgoing link' }]);
    expect(missingIn(EMPTY)).toEqual([{ station: null, text: 'There is no station yet' }]);
    expect(missingIn(boundedQueue)).toEqual([]);
  });

  it('is not selected any more', () => {
    const parts = { stations: ['inbox', 'done'], links: ['orders>inbox', 'pickers>done'] };
    expect(stillThere(parts, boundedQueue)).toBe(parts);
    expect(stillThere(parts, withoutParts(boundedQueue, { stations: ['inbox'], links: [] }))).toEqual({ stations: ['done'], links: ['pickers>done'] });
  });

  it('names faults and links by their form, whatever their kind', () => {
    const fault = { atS: 1, fault: { kind: 'crash', station: 'inbox', workers: 1 } } as unknown as Scenario['timeline'][number];
    const cut = { atS: 2, fault: { kind: 'cut', link: 'inbox>pickers' } } as unknown as Scenario['timeline'][number];
    const call = { atS: 3, change: { path: 'links.inbox>pickers.call.timeoutS', value: 1 } };
    const faulty = { ...boundedQueue, timeline: [fault, cut, call] };
    expect(withoutParts(faulty, { stations: ['inbox'], links: [] }).timeline).toEqual([]);
    expect(withoutParts(faulty, { stations: [], links: ['inbox>pickers'] }).timeline).toEqual([fault]);
    const renamed = withId(faulty, 'inbox', 'post');
    expect(renamed.ok && JSON.stringify(renamed.value.timeline)).toBe(JSON.stringify(faulty.timeline).replaceAll('inbox', 'post'));
  });
});

describe('another id', () => {
  it('is taken over by all that names the station, in the same order', () => {
    const renamed = withId(planned, 'inbox', 'post');
    expect(renamed.ok && printScenario(renamed.value)).toBe(printScenario(planned).replaceAll('"inbox', '"post').replaceAll('stations.inbox', 'stations.post'));
  });

  it.each([['done', /already/], ['1st', /begin with a letter/], ['__proto__', /reserved/]])('%s is refused', (id, why) => {
    const renamed = withId(planned, 'inbox', id);
    expect(renamed.ok ? '' : renamed.problems[0]?.message).toMatch(why);
  });

  it('is not another name: an empty name is the id again', () => {
    const named = withLabel(boundedQueue, 'inbox', '  Post box ');
    expect(named.ok && named.value.stations['inbox']?.label).toBe('Post box');
    const bare = withLabel(boundedQueue, 'inbox', ' ');
    expect(bare.ok && Object.keys(bare.value.stations['inbox'] ?? {})).not.toContain('label');
  });
});

describe('a policy that names stations and classes', () => {
  const routed = withId(withStation(withStation(boundedQueue, { kind: 'workers', at: [520, 300] }).scenario, { kind: 'router', at: [400, 0] }).scenario, 'router', 'split');
  const ways: Scenario = {
    ...(routed.ok ? routed.value : EMPTY),
    links: [{ from: 'orders', to: 'split' }, { from: 'split', to: 'pickers' }, { from: 'split', to: 'workers' }, { from: 'pickers', to: 'done' }, { from: 'workers', to: 'done' }],
  };
  const choosing = (choice: { readonly kind: string; readonly [name: string]: string }): Scenario =>
    ({ ...ways, stations: { ...ways.stations, split: { kind: 'router', label: 'Split', choice } } });
  const choiceIn = (scenario: Scenario): unknown => scenario.stations['split']?.['choice'];

  it('follows another id, and forgets what goes', () => {
    const weighted = choosing({ kind: 'weighted', weights: 'pickers=3, workers=1' });
    expect(isDraft(weighted)).toBe(true);
    const renamed = withId(weighted, 'pickers', 'fast');
    expect(renamed.ok && choiceIn(renamed.value)).toEqual({ kind: 'weighted', weights: 'fast=3, workers=1' });
    expect(renamed.ok && isDraft(renamed.value)).toBe(true);
    for (const parts of [{ stations: ['workers'], links: [] }, { stations: [], links: ['split>workers'] }]) {
      const after = withoutParts(weighted, parts);
      expect(choiceIn(after)).toEqual({ kind: 'weighted', weights: 'pickers=3' });
      expect(isDraft(after)).toBe(true);
    }
    expect(choiceIn(withLinkMoved(weighted, 'split>workers', { from: 'split', to: 'done' }))).toEqual({ kind: 'weighted', weights: 'pickers=3, done=1' });
  });

  it('knows which side of an entry is the station and which the class', () => {
    const byClass = { ...choosing({ kind: 'by-class', ways: 'workers=workers' }), classes: { workers: { share: 1, priority: 0 } } };
    expect(isDraft(byClass)).toBe(true);
    const station = withId(byClass, 'workers', 'slow');
    expect(station.ok && choiceIn(station.value)).toEqual({ kind: 'by-class', ways: 'workers=slow' });
    const jobClass = withClassId(byClass, 'workers', 'bulk');
    expect(jobClass.ok && choiceIn(jobClass.value)).toEqual({ kind: 'by-class', ways: 'bulk=workers' });
    expect(choiceIn(withoutClass(withClass(byClass), 'workers'))).toEqual({ kind: 'by-class', ways: '' });
  });
});

it('a call stands beside the one way out, and only who may call can', () => {
  const caller = stationKinds.find(({ calls }: { readonly calls?: boolean }) => calls === true);
  const call = { from: 'orders', to: 'pickers', call: {} };
  expect(linkProblem(boundedQueue, call)).toBe('Orders cannot call: a producer waits for no answer.');
  if (caller === undefined) return; // None is in the catalogue yet.
  const scenario = withStation(boundedQueue, { kind: caller.kind, at: [0, 600] });
  const calling = withLink(scenario.scenario, { from: scenario.id, to: 'inbox', call: {} });
  expect(isDraft(calling)).toBe(true);
  expect(linkProblem(calling, { from: scenario.id, to: 'done' })).toBe('');
});

describe('arranging', () => {
  const boxes: PlacedBox[] = [
    { id: 'a', x: 0, y: 0, width: 100, height: 50, river: 20 }, { id: 'b', x: 130, y: 40, width: 60, height: 100, river: 90 }, { id: 'c', x: 500, y: 10, width: 40, height: 40, river: 10 },
  ];
  const moved = (shifts: ReadonlyMap<string, readonly [number, number]>): PlacedBox[] =>
    boxes.map((box) => ({ ...box, x: box.x + (shifts.get(box.id)?.[0] ?? 0), y: box.y + (shifts.get(box.id)?.[1] ?? 0) }));
  const all = (of: (box: PlacedBox) => number, list: PlacedBox[]): number => new Set(list.map(of)).size;

  it('brings edges, middles and rivers onto one line', () => {
    expect(all(({ x }) => x, moved(aligned(boxes, 'left')))).toBe(1);
    expect(all(({ x, width }) => x + width, moved(aligned(boxes, 'right')))).toBe(1);
    expect(all(({ x, width }) => x + width / 2, moved(aligned(boxes, 'centre')))).toBe(1);
    expect(all(({ y }) => y, moved(aligned(boxes, 'top')))).toBe(1);
    expect(all(({ y, river }) => y + river, moved(aligned(boxes, 'row')))).toBe(1);
    expect(all(({ y, height }) => y + height, moved(aligned(boxes, 'bottom')))).toBe(1);
  });

  it('gives neighbours the same gap, and leaves the outermost alone', () => {
    const [a, b, c] = moved(distributed(boxes, 'across'));
    expect(b!.x - (a!.x + a!.width)).toBe(c!.x - (b!.x + b!.width));
    expect([a!.x, c!.x]).toEqual([0, 500]);
    expect(distributed(boxes.slice(1), 'down').size).toBe(0);
  });
});

it('classes come, go and are renamed with the checks of their figures', () => {
  const checked = { ...boundedQueue, checks: [{ name: 'c', metric: 'classes.order.latencyS.p99', max: 1 }] };
  const more = withClass(checked);
  expect(Object.keys(more.classes)).toEqual(['order', 'class-2']);
  const renamed = withClassId(more, 'order', 'parcel');
  expect(renamed.ok && [Object.keys(renamed.value.classes), renamed.value.checks[0]?.metric]).toEqual([['parcel', 'class-2'], 'classes.parcel.latencyS.p99']);
  expect(withoutClass(more, 'order').checks).toEqual([]);
  expect(isDraft(withoutClass(more, 'order'))).toBe(true);
});

it('whatever is edited, every state can be saved and opened, and undo gives back the very text', () => {
  const someEdit = fc.record({ what: fc.nat(6), one: fc.nat(20), other: fc.nat(20), kind: fc.constantFrom(...stationKinds.map(({ kind }) => kind)) });
  fc.assert(fc.property(fc.array(someEdit, { maxLength: 40 }), (edits) => {
    const store = new DocumentStore(planned, 'test');
    for (const { what, one, other, kind } of edits) {
      const { scenario } = store.getSnapshot();
      const ids = Object.keys(scenario.stations);
      const [a = 'nobody', b = 'nobody'] = [ids[one % Math.max(ids.length, 1)], ids[other % Math.max(ids.length, 1)]];
      switch (what) {
        case 0: store.change('add', withStation(scenario, { kind, after: a }).scenario); break;
        case 1: store.change('delete', withoutParts(scenario, { stations: [a], links: [] })); break;
        case 2: store.change('link', withLink(scenario, { from: a, to: b })); break; // Refused where it is impossible.
        case 3: store.change('copy', withFragment(scenario, fragmentOf(scenario, { stations: [a, b], links: [] })).scenario); break;
        case 4: {
          const renamed = withId(scenario, a, `x${one}`);
          if (renamed.ok) store.change('id', renamed.value);
          break;
        }
        case 5: store.undo(); break;
        default: store.change('unlink', withoutParts(scenario, { stations: [], links: scenario.links.slice(0, 1).map(linkId) }));
      }
      const text = printScenario(store.getSnapshot().scenario);
      const read = store.read(text, 'test');
      expect(read.ok && printScenario(read.value)).toBe(text);
    }
    while (store.getSnapshot().canRedo) store.redo();
    const last = printScenario(store.getSnapshot().scenario);
    while (store.getSnapshot().canUndo) store.undo();
    expect(printScenario(store.getSnapshot().scenario)).toBe(printScenario(planned));
    while (store.getSnapshot().canRedo) store.redo();
    expect(printScenario(store.getSnapshot().scenario)).toBe(last);
  }), { seed: 1, numRuns: 60 });
});
