import { i32 } from './arena';
import { BLOCKED_AT_DOOR, DOOR_HEAD, DOOR_TAIL, L_NEXT, L_TO, L_WAITS, OUT_AT } from './layout';
import { setBlocked } from './whereabouts';

/** The line of links at a station's door: over each of them somebody would hand a job to it when there is room. */

/** The one outgoing link of a station that has one. */
export const outLink = (s: number): number => i32[i32[(s << 1) + OUT_AT]];

/** True while a link waits in line: then there is no room behind it, and to offer over it would be in vain. */
export const waits = (link: number): boolean => i32[(link << 1) + L_WAITS] === 1;

/** Puts a link in the line at the door of the station behind it: its holder is called when there is room. */
export const waitAtDoor = (link: number): void => {
  const ints = i32;
  const l = link << 1;
  if (ints[l + L_WAITS] !== 0) return;
  ints[l + L_WAITS] = 1;
  ints[l + L_NEXT] = 0;
  const n = ints[l + L_TO] << 1;
  const tail = ints[n + DOOR_TAIL];
  if (tail !== 0) ints[(tail << 1) + L_NEXT] = link;
  else {
    ints[n + DOOR_HEAD] = link;
    if (ints[n + BLOCKED_AT_DOOR] === 1) setBlocked(ints[l + L_TO], 1);
  }
  ints[n + DOOR_TAIL] = link;
};

/** Takes a link out of the line at the door behind it: its holder has nothing for it any more. */
export const stepAway = (link: number): void => {
  const ints = i32;
  const l = link << 1;
  if (ints[l + L_WAITS] === 0) return;
  const n = ints[l + L_TO] << 1;
  let before = 0;
  for (let each = ints[n + DOOR_HEAD]; each !== link; each = ints[(each << 1) + L_NEXT]) before = each;
  const next = ints[l + L_NEXT];
  if (before === 0) ints[n + DOOR_HEAD] = next;
  else ints[(before << 1) + L_NEXT] = next;
  if (next === 0) ints[n + DOOR_TAIL] = before;
  ints[l + L_WAITS] = 0;
  unblock(n);
};

/** The first in line at the door of the station with whole numbers at `n` goes to the line's end, behind others, or away. */
export const stepBack = (n: number, stays: boolean): void => {
  const ints = i32;
  const head = ints[n + DOOR_HEAD];
  const next = ints[(head << 1) + L_NEXT];
  ints[n + DOOR_HEAD] = next;
  if (next === 0) ints[n + DOOR_TAIL] = 0;
  ints[(head << 1) + L_WAITS] = 0;
  if (stays) waitAtDoor(head);
  else unblock(n);
};

/** Somebody has left the door of the station with whole numbers at `n`. */
const unblock = (n: number): void => {
  if (i32[n + DOOR_HEAD] === 0 && i32[n + BLOCKED_AT_DOOR] === 1) setBlocked(n >> 1, 0);
};
