import { expect, it } from 'vitest';
import { JobFollower } from '../../../../renderer/run';
import { FollowWords } from '../../../../renderer/stage/follow/follow-words';
import type { JobWay } from '../../../../simulations/experiments/job-log';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { PageDouble } from './engine-double';

// Method: the real engine and the real controller under a page whose time the test moves. A job is followed, the run is taken back to before it was made,
// and arrivals become rarer there: it is made later now. What is said of it is held against the frames.
it('a job that is followed, and not made yet where the history became another one, is not said to be inside before it is made', async () => {
  const page = new PageDouble();
  const follower = new JobFollower(page.run);
  const scenario = { ...boundedQueue, warmupS: 0 };
  page.run.setSpeed(0.5);
  void page.run.start(scenario, 7);
  page.run.play();
  await page.watch(4_000);
  follower.next();
  while (follower.getSnapshot().what !== 'job') await page.watch(20);
  await page.watch(200);
  const way = (): JobWay => {
    const followed = follower.getSnapshot();
    if (followed.what !== 'job') throw new Error('nobody is followed');
    return followed.way;
  };
  const { id, madeNs: wasMadeNs } = way();
  page.run.seek(wasMadeNs / 2e9);
  await page.watch(300);
  const words = new FollowWords(scenario);
  expect(words.born(way())).toMatch(/^made at/);
  void page.run.change({ path: 'stations.orders.arrivals.ratePerS', value: 30 });
  await page.watch(300);
  expect(words.born(way())).toMatch(/^not made yet/);
  page.run.play();
  while (way().madeNs === Infinity) {
    expect(words.outcome(way(), page.run.stageTime().modelNs)).toBe('not made yet at this time');
    await page.watch(100);
  }
  expect(way()).toMatchObject({ id, isWhole: true });
  expect(way().madeNs).toBeGreaterThan(wasMadeNs);
  while (way().endNs < 0) await page.watch(100);
  expect(way().visits[0]).toMatchObject({ fromNs: way().madeNs });
});
