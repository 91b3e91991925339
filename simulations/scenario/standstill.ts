import { JOBS_AT, JOB_TOP, i32 } from '../engine/arena';
import { deadCircle } from '../engine/deadlock';
import { insideJobs } from '../engine/figures';
import type { Kernel } from '../engine/kernel';
import { JOB_NUMBERS, stationIndex } from '../engine/layout';

/** Whether a run will ever move again: stations that wait for each other, and events that follow each other at one instant without end. */

/** A circle may close when the last that could have moved it goes by in vain. So one is looked for every so many events, and rarely enough where there are many jobs. */
export const EVENTS_PER_LOOK = 8_192;
/** So many at one instant are too many, beside one for each job inside at each station. */
const EVENTS_PER_INSTANT_MAX = 1_000_000;

/** It follows from how many events there were, and not from how the run is cut into pieces. */
export function isTimeToLook({ hasCircles, eventCount }: Kernel): boolean {
  if (!hasCircles || eventCount % EVENTS_PER_LOOK !== 0) return false;
  const rows = (i32[JOB_TOP] - JOBS_AT) / JOB_NUMBERS;
  return (eventCount / EVENTS_PER_LOOK) % Math.max(1, Math.ceil(rows / EVENTS_PER_LOOK)) === 0;
}

/** The ids of stations that wait for each other, in order, and will never move again. The run has the seat. */
export function deadlocked(k: Kernel): readonly string[] {
  return k.hasCircles ? deadCircle(k).map((s) => k.plan.stations[stationIndex(s)].id) : [];
}

/** How many events have come at the present instant. */
export class Instant {
  private atNs = -1;
  private events = 0;

  /** True when there were so many that no time will ever pass. */
  standsStill(k: Kernel, events: number): boolean {
    if (k.nowNs !== this.atNs) {
      this.atNs = k.nowNs;
      this.events = 0;
    }
    this.events += events;
    return this.events > EVENTS_PER_INSTANT_MAX + insideJobs(k) * k.plan.stations.length;
  }
}
