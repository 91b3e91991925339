import { beforeEach, describe, expect, it } from 'vitest';
import { JobFollower, type Followed } from '../../../../renderer/run';
import type { JobWay } from '../../../../simulations/experiments/job-log';
import { JobLog } from '../../../../simulations/experiments/job-log';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import type { StandingJob } from '../../../../renderer/document';
import { Occupant } from '../../../../simulations/engine/frame';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startValid } from '../../../properties/kit';
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

/** Every move that the engine made of a job, in a run of its own; what a watcher at a high speed is to hear. */
function wholeWay(id: number, scenario: Scenario, seed: number, untilS: number): JobWay {
  const run = startValid(scenario, { seed, endS: Infinity });
  run.sampleJobs(1);
  const ended: JobWay[] = [];
  const log = new JobLog((way) => ended.push(way));
  for (let done = false; !done;) {
    done = run.advanceSome(untilS, 2_000);
    log.read(run.readFrame());
  }
  const way = log.way(id) ?? ended.find((each) => each.id === id);
  if (way === undefined) throw new Error(`job ${id} was not made`);
  return structuredClone(way);
}
/** Who freed a place is known only of the jobs that are heard of. */
const withoutOthers = (way: JobWay): unknown => ({ ...way, visits: way.visits.map((visit) => ({ ...visit, freedBy: 0 })), parts: way.parts.map(withoutOthers) });

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

/** Far more arrive than are served, so that jobs stand in line for long and few of them are drawn. */
const crowded: Scenario = { ...boundedQueue, warmupS: 0, stations: { ...boundedQueue.stations, inbox: { ...boundedQueue.stations['inbox']!, capacityJobs: 250 }, orders: { ...boundedQueue.stations['orders']!, arrivals: { kind: 'poisson', ratePerS: 400 } } } };

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
