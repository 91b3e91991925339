import { i32 } from '../../engine/arena';
import { waits } from '../../engine/doors';
import type { Kernel } from '../../engine/kernel';
import { INSIDE, INT_STATE, KIND_SHIFT, L_TO, L_WAY, OUT_AT, OUT_COUNT, WHAT } from '../../engine/layout';

/**
 * What the ways of choosing share. The first whole numbers of a router's state are theirs: over which link a job went last,
 * over which one a job was refused last, and where the next turn begins.
 */
export const WENT = INT_STATE;
export const REFUSED = INT_STATE + 1;
export const TURN = INT_STATE + 2;

/** The stream of what belongs to the job. */
export const STREAM_ROUTE = 0;

export const wayCount = (s: number): number => i32[(s << 1) + OUT_COUNT];
export const wayAt = (s: number, way: number): number => i32[i32[(s << 1) + OUT_AT] + way];

/** Offers a job over a link and remembers what became of it. */
export function offerOver(k: Kernel, s: number, link: number, j: number): boolean {
  if (k.offer(link, j)) {
    i32[(s << 1) + WENT] = link; // afterwards: its way may have led through here again
    return true;
  }
  i32[(s << 1) + REFUSED] = link;
  return false;
}

/** Offers over a link unless it stands at the door behind it already: then there is no room. */
export function tryOver(k: Kernel, s: number, link: number, j: number): boolean {
  return !waits(link) && offerOver(k, s, link, j);
}

/**
 * How busy a way is: the jobs inside the station behind it and on the way there and, where that station only keeps jobs for others, as a
 * queue does, those of the stations to which it hands them.
 */
export function jobsOnWay(k: Kernel, link: number): number {
  let jobs = jobsUpTo(link);
  const to = stationBehind(link);
  if (k.dispatch.kinds[i32[(to << 1) + WHAT] >>> KIND_SHIFT].instant !== true) return jobs;
  for (let way = wayCount(to) - 1; way >= 0; way--) jobs += jobsUpTo(wayAt(to, way));
  return jobs;
}

/** A link that takes time is a station of its own, L_WAY, with one link out. */
function stationBehind(link: number): number {
  const wire = i32[(link << 1) + L_WAY];
  return Math.abs(i32[((wire === 0 ? link : wayAt(wire, 0)) << 1) + L_TO]);
}

function jobsUpTo(link: number): number {
  const wire = i32[(link << 1) + L_WAY];
  return i32[(stationBehind(link) << 1) + INSIDE] + (wire === 0 ? 0 : i32[(wire << 1) + INSIDE]);
}
