import { beforeEach, describe, expect, it } from 'vitest';
import { JobFollower, type Followed } from '../../../../renderer/run';
import type { JobWay } from '../../../../simulations/experiments/job-log';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { PageDouble } from './engine-double';

// Method: the real engine and the real controller under a page whose time the test moves. What the follower says of a job is held against the
// frames that came, and against the picture's time, behind which the engine is always a moment ahead.
let page: PageDouble;
let follower: JobFollower;

beforeEach(async () => {
  page = new PageDouble();
  follower = new JobFollower(page.run);
  void page.run.start({ ...boundedQueue, warmupS: 0 });
  page.run.play();
  await page.settle();
});

const wayOf = (followed: Followed): JobWay => {
  if (followed.what !== 'job') throw new Error(`nobody is followed, but ${followed.what}`);
  return followed.way;
};

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

describe('a job that is clicked', () => {
  it('is taken up where it is met, when nothing was heard of it yet', async () => {
    await page.watch(200);
    const job = 999_999;
    expect(follower.follow(job)).toBe(false);
    expect(follower.follow(job, { job, jobClass: 0, bornNs: 5, station: 1 })).toBe(true);
    expect(wayOf(follower.getSnapshot())).toMatchObject({ id: job, isWhole: false, madeNs: 5 });
  });

  it('is refused, and lost, where the speed lets only others be heard of', async () => {
    follower.next();
    await page.watch(100);
    const odd = { job: 999_999, jobClass: 0, bornNs: 5, station: 1 };
    follower.follow(odd.job, odd);
    page.run.setSpeed(500);
    await page.watch(2_000);
    expect(follower.every).toBeGreaterThan(1);
    expect(follower.getSnapshot()).toMatchObject({ what: 'job', isLost: true });
    expect(follower.follow(odd.job, odd)).toBe(false);
  });

  it('is let go of', () => {
    follower.next();
    follower.nobody();
    expect(follower.getSnapshot()).toEqual({ what: 'nobody' });
  });
});
