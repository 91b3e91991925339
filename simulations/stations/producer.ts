import { DRAWN_NS, DUE_NS, NOW_NS, f64, i32 } from '../engine/arena';
import { cancelEvent, postponeDue, scheduleDue } from '../engine/event-list';
import { LIST_COUNT, append, listCount, listHead, listNext, prepend, remove } from '../engine/job-list';
import type { ArrivalKind, StationKind } from '../engine/kind';
import { Room, type Kernel } from '../engine/kernel';
import { E_TIME, INT_STATE, STATE, WHAT } from '../engine/layout';
import { choiceParam, variantParam } from '../engine/param';
import { slotsOf } from '../engine/slots';
import { OccupantState } from '../engine/frame';

const params = {
  arrivals: variantParam({
    label: 'Arrivals', family: 'arrivals', initial: { kind: 'poisson', ratePerS: 90 }, primary: true,
    help: 'When new jobs come, whatever becomes of the earlier ones.',
  }),
  whenBlocked: choiceParam({
    label: 'When blocked', initial: 'wait-outside',
    help: 'What happens to the next jobs while the first one cannot get in.',
    options: [
      { id: 'wait-outside', label: 'Wait outside', help: 'Jobs keep coming and wait outside; latency counts from the time a job was meant to be sent.' },
      { id: 'stop-making', label: 'Stop making', help: 'No job is made until the blocked one got in. This is what a closed-loop load tester does, and it hides the waiting.' },
    ],
  }),
};
const { arrivals: ARRIVALS, whenBlocked: WHEN_BLOCKED } = slotsOf(params);
const STOP_MAKING = 1;

// State, floats: jobs made, the mean gap that the pending arrival was drawn with.
const MADE = STATE;
const PACE = STATE + 1;
/** Which arrival kind it was, and its first number then. */
const ARRIVAL_KIND = STATE + 2;
const ARRIVAL_NUMBER = STATE + 3;
// What was pending before the first change of an instant, to which later changes of that instant refer.
const ANCHOR_AT = STATE + 4;
const ANCHOR_REST = STATE + 5;
const ANCHOR_PACE = STATE + 6;
/** The arrival kind's own numbers. */
const ARRIVAL_STATE = STATE + 24;
const ARRIVAL_STATES = 24;
// Whole numbers: the pending arrival's event, 0 for none; the line of jobs outside.
const PENDING = INT_STATE + 20;
const OUTSIDE = INT_STATE + 21;
const OUTSIDE_COUNT = OUTSIDE + LIST_COUNT;
/** 1 when the arrival kind knows something of each job. */
const FILLS = INT_STATE + 24;
/** 1 while it makes nothing because a job cannot get in. */
const STOPPED = INT_STATE + 25;

const STREAM_ARRIVAL = 0;
const STREAM_CLASS = 1;

/**
 * Makes jobs by a schedule that does not care how the system fares (an open source). A job that cannot
 * get in waits outside, in order, and its latency counts from when it was meant to be sent; or, as a
 * closed-loop load tester would have it, the source stops until it got in.
 *
 * A change of rate keeps the chance of the pending gap and stretches the rest of it: exact for Poisson,
 * and the same as no change when it is taken back at once.
 */
export const producer: StationKind = {
  kind: 'producer',
  label: 'Producer',
  help: 'Makes jobs by a schedule of its own and sends them on.',
  params,
  linksIn: 'none',
  linksOut: 'one',
  streams: ['arrival', 'class'],

  start(k, s) {
    f64[s + ANCHOR_AT] = -1;
    remember(k, s);
    scheduleNext(k, s);
  },

  onTimer(k, s) {
    const ints = i32;
    const n = 2 * s;
    const serial = f64[s + MADE] + 1;
    f64[s + MADE] = serial;
    const j = k.makeJob(s, serial, STREAM_CLASS);
    if (ints[n + FILLS] === 1) arrivalKind(k, s).fill!(k, s + ARRIVALS + 1, s + ARRIVAL_STATE, j);

    if (ints[n + OUTSIDE_COUNT] === 0 && k.offer(k.outLink(s), j)) {
      scheduleNext(k, s);
      return;
    }
    k.hold(s, j);
    append(n + OUTSIDE, j);
    k.setBlocked(s, 1);
    ints[n + PENDING] = 0;
    if (f64[s + WHEN_BLOCKED] === STOP_MAKING) ints[n + STOPPED] = 1;
    else scheduleNext(k, s);
  },

  onRoom(k, s, link) {
    const outside = 2 * s + OUTSIDE;
    const j = listHead(outside);
    if (j === 0) return Room.nothing;
    remove(outside, j);
    if (!k.offer(link, j)) {
      prepend(outside, j);
      return Room.refused;
    }
    if (listCount(outside) > 0) return Room.gaveAndHasMore;
    k.setBlocked(s, 0);
    goOn(k, s);
    return Room.gave;
  },

  onChange(k, s) {
    const n = 2 * s;
    if (f64[s + WHEN_BLOCKED] !== STOP_MAKING) goOn(k, s);
    const sameKind = f64[s + ARRIVAL_KIND] === i32[2 * (s + ARRIVALS)];
    if (sameKind && f64[s + ARRIVAL_NUMBER] === f64[s + ARRIVALS + 1]) return;

    const pending = i32[n + PENDING];
    const paceBefore = f64[s + PACE];
    remember(k, s);
    const pace = f64[s + PACE];
    if (pending !== 0 && paceBefore > 0 && pace > 0) {
      if (f64[s + ANCHOR_AT] !== f64[NOW_NS]) {
        f64[s + ANCHOR_AT] = f64[NOW_NS];
        f64[s + ANCHOR_REST] = f64[pending + E_TIME] - f64[NOW_NS];
        f64[s + ANCHOR_PACE] = paceBefore;
      }
      // From the anchor, so that changes of one instant round once, and a change taken back leaves nothing.
      const rest = (f64[s + ANCHOR_REST] * pace) / f64[s + ANCHOR_PACE];
      f64[DUE_NS] = f64[NOW_NS] + Math.floor(rest + 0.5);
      postponeDue(pending);
      return;
    }
    if (pending !== 0) cancelEvent(pending);
    i32[n + PENDING] = 0;
    if (!sameKind || pace === 0) f64.fill(0, s + ARRIVAL_STATE, s + ARRIVAL_STATE + ARRIVAL_STATES); // what it remembered was another source's
    if (i32[n + STOPPED] === 0) scheduleNext(k, s);
  },

  observe(_k, s, into) {
    into.waiting = listCount(2 * s + OUTSIDE);
  },

  occupants(_k, s, see) {
    let place = 0;
    for (let j = listHead(2 * s + OUTSIDE); j !== 0; j = listNext(j)) {
      if (!see(j, place++, OccupantState.waiting, 0)) return;
    }
  },
};

function arrivalKind(k: Kernel, s: number): ArrivalKind {
  return k.families.arrivals[i32[2 * (s + ARRIVALS)]];
}

const scheduleNext = (k: Kernel, s: number): void => {
  k.openStream(s, STREAM_ARRIVAL);
  k.gaps[i32[2 * (s + ARRIVALS)]](k, s + ARRIVALS + 1, s + ARRIVAL_STATE);
  const gapNs = f64[DRAWN_NS];
  f64[DUE_NS] = f64[NOW_NS] + gapNs;
  i32[2 * s + PENDING] = gapNs < 0 ? 0 : scheduleDue(i32[2 * s + WHAT], 0);
};

/** Makes jobs again after a stop. */
function goOn(k: Kernel, s: number): void {
  if (i32[2 * s + STOPPED] === 0) return;
  i32[2 * s + STOPPED] = 0;
  scheduleNext(k, s);
}

/** What the arrivals are now, so that a change knows what changed. */
function remember(k: Kernel, s: number): void {
  const kind = arrivalKind(k, s);
  f64[s + PACE] = kind.paceNs(k, s + ARRIVALS + 1);
  f64[s + ARRIVAL_KIND] = i32[2 * (s + ARRIVALS)];
  f64[s + ARRIVAL_NUMBER] = f64[s + ARRIVALS + 1];
  i32[2 * s + FILLS] = kind.fill === undefined ? 0 : 1;
}
