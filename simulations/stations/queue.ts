import { NOW_NS, SPAN_NS, TRACE_MASK, f64, i32 } from '../engine/arena';
import { record } from '../engine/count';
import { stepAway, waits } from '../engine/doors';
import { cancelEvent } from '../engine/event-list';
import { OccupantState, What } from '../engine/frame';
import { classIndex } from '../engine/job-class';
import { append, prepend, removeHead } from '../engine/job-list';
import { Room, type Kernel } from '../engine/kernel';
import type { StationKind } from '../engine/kind';
import { DOOR_HEAD, J_PREV, J_ROW, J_SINCE, J_TIMER, LEFT, OUT_AT, OUT_COUNT } from '../engine/layout';
import { note } from '../engine/moves';
import { enter, passThrough } from '../engine/whereabouts';
import { asideFrom, shedAside, takeBackAside } from './queue/aside';
import { startPatience } from './queue/patience';
import { managementOf, takeUpSettings, whenFullOf } from './queue/settings';
import { EXPIRED, FULL, LEFT_BY_ITSELF, MANAGED, hasExpired, letGo, nextInLine, shedWaiting } from './queue/shed';
import { CAPACITY, DISCIPLINE, LINE, LINE_COUNT, MANAGEMENT, OPTIONS, Option, TABLE_WORDS, queueParams, queueStreams } from './queue/state';
import { disciplineOf, putBack, putIn, takeOut, waitingJobs } from './queue/waiting';

/**
 * Holds waiting jobs, at most `capacityJobs` of them, and hands the next by its discipline to whichever station behind it has room. Nobody
 * waits here while there is room behind.
 *
 * A job leaves by itself when it has waited here for as long as its patience, which a trace gives it or the queue draws. Where the queue is set so, a
 * job past its deadline is shed when it comes or when its turn comes, and a management sheds before the queue is full.
 * `waitS` counts the jobs that were handed on; those shed or gone are counted, not averaged in.
 */
export const queue: StationKind = {
  kind: 'queue',
  label: 'Queue',
  help: 'A line with a bounded number of waiting places.',
  params: queueParams,
  linksIn: 'many',
  linksOut: 'many',
  instant: true,
  blockedAtDoor: true,
  streams: queueStreams,
  tableWords: TABLE_WORDS,
  histograms: ['waitS'],

  start: takeUpSettings,

  accept(k, s, j, link) {
    const options = i32[(s << 1) + OPTIONS];
    if (options !== 0 && isTurnedAway(k, s, j, link)) return true;
    const waiting = i32[(s << 1) + LINE_COUNT];
    if (waiting === 0 || waiting >= f64[s + CAPACITY]) return place(k, s, j, link);
    takePlace(k, s, j, link, waiting, options);
    return true;
  },

  onRoom(k, s, link) {
    const ints = i32;
    const n = s << 1;
    const options = ints[n + OPTIONS];
    if (options !== 0) return giveBySettings(k, s, link, options);
    const j = ints[n + LINE];
    if (j === 0) return roomForDoor(k, s, link);
    const since = f64[j + J_SINCE];
    const c = classIndex(j);
    const patience = ints[(j << 1) + J_TIMER];
    if (patience !== 0) ints[(j << 1) + J_TIMER] = 0;
    removeHead(n + LINE, j);
    if (!k.offer(link, j)) {
      ints[(j << 1) + J_TIMER] = patience;
      prepend(n + LINE, j);
      return Room.refused;
    }
    if (patience !== 0) cancelEvent(patience);
    f64[SPAN_NS] = f64[NOW_NS] - since;
    record(s, c);
    if (ints[n + DOOR_HEAD] !== 0) letIn(k, s);
    return ints[n + LINE_COUNT] > 0 || !emptied(k, s, link) ? Room.gaveAndHasMore : Room.gave;
  },

  /** Its patience is at an end. */
  onTimer(k, s, _code, j) {
    i32[(j << 1) + J_TIMER] = 0;
    shedWaiting(k, s, j, LEFT_BY_ITSELF);
    afterGone(k, s);
  },

  withdraw(_k, s, j) {
    letGo(s, j);
  },

  afterWithdraw: afterGone,

  onChange(k, s) {
    if (takeUpSettings(k, s)) askOthers(k, s);
    // More places, or a policy that sheds: those at the door come in until one is refused.
    while (i32[(s << 1) + DOOR_HEAD] !== 0 && k.giveRoom(s));
  },

  observe(_k, s, into) {
    const capacity = f64[s + CAPACITY];
    into.waiting = waitingJobs(s);
    into.places = capacity === Infinity ? -1 : capacity;
  },

  occupants(k, s, see) {
    let place = 0;
    disciplineOf(k, s).walk(k, s, s + DISCIPLINE + 1, (j) => see(j, place++, OccupantState.waiting, 0));
  },
};

/** A job comes: through, to a place, away, or it stays at the door. */
function place(k: Kernel, s: number, j: number, link: number): boolean {
  const waiting = i32[(s << 1) + LINE_COUNT];
  const capacity = f64[s + CAPACITY];
  if (waiting === 0) {
    if (capacity > 0 && i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, 0, 0);
    if (handThrough(k, s, j)) return true;
    if (capacity > 0) {
      stayHere(k, s, j, i32[(s << 1) + OPTIONS]);
      return true;
    }
  } else if (waiting < capacity) {
    takePlace(k, s, j, link, waiting, i32[(s << 1) + OPTIONS]);
    return true;
  }
  return whenFull(k, s, j, link, waiting);
}

/**
 * No place is free: somebody has to go, or it waits at the door. Thousands have to go where there are fewer places than there were; where
 * there are none at all nobody can make room, and the newcomer goes.
 */
function whenFull(k: Kernel, s: number, j: number, link: number, waiting: number): boolean {
  do {
    const victim = whenFullOf(k, s).victim(k, s, j);
    if (victim === 0) return false;
    if (victim === j || f64[s + CAPACITY] === 0) {
      k.end(j, What.shed, s, link, FULL);
      if (waiting === 0) emptied(k, s, 0);
      return true;
    }
    shedWaiting(k, s, victim, FULL);
  } while (i32[(s << 1) + LINE_COUNT] >= f64[s + CAPACITY]);
  askOthers(k, s);
  return place(k, s, j, link);
}

const takePlace = (k: Kernel, s: number, j: number, link: number, waiting: number, options: number): void => {
  if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, waiting, 0);
  stayHere(k, s, j, options);
};

const stayHere = (k: Kernel, s: number, j: number, options: number): void => {
  enter(s, j);
  if (options === 0) append((s << 1) + LINE, j);
  else {
    putIn(k, s, j);
    if ((options & Option.discipline) !== 0) askOthers(k, s); // it may be the next one, and its way free
  }
  if (i32[(j << 1) + J_ROW] !== 0 || (options & Option.patience) !== 0) startPatience(k, s, j);
};

/** There is room behind a queue in which more counts than who came first. */
function giveBySettings(k: Kernel, s: number, link: number, options: number): number {
  const aside = asideFrom();
  const j = whoseTurn(k, s, options, aside);
  if (j === 0) return roomForDoor(k, s, link);
  const since = f64[j + J_SINCE];
  const c = classIndex(j);
  const patience = i32[(j << 1) + J_TIMER];
  const before = i32[(j << 1) + J_PREV];
  i32[(j << 1) + J_TIMER] = 0;
  takeOut(s, j);
  if (!k.offer(link, j)) {
    i32[(j << 1) + J_TIMER] = patience;
    stays(k, s, j, before, aside);
    return Room.refused;
  }
  if (patience !== 0) cancelEvent(patience);
  f64[SPAN_NS] = f64[NOW_NS] - since;
  record(s, c);
  if ((options & Option.turns) !== 0) shedAside(k, s, aside);
  disciplineOf(k, s).handedOn?.(s, c);
  letIn(k, s);
  return waitingJobs(s) > 0 || !emptied(k, s, link) ? Room.gaveAndHasMore : Room.gave;
}

/** Before it is asked whether there is a place: the deadline, and the management. */
function isTurnedAway(k: Kernel, s: number, j: number, link: number): boolean {
  const options = i32[(s << 1) + OPTIONS];
  if ((options & Option.expire) !== 0 && hasExpired(k, j)) {
    k.end(j, What.shed, s, link, EXPIRED);
    return true;
  }
  if ((options & Option.refuses) === 0) return false;
  const waiting = waitingJobs(s);
  // At a full queue that blocks it has not come yet: it is looked at when it comes in.
  if ((options & Option.blocks) !== 0 && waiting > 0 && waiting >= f64[s + CAPACITY]) return false;
  if (managementOf(k, s).refuses?.(k, s, s + MANAGEMENT + 1, waiting) !== true) return false;
  k.end(j, What.shed, s, link, MANAGED);
  return true;
}

/** There is room behind: who takes it. Those whose time has run out are gone then; those whom the management would shed stand aside. */
function whoseTurn(k: Kernel, s: number, options: number, aside: number): number {
  const first = nextInLine(k, s);
  if (first === 0 || (options & Option.turns) === 0) return first;
  const j = managementOf(k, s).turn?.(k, s, s + MANAGEMENT + 1, first) ?? first;
  if (j === 0) shedAside(k, s, aside);
  return j;
}

/** The one that was next was not taken after all. Others may have been shed before it, because their time had run out. */
function stays(k: Kernel, s: number, j: number, before: number, aside: number): void {
  putBack(s, j, before);
  if ((i32[(s << 1) + OPTIONS] & Option.turns) !== 0) {
    takeBackAside(s, aside);
    managementOf(k, s).notTaken?.(s);
  }
  letIn(k, s);
}

/**
 * Nobody waits, because there are no places or because all were shed: the chance goes to those at the door, one after the other until one has
 * gone through. The link stays in line while some are left.
 */
function roomForDoor(k: Kernel, s: number, link: number): number {
  const gone = f64[s + LEFT];
  while (waitingJobs(s) === 0 && f64[s + LEFT] === gone && k.giveRoom(s));
  const wentThrough = f64[s + LEFT] !== gone;
  if (wentThrough) letIn(k, s);
  if (waitingJobs(s) > 0) return wentThrough ? Room.gaveAndHasMore : Room.refused;
  const isEmpty = emptied(k, s, link);
  if (!wentThrough) return isEmpty ? Room.nothing : Room.refused; // one at the door was not taken behind after all
  return isEmpty ? Room.gave : Room.gaveAndHasMore;
}

/** Nobody is before it: straight to a free worker, without ever being inside here. */
const handThrough = (k: Kernel, s: number, j: number): boolean => {
  const ints = i32;
  const n = s << 1;
  const c = classIndex(j);
  const first = ints[n + OUT_AT];
  const end = first + ints[n + OUT_COUNT];
  for (let o = first; o < end; o++) {
    if (waits(ints[o]) || !k.offer(ints[o], j)) continue;
    if (end - first > 1) emptied(k, s, 0); // the links that refused before another took it
    passThrough(s);
    f64[SPAN_NS] = 0;
    record(s, c);
    return true;
  }
  return false;
};

/** Somebody is gone who was not handed on. */
function afterGone(k: Kernel, s: number): void {
  letIn(k, s);
  if (waitingJobs(s) === 0) emptied(k, s, 0);
  else askOthers(k, s);
}

/** Another one may be next than the one for whom there was no room. */
function askOthers(k: Kernel, s: number): void {
  const first = i32[(s << 1) + OUT_AT];
  for (let o = first + i32[(s << 1) + OUT_COUNT] - 1; o >= first; o--) k.askSoon(i32[o]);
}

/** Places are free: those at the door may come in. */
function letIn(k: Kernel, s: number): void {
  while (i32[(s << 1) + DOOR_HEAD] !== 0 && waitingJobs(s) < f64[s + CAPACITY] && k.giveRoom(s));
}

/** Nobody waits here any more: no link but `stays` need wait for room, unless those at the door do. */
function emptied(k: Kernel, s: number, stays: number): boolean {
  const n = s << 1;
  if ((i32[n + OPTIONS] & (Option.refuses | Option.turns)) !== 0) managementOf(k, s).emptied?.(s);
  if (i32[n + DOOR_HEAD] !== 0) return false;
  const first = i32[n + OUT_AT];
  for (let o = first; o < first + i32[n + OUT_COUNT]; o++) {
    if (i32[o] !== stays) stepAway(i32[o]);
  }
  return true;
}
