import { beforeEach, describe, expect, it } from 'vitest';
import type { JobFollower } from '../../../../renderer/run';
import type { JobWay } from '../../../../simulations/experiments/job-log';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import type { PageDouble } from './engine-double';
import { crowded, followedPage, wayOf, wholeWay, withoutOthers } from './follow-double';

// Method: the real engine and the real controller under a page whose time the test moves. The run is taken back and forth; what the follower then
// says of a job is held against its whole way in a run that was never taken anywhere.
let page: PageDouble;
let follower: JobFollower;

beforeEach(async () => { ({ page, follower } = await followedPage()); });

describe('looking back after the run went back', () => {
  const slowest = (): JobWay => {
    expect(follower.slowest()).toBe(true);
    const way = wayOf(follower.getSnapshot());
    follower.nobody();
    return way;
  };
  const goTo = async (toS: number): Promise<void> => {
    page.run.seek(toS);
    await page.watch(500);
  };
  beforeEach(() => page.watch(6_000));

  it('knows those that had ended by then, and when it comes forward again the later ones too', async () => {
    page.run.pause();
    await page.watch(200);
    const atS = page.run.getSnapshot().nowS;
    const [before, ends] = [slowest(), follower.ends];
    await goTo(atS / 2);
    expect(follower.ends).toBeGreaterThan(0);
    expect(follower.ends).toBeLessThan(ends);
    expect(slowest().endNs).toBeLessThanOrEqual(page.run.stageTime().modelNs);
    await goTo(atS);
    expect(follower.ends).toBe(ends);
    expect(slowest()).toBe(before);
  });

  it('and has come the same way again, knows each job once', async () => {
    page.run.pause();
    await page.watch(200);
    const atS = page.run.getSnapshot().nowS;
    const { ends } = follower;
    await goTo(atS / 2);
    page.run.play();
    while (page.run.getSnapshot().nowS < atS) await page.watch(100);
    page.run.pause();
    await page.watch(200);
    await goTo(atS);
    expect(follower.ends).toBe(ends);
  });

  it('and something was done there, knows nobody of the history that is not any more', async () => {
    const atS = page.run.getSnapshot().nowS / 2;
    await goTo(atS);
    const { ends } = follower;
    const done = page.run.fault({ kind: 'pause', station: 'pickers', forS: 50 });
    await page.watch(200);
    expect((await done).ok).toBe(true);
    page.run.play();
    await page.watch(3_000);
    expect(follower.ends).toBe(ends);
  });

  it('knows nobody of the run before', async () => {
    page.run.pause();
    page.run.restart();
    await page.settle();
    expect(follower.ends).toBe(0);
  });
});

describe('when the run goes back', () => {
  // In a long line, so that it is inside for seconds.
  const SEED = 5;
  beforeEach(async () => {
    page.run.setSpeed(1);
    void page.run.start(crowded, SEED);
    await page.settle();
    await page.watch(2_000);
  });

  it('the job that is followed still is: what is known of its way holds, and it goes on where it was heard last', async () => {
    follower.next();
    await page.watch(1_000);
    const first = wayOf(follower.getSnapshot());
    expect(first.endNs).toBe(-1);
    page.run.seek(first.madeNs / 2e9);
    await page.watch(1_500);
    expect(wayOf(follower.getSnapshot())).toBe(first);
    page.run.play();
    await page.watch(400);
    page.run.seek(first.madeNs / 2e9);
    await page.watch(500);
    page.run.play();
    await page.watch(20_000);
    const way = wayOf(follower.getSnapshot());
    expect(way).toBe(first);
    expect(way.endNs).toBeGreaterThan(0);
    expect(withoutOthers(way)).toEqual(withoutOthers(wholeWay(way.id, crowded, SEED, way.endNs / 1e9 + 1)));
  });

  it('the moves that come once more are not written twice, however much had been heard and however coarse the frames are', async () => {
    const quick = { ...boundedQueue, warmupS: 0 };
    void page.run.start(quick, SEED);
    await page.settle();
    let inside = 0;
    for (let heardMs = 20; heardMs < 900; heardMs += 70) {
      page.run.setSpeed(0.1);
      page.run.play();
      follower.next();
      while (follower.getSnapshot().what !== 'job') await page.watch(20);
      await page.watch(heardMs);
      const first = wayOf(follower.getSnapshot());
      const { id, madeNs, endNs } = first;
      if (endNs < 0) inside++;
      page.run.seek(madeNs / 1e9 - 0.05);
      await page.watch(1_500);
      page.run.setSpeed(5);
      page.run.play();
      await page.watch(300);
      const way = wayOf(follower.getSnapshot());
      expect(way, 'the way that was heard goes on').toBe(first);
      expect(withoutOthers(way)).toEqual(withoutOthers(wholeWay(id, quick, SEED, way.endNs / 1e9 + 1)));
    }
    expect(inside, 'jobs that were still inside when the run went back').toBeGreaterThan(3);
  });

  it('and something is done by hand there, its way from there on is the new one', async () => {
    follower.next();
    await page.watch(1_000);
    const { id, madeNs } = wayOf(follower.getSnapshot());
    await page.watch(20_000);
    const before = structuredClone(wayOf(follower.getSnapshot()));
    expect(before.outcome).toBe('served');
    const backS = (before.visits[1]!.fromNs + before.visits[1]!.toNs) / 2e9;
    page.run.seek(backS);
    await page.watch(1_500);
    const changed = page.run.fault({ kind: 'pause', station: 'pickers', forS: 5 });
    await page.watch(200);
    expect((await changed).ok).toBe(true);
    expect(wayOf(follower.getSnapshot())).toMatchObject({ id, madeNs, outcome: 'inside', endNs: -1 });
    expect(wayOf(follower.getSnapshot()).visits).toHaveLength(2);
    page.run.setSpeed(5);
    page.run.play();
    await page.watch(8_000);
    expect(wayOf(follower.getSnapshot())).toMatchObject({ id, outcome: 'served', visits: { length: 3 } });
    expect((wayOf(follower.getSnapshot()).endNs - before.endNs) / 1e9).toBeGreaterThan(4.5);
    const [, line, desk] = wayOf(follower.getSnapshot()).visits;
    expect([line!.fromNs, line!.toNs]).toEqual([before.visits[1]!.fromNs, desk!.fromNs]);
  });

  it('and forward past all that was heard of it, its way is whole up to there, and goes on', async () => {
    await page.watch(12_000);
    page.run.seek(3);
    await page.watch(300);
    page.run.play();
    follower.next();
    await page.watch(300);
    const { id, madeNs, endNs } = wayOf(follower.getSnapshot());
    expect(endNs).toBe(-1);
    const whole = wholeWay(id, crowded, SEED, 60);
    for (const toNs of [madeNs + 0.4 * (whole.endNs - madeNs), madeNs + 0.8 * (whole.endNs - madeNs), whole.endNs + 1e9]) {
      const heard = wayOf(follower.getSnapshot()).visits.length;
      page.run.seek(toNs / 1e9);
      await page.watch(300);
      expect(page.run.getSnapshot().nowS).toBeCloseTo(toNs / 1e9, 6);
      expect(follower.getSnapshot()).toMatchObject({ isLost: false });
      const way = wayOf(follower.getSnapshot());
      expect(way.visits.length).toBeGreaterThanOrEqual(heard);
      expect(way.visits).toHaveLength(whole.visits.filter(({ fromNs }) => fromNs <= toNs).length);
      expect(way.endNs).toBe(toNs < whole.endNs ? -1 : whole.endNs);
    }
    expect(withoutOthers(wayOf(follower.getSnapshot()))).toEqual(withoutOthers(whole));
  });

  it('to before it was made, it is still the one that is followed', async () => {
    follower.next();
    await page.watch(2_000);
    const { id, madeNs } = wayOf(follower.getSnapshot());
    page.run.seek(0);
    await page.watch(1_500);
    expect(page.run.getSnapshot().nowS * 1e9).toBeLessThan(madeNs);
    expect(wayOf(follower.getSnapshot()).id).toBe(id);
  });
});
