import { i32 } from '../../engine/arena';
import { cancelEvent } from '../../engine/event-list';
import { What } from '../../engine/frame';
import type { Kernel } from '../../engine/kernel';
import type { JobHandle, StationHandle } from '../../engine/kind';
import { J_PREV, J_TIMER } from '../../engine/layout';
import { putBack, takeOut } from './waiting';

/**
 * Those whom a turn would shed. Whoever asks a queue for a job need not take the one that it is given: a router asks when there is room on one of its
 * ways, and the job's may be another. So they only stand aside until that is known, and then they are shed, or stand where they stood. Nobody else
 * is asked meanwhile, so one list is enough for all queues.
 */
const aside: { j: JobHandle; before: JobHandle; reason: number }[] = [];

/** Before a turn. Somebody stands aside still only where a run broke off in the middle of one. */
export function nobodyAside(): void {
  aside.length = 0;
}

/** Out of line for now. Its patience goes on: no time passes. */
export function setAside(s: StationHandle, j: JobHandle, reason: number): void {
  aside.push({ j, before: i32[(j << 1) + J_PREV], reason });
  takeOut(s, j);
}

/** The turn has come about. */
export function shedAside(k: Kernel, s: StationHandle): void {
  for (const { j, reason } of aside) {
    const timer = i32[(j << 1) + J_TIMER];
    if (timer !== 0) cancelEvent(timer);
    i32[(j << 1) + J_TIMER] = 0;
    k.end(j, What.shed, s, 0, reason);
  }
  nobodyAside();
}

/** It has not: the last one first, each behind the one that it stood behind. */
export function takeBackAside(s: StationHandle): void {
  for (let n = aside.length - 1; n >= 0; n--) putBack(s, aside[n].j, aside[n].before);
  nobodyAside();
}
