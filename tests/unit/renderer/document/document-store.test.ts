import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DocumentStore } from '../../../../renderer/document';
import { UNDO_STEPS_MAX } from '../../../../renderer/document/history';
import { libraryScenarios } from '../../../../simulations/library';
import { printScenario } from '../../../../simulations/scenario/print-scenario';

// Method: edits through the store's own door, with a clock of the test's; what undo gives back is compared with what was there.
const { scenario, title } = libraryScenarios[0]!;
const CAPACITY = 'stations.inbox.capacityJobs';
const RATE = 'stations.orders.arrivals.ratePerS';

function opened(): { store: DocumentStore } {
  return { store: new DocumentStore(scenario, title, 'bounded-queue') };
}

it('undoes and redoes, and says what', () => {
  const { store } = opened();
  expect(store.setParam(CAPACITY, 5).ok).toBe(true);
  expect(store.getSnapshot()).toMatchObject({ edited: true, canUndo: true, canRedo: false, undoLabel: 'Capacity of Inbox' });
  store.undo();
  expect(store.getSnapshot()).toMatchObject({ edited: false, canUndo: false, canRedo: true, redoLabel: 'Capacity of Inbox' });
  expect(store.getSnapshot().scenario).toEqual(scenario);
  store.redo();
  expect(store.getSnapshot().scenario.stations['inbox']).toMatchObject({ capacityJobs: 5 });
});

it('any edits, undone one by one, give back what was there, and redone, what came of them', () => {
  const edits = fc.array(fc.record({
    path: fc.constantFrom(CAPACITY, RATE, 'stations.pickers.workers'),
    value: fc.integer({ min: 1, max: 100 }), mergeKey: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
  }), { maxLength: 30 });
  fc.assert(fc.property(edits, (list) => {
    const { store } = opened();
    for (const edit of list) {
      store.setParam(edit.path, edit.value, edit.mergeKey === undefined ? undefined : edit.mergeKey + edit.path);
    }
    const after = store.getSnapshot().scenario;
    while (store.getSnapshot().canUndo) store.undo();
    expect(store.getSnapshot().scenario).toEqual(scenario);
    while (store.getSnapshot().canRedo) store.redo();
    expect(store.getSnapshot().scenario).toEqual(after);
  }), { seed: 1, numRuns: 60 });
});

describe('a drag', () => {
  it('is one step, and the next gesture or another edit is another', () => {
    const { store } = opened();
    for (let value = 1; value <= 50; value++) store.setParam(CAPACITY, value, 'drag');
    store.undo();
    expect(store.getSnapshot().scenario).toEqual(scenario);
    store.redo();
    expect(store.getSnapshot().scenario.stations['inbox']).toMatchObject({ capacityJobs: 50 });

    store.setParam(CAPACITY, 60, 'second drag');
    store.setParam(CAPACITY, 70, 'third drag');
    store.undo();
    expect(store.getSnapshot().scenario.stations['inbox']).toMatchObject({ capacityJobs: 60 });
    store.setParam(CAPACITY, 61, 'drag');
    store.setParam(RATE, 10, 'other');
    store.setParam(CAPACITY, 62, 'drag');
    store.undo();
    expect(store.getSnapshot().scenario.stations['inbox']).toMatchObject({ capacityJobs: 61 });
  });

  it('that goes on after saving is a change that is not saved', () => {
    const { store } = opened();
    store.setParam(CAPACITY, 1, 'drag');
    store.markSaved(store.getSnapshot().scenario, 'a.spillway', null);
    expect(store.getSnapshot()).toMatchObject({ edited: false, name: 'a.spillway' });
    store.setParam(CAPACITY, 2, 'drag');
    expect(store.getSnapshot().edited).toBe(true);
    store.undo();
    expect(store.getSnapshot().edited).toBe(false);
  });
});

it('goes by its title until it has a file', () => {
  const store = new DocumentStore(scenario, null);
  const retitle = (to: string) => store.edit('title', (draft) => { draft.title = to; });
  retitle('Mine');
  expect(store.getSnapshot().name).toBe('Mine');
  retitle('');
  expect(store.getSnapshot().name).toBe('Untitled'); // The window and a file need a name.
  store.undo();
  store.undo();
  expect(store.getSnapshot().name).toBe(title);
  store.markSaved(store.getSnapshot().scenario, 'a.spillway', null);
  retitle('Another');
  expect(store.getSnapshot().name).toBe('a.spillway');
  store.replace(scenario, { name: null });
  expect(store.getSnapshot().name).toBe(title);
});

it('knows that something changed while it was being saved', () => {
  const { store } = opened();
  store.setParam(CAPACITY, 1);
  const written = store.getSnapshot().scenario;
  store.setParam(CAPACITY, 2);
  store.markSaved(written, 'a.spillway', null);
  expect(store.getSnapshot().edited).toBe(true);
});

it('keeps no more steps than it says, and does not take the oldest one for the saved state', () => {
  const { store } = opened();
  for (let n = 0; n < UNDO_STEPS_MAX + 20; n++) store.setParam(CAPACITY, n);
  let steps = 0;
  while (store.getSnapshot().canUndo) {
    store.undo();
    steps += 1;
  }
  expect(steps).toBe(UNDO_STEPS_MAX);
  expect(store.getSnapshot().scenario.stations['inbox']).toMatchObject({ capacityJobs: 19 });
  expect(store.getSnapshot().edited).toBe(true);
});

describe('what is refused', () => {
  it.each([[CAPACITY, -1], [CAPACITY, 'many'], ['stations.nowhere.capacityJobs', 1], ['stations.inbox.capacity', 1], ['stations.inbox.kind', 'sink']])(
    '%s = %s changes nothing and says why', (path, value) => {
      const { store } = opened();
      const result = store.setParam(path, value);
      expect(result.ok ? '' : result.problems[0]?.path).toBe(path);
      expect(store.getSnapshot().scenario).toBe(scenario);
      expect(store.getSnapshot().canUndo).toBe(false);
      expect(store.getSnapshot().problems).toEqual([]); // The field itself says so.
    },
  );

  it('an edit that would break the scenario', () => {
    const { store } = opened();
    const result = store.edit('link', (draft) => { draft.links.push({ from: 'orders', to: 'done' }); });
    expect(result.ok).toBe(false);
    expect(store.getSnapshot().scenario).toBe(scenario);
  });

  it('a file that is broken leaves open what was open', () => {
    const { store } = opened();
    store.setParam(CAPACITY, 5);
    const before = store.getSnapshot();
    for (const text of ['', '{', '[]', '{"format":"spillway/9"}', printScenario(scenario).replace('"inbox"', '"inbocks"')]) {
      expect(store.open(text, 'broken.spillway', null).ok).toBe(false);
      expect(store.getSnapshot()).toMatchObject({ scenario: before.scenario, name: title, canUndo: true });
      expect(store.getSnapshot().problems[0]?.message).toContain('broken.spillway');
    }
  });
});

it('opens what it printed, without a way back to what was open before', () => {
  const { store } = opened();
  store.setParam(CAPACITY, 5);
  const text = printScenario(store.getSnapshot().scenario);
  expect(store.open(text, 'five.spillway', 'handle')).toEqual({ ok: true, value: undefined });
  expect(store.getSnapshot()).toMatchObject({ name: 'five.spillway', handle: 'handle', libraryId: null, edited: false, canUndo: false });
  expect(printScenario(store.getSnapshot().scenario)).toBe(text);
});

it('tells its listeners, with a snapshot that is the same until something changes', () => {
  const { store } = opened();
  const listener = vi.fn();
  const stop = store.subscribe(listener);
  expect(store.getSnapshot()).toBe(store.getSnapshot());
  store.setParam(CAPACITY, 5);
  stop();
  store.setParam(CAPACITY, 6);
  expect(listener).toHaveBeenCalledTimes(1);
});
