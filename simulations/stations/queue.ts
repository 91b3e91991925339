import { NOW_NS, SPAN_NS, TRACE_MASK, f64, i32 } from '../engine/arena';
import { cancelEvent } from '../engine/event-list';
import { OccupantState, SHED_REASONS, What } from '../engine/frame';
import { LIST_COUNT, listCount, listHead, listNext, prepend, remove } from '../engine/job-list';
import type { DisciplineKind, StationKind } from '../engine/kind';
import { Room, type Kernel } from '../engine/kernel';
import { DOOR_HEAD, INT_STATE, J_ROW, J_SINCE, J_TIMER, OUT_AT, OUT_COUNT } from '../engine/layout';
import { numberParam, variantParam } from '../engine/param';
import { slotsOf } from '../engine/slots';

const params = {
  capacityJobs: numberParam({
    label: 'Capacity', unit: 'jobs', min: 0, max: 1_000_000_000, initial: 100, integer: true, unbounded: true,
    slider: [0, 200], primary: true,
    help: 'Waiting places; a job in service is not in the queue. 0 is direct hand-over. After a reduction the jobs that already wait stay until they leave.',
  }),
  discipline: variantParam({
    label: 'Discipline', family: 'discipline', initial: { kind: 'fifo' },
    help: 'Who is next when a worker becomes free.',
  }),
  whenFull: variantParam({
    label: 'When full', family: 'whenFull', initial: { kind: 'block' }, primary: true,
    help: 'What happens to a job that comes when every place is taken.',
  }),
};
const { capacityJobs: CAPACITY, discipline: DISCIPLINE, whenFull: WHEN_FULL } = slotsOf(params);

const LINE = INT_STATE;
const LINE_COUNT = LINE + LIST_COUNT;
const FULL = SHED_REASONS.indexOf('full');
const LEFT_BY_ITSELF = SHED_REASONS.indexOf('left');

/**
 * Holds waiting jobs, at most `capacityJobs` of them, and hands the first in line to whichever station
 * behind it has room. Nobody waits here while there is room behind.
 *
 * A job that brought a patience along leaves by itself when it has waited that long in this queue.
 * `waitS` counts the jobs that were handed on; those shed or gone are counted, not averaged in.
 */
export const queue: StationKind = {
  kind: 'queue',
  label: 'Queue',
  help: 'A line with a bounded number of waiting places.',
  params,
  linksIn: 'many',
  linksOut: 'many',
  instant: true,
  streams: [],
  histograms: ['waitS'],

  accept(k, s, j, link) {
    const n = 2 * s;
    const waiting = i32[n + LINE_COUNT];
    const capacity = f64[s + CAPACITY];
    if (waiting === 0) {
      if (capacity > 0 && i32[TRACE_MASK] >= 0) k.note(j, What.entered, s, link, 0, 0);
      if (handThrough(k, s, j)) return true;
      if (capacity > 0) {
        takePlace(k, s, j);
        return true;
      }
    } else if (waiting < capacity) {
      takeIn(k, s, j, link, waiting);
      return true;
    }
    return whenFull(k, s, j, link, waiting);
  },

  onRoom(k, s, link) {
    const ints = i32;
    const n = 2 * s;
    const j = ints[n + LINE];
    // No places at all: the chance goes to those at the door, and this link stays in line while they wait.
    if (j === 0) {
      if (!giveRoom(k, s)) return Room.nothing;
      return ints[n + DOOR_HEAD] === 0 ? Room.gave : Room.gaveAndHasMore;
    }
    const since = f64[j + J_SINCE];
    const c = k.classIndex(j);
    const patience = ints[2 * j + J_TIMER];
    ints[2 * j + J_TIMER] = 0;
    remove(n + LINE, j);
    if (!k.offer(link, j)) {
      ints[2 * j + J_TIMER] = patience;
      prepend(n + LINE, j);
      return Room.refused;
    }
    if (patience !== 0) cancelEvent(patience);
    f64[SPAN_NS] = f64[NOW_NS] - since;
    k.record(s, c);
    if (ints[n + DOOR_HEAD] !== 0) letIn(k, s);
    if (ints[n + LINE_COUNT] > 0) return Room.gaveAndHasMore;
    return emptied(k, s, link) ? Room.gave : Room.gaveAndHasMore;
  },

  /** Its patience is at an end. */
  onTimer(k, s, _code, j) {
    i32[2 * j + J_TIMER] = 0;
    remove(2 * s + LINE, j);
    k.end(j, What.shed, s, 0, LEFT_BY_ITSELF);
    letIn(k, s);
    if (i32[2 * s + LINE_COUNT] === 0) emptied(k, s, 0);
  },

  onChange(k, s) {
    const line = 2 * s + LINE;
    // A different discipline puts the jobs that wait into its own order.
    const waiting = listCount(line);
    const discipline = disciplineOf(k, s);
    const first = listHead(line);
    i32.fill(0, line, line + 3);
    for (let j = first, left = waiting; left > 0; left--) {
      const next = listNext(j);
      discipline.insert(k, line, j);
      j = next;
    }
    // More places, or a policy that sheds: those at the door come in until one is refused.
    while (i32[2 * s + DOOR_HEAD] !== 0 && k.giveRoom(s));
    k.setBlocked(s, i32[2 * s + DOOR_HEAD] === 0 ? 0 : 1);
  },

  observe(_k, s, into) {
    const capacity = f64[s + CAPACITY];
    into.waiting = listCount(2 * s + LINE);
    into.places = capacity === Infinity ? -1 : capacity;
  },

  occupants(_k, s, see) {
    let place = 0;
    for (let j = listHead(2 * s + LINE); j !== 0; j = listNext(j)) {
      if (!see(j, place++, OccupantState.waiting, 0)) return;
    }
  },
};

function disciplineOf(k: Kernel, s: number): DisciplineKind {
  return k.families.discipline[i32[2 * (s + DISCIPLINE)]];
}

/** No place is free: somebody has to go, or it waits at the door. */
function whenFull(k: Kernel, s: number, j: number, link: number, waiting: number): boolean {
  const policy = k.families.whenFull[i32[2 * (s + WHEN_FULL)]];
  const victim = policy.victim(k, 2 * s + LINE, j, disciplineOf(k, s));
  if (victim === 0) {
    k.setBlocked(s, 1);
    return false;
  }
  if (victim === j) {
    k.end(j, What.shed, s, link, FULL);
    if (waiting === 0) emptied(k, s, 0);
    return true;
  }
  takeOut(s, victim);
  k.end(victim, What.shed, s, 0, FULL);
  if (waiting > 1) {
    takeIn(k, s, j, link, waiting - 1);
    return true;
  }
  if (i32[TRACE_MASK] >= 0) k.note(j, What.entered, s, link, 0, 0);
  if (!handThrough(k, s, j)) takePlace(k, s, j);
  return true;
}

/** The job takes a place behind others. */
const takeIn = (k: Kernel, s: number, j: number, link: number, waiting: number): void => {
  if (i32[TRACE_MASK] >= 0) k.note(j, What.entered, s, link, waiting, 0);
  takePlace(k, s, j);
};

const takePlace = (k: Kernel, s: number, j: number): void => {
  k.enter(s, j);
  k.inserts[i32[2 * (s + DISCIPLINE)]](k, 2 * s + LINE, j);
  const row = i32[2 * j + J_ROW];
  if (row !== 0) startPatience(k, s, j, k.constants[row + 2]);
};

function startPatience(k: Kernel, s: number, j: number, patienceNs: number): void {
  if (patienceNs >= 0) i32[2 * j + J_TIMER] = k.schedule(s, 0, j, patienceNs);
}

function takeOut(s: number, j: number): void {
  const timer = i32[2 * j + J_TIMER];
  if (timer !== 0) cancelEvent(timer);
  i32[2 * j + J_TIMER] = 0;
  remove(2 * s + LINE, j);
}

/** Nobody is before it: straight to a free worker, without ever being inside here. */
const handThrough = (k: Kernel, s: number, j: number): boolean => {
  const ints = i32;
  const n = 2 * s;
  const c = k.classIndex(j);
  const first = ints[n + OUT_AT];
  const end = first + ints[n + OUT_COUNT];
  for (let o = first; o < end; o++) {
    if (k.waits(ints[o]) || !k.offer(ints[o], j)) continue;
    if (end - first > 1) emptied(k, s, 0); // the links that refused before another took it
    k.passThrough(s);
    f64[SPAN_NS] = 0;
    k.record(s, c);
    return true;
  }
  return false;
};

/** A place is free: the first at the door may come in. */
function letIn(k: Kernel, s: number): void {
  if (i32[2 * s + DOOR_HEAD] !== 0 && listCount(2 * s + LINE) < f64[s + CAPACITY]) giveRoom(k, s);
}

/** Nobody waits here any more: no link but `stays` need wait for room, unless those at the door do. */
function emptied(k: Kernel, s: number, stays: number): boolean {
  const n = 2 * s;
  if (i32[n + DOOR_HEAD] !== 0) return false;
  const first = i32[n + OUT_AT];
  for (let o = first; o < first + i32[n + OUT_COUNT]; o++) {
    if (i32[o] !== stays) k.stepAway(i32[o]);
  }
  return true;
}

function giveRoom(k: Kernel, s: number): boolean {
  const gave = k.giveRoom(s);
  k.setBlocked(s, i32[2 * s + DOOR_HEAD] === 0 ? 0 : 1);
  return gave;
}
