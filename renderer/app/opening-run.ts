import { boundedQueue } from '../../simulations/library/bounded-queue';
import type { Scenario } from '../../simulations/scenario/scenario';
import { arrivalsPerS, openingSpeed, RunController } from '../run';

export interface OpeningRun {
  /** In the library. */
  readonly id: string;
  readonly scenario: Scenario;
  readonly run: RunController;
}

/** What the app opens with, under way at a speed at which it can be followed. */
export function openingRun(): OpeningRun {
  const run = new RunController();
  run.setSpeed(openingSpeed(arrivalsPerS(boundedQueue)));
  void run.start(boundedQueue);
  run.play();
  return { id: 'bounded-queue', scenario: boundedQueue, run };
}
