import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import { replay, startRun } from '../../../../simulations/scenario/start-run';
import type { RecordedChange, RecordedFault } from '../../../../simulations/scenario/run-api';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { Album } from '../../../../renderer/run/album';
import type { FrameSpan } from '../../../../renderer/run/run-snapshot';
import type { PageDouble} from './engine-double';
import { playing } from './engine-double';

// Method: the real controller and the real engine, joined by a double of the worker; time passes only as the test says. A run plays, is
// taken back, and plays again: what it then shows is compared with what it showed the first time, and with a run that was never taken back.
const scenario: Scenario = { ...libraryScenarios[0]!.scenario, warmupS: 5 };

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

async function playTo(page: PageDouble, timeS: number): Promise<void> {
  page.run.play();
  while (page.run.getSnapshot().nowS < timeS) await page.watch(50);
  page.run.pause();
  await page.watch(1500);
}

const figures = (page: PageDouble) => {
  const { events, made, inside, nowS } = page.run.getSnapshot();
  const { n, p99S, meanS } = page.run.measurements.histogram();
  return { events, made, inside, nowS, totals: page.run.measurements.totals(), histogram: { n, p99S, meanS }, stations: [0, 1, 2, 3].map((s) => page.run.measurements.stationTotals(s)) };
};

/** The same to within the rounding of sums that were added up in another order. */
function expectSame(found: unknown, wanted: unknown, path = ''): void {
  if (typeof wanted === 'number') expect(Number.isNaN(wanted) ? Number.isNaN(found) : Math.abs((found as number) - wanted) <= 1e-9 * Math.abs(wanted), `${path}: ${String(found)} instead of ${wanted}`).toBe(true);
  else if (typeof wanted === 'object' && wanted !== null) for (const [key, value] of Object.entries(wanted)) expectSame((found as Record<string, unknown>)[key], value, `${path}.${key}`);
  else expect(found, path).toEqual(wanted);
}

describe('going back', () => {
  it('before a change that is under way is answered, that change comes again at its time', async () => {
    const page = await playing(scenario, 5);
    await page.watch(700);
    const changed = page.run.change({ path: 'stations.orders.arrivals.ratePerS', value: 300 });
    page.run.seek(1);
    await page.watch(300);
    expect((await changed).ok).toBe(true);
    expect(page.run.getSnapshot()).toMatchObject({ nowS: 1, status: 'paused', doneLater: 1 });
    const [deed] = page.run.deeds;
    if (deed === undefined || !('change' in deed)) throw new Error('nothing was noted');
    page.run.play();
    await page.watch(1_500);
    const { events, made, nowS } = page.run.getSnapshot();
    expect(nowS).toBeGreaterThan(deed.change.atS + 2);
    const started = startRun(scenario, { seed: 7, endS: Infinity });
    if (!started.ok) throw new Error('the scenario does not start');
    started.value.advanceTo(deed.change.atS);
    expect(started.value.change(deed.change).ok).toBe(true);
    while (started.value.events < events) started.value.advanceSome(Infinity, events - started.value.events);
    expect(new FrameView(started.value.readFrame()).made).toBe(made);
    expect(made / nowS).toBeGreaterThan(120);
  });

  it('shows the place at once, also at a speed at which not every job is drawn', async () => {
    const page = await playing(scenario, 200);
    await page.watch(1500);
    expect(page.run.getSnapshot().sampleEvery).toBeGreaterThan(1);
    const shown: FrameSpan[] = [];
    page.run.onFrame((_view, span) => shown.push(span));
    page.run.seek(20);
    await page.watch(100);
    expect(shown.at(-1)).toMatchObject({ toNs: 20e9 });
    // What is seen then is what is there: no frame has to be waited for.
    expect(page.run.delivered.ms).toBe(page.run.stageTime().ms);
  });

  it('shows the figures of each class as they were', async () => {
    const page = await playing({ ...libraryScenarios.find(({ id }) => id === 'priority')!.scenario, warmupS: 5 }, 20);
    const ofClasses = () => page.run.measurements.series().classes.map((own) => ({ perS: own.throughputPerS.at(-1), n: own.latencyN.at(-1), p95S: own.latencyP95S.at(-1) }));
    const seen: { readonly atS: number; readonly shown: unknown }[] = [];
    for (const timeS of [12, 30, 60]) {
      await playTo(page, timeS);
      seen.push({ atS: page.run.getSnapshot().nowS, shown: ofClasses() });
    }
    expect(ofClasses()).toHaveLength(2);
    for (const { n } of ofClasses()) expect(n).toBeGreaterThan(50);
    for (const { atS, shown } of seen.toReversed()) {
      page.run.seek(atS);
      await page.watch(300);
      expectSame(ofClasses(), shown);
    }
  });

  it('shows the run as it was, and the figures too, from whatever keyframe it set out', async () => {
    const page = await playing(scenario, 20);
    const seen: { readonly atS: number; readonly shown: unknown }[] = [];
    for (const timeS of [12, 30, 90, 150]) {
      await playTo(page, timeS);
      seen.push({ atS: page.run.getSnapshot().nowS, shown: figures(page) });
    }
    const lastS = page.run.getSnapshot().nowS;
    for (const { atS, shown } of seen.toReversed()) {
      page.run.seek(atS);
      await page.watch(300);
      expectSame(figures(page), shown);
      expect(page.run.getSnapshot().reachedS).toBeCloseTo(lastS, 6);
    }
  });

  it('and then forward again, has the same history', async () => {
    const page = await playing(scenario, 20);
    await playTo(page, 60);
    const { nowS } = page.run.getSnapshot();
    const shown = figures(page);
    page.run.seek(21);
    await page.watch(300);
    expect(page.run.getSnapshot().nowS).toBe(21);
    await playTo(page, 40);
    page.run.seek(nowS);
    await page.watch(300);
    expectSame(figures(page), shown);
  });

  it('takes one event back', async () => {
    const page = await playing(scenario, 1);
    await playTo(page, 3);
    const { events } = page.run.getSnapshot();
    page.run.stepBack();
    page.run.stepBack(); // while the first is on its way
    await page.watch(300);
    expect(page.run.getSnapshot().events).toBe(events - 2);
    const stepped = page.run.step();
    await page.watch(50);
    await stepped;
    expect(page.run.getSnapshot().events).toBe(events - 1);
  });

  it('tells everybody who draws, and goes no farther than the run has come', async () => {
    const page = await playing(scenario, 20);
    await playTo(page, 30);
    let resets = 0;
    let shownNs = -1;
    page.run.onReset(() => { resets += 1; });
    page.run.onFrame((view) => { shownNs = view.nowNs; });
    const { reachedS } = page.run.getSnapshot();
    page.run.seek(10);
    await page.watch(300);
    expect([resets, shownNs]).toEqual([1, 10e9]);
    page.run.seek(1e6);
    await page.watch(300);
    expect(page.run.getSnapshot().nowS).toBeCloseTo(reachedS, 6);
  });
});

describe('what was done by hand', () => {
  const slow = { kind: 'slow', station: 'pickers', factor: 5, forS: 4 };

  it('is done again at its time, event for event', async () => {
    const page = await playing(scenario, 5);
    await playTo(page, 20);
    const changed = page.run.change({ path: 'stations.pickers.workers', value: 2 });
    await page.settle();
    expect((await changed).ok).toBe(true);
    await playTo(page, 26);
    const struck = page.run.fault(slow);
    await page.settle();
    expect((await struck).ok).toBe(true);
    await playTo(page, 40);
    const shown = figures(page);
    const { nowS, doneLater } = page.run.getSnapshot();
    expect(doneLater).toBe(0);

    page.run.seek(15);
    await page.watch(300);
    expect(page.run.getSnapshot()).toMatchObject({ nowS: 15, doneLater: 2 });
    expect(page.run.getSnapshot().scenario?.stations['pickers']?.['workers']).toBe(4);
    await playTo(page, 22); // past the first, drawn
    expect(page.run.getSnapshot().scenario?.stations['pickers']?.['workers']).toBe(2);
    page.run.seek(nowS);
    await page.watch(300);
    expectSame(figures(page), shown);
    expect(page.run.measurements.changesByHand).toHaveLength(1);
    expect(page.run.measurements.faultsByHand).toHaveLength(1);
  });

  it('later is undone by what is done now: the history is another one from here on', async () => {
    const page = await playing(scenario, 5);
    await playTo(page, 20);
    void page.run.change({ path: 'stations.pickers.workers', value: 1 });
    await page.settle();
    await playTo(page, 40);
    page.run.seek(10);
    await page.watch(300);
    expect(page.run.changedLater).toEqual(['stations.pickers.workers']);
    const { nowS } = page.run.getSnapshot();
    const struck = page.run.fault(slow);
    await page.settle();
    expect((await struck).ok).toBe(true);
    expect(page.run.getSnapshot()).toMatchObject({ doneLater: 0, reachedS: nowS });
    expect(page.run.measurements.changesByHand).toEqual([]);
    await playTo(page, 40);
    const { events, nowS: endS } = page.run.getSnapshot();

    const other = replay({ scenario, seed: 7, changes: [] as RecordedChange[], faults: [] as RecordedFault[] }, { endS: Infinity });
    if (!other.ok) throw new Error('no replay');
    other.value.advanceTo(nowS);
    other.value.fault(slow);
    other.value.advanceTo(endS);
    expect(events).toBe(other.value.events);
    expect(page.run.measurements.totals().served).toBe(reportOf(other.value).jobs.served);
  });

  it('measuring anew, too, holds for its time: a run that has gone back is measured anew when it comes there again', async () => {
    const page = await playing(scenario, 5);
    await playTo(page, 20);
    page.run.measurements.startFiguresAnew();
    const { sinceS } = page.run.measurements.totals();
    expect(sinceS).toBeGreaterThan(19);
    await playTo(page, 40);
    const shown = figures(page);
    const { nowS } = page.run.getSnapshot();
    page.run.seek(12);
    await page.watch(300);
    expect(page.run.measurements.totals().sinceS).toBe(5);
    page.run.setSpeed(7);
    await playTo(page, 30);
    expect(page.run.measurements.totals().sinceS - sinceS).toBeLessThan(1);
    expect(page.run.measurements.totals().sinceS).toBeGreaterThanOrEqual(sinceS);
    page.run.seek(nowS);
    await page.watch(300);
    expectSame(figures(page), { ...shown, totals: {}, histogram: {}, stations: [] });
    expect(page.run.measurements.totals().sinceS).toBeGreaterThanOrEqual(sinceS);

    // Asked for earlier, it is not asked for again later.
    page.run.seek(15);
    await page.watch(300);
    page.run.measurements.startFiguresAnew();
    await playTo(page, 30);
    expect(page.run.measurements.totals().sinceS).toBe(15);
    page.run.seek(nowS);
    await page.watch(300);
    expect(page.run.measurements.totals().sinceS).toBe(15);
    // What is done before is another history, in which nobody has asked for it.
    page.run.seek(10);
    await page.watch(300);
    void page.run.fault(slow);
    await page.settle();
    await playTo(page, 20);
    expect(page.run.measurements.totals().sinceS).toBe(5);
  });

  it('a fault that the scenario cannot have is refused with the reason', async () => {
    const page = await playing(scenario, 20);
    const struck = page.run.fault({ kind: 'crash', station: 'inbox', workers: 1, forS: 1 });
    await page.settle();
    const result = await struck;
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.problems[0]?.message).toMatch(/can happen to workers/);
  });
});

describe('another run that is asked for on the way', () => {
  it.each<[string, (page: PageDouble) => void]>([
    ['before the engine holds the place to set out from', () => undefined],
    ['while the engine is under way', (page) => page.worker.work()],
    ['while another wish waits', (page) => page.run.seek(20)],
  ])('begins, %s', async (_, meanwhile) => {
    const page = await playing(scenario, 20);
    await playTo(page, 30);
    page.run.seek(10);
    meanwhile(page);
    page.run.restart();
    page.run.play();
    await page.watch(500);
    expect(page.workers).toHaveLength(1);
    const { status, notice, nowS } = page.run.getSnapshot();
    expect([status, notice]).toEqual(['playing', null]);
    expect(nowS).toBeGreaterThan(5);
    expect(nowS).toBeLessThan(15);
  });

  it('and is refused lets the run come to where it was to go', async () => {
    const page = await playing(scenario, 20);
    await playTo(page, 30);
    page.run.seek(10);
    const refused = page.run.start({ ...scenario, stations: { ...scenario.stations, orders: { kind: 'producer', arrivals: { kind: 'trace', csv: 'nonsense' } } } }, 9);
    let shownNs = -1;
    page.run.onFrame((view) => { shownNs = view.nowNs; });
    await page.watch(500);
    expect((await refused).ok).toBe(false);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'paused', nowS: 10, seed: 7 });
    expect(shownNs).toBe(10e9);
  });
});

describe('an engine that is lost', () => {
  it('on the way back is asked again', async () => {
    const page = await playing(scenario, 20);
    await playTo(page, 30);
    page.worker.mood = 'crashes';
    page.run.seek(10);
    await page.watch(100);
    await page.watch(300);
    expect(page.workers.length).toBeGreaterThan(1);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'paused', nowS: 10 });
  });
});

it('an album holds so many pages at most, from the whole of the run', () => {
  const album = new Album();
  for (let n = 1; n <= 1000; n++) {
    album.add({ nowNs: n, events: n, keyframe: { keyframe: { state: new ArrayBuffer(8) } as never, deedsMade: 0, tookMs: 0 }, measured: {} as never, bytes: 8 });
  }
  expect(album.length).toBeLessThanOrEqual(48);
  expect(album.before(100, Infinity)?.nowNs).toBeGreaterThan(0);
  expect(album.before(1000, Infinity)?.nowNs).toBeGreaterThan(950);
  album.forgetAfter(500);
  expect(album.before(1000, Infinity)?.nowNs).toBeLessThanOrEqual(500);
  expect(new FrameView(new Float64Array(20)).moves).toBe(0);
});
