import { beforeEach, describe, expect, it } from 'vitest';
import type { StandingJob } from '../../../../renderer/document';
import type { JobFollower } from '../../../../renderer/run';
import { Occupant } from '../../../../simulations/engine/frame';
import type { PageDouble } from './engine-double';
import { crowded, followedPage, wayOf, wholeWay, withoutOthers } from './follow-double';

// Method: the real engine and the real controller under a page whose time the test moves. What the follower says of a job is held against the
// frames that came, and against the picture's time, behind which the engine is always a moment ahead.
let page: PageDouble;
let follower: JobFollower;

beforeEach(async () => { ({ page, follower } = await followedPage()); });

/** The last to wait in the line, which the speed's sample does not have: found by looking at a frame, as a click finds it. */
async function standing(isSampled: boolean, station = 1): Promise<StandingJob> {
  const found: StandingJob[] = [];
  const stop = page.run.onFrame((view) => {
    for (let i = 0; i < view.occupants; i++) {
      const at = view.occupantAt(i);
      const job = view.numbers[at + Occupant.job]!;
      if (view.numbers[at + Occupant.station] !== station || view.isSampled(job) !== isSampled) continue;
      found.push({ job, jobClass: view.numbers[at + Occupant.state]! >> 4, bornNs: view.numbers[at + Occupant.bornNs]!, station });
    }
  });
  for (let tries = 0; tries < 200 && found.length === 0; tries++) await page.watch(50);
  stop();
  const last = found.at(-1);
  if (last === undefined) throw new Error('nobody stands there');
  return last;
}

describe('the next job', () => {
  it('is waited for and then followed from where it is made to its end', async () => {
    follower.next();
    expect(follower.getSnapshot()).toEqual({ what: 'waiting' });
    await page.watch(3_000);
    const way = wayOf(follower.getSnapshot());
    expect(way).toMatchObject({ outcome: 'served', isWhole: true, producer: 0 });
    expect(way.visits.map(({ station }) => station)).toEqual([0, 1, 2]);
    const [made, waited, served] = way.visits;
    expect(made!.fromNs).toBe(way.madeNs);
    expect(waited!.toNs).toBe(served!.fromNs);
    expect(served!.toNs).toBe(way.endNs);
  });

  it('of another run is still wished for; a job of the run before is not there any more', async () => {
    follower.next();
    page.run.restart();
    await page.watch(500);
    expect(follower.getSnapshot().what).toBe('job');
    page.run.restart();
    await page.settle();
    expect(follower.getSnapshot()).toEqual({ what: 'nobody' });
  });
});

describe('looking back', () => {
  it('finds the slowest of those that are seen to have ended, and none before one has', async () => {
    expect(follower.slowest()).toBe(false);
    await page.watch(4_000);
    expect(follower.slowest()).toBe(true);
    const slowest = wayOf(follower.getSnapshot());
    const shownNs = page.run.stageTime().modelNs;
    expect(slowest.endNs).toBeLessThanOrEqual(shownNs);
    const counts = page.run.measurements.series();
    expect(follower.ends).toBeGreaterThan(counts.length > 0 ? 50 : Infinity);
    for (let ms = 10; ms < 2_000; ms += 10) {
      if (!follower.ofLatency(ms / 1e3, (ms + 10) / 1e3)) continue;
      const way = wayOf(follower.getSnapshot());
      expect(way.endNs - way.madeNs).toBeLessThanOrEqual(slowest.endNs - slowest.madeNs);
    }
  });

  it('finds a job of the latency that is asked for, and the nearest where there is none', async () => {
    await page.watch(4_000);
    expect(follower.ofLatency(0.02, 0.04)).toBe(true);
    const way = wayOf(follower.getSnapshot());
    expect((way.endNs - way.madeNs) / 1e9).toBeGreaterThanOrEqual(0.02);
    expect((way.endNs - way.madeNs) / 1e9).toBeLessThan(0.04);
    follower.slowest();
    const slowest = wayOf(follower.getSnapshot());
    expect(follower.ofLatency(1_000, 2_000)).toBe(true);
    expect(wayOf(follower.getSnapshot()).id).toBe(slowest.id);
  });

  it('says who made room: the job that left the workers when this one came from the line', async () => {
    await page.watch(6_000);
    follower.slowest();
    const slow = wayOf(follower.getSnapshot());
    const atWorkers = slow.visits.find(({ station }) => station === 2)!;
    if (atWorkers.fromNs === slow.visits[1]!.fromNs) return; // It never waited.
    expect(follower.follow(atWorkers.freedBy)).toBe(true);
    expect(wayOf(follower.getSnapshot()).visits.find(({ station }) => station === 2)!.toNs).toBe(atWorkers.fromNs);
  });
});

describe('at a speed at which few are drawn', () => {
  const SEED = 3;
  beforeEach(async () => {
    void page.run.start(crowded, SEED);
    await page.settle();
  });

  it('a job that is followed when the speed rises is followed to its end, and its way is whole', async () => {
    page.run.setSpeed(1);
    await page.watch(3_000);
    follower.next();
    await page.watch(300);
    const { id, serial, endNs } = wayOf(follower.getSnapshot());
    expect(endNs).toBe(-1);
    page.run.setSpeed(50);
    await page.watch(4_000);
    expect(follower.every).toBeGreaterThan(8);
    expect(serial % follower.every, 'it is not in the sample').not.toBe(0);
    const way = wayOf(follower.getSnapshot());
    expect(way).toMatchObject({ id, isWhole: true, outcome: 'served' });
    expect(follower.getSnapshot()).toMatchObject({ isLost: false });
    expect(withoutOthers(way)).toEqual(withoutOthers(wholeWay(id, crowded, SEED, way.endNs / 1e9 + 1)));
  });

  it('one that stands in line and is not drawn is followed from there to its end', async () => {
    page.run.setSpeed(2);
    await page.watch(4_000);
    page.run.pause();
    await page.watch(200);
    page.run.play();
    const found = await standing(false);
    page.run.pause();
    await page.watch(1_500);
    expect(follower.follow(found.job, found)).toBe(true);
    page.run.setSpeed(50);
    const isDrawn = new Set<boolean>();
    page.run.onFrame((view) => { isDrawn.add(view.isSampled(found.job)); });
    page.run.play();
    await page.watch(3_000);
    const way = wayOf(follower.getSnapshot());
    const whole = wholeWay(found.job, crowded, SEED, 200);
    expect(way).toMatchObject({ id: found.job, isWhole: false, outcome: whole.outcome, endNs: whole.endNs, endStation: whole.endStation });
    expect(way.visits.map(({ station, toNs }) => [station, toNs])).toEqual(whole.visits.filter(({ toNs }) => toNs > way.visits[0]!.fromNs).map(({ station, toNs }) => [station, toNs]));
    expect(isDrawn).toEqual(new Set([false]));
  });
});

describe('a job that is clicked', () => {
  it('is taken up where it is met, when nothing was heard of it yet', async () => {
    await page.watch(200);
    const job = 999_999;
    expect(follower.follow(job)).toBe(false);
    expect(follower.follow(job, { job, jobClass: 0, bornNs: 5, station: 1 })).toBe(true);
    expect(wayOf(follower.getSnapshot())).toMatchObject({ id: job, isWhole: false, madeNs: 5 });
  });

  it('is refused where nothing is known of it and it is not seen to stand', async () => {
    page.run.setSpeed(500);
    await page.watch(2_000);
    expect(follower.every).toBeGreaterThan(1);
    expect(follower.follow(999_999)).toBe(false);
  });

  it('that has gone on before it was heard of is lost, and stays so when nothing more comes of it', async () => {
    await page.watch(200);
    follower.follow(999_999, { job: 999_999, jobClass: 0, bornNs: 5, station: 1 });
    await page.watch(1_000);
    expect(follower.getSnapshot()).toMatchObject({ what: 'job', isLost: true });
  });

  it('is let go of', () => {
    follower.next();
    follower.nobody();
    expect(follower.getSnapshot()).toEqual({ what: 'nobody' });
  });
});
