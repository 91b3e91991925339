import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WindowField } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startRun } from '../../../../simulations/scenario/start-run';
import { PageDouble, playing } from './engine-double';

// Method: the real controller and the real engine, joined by a double of the worker; time passes only as the test says.
// What the controller shows is compared with a run that never saw a screen.
const { scenario } = libraryScenarios[0]!;

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function unwatched(untilEvents: number): { events: number; nowNs: number; made: number } {
  const started = startRun(scenario, { seed: 7, endS: Infinity });
  if (!started.ok) throw new Error('the scenario does not start');
  const run = started.value;
  while (run.events < untilEvents) run.advanceSome(Infinity, untilEvents - run.events);
  const view = new FrameView(run.readFrame());
  return { events: view.events, nowNs: view.nowNs, made: view.made };
}

describe('the same seed', () => {
  it.each([
    ['slow motion', 0.05, 60, 1500, 0], ['opening speed', 0.1, 16.7, 1500, 0], ['real time on a slow screen', 1, 41, 1500, 0],
    ['fast', 50, 16.7, 500, 6], ['as fast as it goes', Infinity, 16.7, 200, 60],
  ])('has the same history in %s', async (_, speed, pictureMs, forMs, engineMsPerLook) => {
    const page = await playing(scenario, speed, new PageDouble(engineMsPerLook));
    await page.watch(forMs, pictureMs);

    const { events, made } = page.run.getSnapshot();
    expect(events).toBeGreaterThan(5);
    expect(made).toBe(unwatched(events).made);
  });

  it('adds up to the same totals however the run was cut into windows', async () => {
    const totals = [];
    for (const speed of [2, 20]) {
      const page = await playing(scenario, speed);
      while (page.run.measurements.totals().sinceS === 0) await page.watch(100);
      // Windows end at the tens whatever their length; the last one that both have seen ends at 30 s.
      while (page.run.getSnapshot().nowS < 32) await page.watch(100);
      const { tS } = page.run.measurements.series();
      expect(tS.indexOf(20)).toBeGreaterThan(0);
      totals.push(page.run.measurements.totals().sinceS);
    }
    expect(totals).toEqual([20, 20]);
  });
});

describe('the clock of the picture', () => {
  it('keeps the speed, never goes back and never passes what the engine delivered', async () => {
    const page = await playing(scenario, 0.5);
    let deliveredNs = 0;
    page.run.onFrame((view) => { deliveredNs = view.nowNs; });
    await page.watch(500);
    const from = { ...page.run.stageTime() };
    let lastMs = from.ms;
    for (let picture = 0; picture < 60; picture++) {
      await page.watch(16);
      const { ms, modelNs } = page.run.stageTime();
      expect(ms).toBeGreaterThan(lastMs);
      expect(modelNs).toBeLessThanOrEqual(deliveredNs);
      lastMs = ms;
    }
    const { ms, modelNs } = page.run.stageTime();
    expect((modelNs - from.modelNs) / 1e6 / (ms - from.ms)).toBeCloseTo(0.5, 3);
    expect(page.run.getSnapshot().measuredSpeed).toBeCloseTo(0.5, 1);
  });

  it('spans lie end to end in both times', async () => {
    const page = await playing(scenario, 1);
    let endNs = NaN;
    let endMs = NaN;
    page.run.onFrame((view, span) => {
      if (Number.isNaN(endNs)) ({ fromNs: endNs, fromMs: endMs } = span);
      expect(span.fromNs).toBe(endNs);
      expect(span.fromMs).toBe(endMs);
      expect(span.toNs).toBe(view.nowNs);
      expect(view.fromNs).toBe(span.fromNs);
      ({ toNs: endNs, toMs: endMs } = span);
    });
    await page.watch(300);
    page.run.setSpeed(10);
    await page.watch(300);
    expect(endNs).toBeGreaterThan(1e9);
  });

  it('does not jump after a stall', async () => {
    const page = await playing(scenario, 1);
    await page.watch(500);
    const before = page.run.stageTime().modelNs;
    page.nowMs += 60_000; // The tab was away.
    await page.watch(17);
    expect((page.run.stageTime().modelNs - before) / 1e6).toBeLessThan(200);
  });

  it('stands still while paused, exactly where the engine is', async () => {
    const page = await playing(scenario, 1);
    await page.watch(500);
    page.run.pause();
    await page.watch(500);
    const { events, nowS } = page.run.getSnapshot();
    expect(nowS * 1e9).toBeCloseTo(page.run.stageTime().modelNs, 0);
    await page.watch(500);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'paused', events, nowS });
  });
});

it('comes to rest after a stretch too fast to follow: the dots land, and the figures reach up to the pause', async () => {
  const page = await playing(scenario, 200);
  const spans: { fromNs: number; toNs: number; fromMs: number; toMs: number }[] = [];
  let lastWindowNs = 0;
  page.run.onFrame((view, span) => {
    spans.push(span);
    for (const o of view.windowOffsets()) lastWindowNs = view.numbers[o + WindowField.toNs]!;
  });
  await page.watch(500);
  page.run.pause();
  await page.watch(3000);
  const last = spans.at(-1)!;
  expect(last.toNs - last.fromNs).toBe(0);
  expect(last.toMs - last.fromMs).toBe(1200);
  expect(lastWindowNs).toBe(last.toNs);
  expect(page.run.stageTime()).toMatchObject({ ms: last.toMs, modelNs: last.toNs });
});

describe('a run that has come to its end by itself', () => {
  const queue = { kind: 'queue', capacityJobs: 2, whenFull: { kind: 'block' } };
  const workers = { kind: 'workers', workers: 1, service: { kind: 'exponential', meanS: 0.1 } };
  /** Nearly all go round again: it soon fills up, and nobody can move. */
  const circle: Scenario = {
    ...scenario,
    stations: {
      source: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 5 } }, first: queue, one: workers, second: queue, two: workers,
      again: { kind: 'router', choice: { kind: 'weighted', weights: 'first=0.9, end=0.1' } }, end: { kind: 'sink' },
    },
    links: [['source', 'first'], ['first', 'one'], ['one', 'second'], ['second', 'two'], ['two', 'again'], ['again', 'first'], ['again', 'end']].map(([from = '', to = '']) => ({ from, to })),
    timeline: [], checks: [],
  };
  const { scenario: trace } = libraryScenarios.find(({ id }) => id === 'trace-replay')!;

  it.each([['in a deadlock', circle, 1], ['where nothing is left to come', trace, Infinity]])('%s: the dots land', async (_, ends, speed) => {
    const page = new PageDouble();
    const spans: { fromNs: number; toNs: number; fromMs: number; toMs: number }[] = [];
    page.run.onFrame((__, span) => spans.push(span));
    page.run.setSpeed(speed);
    void page.run.start(ends, 1);
    page.run.play();
    await page.settle();
    for (let n = 0; n < 100 && page.run.getSnapshot().status !== 'ended'; n++) await page.watch(200);
    await page.watch(3000);
    const last = spans.at(-1)!;
    expect(page.run.getSnapshot().status).toBe('ended');
    expect(last.toNs).toBe(last.fromNs);
    expect(last.toMs - last.fromMs).toBeGreaterThan(1000);
    expect(page.run.stageTime()).toMatchObject({ ms: last.toMs, modelNs: last.toNs });
  });
});

it('holds at most two requests on their way', async () => {
  const page = await playing(scenario, 1);
  await page.watch(200);
  page.heard.length = 0;
  page.worker.mood = 'hangs';
  await page.watch(2000);
  page.worker.mood = 'well';
  page.worker.work();
  expect(page.heard.length).toBeLessThanOrEqual(2);
});

it('steps one event, shown for a moment', async () => {
  const page = await playing(scenario, 1);
  await page.watch(500);
  page.run.pause();
  await page.watch(500);
  const { events } = page.run.getSnapshot();
  const { ms } = page.run.stageTime();

  const stepped = page.run.step();
  await page.settle();
  await stepped;
  expect(page.run.getSnapshot().status).toBe('paused');
  await page.watch(1000);
  expect(page.run.getSnapshot().events).toBe(events + 1);
  expect(page.run.stageTime().ms - ms).toBeCloseTo(400, 0);
});

it('changes a parameter at the present time, also while paused, and shows it at once', async () => {
  const page = await playing(scenario, 1);
  await page.watch(300);
  page.run.pause();
  await page.watch(300);
  const frames = vi.fn();
  page.run.onFrame(frames);

  const changed = page.run.change({ path: 'stations.pickers.workers', value: 9 });
  await page.settle();
  expect((await changed).ok).toBe(true);
  expect(frames).toHaveBeenCalled();
  expect(page.run.getSnapshot().scenario?.stations['pickers']).toMatchObject({ workers: 9 });

  const refused = page.run.change({ path: 'stations.pickers.workers', value: -1 });
  await page.settle();
  expect(await refused).toMatchObject({ ok: false });
  expect(page.run.getSnapshot().problems[0]?.path).toBe('stations.pickers.workers');
});

it('sends the newest value of a dragged slider, not each one', async () => {
  const page = await playing(scenario, 1);
  await page.watch(100);
  page.heard.length = 0;
  const changes = Array.from({ length: 50 }, (_, n) => page.run.change({ path: 'stations.orders.arrivals.ratePerS', value: 10 + n }));
  await page.settle();
  await Promise.all(changes);
  await page.watch(100);
  expect(page.heard.filter((kind) => kind === 'change')).toHaveLength(2);
  expect(page.run.getSnapshot().scenario?.stations['orders']?.['arrivals']).toMatchObject({ ratePerS: 59 });
});

it('keeps the run when another scenario is refused', async () => {
  const page = await playing(scenario, 1);
  await page.watch(300);
  const { arrivals: _, ...orders } = scenario.stations['orders']!;
  const broken = { ...scenario, stations: { ...scenario.stations, orders: { ...orders, arrivals: { kind: 'trace', csv: 'nonsense' } } } };
  const started = page.run.start(broken);
  await page.settle();
  expect((await started).ok).toBe(false);
  const { events } = page.run.getSnapshot();
  await page.watch(300);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', seed: 7 });
  expect(page.run.getSnapshot().events).toBeGreaterThan(events);
});

it('begins anew with the edited scenario when play is pressed on a stale run', async () => {
  const page = await playing(scenario, 1);
  await page.watch(300);
  page.run.setNext({ ...scenario, title: 'Edited' }, true);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'paused', runStale: true });
  page.run.play();
  await page.watch(300);
  expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', runStale: false, seed: 7 });
  expect(page.run.begun?.title).toBe('Edited');
});
