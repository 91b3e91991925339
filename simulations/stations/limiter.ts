import { DRAWN_NS, TRACE_MASK, TRACE_TOP, f64, i32 } from '../engine/arena';
import { outLink } from '../engine/doors';
import { cancelEvent, schedule } from '../engine/event-list';
import { SHED_REASONS, What } from '../engine/frame';
import { Room, type Kernel } from '../engine/kernel';
import type { LimitKind, StationKind } from '../engine/kind';
import { DOOR_HEAD, INT_STATE, STATE } from '../engine/layout';
import { note } from '../engine/moves';
import { choiceParam, variantParam } from '../engine/param';
import { follow, unfollow } from '../engine/rows';
import { slotsOf } from '../engine/slots';
import { passThrough } from '../engine/whereabouts';
import { LIMIT_STATES, OWN, UNDER_WAY } from '../policies/limit/limit-state';

const params = {
  limit: variantParam({
    label: 'Limit', family: 'limit', initial: { kind: 'token-bucket', ratePerS: 50, burstJobs: 10 }, primary: true,
    help: 'How many jobs may pass, or be under way behind it.',
  }),
  whenOver: choiceParam({
    label: 'When over', initial: 'refuse', primary: true,
    help: 'What happens to a job that may not pass now.',
    options: [
      { id: 'refuse', label: 'Refuse', help: 'It is shed at once, and costs those behind nothing.' },
      { id: 'wait', label: 'Make wait', help: 'Its sender keeps it and waits until it may pass: traffic is shaped, and the waiting moves upstream.' },
    ],
  }),
};
const { limit: LIMIT, whenOver: WHEN_OVER } = slotsOf(params);
const MAKE_WAIT = 1;

const LIMIT_STATE = STATE + 16;
/** The kind whose state that is, plus one. */
const KIND_BEFORE = INT_STATE;
/** The event at which those at the door are asked again. */
const TIMER = INT_STATE + 1;
/** A job went through, and one was refused behind, since these were last put to 0. */
const WENT = INT_STATE + 2;
const REFUSED = INT_STATE + 3;

const OVER_LIMIT = SHED_REASONS.indexOf('limit');

/**
 * Lets jobs pass at a pace, or so many that at most a number of them are under way behind it. Passing takes no time, and no job is
 * ever inside: over the limit it is refused, or it stays with its sender. A job that may pass but finds no room behind waits at
 * the door too, and is counted when it gets through.
 *
 * Set to another kind while it runs, a limit of concurrency knows the jobs that passed one before; those that passed a token
 * bucket nobody has counted.
 */
export const limiter: StationKind = {
  kind: 'limiter',
  label: 'Limiter',
  help: 'Lets jobs in at a pace, or so many at once; refuses the others or makes them wait.',
  params,
  linksIn: 'many',
  linksOut: 'one',
  instant: true,
  blockedAtDoor: true,
  streams: [],

  gauges: [
    { id: 'tokens', label: 'Tokens', unit: 'count', is: 'state', help: 'How many jobs may pass at this instant.', read: (k, s) => (limitOf(k, s).follows === true ? NaN : placesOf(k, s)) },
    { id: 'limit', label: 'Limit', unit: 'jobs', is: 'state', help: 'How many jobs may be under way behind it at once.', read: (k, s) => (limitOf(k, s).follows === true ? placesOf(k, s) : NaN) },
    { id: 'underWay', label: 'Under way', unit: 'jobs', is: 'state', help: 'Jobs that have passed and have not ended.', read: (k, s) => (limitOf(k, s).follows === true ? f64[s + LIMIT_STATE + UNDER_WAY] : NaN) },
  ],

  start: begin,

  accept(k, s, j, link) {
    const n = s << 1;
    const kind = limitOf(k, s);
    if (!kind.admits(k, s + LIMIT + 1, s + LIMIT_STATE)) {
      if (f64[s + WHEN_OVER] !== MAKE_WAIT) {
        k.end(j, What.shed, s, link, OVER_LIMIT);
        return true;
      }
      waitForTime(k, s);
      return false;
    }
    const first = i32[n + DOOR_HEAD];
    if (first !== 0 && first !== link) return false; // those at the door were there before, and may pass in this very instant
    // Counted first, for it may have ended, or be back here, when the offer returns.
    const row = kind.follows === true ? follow(s, j) : 0;
    if (row !== 0) f64[s + LIMIT_STATE + UNDER_WAY]++;
    kind.passed?.(k, s + LIMIT + 1, s + LIMIT_STATE);
    const movesBefore = i32[TRACE_TOP];
    if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, 0, 0);
    if (k.offer(outLink(s), j)) {
      i32[n + WENT] = 1;
      passThrough(s);
      return true;
    }
    i32[TRACE_TOP] = movesBefore; // it never came in
    kind.refused?.(k, s + LIMIT + 1, s + LIMIT_STATE);
    if (row !== 0) {
      f64[s + LIMIT_STATE + UNDER_WAY]--;
      unfollow(j, row);
    }
    i32[n + REFUSED] = 1;
    return false;
  },

  onRoom(k, s) {
    const n = s << 1;
    i32[n + WENT] = 0;
    i32[n + REFUSED] = 0;
    // Who is asked may be over the limit and shed: then there is room still.
    while (i32[n + WENT] === 0 && mayAsk(k, s) && k.giveRoom(s));
    afterwards(k, s);
    if (i32[n + WENT] === 1) return i32[n + DOOR_HEAD] === 0 ? Room.gave : Room.gaveAndHasMore;
    return i32[n + REFUSED] === 1 ? Room.refused : Room.nothing;
  },

  onTimer(k, s) {
    i32[(s << 1) + TIMER] = 0;
    letIn(k, s);
  },

  /** One that passed has ended: what it sets off waits for an event of its own. Where nobody waits for the limit, those at the door wait for room behind. */
  onEnd(k, s, _j, what) {
    f64[s + LIMIT_STATE + UNDER_WAY]--;
    limitOf(k, s).ended?.(k, s + LIMIT + 1, s + LIMIT_STATE, what);
    if (f64[s + WHEN_OVER] === MAKE_WAIT && i32[(s << 1) + DOOR_HEAD] !== 0 && i32[(s << 1) + TIMER] === 0) i32[(s << 1) + TIMER] = schedule(s, 0, 0, 0);
  },

  onChange(k, s) {
    begin(k, s);
    stopTimer(s);
    letIn(k, s);
  },

  observe(k, s, into) {
    into.places = placesOf(k, s);
    into.own = f64[s + LIMIT_STATE + UNDER_WAY];
  },
};

const limitOf = (k: Kernel, s: number): LimitKind => k.families.limit[i32[(s + LIMIT) << 1]];
const placesOf = (k: Kernel, s: number): number => limitOf(k, s).placesNow(k, s + LIMIT + 1, s + LIMIT_STATE);

function begin(k: Kernel, s: number): void {
  const kind = i32[(s + LIMIT) << 1] + 1;
  if (i32[(s << 1) + KIND_BEFORE] !== kind) f64.fill(0, s + LIMIT_STATE + OWN, s + LIMIT_STATE + LIMIT_STATES);
  i32[(s << 1) + KIND_BEFORE] = kind;
  limitOf(k, s).begin?.(k, s + LIMIT + 1, s + LIMIT_STATE);
}

/** Whether it is of use to ask those at the door: one may pass, or is to be refused. */
const mayAsk = (k: Kernel, s: number): boolean => i32[(s << 1) + DOOR_HEAD] !== 0
  && (f64[s + WHEN_OVER] !== MAKE_WAIT || limitOf(k, s).admits(k, s + LIMIT + 1, s + LIMIT_STATE));

function letIn(k: Kernel, s: number): void {
  while (mayAsk(k, s) && k.giveRoom(s));
  afterwards(k, s);
}

function afterwards(k: Kernel, s: number): void {
  if (i32[(s << 1) + DOOR_HEAD] !== 0 && !limitOf(k, s).admits(k, s + LIMIT + 1, s + LIMIT_STATE)) waitForTime(k, s);
}

/** Those who wait at the door for the limit are asked again when time alone lets the next one pass. */
function waitForTime(k: Kernel, s: number): void {
  if (i32[(s << 1) + TIMER] !== 0 || f64[s + WHEN_OVER] !== MAKE_WAIT) return;
  f64[DRAWN_NS] = -1;
  limitOf(k, s).untilNext?.(k, s + LIMIT + 1, s + LIMIT_STATE);
  if (f64[DRAWN_NS] >= 0) i32[(s << 1) + TIMER] = schedule(s, 0, 0, f64[DRAWN_NS]);
}

function stopTimer(s: number): void {
  const timer = i32[(s << 1) + TIMER];
  if (timer !== 0) cancelEvent(timer);
  i32[(s << 1) + TIMER] = 0;
}
