import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followDocument, takeUpLater } from '../../../../renderer/app/follow-document';
import { DocumentStore } from '../../../../renderer/document';
import { libraryScenarios } from '../../../../simulations/library';
import { PageDouble } from '../run/engine-double';

// Method: the real document, controller and engine in one thread. A parameter is edited late in a run, the run is taken back to before that, and
// something else is done there: from then on the run has to have all that stands in the document, and nothing must have been done before.
const scenario = libraryScenarios[0]!.scenario;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

async function editedLate(): Promise<{ readonly page: PageDouble; readonly edited: DocumentStore }> {
  const page = new PageDouble();
  const edited = new DocumentStore(scenario, 'a queue');
  followDocument(edited, page.run, () => undefined);
  page.run.setSpeed(5);
  void page.run.start(scenario, 7);
  page.run.play();
  while (page.run.getSnapshot().nowS < 4) await page.watch(50);
  edited.setParam('stations.pickers.workers', 2);
  while (page.run.getSnapshot().nowS < 8) await page.watch(50);
  page.run.seek(2);
  await page.watch(300);
  return { page, edited };
}

const of = (page: PageDouble, station: string, param: string): unknown => page.run.getSnapshot().scenario?.stations[station]?.[param];

it('going back does not touch what was done, nor what is edited', async () => {
  const { page, edited } = await editedLate();
  expect(page.run.getSnapshot()).toMatchObject({ nowS: 2, doneLater: 1 });
  expect(of(page, 'pickers', 'workers')).toBe(4);
  expect(edited.getSnapshot().scenario.stations['pickers']?.['workers']).toBe(2);
});

it('an edit there takes up what was edited later, from then on', async () => {
  const { page, edited } = await editedLate();
  edited.setParam('stations.inbox.capacityJobs', 7);
  await page.watch(100);
  expect([of(page, 'inbox', 'capacityJobs'), of(page, 'pickers', 'workers')]).toEqual([7, 2]);
  expect(page.run.getSnapshot()).toMatchObject({ nowS: 2, reachedS: 2, doneLater: 0 });
  expect(page.run.measurements.changesByHand.map(({ atS, path }) => [atS, path])).toEqual([[2, 'stations.pickers.workers'], [2, 'stations.inbox.capacityJobs']]);
});

it('undoing the later edit there is a decision too: it never happens', async () => {
  const { page, edited } = await editedLate();
  edited.undo();
  await page.watch(100);
  expect(of(page, 'pickers', 'workers')).toBe(4);
  page.run.play();
  while (page.run.getSnapshot().nowS < 7) await page.watch(50);
  expect(of(page, 'pickers', 'workers')).toBe(4);
});

it.each<[string, (edited: DocumentStore) => unknown]>([
  ['a place', (edited) => edited.edit('place', (draft) => { draft.stations['inbox']!.at = [1, 2]; })],
  ['a title', (edited) => edited.edit('title', (draft) => { draft.title = 'Other'; })],
  ['a label', (edited) => edited.edit('name', (draft) => { draft.stations['inbox']!.label = 'Post'; })],
  ['a check', (edited) => edited.edit('check', (draft) => { draft.checks.push({ name: 'p99', metric: 'latencyS.p99', max: 1 }); })],
])('%s decides nothing about the run: the later edit is made again at its time', async (_, edit) => {
  const { page, edited } = await editedLate();
  edit(edited);
  await page.watch(100);
  expect(page.run.getSnapshot()).toMatchObject({ nowS: 2, doneLater: 1 });
  expect(page.run.getSnapshot().reachedS).toBeGreaterThan(7);
  expect(of(page, 'pickers', 'workers')).toBe(4);
  page.run.play();
  while (page.run.getSnapshot().nowS < 7) await page.watch(50);
  expect(of(page, 'pickers', 'workers')).toBe(2);
});

it('so does a fault made there', async () => {
  const { page, edited } = await editedLate();
  takeUpLater(edited, page.run);
  const struck = page.run.fault({ kind: 'pause', station: 'pickers', forS: 1 });
  await page.watch(100);
  expect((await struck).ok).toBe(true);
  expect(of(page, 'pickers', 'workers')).toBe(2);
  expect(page.run.getSnapshot().doneLater).toBe(0);
});

it.each<[string, (page: PageDouble, edited: DocumentStore) => unknown]>([
  ['an edit', (_, edited) => edited.setParam('stations.inbox.capacityJobs', 7)],
  ['a fault', (page, edited) => {
    takeUpLater(edited, page.run);
    return page.run.fault({ kind: 'pause', station: 'pickers', forS: 1 });
  }],
])('so does %s made while the run is still on its way there', async (_, act) => {
  const { page, edited } = await editedLate();
  page.run.seek(8);
  await page.watch(300);
  page.run.seek(2);
  act(page, edited);
  await page.watch(300);
  expect(page.run.getSnapshot()).toMatchObject({ nowS: 2, doneLater: 0 });
  expect(of(page, 'pickers', 'workers')).toBe(2);
  expect(page.run.deeds.map((deed) => ('change' in deed ? deed.change.atS : deed.fault.atS))).toEqual([2, 2]);
});

it('an edit on the way back takes along what had been edited just before, which the engine had not answered', async () => {
  const { page, edited } = await editedLate();
  page.run.seek(8);
  await page.watch(300);
  edited.setParam('stations.orders.arrivals.ratePerS', 33);
  page.run.seek(2);
  edited.setParam('stations.inbox.capacityJobs', 7);
  await page.watch(300);
  expect([of(page, 'inbox', 'capacityJobs'), of(page, 'pickers', 'workers')]).toEqual([7, 2]);
  expect(of(page, 'orders', 'arrivals')).toMatchObject({ ratePerS: 33 });
});

it('one event back, to just before what was done after the event there: that is still to come, and an edit there takes it up', async () => {
  const page = new PageDouble();
  const edited = new DocumentStore(scenario, 'a queue');
  followDocument(edited, page.run, () => undefined);
  void page.run.start(scenario, 7);
  await page.watch(100);
  edited.setParam('stations.pickers.workers', 2);
  await page.watch(100);
  void page.run.step();
  await page.watch(100);
  page.run.stepBack();
  await page.watch(100);
  expect(page.run.getSnapshot()).toMatchObject({ events: 0, doneLater: 1 });
  expect(of(page, 'pickers', 'workers')).toBe(4);

  edited.setParam('stations.inbox.capacityJobs', 7);
  await page.watch(100);
  expect([of(page, 'inbox', 'capacityJobs'), of(page, 'pickers', 'workers')]).toEqual([7, 2]);
});
