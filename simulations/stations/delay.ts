import { DRAWN_NS, DUE_NS, NOW_NS, SPAN_NS, TRACE_MASK, f64, i32 } from '../engine/arena';
import { openForJob } from '../engine/chance';
import { record } from '../engine/count';
import { outLink, stepAway } from '../engine/doors';
import { cancelEvent, scheduleDue } from '../engine/event-list';
import { OccupantState, What } from '../engine/frame';
import { classIndex } from '../engine/job-class';
import { LIST_COUNT, append, listHead, listNext, prepend, remove } from '../engine/job-list';
import { Room } from '../engine/kernel';
import type { StationKind } from '../engine/kind';
import { BLOCKED, DOOR_HEAD, E_TIME, FAULT_SHARE, INSIDE, INT_STATE, J_SINCE, J_TIMER, PAUSED, SLOWNESS, WHAT } from '../engine/layout';
import { note } from '../engine/moves';
import { variantParam } from '../engine/param';
import { drawUniform } from '../engine/random';
import { slotsOf } from '../engine/slots';
import { enter, setBlocked } from '../engine/whereabouts';

const params = {
  time: variantParam({
    label: 'Time', family: 'distribution', initial: { kind: 'exponential', meanS: 0.1 }, primary: true,
    help: 'How long each job stays. Drawn for each job by itself, so jobs may overtake one another.',
  }),
};
const { time: TIME } = slotsOf(params);

/** Those whose time is not over, in the order in which they came; and those whose time is over, in the order in which it was. */
const STAYING = INT_STATE;
const READY = INT_STATE + 3;
const READY_COUNT = READY + LIST_COUNT;

const STREAM_TIME = 0;
const STREAM_FAILURE = 1;

/**
 * Holds every job for a time of its own and then hands it on: a network, a think time, a timer. There is no limit, so nobody
 * ever waits for it: with Poisson arrivals it is M/G/∞. A job that is ready and cannot be handed on stays, and goes before those
 * that were ready later.
 *
 * `delayS` is the drawn time alone. A change of it holds for the jobs that come after it. Slowed by a fault it holds longer, paused it lets
 * nobody in; of the jobs that a fault fails it says so when their time is over.
 */
export const delay: StationKind = {
  kind: 'delay',
  label: 'Delay',
  help: 'Holds every job for a time, as many as come: a network, a think time. Nobody waits for anybody else.',
  params,
  linksIn: 'many',
  linksOut: 'some',
  streams: ['time', 'failure'],
  histograms: ['delayS'],

  accept(k, s, j, link) {
    const n = s << 1;
    if (i32[n + PAUSED] > 0) return false;
    enter(s, j);
    append(n + STAYING, j);
    openForJob(s, STREAM_TIME, j);
    k.draws[i32[(s + TIME) << 1]](k, s + TIME + 1, j);
    f64[DUE_NS] = f64[NOW_NS] + Math.floor(f64[DRAWN_NS] * f64[s + SLOWNESS] + 0.5);
    const timer = scheduleDue(i32[n + WHAT], j);
    i32[(j << 1) + J_TIMER] = timer;
    if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, 0, timer);
    return true;
  },

  onTimer(k, s, _code, j) {
    const n = s << 1;
    i32[(j << 1) + J_TIMER] = 0;
    remove(n + STAYING, j);
    f64[SPAN_NS] = f64[NOW_NS] - f64[j + J_SINCE];
    record(s, classIndex(j));
    if (f64[s + FAULT_SHARE] > 0) {
      openForJob(s, STREAM_FAILURE, j);
      if (drawUniform() < f64[s + FAULT_SHARE]) {
        k.end(j, What.failed, s, 0, 0);
        return;
      }
    }
    if (i32[n + READY_COUNT] === 0 && k.handOn(s, j)) return;
    append(n + READY, j);
    setBlocked(s, i32[n + READY_COUNT]);
    if (i32[TRACE_MASK] >= 0) note(j, What.blocked, s, 0, 0, 0);
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
    setBlocked(s, i32[(s << 1) + READY_COUNT]);
    return i32[(s << 1) + READY_COUNT] > 0 ? Room.gaveAndHasMore : Room.gave;
  },

  withdraw(k, s, j) {
    const timer = i32[(j << 1) + J_TIMER];
    if (timer === 0) {
      remove((s << 1) + READY, j);
      setBlocked(s, i32[(s << 1) + READY_COUNT]);
      if (i32[(s << 1) + READY_COUNT] === 0) stepAway(outLink(s));
      else k.askSoon(outLink(s));
      return;
    }
    cancelEvent(timer);
    i32[(j << 1) + J_TIMER] = 0;
    remove((s << 1) + STAYING, j);
  },

  onFault(k, s) {
    while (i32[(s << 1) + PAUSED] === 0 && i32[(s << 1) + DOOR_HEAD] !== 0 && k.giveRoom(s));
  },

  observe(_k, s, into) {
    into.blocked = i32[(s << 1) + BLOCKED];
    into.inService = i32[(s << 1) + INSIDE] - into.blocked;
    into.places = -1;
  },

  occupants(_k, s, see) {
    let place = 0;
    for (let j = listHead((s << 1) + READY); j !== 0; j = listNext(j)) {
      if (!see(j, place++, OccupantState.blocked, 0)) return;
    }
    for (let j = listHead((s << 1) + STAYING); j !== 0; j = listNext(j)) {
      if (!see(j, place++, OccupantState.inService, f64[i32[(j << 1) + J_TIMER] + E_TIME])) return;
    }
  },
};
