import { LIST_COUNT, append, listCount, listHead, listNext, prepend, remove } from '../engine/job-list';
import type { ArrivalKind, StationKind } from '../engine/kind';
import { Room, type Kernel } from '../engine/kernel';
import { E_TIME, INT_STATE, STATE, at, intAt } from '../engine/layout';
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

// State, floats: jobs made, the arrival kind's own number, the mean gap that the pending arrival was drawn with.
const MADE = STATE;
const ARRIVAL_STATE = STATE + 1;
const PACE = STATE + 2;
/** Which arrival kind it was, and its first number then. */
const ARRIVAL_KIND = STATE + 3;
const ARRIVAL_NUMBER = STATE + 4;
// Whole numbers: the pending arrival's event, 0 for none; the line of jobs outside.
const PENDING = INT_STATE + 10;
const OUTSIDE = INT_STATE + 11;
const OUTSIDE_COUNT = OUTSIDE + LIST_COUNT;
/** 1 when the arrival kind knows something of each job. */
const FILLS = INT_STATE + 14;
/** 1 while it makes nothing because a job cannot get in. */
const STOPPED = INT_STATE + 15;
// What was pending before the first change of an instant, to which later changes of that instant refer.
const ANCHOR_AT = STATE + 10;
const ANCHOR_REST = STATE + 11;
const ANCHOR_PACE = STATE + 12;

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
    k.sf[at(s) + ANCHOR_AT] = -1;
    remember(k, s);
    scheduleNext(k, s);
  },

  onTimer(k, s) {
    const b = at(s);
    const n = intAt(s);
    k.si[n + PENDING] = 0;
    const serial = k.sf[b + MADE] + 1;
    k.sf[b + MADE] = serial;
    const j = k.makeJob(s, serial, STREAM_CLASS);
    if (k.si[n + FILLS] === 1) arrivalKind(k, s).fill!(k, b + ARRIVALS + 1, b + ARRIVAL_STATE, j);

    if (k.si[n + OUTSIDE_COUNT] === 0 && k.offer(k.outLink(s), j)) {
      scheduleNext(k, s);
      return;
    }
    k.hold(s, j);
    append(k, n + OUTSIDE, j);
    k.setBlocked(s, 1);
    if (k.sf[b + WHEN_BLOCKED] === STOP_MAKING) k.si[n + STOPPED] = 1;
    else scheduleNext(k, s);
  },

  onRoom(k, s, link) {
    const n = intAt(s);
    const j = listHead(k, n + OUTSIDE);
    if (j === 0) return Room.nothing;
    remove(k, n + OUTSIDE, j);
    if (!k.offer(link, j)) {
      prepend(k, n + OUTSIDE, j);
      return Room.refused;
    }
    if (k.si[n + OUTSIDE_COUNT] > 0) return Room.gaveAndHasMore;
    k.setBlocked(s, 0);
    goOn(k, s);
    return Room.gave;
  },

  onChange(k, s) {
    const b = at(s);
    const n = intAt(s);
    const { sf, si } = k;
    if (sf[b + WHEN_BLOCKED] !== STOP_MAKING) goOn(k, s);
    const sameKind = sf[b + ARRIVAL_KIND] === sf[b + ARRIVALS];
    if (sameKind && sf[b + ARRIVAL_NUMBER] === sf[b + ARRIVALS + 1]) return;

    const pending = si[n + PENDING];
    const paceBefore = sf[b + PACE];
    remember(k, s);
    const pace = sf[b + PACE];
    if (pending !== 0 && paceBefore > 0 && pace > 0) {
      if (sf[b + ANCHOR_AT] !== k.nowNs) {
        sf[b + ANCHOR_AT] = k.nowNs;
        sf[b + ANCHOR_REST] = k.events.f[pending + E_TIME] - k.nowNs;
        sf[b + ANCHOR_PACE] = paceBefore;
      }
      // From the anchor, so that changes of one instant round once, and a change taken back leaves nothing.
      const rest = (sf[b + ANCHOR_REST] * pace) / sf[b + ANCHOR_PACE];
      k.events.postpone(pending, k.nowNs + Math.floor(rest + 0.5));
      return;
    }
    if (pending !== 0) k.events.cancel(pending);
    si[n + PENDING] = 0;
    if (!sameKind || pace === 0) sf[b + ARRIVAL_STATE] = 0; // what it remembered was another source's
    if (si[n + STOPPED] === 0) scheduleNext(k, s);
  },

  observe(k, s, into) {
    into.waiting = listCount(k, intAt(s) + OUTSIDE);
  },

  occupants(k, s, see) {
    let place = 0;
    for (let j = listHead(k, intAt(s) + OUTSIDE); j !== 0; j = listNext(k, j)) {
      if (!see(j, place++, OccupantState.waiting, 0)) return;
    }
  },
};

function arrivalKind(k: Kernel, s: number): ArrivalKind {
  return k.families.arrivals[k.sf[at(s) + ARRIVALS]];
}

function scheduleNext(k: Kernel, s: number): void {
  const b = at(s);
  k.openStream(s, STREAM_ARRIVAL);
  const gapNs = k.gaps[k.sf[b + ARRIVALS]](k, b + ARRIVALS + 1, b + ARRIVAL_STATE);
  k.si[intAt(s) + PENDING] = gapNs < 0 ? 0 : k.schedule(s, 0, 0, gapNs);
}

/** Makes jobs again after a stop. */
function goOn(k: Kernel, s: number): void {
  if (k.si[intAt(s) + STOPPED] === 0) return;
  k.si[intAt(s) + STOPPED] = 0;
  scheduleNext(k, s);
}

/** What the arrivals are now, so that a change knows what changed. */
function remember(k: Kernel, s: number): void {
  const b = at(s);
  const kind = arrivalKind(k, s);
  k.sf[b + PACE] = kind.paceNs(k, b + ARRIVALS + 1);
  k.sf[b + ARRIVAL_KIND] = k.sf[b + ARRIVALS];
  k.sf[b + ARRIVAL_NUMBER] = k.sf[b + ARRIVALS + 1];
  k.si[intAt(s) + FILLS] = kind.fill === undefined ? 0 : 1;
}
