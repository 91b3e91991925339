import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { PageDouble } from './engine-double';

// Method: the real controller and the real engine, joined by a double of the worker; time passes only as the test says. Runs are begun,
// overtaken, refused and taken away while something else is on its way; what is then shown must be one whole run, never parts of two.
const { scenario } = libraryScenarios[0]!;
const broken: Scenario = { ...scenario, stations: { ...scenario.stations, orders: { ...scenario.stations['orders']!, arrivals: { kind: 'trace', csv: 'nonsense' } } } };

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

async function playing(): Promise<PageDouble> {
  const page = new PageDouble();
  void page.run.start(scenario, 7);
  page.run.play();
  await page.watch(500);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', seed: 7 });
  return page;
}

describe('another start', () => {
  it('overtakes one that is on its way', async () => {
    const page = new PageDouble();
    const resets = vi.fn();
    page.run.onReset(resets);
    const first = page.run.start({ ...scenario, title: 'First' }, 1);
    const second = page.run.start({ ...scenario, title: 'Second' }, 2);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'starting', seed: 2 });
    await page.settle();
    expect([await first, await second].map(({ ok }) => ok)).toEqual([true, true]);
    expect(resets).toHaveBeenCalledTimes(1);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'paused', seed: 2, problems: [] });
    expect(page.run.begun?.title).toBe('Second');
  });

  it('that is refused gives the run before it back, also when a third was begun and overtaken between', async () => {
    const page = await playing();
    const { number } = page.run;
    const { events, nowS } = page.run.getSnapshot();
    page.heard.length = 0;
    void page.run.start(scenario, 8);
    const refused = page.run.start(broken, 9);
    await page.settle();
    expect((await refused).ok).toBe(false);
    expect(page.heard).toContain('resume');
    expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', seed: 7 });
    expect(page.run.getSnapshot().problems.length).toBeGreaterThan(0);
    await page.watch(2000);
    expect(page.run.number).toBe(number);
    expect(page.run.getSnapshot().events).toBeGreaterThan(events);
    expect(page.run.getSnapshot().nowS).toBeGreaterThan(nowS);
    page.run.dismissNotice();
    expect(page.run.getSnapshot().problems).toEqual([]);
  });

  it('that is refused leaves the run before it playing, also when it overtook another that is refused', async () => {
    const page = await playing();
    const { number } = page.run;
    void page.run.start(broken, 8);
    const refused = page.run.start(broken, 9);
    await page.settle();
    expect((await refused).ok).toBe(false);
    expect(page.heard).not.toContain('resume');
    expect(page.run.number).toBe(number);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', seed: 7 });
  });

  it('begins, also when it overtook one that is refused', async () => {
    const page = await playing();
    void page.run.start(broken, 8);
    const good = page.run.start(scenario, 9);
    await page.settle();
    expect((await good).ok).toBe(true);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', seed: 9, problems: [] });
  });

  it('is given the change that came before it had begun, and no fault', async () => {
    const page = await playing();
    void page.run.start(scenario, 8);
    const change = page.run.change({ path: 'stations.pickers.workers', value: 9 });
    expect((await page.run.fault({ kind: 'slow', station: 'pickers', factor: 4, forS: 10 })).ok).toBe(false);
    await page.settle();
    expect((await change).ok).toBe(true);
    expect(page.heard).not.toContain('fault');
    expect(page.run.getSnapshot()).toMatchObject({ seed: 8, scenario: { stations: { pickers: { workers: 9 } } } });
  });
});

describe('a seed', () => {
  it('that was drawn stays until another one is written into the scenario', async () => {
    const page = await playing();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    page.run.newSeed();
    await page.settle();
    expect(page.run.getSnapshot().seed).toBe(500_000);
    page.run.setNext({ ...scenario, title: 'Edited' }, true);
    page.run.play();
    await page.settle();
    expect(page.run.getSnapshot()).toMatchObject({ seed: 500_000, runStale: false });
    page.run.setNext({ ...scenario, seed: 31 }, false);
    page.run.restart();
    await page.settle();
    expect(page.run.getSnapshot().seed).toBe(31);
  });
});

describe('no run', () => {
  it('is left of one that was taken away, whatever the engine still sends', async () => {
    const page = await playing();
    page.worker.mood = 'hangs';
    await page.watch(100); // Frames are asked for.
    page.worker.mood = 'well';
    const changed = page.run.change({ path: 'stations.pickers.workers', value: 9 });
    const begun = page.run.start(scenario, 8);
    const resets = vi.fn();
    page.run.onReset(resets);
    page.run.clear();
    expect(resets).toHaveBeenCalledTimes(1);
    expect((await changed).ok).toBe(false);
    expect((await begun).ok).toBe(true);
    const empty = { status: 'empty', problems: [], nowS: 0, reachedS: 0, events: 0, made: 0, inside: 0, scenario: null };
    expect(page.run.getSnapshot()).toMatchObject(empty);
    await page.watch(500);
    expect(page.run.getSnapshot()).toMatchObject(empty);
    expect(page.run.begun).toBeNull();
    expect(page.run.measurements.totals().made).toBe(0);
    expect(resets).toHaveBeenCalledTimes(1);
    expect((await page.run.change({ path: 'stations.pickers.workers', value: 3 })).ok).toBe(false);
  });

  it('becomes one again with the next play', async () => {
    const page = await playing();
    page.run.clear();
    page.run.setNext({ ...scenario, seed: 12 }, true);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'empty', seed: 12, runStale: true });
    page.run.play();
    await page.watch(500);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', seed: 12, runStale: false });
    expect(page.run.getSnapshot().events).toBeGreaterThan(0);
  });
});
