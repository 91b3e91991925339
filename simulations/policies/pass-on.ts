import { TRACE_MASK, TRACE_TOP, i32 } from '../engine/arena';
import { outLink, stepAway, waits } from '../engine/doors';
import { What } from '../engine/frame';
import { Room, type Kernel } from '../engine/kernel';
import { DOOR_HEAD, INT_STATE, L_WAITS, OUT_COUNT } from '../engine/layout';
import { note } from '../engine/moves';
import { passThrough } from '../engine/whereabouts';

/**
 * What stations share that hand on in the instant what they let pass, and hold none of it: a job behind which there is no room stays with its
 * sender, who waits at this station's door while the link out waits at the next one's. The first whole numbers of their state are theirs:
 * whether a job went over the link out last, and whether one was refused there.
 */
const WENT = INT_STATE;
const REFUSED = INT_STATE + 1;
/** Whole numbers of a station's state from here on are its own. */
export const PASS_STATE = INT_STATE + 2;

/** Hands a job on that came over `link`, or ends it where the way ends. False: it was refused and stays with its sender. */
export function passOn(k: Kernel, s: number, j: number, link: number): boolean {
  const n = s << 1;
  if (i32[n + OUT_COUNT] === 0) {
    k.end(j, What.served, s, link, 0);
    return true;
  }
  const movesBefore = i32[TRACE_TOP];
  if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, 0, 0);
  const out = outLink(s);
  if (!waits(out) && k.offer(out, j)) {
    passThrough(s);
    i32[n + WENT] = 1; // afterwards: its way may have led through here again
    return true;
  }
  i32[TRACE_TOP] = movesBefore; // it never came in
  i32[n + REFUSED] = 1;
  return false;
}

/** There is room behind `link` for one: those at the door are asked, until the next one needs room, too. Some may end here and need none. */
export function letPass(k: Kernel, s: number, link: number): number {
  const n = s << 1;
  let went = false;
  i32[n + REFUSED] = 0;
  while (i32[n + DOOR_HEAD] !== 0) {
    i32[n + WENT] = 0;
    i32[n + REFUSED] = 0;
    const gave = k.giveRoom(s);
    if (i32[n + WENT] === 1) {
      went = true;
      // What room there is more is offered anew; on a circle, what went may have come back and given this link's place away.
      if (i32[(link << 1) + L_WAITS] === 2) i32[(link << 1) + L_WAITS] = 1;
    }
    if (!gave) break;
  }
  const hasMore = i32[n + DOOR_HEAD] !== 0;
  if (went) return hasMore ? Room.gaveAndHasMore : Room.gave;
  return hasMore && i32[n + REFUSED] === 1 ? Room.refused : Room.nothing;
}

/** The rule has changed: those at the door may pass, or end here. */
export function askDoorAgain(k: Kernel, s: number): void {
  const n = s << 1;
  while (i32[n + DOOR_HEAD] !== 0 && k.giveRoom(s));
  if (i32[n + DOOR_HEAD] === 0 && i32[n + OUT_COUNT] > 0) stepAway(outLink(s));
}
