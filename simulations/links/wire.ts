import { DUE_NS, NOW_NS, TRACE_MASK, f64, i32 } from '../engine/arena';
import { loseOnTheWay } from '../engine/attempts';
import { openForJob } from '../engine/chance';
import { outLink, stepAway } from '../engine/doors';
import { cancelEvent, scheduleDue } from '../engine/event-list';
import { SHED_REASONS, What } from '../engine/frame';
import { LIST_COUNT, append, listHead, prepend, remove } from '../engine/job-list';
import { Room } from '../engine/kernel';
import type { StationKind } from '../engine/kind';
import { INT_STATE, J_MARK, J_TIMER, L_LOST, PARAMS, Role, WHAT, roleOfMark } from '../engine/layout';
import { note } from '../engine/moves';
import { drawUniform } from '../engine/random';
import { enter } from '../engine/whereabouts';

/** Its numbers, which the link's own parameters are compiled to: ns, and a share. */
export const WIRE_DELAY_NS = PARAMS;
export const WIRE_LOSS = PARAMS + 1;
const READY = INT_STATE;
const STREAM_LOSS = 0;
const LOST = SHED_REASONS.indexOf('cut');

/**
 * A link that takes time or loses jobs, as a station that no drawing shows: every job is on its way for the delay,
 * however many there are; those that cannot get in at its end wait there in order. A lost job is lost when it sets out.
 */
export const wire: StationKind = {
  kind: 'wire',
  label: 'Link with a delay',
  help: 'Jobs on their way.',
  params: {},
  linksIn: 'many',
  linksOut: 'one',
  streams: ['loss'],

  accept(k, s, j, link) {
    const loss = f64[s + WIRE_LOSS];
    if (loss > 0) {
      openForJob(s, STREAM_LOSS, j);
      if (drawUniform() < loss) {
        f64[link + L_LOST]++;
        if (roleOfMark(i32[(j << 1) + J_MARK]) === Role.attempt) loseOnTheWay(k, j);
        k.end(j, What.shed, s, link, LOST);
        return true;
      }
    }
    enter(s, j);
    f64[DUE_NS] = f64[NOW_NS] + f64[s + WIRE_DELAY_NS];
    const timer = scheduleDue(i32[(s << 1) + WHAT], j);
    i32[(j << 1) + J_TIMER] = timer;
    if (i32[TRACE_MASK] >= 0) note(j, What.sent, s, link, 0, timer);
    return true;
  },

  onTimer(k, s, _code, j) {
    i32[(j << 1) + J_TIMER] = 0;
    if (i32[(s << 1) + READY + LIST_COUNT] > 0 || !k.offer(outLink(s), j)) append((s << 1) + READY, j);
  },

  onRoom(k, s, link) {
    const ready = (s << 1) + READY;
    const j = listHead(ready);
    if (j === 0) return Room.nothing;
    remove(ready, j);
    if (!k.offer(link, j)) {
      prepend(ready, j);
      return Room.refused;
    }
    return i32[ready + LIST_COUNT] > 0 ? Room.gaveAndHasMore : Room.gave;
  },

  withdraw(k, s, j) {
    if (i32[(j << 1) + J_TIMER] !== 0) {
      cancelEvent(i32[(j << 1) + J_TIMER]);
      i32[(j << 1) + J_TIMER] = 0;
      return;
    }
    remove((s << 1) + READY, j);
    if (i32[(s << 1) + READY + LIST_COUNT] === 0) stepAway(outLink(s));
    else k.askSoon(outLink(s));
  },

  observe() {
    // It is not shown.
  },
};
