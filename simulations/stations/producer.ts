import { DRAWN_NS, DUE_NS, NOW_NS, TRACE_MASK, f64, i32 } from '../engine/arena';
import { openForJob, openStream } from '../engine/chance';
import { outLink } from '../engine/doors';
import { cancelEvent, postponeDue, schedule, scheduleDue } from '../engine/event-list';
import { OccupantState, What } from '../engine/frame';
import { LIST_COUNT, append, listCount, listHead, listNext, prepend, remove } from '../engine/job-list';
import { Room, type Kernel } from '../engine/kernel';
import type { ArrivalKind, StationKind } from '../engine/kind';
import { E_SEQUENCE, E_TIME, INT_STATE, J_KEY, J_SORT, SORT_CLOSES, STATE, WHAT } from '../engine/layout';
import { note } from '../engine/moves';
import { choiceParam, variantParam } from '../engine/param';
import { FAMILY_NUMBERS, sameNumbers, slotsOf } from '../engine/slots';
import { hold, setBlocked } from '../engine/whereabouts';
import { THINK, USERS as USERS_NUMBER } from '../policies/arrivals/closed';

const params = {
  arrivals: variantParam({
    label: 'Arrivals', family: 'arrivals', initial: { kind: 'poisson', ratePerS: 90 }, primary: true,
    help: 'When new jobs come: by a schedule that does not care about the earlier ones, or from users who wait for them.',
  }),
  whenBlocked: choiceParam({
    label: 'When blocked', initial: 'wait-outside',
    help: 'What happens to the next jobs while the first one cannot get in.',
    options: [
      { id: 'wait-outside', label: 'Wait outside', help: 'Jobs keep coming and wait outside; latency counts from the time a job was meant to be sent.' },
      { id: 'stop-making', label: 'Stop making', help: 'No job is made until the blocked one got in. This is what a closed-loop load tester does, and it hides the waiting.' },
    ],
  }),
  classMix: variantParam({
    label: 'Classes', family: 'classMix', initial: { kind: 'as-scenario' },
    help: 'How many of the jobs are of each class.',
  }),
  keys: variantParam({
    label: 'Keys', family: 'keys', initial: { kind: 'none' },
    help: 'What jobs are about: caches, partitions and duplicates go by it.',
  }),
};
const { arrivals: ARRIVALS, whenBlocked: WHEN_BLOCKED, classMix: CLASS_MIX, keys: KEYS } = slotsOf(params);
const NUMBERS = 1 + FAMILY_NUMBERS.arrivals;
const STOP_MAKING = 1;

// State, floats: jobs made; when the instant was whose first change the later ones refer to, and what was pending then (due at −1: its gap was suspended).
const MADE = STATE;
const ANCHOR_AT = STATE + 1;
const ANCHOR_DUE = STATE + 2;
const ANCHOR_EXPECTED = STATE + 3;
const ANCHOR_SEQUENCE = STATE + 4;
/** The arrival kind's own numbers, and what they were at the anchor. */
const ARRIVAL_STATE = STATE + 24;
const ARRIVAL_STATES = 8;
const ANCHOR_STATE = STATE + 32;
/** The numbers that the pending arrival was drawn with, and those of the anchor. */
const DRAWN_WITH = STATE + 40;
const ANCHOR_NUMBERS = STATE + 64;
/** What the last recording has played at the instant at which it was taken out (policies/arrivals/trace.ts). */
const PLAYED = STATE + 88;
// Whole numbers: the pending arrival's event, 0 for none; the line of jobs outside.
const PENDING = INT_STATE + 20;
const OUTSIDE = INT_STATE + 21;
const OUTSIDE_COUNT = OUTSIDE + LIST_COUNT;
/** What the arrival kind has of its own: bits of Has. */
const HAS = INT_STATE + 24;
/** 1 while it makes nothing because a job cannot get in. */
const STOPPED = INT_STATE + 25;
/** Users who think or wait for their job's end. */
const USERS = INT_STATE + 26;
/** 1 while the pending gap does not pass, because no arrivals are expected; what is left of it is the anchor's. */
const SUSPENDED = INT_STATE + 27;

const Has = { row: 1, silence: 2, closed: 4 } as const;
/** Codes of its events: the next arrival; a user has finished thinking. */
const ARRIVES = 0;
const USER_SENDS = 1;

const STREAM_ARRIVAL = 0;
const STREAM_CLASS = 1;
const STREAM_KEY = 2;
const STREAM_THINK = 3;
const STREAM_BEGIN = 4;

/**
 * Makes jobs, by a schedule that does not care how the system fares (an open source), or from users who wait for the end of one before they
 * send the next (a closed one, policies/arrivals/closed.ts). A job that cannot get in waits outside, in order, and its latency counts
 * from when it was meant to be sent; or, as a closed-loop load tester would have it, the source stops until it got in.
 *
 * A change of the arrivals keeps the chance of the pending gap: what was left of it, counted in arrivals expected under the old numbers,
 * is measured out under the new ones. That is exact for every source that is Poisson at each instant (Poisson, schedules, waves, spikes,
 * bursts), and the same as no change when it is taken back at once; at rate 0 what is left stays left. Class, key and the thinking after it belong to the job.
 */
export const producer: StationKind = {
  kind: 'producer',
  label: 'Producer',
  help: 'Makes jobs and sends them on.',
  params,
  linksIn: 'none',
  linksOut: 'one',
  streams: ['arrival', 'class', 'key', 'think', 'begin'],

  start(k, s) {
    f64[s + ANCHOR_AT] = -1;
    remember(k, s);
    begin(k, s);
    scheduleNext(k, s);
  },

  onTimer(k, s, code) {
    const ints = i32;
    const n = s << 1;
    const has = ints[n + HAS];
    let given = -1;
    if (has !== 0 || code !== ARRIVES) {
      if (code === USER_SENDS ? !stays(s) : isSilent(k, s, has)) return;
      if ((has & Has.row) !== 0) given = arrivalKind(k, s).classOfNext!(k, s + ARRIVALS + 1, s + ARRIVAL_STATE);
    }
    const serial = f64[s + MADE] + 1;
    f64[s + MADE] = serial;
    const j = k.makeJob(s, serial, STREAM_CLASS, f64[s + CLASS_MIX + 1] | 0, given);
    if ((has & Has.row) !== 0) arrivalKind(k, s).fill!(k, s + ARRIVALS + 1, s + ARRIVAL_STATE, j);
    if (i32[(s + KEYS) << 1] !== 0) giveKey(k, s, j);
    if (code === USER_SENDS) ints[(j << 1) + J_SORT] |= SORT_CLOSES;
    if (i32[TRACE_MASK] >= 0) note(j, What.made, s, 0, i32[(j << 1) + J_KEY], 0);

    if (ints[n + OUTSIDE_COUNT] === 0 && k.offer(outLink(s), j)) {
      if (code === ARRIVES) scheduleNext(k, s);
      return;
    }
    hold(s, j);
    append(n + OUTSIDE, j);
    setBlocked(s, 1);
    if (code !== ARRIVES) return;
    ints[n + PENDING] = 0;
    if (f64[s + WHEN_BLOCKED] === STOP_MAKING) ints[n + STOPPED] = 1;
    else scheduleNext(k, s);
  },

  onRoom(k, s, link) {
    const outside = (s << 1) + OUTSIDE;
    const j = listHead(outside);
    if (j === 0) return Room.nothing;
    remove(outside, j);
    if (!k.offer(link, j)) {
      prepend(outside, j);
      return Room.refused;
    }
    if (listCount(outside) > 0) return Room.gaveAndHasMore;
    setBlocked(s, 0);
    goOn(k, s);
    return Room.gave;
  },

  /** A user's job has ended, whatever end it had: the user thinks again, or leaves. */
  onEnd(k, s, j) {
    if (!stays(s)) return;
    openForJob(s, STREAM_THINK, j);
    think(k, s, j);
  },

  onChange(k, s) {
    if (f64[s + WHEN_BLOCKED] !== STOP_MAKING) goOn(k, s);
    if (!sameNumbers(s + ARRIVALS, s + DRAWN_WITH, NUMBERS)) changeArrivals(k, s);
  },

  observe(_k, s, into) {
    into.waiting = listCount((s << 1) + OUTSIDE);
  },

  occupants(_k, s, see) {
    let place = 0;
    for (let j = listHead((s << 1) + OUTSIDE); j !== 0; j = listNext(j)) {
      if (!see(j, place++, OccupantState.waiting, 0)) return;
    }
  },
};

function arrivalKind(k: Kernel, s: number): ArrivalKind {
  return k.families.arrivals[i32[(s + ARRIVALS) << 1]];
}

const scheduleNext = (k: Kernel, s: number): void => {
  openStream(s, STREAM_ARRIVAL);
  k.gaps[i32[(s + ARRIVALS) << 1]](k, s + ARRIVALS + 1, s + ARRIVAL_STATE);
  const gapNs = f64[DRAWN_NS];
  f64[DUE_NS] = f64[NOW_NS] + gapNs;
  i32[(s << 1) + PENDING] = gapNs < 0 ? 0 : scheduleDue(i32[(s << 1) + WHAT], 0);
};

/** At the end of a gap: true when no job comes, because something else happened to the source. */
function isSilent(k: Kernel, s: number, has: number): boolean {
  if ((has & Has.silence) === 0 || arrivalKind(k, s).isJob!(k, s + ARRIVALS + 1, s + ARRIVAL_STATE)) return false;
  scheduleNext(k, s);
  return true;
}

/** What a job is about belongs to the job, unless a recording knows it. */
function giveKey(k: Kernel, s: number, j: number): void {
  if (i32[(j << 1) + J_KEY] !== 0) return;
  openForJob(s, STREAM_KEY, j);
  k.families.keys[i32[(s + KEYS) << 1]].drawKey!(k, s + KEYS + 1, j);
}

/** Makes jobs again after a stop. */
function goOn(k: Kernel, s: number): void {
  if (i32[(s << 1) + STOPPED] === 0) return;
  i32[(s << 1) + STOPPED] = 0;
  scheduleNext(k, s);
}

// ── users ────────────────────────────────────────────────────────────────────────────────────────

const usersWanted = (s: number): number => ((i32[(s << 1) + HAS] & Has.closed) === 0 ? 0 : f64[s + ARRIVALS + 1 + USERS_NUMBER]);

/** Whether a user who has just got an answer, or finished thinking, goes on; else the user is gone. */
function stays(s: number): boolean {
  if (i32[(s << 1) + USERS] <= usersWanted(s)) return true;
  i32[(s << 1) + USERS]--;
  return false;
}

/** The user sends the next job after a think time; the random numbers are open. */
function think(k: Kernel, s: number, j: number): void {
  const at = s + ARRIVALS + 1 + THINK;
  k.draws[f64[at]](k, at + 1, j);
  schedule(s, USER_SENDS, 0, Math.floor(f64[DRAWN_NS] + 0.5));
}

/** The source begins, or is another one now: what it is by itself before the first gap, and users who were not there. */
function begin(k: Kernel, s: number): void {
  openStream(s, STREAM_BEGIN);
  arrivalKind(k, s).begin?.(k, s + ARRIVALS + 1, s + ARRIVAL_STATE);
  letUsersIn(k, s);
}

function letUsersIn(k: Kernel, s: number): void {
  while (i32[(s << 1) + USERS] < usersWanted(s)) {
    i32[(s << 1) + USERS]++;
    openStream(s, STREAM_THINK);
    think(k, s, 0);
  }
}

// ── changes ──────────────────────────────────────────────────────────────────────────────────────

/** What the arrivals are now, so that a change knows what changed. */
function remember(k: Kernel, s: number): void {
  const kind = arrivalKind(k, s);
  copy(s + ARRIVALS, s + DRAWN_WITH, NUMBERS);
  // The member's index stands there as a whole number.
  i32[(s << 1) + HAS] = (kind.fill === undefined ? 0 : Has.row) | (kind.isJob === undefined ? 0 : Has.silence) | (kind.closed === true ? Has.closed : 0);
}

function copy(from: number, to: number, count: number): void {
  f64.copyWithin(to, from, from + count);
}

function changeArrivals(k: Kernel, s: number): void {
  const n = s << 1;
  const before = k.families.arrivals[i32[(s + DRAWN_WITH) << 1]];
  const now = arrivalKind(k, s);
  const pending = i32[n + PENDING];
  if ((pending !== 0 || i32[n + SUSPENDED] === 1) && before.expected !== undefined && now.whenExpected !== undefined) {
    setAnchor(k, s, before, pending);
    remember(k, s);
    if (now !== before) f64.fill(0, s + ARRIVAL_STATE, s + ARRIVAL_STATE + ARRIVAL_STATES);
    if (now !== before) begin(k, s);
    if (sameNumbers(s + ARRIVALS, s + ANCHOR_NUMBERS, NUMBERS)) {
      copy(s + ANCHOR_STATE, s + ARRIVAL_STATE, ARRIVAL_STATES);
      f64[DUE_NS] = f64[s + ANCHOR_DUE];
    } else {
      f64[DRAWN_NS] = f64[s + ANCHOR_EXPECTED];
      now.whenExpected(k, s + ARRIVALS + 1, s + ARRIVAL_STATE);
      f64[DUE_NS] = f64[DRAWN_NS] < 0 ? -1 : f64[NOW_NS] + Math.floor(f64[DRAWN_NS] + 0.5);
    }
    awaitDue(s);
    return;
  }
  if (pending !== 0) cancelEvent(pending);
  i32[n + PENDING] = i32[n + SUSPENDED] = 0;
  before.leave?.(k, s + DRAWN_WITH + 1, s + ARRIVAL_STATE, s + PLAYED);
  remember(k, s);
  if (now !== before || now.expected === undefined) f64.fill(0, s + ARRIVAL_STATE, s + ARRIVAL_STATE + ARRIVAL_STATES); // what it remembered was another source's
  if (now !== before) begin(k, s);
  else letUsersIn(k, s);
  now.takeUp?.(k, s + ARRIVALS + 1, s + ARRIVAL_STATE, s + PLAYED);
  if (i32[n + STOPPED] === 0) scheduleNext(k, s);
}

/** The pending arrival comes at DUE_NS, in the place that it had among those of the same time; −1: it is suspended. */
function awaitDue(s: number): void {
  const n = s << 1;
  const pending = i32[n + PENDING];
  i32[n + SUSPENDED] = f64[DUE_NS] < 0 ? 1 : 0;
  if (f64[DUE_NS] >= 0) {
    const e = pending === 0 ? scheduleDue(i32[n + WHAT], 0) : pending;
    f64[e + E_SEQUENCE] = f64[s + ANCHOR_SEQUENCE];
    postponeDue(e);
    i32[n + PENDING] = e;
  } else if (pending !== 0) {
    cancelEvent(pending);
    i32[n + PENDING] = 0;
  }
}

/** What the changes of this instant refer to, so that they round once, and a change taken back leaves nothing. `pending` 0: the gap is suspended. */
function setAnchor(k: Kernel, s: number, before: ArrivalKind, pending: number): void {
  if (f64[s + ANCHOR_AT] === f64[NOW_NS] && (pending === 0 || f64[s + ANCHOR_SEQUENCE] === f64[pending + E_SEQUENCE])) return;
  f64[s + ANCHOR_AT] = f64[NOW_NS];
  copy(s + DRAWN_WITH, s + ANCHOR_NUMBERS, NUMBERS);
  copy(s + ARRIVAL_STATE, s + ANCHOR_STATE, ARRIVAL_STATES);
  if (pending === 0) { // what was left of it when it was suspended is left of it now
    f64[s + ANCHOR_DUE] = -1;
    return;
  }
  f64[s + ANCHOR_SEQUENCE] = f64[pending + E_SEQUENCE];
  f64[s + ANCHOR_DUE] = f64[pending + E_TIME];
  f64[DUE_NS] = f64[pending + E_TIME];
  before.expected!(k, s + DRAWN_WITH + 1, s + ARRIVAL_STATE);
  f64[s + ANCHOR_EXPECTED] = f64[DRAWN_NS];
}
