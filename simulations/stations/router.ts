import { TRACE_MASK, TRACE_TOP, i32 } from '../engine/arena';
import { stepAway, waitAtDoor, waits } from '../engine/doors';
import { What } from '../engine/frame';
import { Room, type Kernel } from '../engine/kernel';
import type { StationKind } from '../engine/kind';
import { DOOR_HEAD, J_MARK, J_SORT, LAPS, L_NEXT, L_WAITS, ON_CIRCLE, SORT_TOUCHED } from '../engine/layout';
import { note } from '../engine/moves';
import { variantParam } from '../engine/param';
import { slotsOf } from '../engine/slots';
import { passThrough } from '../engine/whereabouts';
import { CHOICES_MAX } from '../policies/routing/d-choices';
import { REFUSED, TURN, WENT, wayAt, wayCount } from '../policies/routing/ways';

const params = {
  choice: variantParam({
    label: 'Choice', family: 'routing', initial: { kind: 'random' }, primary: true,
    help: 'How the way of each job is chosen.',
  }),
};
const { choice: CHOICE } = slotsOf(params);

/**
 * Sends each job one way, in no time. It holds no job itself: one whose way has no room stays with its sender, who waits at the router's
 * door, while the jobs of other senders may pass, if there is room on their ways. Behind a queue that means: the first in line holds
 * up those behind it, whatever their ways (head-of-line blocking).
 *
 * On a circle of stations a job's chances are drawn anew on each lap, here and everywhere behind: the router counts its laps.
 */
export const router: StationKind = {
  kind: 'router',
  label: 'Router',
  help: 'Sends each job one way: by chance, in turn, where it is least busy, by what it is about. Holds no job itself.',
  params,
  linksIn: 'many',
  linksOut: 'many',
  instant: true,
  blockedAtDoor: true,
  streams: ['route'],
  tableWords: CHOICES_MAX,

  accept(k, s, j, link) {
    const n = s << 1;
    const onCircle = i32[n + ON_CIRCLE] === 1;
    const movesBefore = i32[TRACE_TOP];
    if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, 0, 0);
    const mark = i32[(j << 1) + J_MARK];
    if (onCircle) nextLap(j, mark);
    if (k.families.routing[i32[(s + CHOICE) << 1]].send(k, s, s + CHOICE + 1, j)) {
      if (i32[n + REFUSED] !== 0 && i32[n + DOOR_HEAD] === 0) leaveDoors(k, s, 0);
      passThrough(s);
      return true;
    }
    if (onCircle) i32[(j << 1) + J_MARK] = mark;
    i32[TRACE_TOP] = movesBefore; // it never came in
    return false;
  },

  onRoom(k, s, link) {
    const went = askAll(k, s, link);
    const waits = i32[(s << 1) + DOOR_HEAD] !== 0;
    if (went) return waits ? Room.gaveAndHasMore : Room.gave;
    return waits && i32[(s << 1) + REFUSED] === link ? Room.refused : Room.nothing;
  },

  onChange(k, s) {
    if (i32[(s << 1) + TURN] >= wayCount(s)) i32[(s << 1) + TURN] = 0;
    // By another choice those at the door may have other ways, and the links stand at the wrong doors.
    leaveDoors(k, s, 0);
    askAll(k, s, 0);
  },

  observe() {
    // Nothing stays here.
  },
};

/** Counts a lap, modulo LAPS. */
function nextLap(j: number, mark: number): void {
  i32[(j << 1) + J_MARK] = (mark & ~(LAPS - 1)) | ((mark + 1) & (LAPS - 1));
  i32[(j << 1) + J_SORT] |= SORT_TOUCHED;
}

/**
 * There is room behind `link`, for one job: the senders at the door are asked in their order, until none of them has a job that gets
 * through. Each may have another one, for another way, as soon as one is gone. True when a job went over `link`.
 */
function askAll(k: Kernel, s: number, link: number): boolean {
  const n = s << 1;
  let went = false;
  let refused = 0;
  for (let sender = i32[n + DOOR_HEAD]; sender !== 0;) {
    i32[n + WENT] = 0;
    i32[n + REFUSED] = 0;
    const answer = k.ask(sender);
    const next = i32[(sender << 1) + L_NEXT];
    const stays = waits(sender);
    if (i32[n + REFUSED] === link) refused = link;
    if (answer === Room.refused) {
      sender = stays ? next : 0; // it keeps its place
      continue;
    }
    if (link !== 0 && i32[n + WENT] === link) {
      went = true;
      // The next one is another's turn; on a circle, what went may have come back and given this link's place away.
      if (i32[(link << 1) + L_WAITS] === 2) i32[(link << 1) + L_WAITS] = 1;
    }
    stepAway(sender);
    if (stays && answer === Room.gaveAndHasMore) waitAtDoor(sender);
    sender = stays && answer === Room.nothing ? next : i32[n + DOOR_HEAD];
  }
  i32[n + REFUSED] = refused;
  if (i32[n + DOOR_HEAD] === 0) leaveDoors(k, s, link);
  return went;
}

/** Nobody waits here any more: its links need not stand at the doors behind it, but for the one whose room it was. */
function leaveDoors(k: Kernel, s: number, except: number): void {
  i32[(s << 1) + REFUSED] = 0;
  for (let way = wayCount(s) - 1; way >= 0; way--) {
    const link = wayAt(s, way);
    if (link !== except) stepAway(link);
  }
}
