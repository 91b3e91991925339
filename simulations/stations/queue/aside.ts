import { i32 } from '../../engine/arena';
import { What } from '../../engine/frame';
import type { Kernel } from '../../engine/kernel';
import type { JobHandle, StationHandle } from '../../engine/kind';
import { J_PREV } from '../../engine/layout';
import { forgetPatience } from './patience';
import { putBack, takeOut } from './waiting';

/**
 * Those whom a turn would shed. Whoever asks a queue for a job need not take the one that it is given: a router asks when there is room on one of its
 * ways, and the job's may be another. So they only stand aside until that is known, and then they are shed, or stand where they stood.
 *
 * A turn may set off another queue's before it is over: each has its own stretch of the list, the inner one behind the outer one. Of each job stand there
 * itself, whom it stood behind, and why it would be shed. The list is written over and never shortened, so that a turn makes nothing new.
 */
const aside: number[] = [];
const STRIDE = 3;
let length = 0;

/** Where the stretch of a turn begins that is about to begin. */
export const asideFrom = (): number => length;

/** Out of line for now. Its patience goes on: no time passes. */
export function setAside(s: StationHandle, j: JobHandle, reason: number): void {
  aside[length] = j;
  aside[length + 1] = i32[(j << 1) + J_PREV];
  aside[length + 2] = reason;
  length += STRIDE;
  takeOut(s, j);
}

/** The turn has come about. */
export function shedAside(k: Kernel, s: StationHandle, from: number): void {
  for (let n = from; n < length; n += STRIDE) {
    const j = aside[n];
    forgetPatience(j);
    k.end(j, What.shed, s, 0, aside[n + 2]);
  }
  length = from;
}

/** It has not: the last one first, each behind the one that it stood behind. */
export function takeBackAside(s: StationHandle, from: number): void {
  for (let n = length - STRIDE; n >= from; n -= STRIDE) putBack(s, aside[n], aside[n + 1]);
  length = from;
}
