import { NOW_NS, f64, i32 } from '../../engine/arena';
import { SHED_REASONS, What } from '../../engine/frame';
import { classOf } from '../../engine/job-class';
import type { Kernel } from '../../engine/kernel';
import type { JobHandle, StationHandle } from '../../engine/kind';
import { C_DEADLINE, J_BORN } from '../../engine/layout';
import { setAside } from './aside';
import { forgetPatience } from './patience';
import { DISCIPLINE, OPTIONS, Option } from './state';
import { disciplineOf, takeOut, waitingJobs } from './waiting';

export const FULL = SHED_REASONS.indexOf('full');
export const LEFT_BY_ITSELF = SHED_REASONS.indexOf('left');
export const EXPIRED = SHED_REASONS.indexOf('expired');
export const MANAGED = SHED_REASONS.indexOf('managed');

/** Past its deadline; at its deadline it is still in time, as at the sink. */
export const hasExpired = (k: Kernel, j: JobHandle): boolean => f64[NOW_NS] > f64[j + J_BORN] + f64[classOf(j) + C_DEADLINE];

/** Out of line, its patience forgotten. */
export function letGo(s: StationHandle, j: JobHandle): void {
  forgetPatience(j);
  takeOut(s, j);
}

export function shedWaiting(k: Kernel, s: StationHandle, j: JobHandle, reason: number): void {
  letGo(s, j);
  k.end(j, What.shed, s, 0, reason);
}

/** Whose turn it is by the discipline, those past their deadline being shed where that is so set; 0: nobody is left. */
export function nextInLine(k: Kernel, s: StationHandle): JobHandle {
  for (;;) {
    const j = firstInLine(k, s);
    if (!isTooLate(k, s, j)) return j;
    shedWaiting(k, s, j, EXPIRED);
  }
}

/** The same for those behind one that a turn sets aside: whether it was their turn is not known yet. */
export function nextBehind(k: Kernel, s: StationHandle): JobHandle {
  for (;;) {
    const j = firstInLine(k, s);
    if (!isTooLate(k, s, j)) return j;
    setAside(s, j, EXPIRED);
  }
}

const firstInLine = (k: Kernel, s: StationHandle): JobHandle => (waitingJobs(s) === 0 ? 0 : disciplineOf(k, s).next(k, s, s + DISCIPLINE + 1));
const isTooLate = (k: Kernel, s: StationHandle, j: JobHandle): boolean => j !== 0 && (i32[(s << 1) + OPTIONS] & Option.expire) !== 0 && hasExpired(k, j);
