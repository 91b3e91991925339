import { DRAWN_NS, DUE_NS, NOW_NS, SPAN_NS, TRACE_MASK, f64, i32 } from '../engine/arena';
import { openForJob } from '../engine/chance';
import { record } from '../engine/count';
import { cancelEvent, scheduleDue } from '../engine/event-list';
import { What } from '../engine/frame';
import { classIndex } from '../engine/job-class';
import { append, listCount, listHead, prepend, remove } from '../engine/job-list';
import { Room, type Kernel } from '../engine/kernel';
import type { StationKind } from '../engine/kind';
import { BLOCKED, INSIDE, J_CELL, J_SINCE, J_TIMER, PAUSED, PLACES, TABLE_AT, WHAT } from '../engine/layout';
import { note } from '../engine/moves';
import { enter, setBlocked, setPlaces } from '../engine/whereabouts';
import { freeCell, keepCell, takeCell } from './workers/cells';
import { crash, takeOut } from './workers/crash';
import { BATCH_CODE, beginBatch, takeIn, takeMore } from './workers/intake';
import { refresh } from './workers/modes';
import { PACE_CODE, firstToEnd, workersNow } from './workers/pace';
import { BLOCKED_LINE, FREE_WORDS, LIMIT, OPEN, OPEN_TIMER, SERVICE, SPECIAL, STREAM_SERVICE, TABLE_WORDS, WORKERS, cellOf, params } from './workers/params';
import { drawDemand, endUnanswered, finish, handOn, leaveDoor, offerBlocked, settle, unhold } from './workers/service';
import { eachInCell, eachInside, gauges } from './workers/view';

/**
 * Serves jobs, one each, for a time drawn from `service`. A worker that has finished and cannot hand
 * its job over is blocked: it keeps the job and takes nothing new (blocking after service).
 *
 * `serviceS` is the time in service, without being blocked. A change of the service time holds for
 * the jobs that start after it; a change of what slows all of them alike (contention, coherency, processor
 * sharing, the number of workers that share) holds at once for what is left of each.
 *
 * While one job each is all that is asked for, the short way through is taken: one test of SPECIAL is what everything else costs.
 */
export const workers: StationKind = {
  kind: 'workers',
  label: 'Workers',
  help: 'Servers side by side, each with one job at a time, or all of them shared by the jobs inside.',
  params,
  linksIn: 'many',
  linksOut: 'some',
  calls: true,
  streams: ['service', 'failure'],
  histograms: ['serviceS'],
  tableWords: TABLE_WORDS,

  start(k, s) {
    const t = i32[(s << 1) + TABLE_AT];
    i32.fill(-1, t, t + FREE_WORDS);
    refresh(k, s);
    setPlaces(s, workersNow(s));
  },

  accept(k, s, j, link) {
    const n = s << 1;
    if (i32[n + SPECIAL] !== 0) return takeIn(k, s, j, link);
    if (i32[n + INSIDE] >= i32[n + LIMIT]) return false;
    openForJob(s, STREAM_SERVICE, j);
    k.draws[i32[(s + SERVICE) << 1]](k, s + SERVICE + 1, j);
    f64[DUE_NS] = f64[NOW_NS] + Math.floor(f64[DRAWN_NS] + 0.5);
    enter(s, j);
    const cell = takeCell(s, j);
    const timer = scheduleDue(i32[n + WHAT], j);
    i32[(j << 1) + J_TIMER] = timer;
    if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, cell, timer);
    return true;
  },

  onTimer(k, s, code, j) {
    const n = s << 1;
    if (i32[n + SPECIAL] !== 0) {
      onSpecialTimer(k, s, code, j);
      return;
    }
    i32[(j << 1) + J_TIMER] = 0;
    f64[SPAN_NS] = f64[NOW_NS] - f64[j + J_SINCE];
    record(s, classIndex(j));
    const cell = i32[(j << 1) + J_CELL];
    freeCell(s, cell); // before it goes, for its way may lead straight back
    if (k.handOn(s, j)) {
      takeNext(k, s);
      return;
    }
    keepCell(s, cell, j);
    append(n + BLOCKED_LINE, j);
    setBlocked(s, i32[n + BLOCKED] + 1);
    if (i32[TRACE_MASK] >= 0) note(j, What.blocked, s, 0, cell, 0);
  },

  onRoom(k, s, link) {
    const n = s << 1;
    const blocked = n + BLOCKED_LINE;
    const j = listHead(blocked);
    if (j === 0) return Room.nothing;
    if (i32[n + SPECIAL] !== 0) {
      if (!offerBlocked(k, s, j, link)) return Room.refused;
      takeMore(k, s);
      return listCount(blocked) > 0 ? Room.gaveAndHasMore : Room.gave;
    }
    const cell = i32[(j << 1) + J_CELL];
    remove(blocked, j);
    freeCell(s, cell);
    if (!k.offer(link, j)) {
      keepCell(s, cell, j);
      prepend(blocked, j);
      return Room.refused;
    }
    setBlocked(s, i32[n + BLOCKED] - 1);
    takeNext(k, s);
    return i32[n + BLOCKED] > 0 ? Room.gaveAndHasMore : Room.gave;
  },

  onAnswer(k, s, j, answered) {
    unhold(s, j);
    if (answered) handOn(k, s, j);
    else endUnanswered(k, s, j);
    takeMore(k, s);
  },

  demand: drawDemand,

  withdraw(k, s, j) {
    if (i32[(s << 1) + SPECIAL] !== 0) {
      takeOut(s, j);
      leaveDoor(k, s);
      return;
    }
    const timer = i32[(j << 1) + J_TIMER];
    if (timer !== 0) {
      cancelEvent(timer);
      i32[(j << 1) + J_TIMER] = 0;
    } else {
      remove((s << 1) + BLOCKED_LINE, j);
      setBlocked(s, i32[(s << 1) + BLOCKED] - 1);
      leaveDoor(k, s);
    }
    freeCell(s, cellOf(i32[(j << 1) + J_CELL]));
  },

  afterWithdraw(k, s) {
    takeAll(k, s);
  },

  onChange(k, s) {
    refresh(k, s);
    takeAll(k, s);
  },

  onFault(k, s) {
    refresh(k, s);
    crash(k, s);
    takeAll(k, s);
  },

  observe(_k, s, into) {
    gauges(s, into);
  },

  occupants(_k, s, see) {
    if (i32[(s << 1) + SPECIAL] === 0) eachInCell(s, see);
    else eachInside(s, see);
  },
};

function onSpecialTimer(k: Kernel, s: number, code: number, j: number): void {
  if (code === BATCH_CODE) {
    i32[(s << 1) + OPEN_TIMER] = 0;
    if (i32[(s << 1) + PAUSED] === 0 && i32[(s << 1) + OPEN] !== 0) beginBatch(k, s);
    settle(k, s);
    return;
  }
  finish(k, s, code === PACE_CODE ? firstToEnd(s) : cellOf(i32[(j << 1) + J_CELL]));
  takeMore(k, s);
}

/** The first at the door comes in when a worker is free. */
const takeNext = (k: Kernel, s: number): boolean => {
  if (i32[(s << 1) + INSIDE] < i32[(s << 1) + LIMIT]) return k.giveRoom(s);
  leavePlaces(s);
  return false;
};

/** A worker that was taken away is there until its job is done: nobody is more than fully busy. */
function leavePlaces(s: number): void {
  const wanted = f64[s + WORKERS]; // no worker has crashed, or this were not the short way
  if (i32[(s << 1) + PLACES] > wanted) setPlaces(s, Math.max(wanted, i32[(s << 1) + INSIDE]));
}

/** As many as there is room for now. */
function takeAll(k: Kernel, s: number): void {
  if (i32[(s << 1) + SPECIAL] !== 0) {
    takeMore(k, s);
    return;
  }
  setPlaces(s, Math.max(workersNow(s), i32[(s << 1) + INSIDE]));
  while (takeNext(k, s));
}
