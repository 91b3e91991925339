import { JobFollower, type Followed } from '../../../../renderer/run';
import { JobLog, type JobWay } from '../../../../simulations/experiments/job-log';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startValid } from '../../../properties/kit';
import { PageDouble } from './engine-double';

/** A page that plays, and somebody who follows jobs there. */
export async function followedPage(): Promise<{ readonly page: PageDouble; readonly follower: JobFollower }> {
  const page = new PageDouble();
  const follower = new JobFollower(page.run);
  void page.run.start({ ...boundedQueue, warmupS: 0 });
  page.run.play();
  await page.settle();
  return { page, follower };
}

/** Every move that the engine made of a job, in a run of its own; what a watcher at a high speed is to hear. */
export function wholeWay(id: number, scenario: Scenario, seed: number, untilS: number): JobWay {
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
export const withoutOthers = (way: JobWay): unknown => ({ ...way, visits: way.visits.map((visit) => ({ ...visit, freedBy: 0 })), parts: way.parts.map(withoutOthers) });

export const wayOf = (followed: Followed): JobWay => {
  if (followed.what !== 'job') throw new Error(`nobody is followed, but ${followed.what}`);
  return followed.way;
};

/** Far more arrive than are served, so that jobs stand in line for long and few of them are drawn. */
export const crowded: Scenario = { ...boundedQueue, warmupS: 0, stations: { ...boundedQueue.stations, inbox: { ...boundedQueue.stations['inbox']!, capacityJobs: 250 }, orders: { ...boundedQueue.stations['orders']!, arrivals: { kind: 'poisson', ratePerS: 400 } } } };
