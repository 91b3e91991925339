import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followDocument } from '../../../../renderer/app/follow-document';
import { DocumentStore, withoutParts } from '../../../../renderer/document';
import { libraryScenarios } from '../../../../simulations/library';
import { PageDouble } from '../run/engine-double';

// Method: document, controller and the real engine, wired as in the app; what the run holds is compared with what was edited.
const { scenario, title } = libraryScenarios[0]!;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

async function following(): Promise<{ page: PageDouble; store: DocumentStore; said: string[] }> {
  const page = new PageDouble();
  const store = new DocumentStore(scenario, title);
  const said: string[] = [];
  followDocument(store, page.run, (text) => said.push(text));
  void page.run.start(scenario);
  page.run.play();
  await page.watch(300);
  return { page, store, said };
}

it('an edit changes the run at its present time, and undo makes the opposite change', async () => {
  const { page, store } = await following();
  const resets = vi.fn();
  page.run.onReset(resets);
  store.setParam('stations.pickers.workers', 2);
  await page.watch(200);
  expect(page.run.getSnapshot().scenario?.stations['pickers']).toMatchObject({ workers: 2 });
  const { nowS } = page.run.getSnapshot();
  store.undo();
  await page.watch(200);
  expect(page.run.getSnapshot().scenario?.stations['pickers']).toMatchObject({ workers: 4 });
  expect(page.run.getSnapshot().nowS).toBeGreaterThan(nowS);
  expect(page.run.getSnapshot().status).toBe('playing');
  expect(resets).not.toHaveBeenCalled();
});

it('words and places never touch the run', async () => {
  const { page, store } = await following();
  page.heard.length = 0;
  store.edit('title', (draft) => { draft.title = 'Other'; });
  store.edit('place', (draft) => { draft.stations['inbox']!.at = [1, 2]; });
  await page.watch(200);
  expect(page.heard).not.toContain('change');
  expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', runStale: false });
});

it('a run that did not play, or was looked back at, stays where it is when the edit that stopped it is undone', async () => {
  const { page, store } = await following();
  store.edit('seed', (draft) => { draft.seed = 99; });
  await page.watch(200);
  page.run.seek(page.run.getSnapshot().nowS / 2);
  await page.watch(200);
  const { nowS } = page.run.getSnapshot();
  store.undo();
  await page.watch(200);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'paused', runStale: false, nowS });

  store.edit('seed', (draft) => { draft.seed = 98; });
  store.undo();
  await page.watch(200);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'paused', runStale: false, nowS });
});

it('another topology waits for the next play, says so, and is given up again by undo', async () => {
  const { page, store, said } = await following();
  const { nowS } = page.run.getSnapshot();
  store.edit('seed', (draft) => { draft.seed = 99; });
  await page.watch(200);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'paused', runStale: true, seed: 1 });
  expect(said).toHaveLength(1);
  store.undo();
  expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', runStale: false });
  await page.watch(200);
  expect(page.run.getSnapshot().nowS).toBeGreaterThan(nowS);

  store.redo();
  store.setParam('stations.pickers.workers', 2);
  page.run.play();
  await page.watch(200);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', runStale: false, seed: 99 });
  expect(page.run.getSnapshot().nowS).toBeLessThan(nowS);
  expect(page.run.getSnapshot().scenario?.stations['pickers']).toMatchObject({ workers: 2 });
});

it('a restart begins with what is edited, and edits go on reaching the run', async () => {
  const { page, store } = await following();
  store.setParam('stations.pickers.workers', 2);
  page.run.restart();
  await page.watch(200);
  expect(page.run.begun?.stations['pickers']).toMatchObject({ workers: 2 });
  store.setParam('stations.pickers.workers', 3);
  await page.watch(200);
  expect(page.run.getSnapshot().scenario?.stations['pickers']).toMatchObject({ workers: 3 });
});

it('an edit that is made while a run begins is not lost', async () => {
  const { page, store } = await following();
  page.run.restart();
  store.setParam('stations.pickers.workers', 7);
  await page.watch(200);
  expect(page.run.getSnapshot().scenario?.stations['pickers']).toMatchObject({ workers: 7 });
});

it('what is deleted and brought back by undo belongs to the same run, which goes on', async () => {
  const { page, store } = await following();
  const resets = vi.fn();
  page.run.onReset(resets);
  const { nowS } = page.run.getSnapshot();
  store.change('delete', withoutParts(store.getSnapshot().scenario, { stations: ['inbox'], links: [] }));
  await page.watch(200);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'paused', runStale: true });
  store.undo();
  expect(page.run.getSnapshot().runStale).toBe(false);
  page.run.play();
  await page.watch(200);
  expect(page.run.getSnapshot().nowS).toBeGreaterThan(nowS);
  expect(resets).not.toHaveBeenCalled();
});

it('without a run, what is edited becomes the first one, and nothing of the run before comes back', async () => {
  const { page, store } = await following();
  const half = withoutParts(store.getSnapshot().scenario, { stations: [], links: ['pickers>done'] });
  const frames = vi.fn();
  store.replace(half, { name: 'half' });
  page.run.clear();
  page.run.onFrame(frames);
  await page.watch(300);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'empty', runStale: true, scenario: null, nowS: 0, events: 0, seed: scenario.seed });
  expect(frames).not.toHaveBeenCalled(); // What was on its way belonged to the run before.

  store.setParam('stations.pickers.workers', 2);
  store.change('link', { ...store.getSnapshot().scenario, links: scenario.links });
  page.run.play();
  await page.watch(300);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', runStale: false });
  expect(page.run.begun?.stations['pickers']).toMatchObject({ workers: 2 });
});
