import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import { replay, type EngineRun } from '../../../../simulations/scenario/start-run';
import { JobFollower } from '../../../../renderer/run';
import { PageDouble, playing } from './engine-double';

// Method: the real controller and the real engine, joined by a double of the worker that hangs or breaks when the test says so. What the run shows
// afterwards is compared with a run of the same deeds whose engine was never lost.
const scenario = { ...libraryScenarios[0]!.scenario, warmupS: 0 };

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** What was done to the run, done to one that no screen shows, up to the same time. */
function unharmed({ run }: PageDouble): EngineRun {
  const changes = run.deeds.flatMap((deed) => ('change' in deed ? deed.change : []));
  const faults = run.deeds.flatMap((deed) => ('fault' in deed ? deed.fault : []));
  const replayed = replay({ scenario, seed: 7, changes, faults }, { endS: Infinity });
  if (!replayed.ok) throw new Error('no replay');
  replayed.value.advanceTo(run.getSnapshot().nowS);
  return replayed.value;
}

const lose = async (page: PageDouble, how: 'hangs' | 'crashes'): Promise<void> => {
  const { length } = page.workers;
  page.worker.mood = how;
  await page.watch(300);
  vi.advanceTimersByTime(4250);
  await page.watch(100);
  expect(page.workers.length).toBe(length + 1);
};

describe('a lost engine', () => {
  it.each(['hangs', 'crashes'] as const)('that %s is replaced, and the run goes on where it was, with what was done to it', async (how) => {
    const page = await playing(scenario, 1);
    await page.watch(2500);
    const changed = page.run.change({ path: 'stations.orders.arrivals.ratePerS', value: 30 });
    await page.settle();
    await changed;
    await page.watch(1000);
    const resets = vi.fn();
    page.run.onReset(resets);
    const before = page.run.delivered.modelNs / 1e9;
    await lose(page, how);
    expect(resets).toHaveBeenCalledTimes(1);
    const { notice, nowS, status, scenario: now } = page.run.getSnapshot();
    expect(status).toBe('playing');
    expect(notice).toMatch(/^The engine (stopped answering|failed: a test broke it)\. It was restarted from 3\.5\d* s\.$/);
    expect(nowS).toBeGreaterThanOrEqual(before);
    expect(nowS).toBeLessThan(before + 1);
    expect(now?.stations['orders']?.['arrivals']).toMatchObject({ ratePerS: 30 });
  });

  it.each([['played', 0], ['was stepped', 7]])('costs no figure that was measured, where the run %s before', async (_, steps) => {
    const page = await playing(scenario, 1);
    await page.watch(700);
    for (let step = 0; step < steps; step++) {
      const stepped = page.run.step();
      await page.watch(50);
      await stepped;
    }
    const struck = page.run.fault({ kind: 'slow', station: 'pickers', factor: 3, forS: 1 });
    await page.settle();
    expect((await struck).ok).toBe(true);
    page.worker.mood = 'hangs';
    page.run.play();
    void page.run.change({ path: 'stations.orders.arrivals.ratePerS', value: 60 });
    await lose(page, 'hangs');
    await page.watch(3000);
    page.run.pause();
    await page.watch(1500);
    const { events, nowS } = page.run.getSnapshot();
    const calm = unharmed(page);
    expect(events).toBe(calm.events);
    const { jobs, stations } = reportOf(calm);
    const totals = page.run.measurements.totals();
    expect(totals.coveredS).toBeCloseTo(nowS, 9);
    expect(totals).toMatchObject({ made: jobs.made, served: jobs.served });
    expect(page.run.measurements.stationTotals(1)).toMatchObject({ arrived: stations['inbox']!.arrived, left: stations['inbox']!.left });
  });

  it('costs nothing of the way of a job that is followed', async () => {
    const page = await playing(scenario, 0.1);
    const follower = new JobFollower(page.run);
    await page.watch(500);
    follower.next();
    while (follower.getSnapshot().what !== 'job') await page.watch(20);
    await page.watch(100);
    await lose(page, 'crashes');
    await page.watch(6000);
    const followed = follower.getSnapshot();
    expect(followed).toMatchObject({ what: 'job', isLost: false, way: { isWhole: true, outcome: 'served' } });
  });

  it('keeps what was done last, which no frame had told of yet, also when something else is done at once', async () => {
    const page = await playing(scenario, 0.1);
    await page.watch(500);
    const changed = page.run.change({ path: 'stations.pickers.workers', value: 2 });
    page.worker.work();
    expect((await changed).ok).toBe(true);
    const next = page.run.change({ path: 'stations.inbox.capacityJobs', value: 9 });
    await lose(page, 'hangs');
    expect((await next).ok).toBe(true);
    expect(page.run.deeds).toHaveLength(2);
    expect(page.run.getSnapshot().scenario?.stations).toMatchObject({ pickers: { workers: 2 }, inbox: { capacityJobs: 9 } });
  });

  it('that keeps crashing is given up, with a way on', async () => {
    const page = await playing(scenario, 1);
    await page.watch(500);
    page.moodOfNew = 'crashes';
    page.worker.mood = 'crashes';
    const pending = page.run.change({ path: 'stations.pickers.workers', value: 2 });
    await page.watch(500);
    expect(page.workers).toHaveLength(3);
    expect(page.run.getSnapshot().status).toBe('failed');
    expect(page.run.getSnapshot().problems[0]?.message).toMatch(/a test broke it.*third time.*seed 7.*restart/s);
    expect((await pending).ok).toBe(false);

    page.moodOfNew = 'well';
    page.run.restart();
    await page.watch(300);
    expect(page.run.getSnapshot()).toMatchObject({ status: 'playing', problems: [], notice: null });
  });

  it('is lost while a run begins: the start is not', async () => {
    const page = new PageDouble();
    page.worker.mood = 'crashes';
    const started = page.run.start(scenario, 7);
    page.run.play();
    await page.settle();
    await page.settle();
    expect((await started).ok).toBe(true);
    await page.watch(200);
    expect(page.run.getSnapshot().status).toBe('playing');
  });
});
