import { DRAWN_NS, f64, i32 } from '../../engine/arena';
import type { Kernel } from '../../engine/kernel';
import type { JobHandle, StationHandle, StationKind } from '../../engine/kind';
import { CHANGED, L_TO, OUT_AT, OUT_COUNT, stationIndex } from '../../engine/layout';
import { DEMAND_CHANGED, DEMAND_OF } from './state';

const NOWHERE = -1;
/** A way that goes on for longer than this is taken for a circle. */
const STEPS_MAX = 64;

/** Into DRAWN_NS how long the job will be served behind the queue; 0 for all where that cannot be known. */
export function rankByDemand(k: Kernel, s: StationHandle, j: JobHandle): void {
  if (i32[(s << 1) + DEMAND_OF] === 0) i32[(s << 1) + DEMAND_OF] = whoServes(k, s);
  const server = i32[(s << 1) + DEMAND_OF];
  f64[DRAWN_NS] = 0;
  if (server === NOWHERE) return;
  kindOf(k, server).demand?.(k, server, j);
  i32[(s << 1) + DEMAND_CHANGED] = i32[(server << 1) + CHANGED];
}

/** Whether those who wait were ranked by the service times that hold now. */
export function ranksHold(s: StationHandle): boolean {
  const server = i32[(s << 1) + DEMAND_OF];
  return server === NOWHERE || i32[(s << 1) + DEMAND_CHANGED] === i32[(server << 1) + CHANGED];
}

/** The first station along the queue's first link, and along the only link of each station on the way, that can tell. */
function whoServes(k: Kernel, s: StationHandle): StationHandle {
  let at = s;
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const ways = i32[(at << 1) + OUT_COUNT];
    if (ways === 0 || (ways > 1 && at !== s)) return NOWHERE;
    at = Math.abs(i32[(i32[i32[(at << 1) + OUT_AT]] << 1) + L_TO]); // negative: the link is cut
    if (kindOf(k, at).demand !== undefined) return at;
  }
  return NOWHERE;
}

const kindOf = (k: Kernel, s: StationHandle): StationKind => k.plan.stations[stationIndex(s)].kind;
