import { NOW_NS, f64 } from '../../engine/arena';
import type { DisciplineKind } from '../../engine/kind';
import { J_SINCE } from '../../engine/layout';
import { numberParam } from '../../engine/param';
import { newest, oldest, waitingJobs } from '../../stations/queue/waiting';
import { walkNewestFirst, walkOldestFirst } from '../../stations/queue/walk';

const LONG_JOBS = 0;
const STANDING_NS = 1;

/** More than so many wait, or somebody has waited for longer than so long. */
const isStanding = (s: number, numbersAt: number): boolean =>
  waitingJobs(s) > f64[numbersAt + LONG_JOBS] || f64[NOW_NS] - f64[oldest(s) + J_SINCE] > f64[numbersAt + STANDING_NS];

/**
 * Adaptive LIFO: as they came while the line is short, newest first when it stands. In an overload the newest still have somebody who waits for
 * the answer, and those who have waited long have mostly given up. The line stands when more than `longJobs` wait, or when somebody
 * has waited for longer than `standingS`; those at the back then stay until the overload is over, or until their patience or deadline is.
 * Source: Maurer, "Fail at Scale", ACM Queue 13 (2015), which sets it beside CoDel; the two tests for a standing line are ours.
 */
export const adaptiveLifo: DisciplineKind = {
  kind: 'adaptive-lifo',
  label: 'Adaptive LIFO',
  help: 'First in, first out while the line is short; the newest first while it stands, when the oldest have mostly given up.',
  params: {
    longJobs: numberParam({
      label: 'Long from', unit: 'jobs', min: 0, max: 1_000_000_000, initial: 20, integer: true, unbounded: true, slider: [0, 200],
      help: 'When more than so many wait, the newest is next.',
    }),
    standingS: numberParam({
      label: 'Standing after', unit: 's', min: 0, max: 3600, initial: 'unbounded', unbounded: true, slider: [0, 5],
      help: 'When somebody has waited for longer than this, the newest is next.',
    }),
  },
  compile: ({ longJobs, standingS }) => [longJobs === 'unbounded' ? Infinity : Number(longJobs), standingS === 'unbounded' ? Infinity : Number(standingS) * 1e9],
  next: (_k, s, numbersAt) => (isStanding(s, numbersAt) ? newest(s) : oldest(s)),
  walk: (_k, s, numbersAt, see) => {
    if (oldest(s) === 0) return;
    if (isStanding(s, numbersAt)) walkNewestFirst(s, see);
    else walkOldestFirst(s, see);
  },
};
