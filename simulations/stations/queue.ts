import { OccupantState, SHED_REASONS, What } from '../engine/frame';
import { LIST_COUNT, listCount, listHead, listNext, prepend, remove } from '../engine/job-list';
import type { DisciplineKind, StationKind } from '../engine/kind';
import { Room, type Kernel } from '../engine/kernel';
import { DOOR_HEAD, INT_STATE, J_PATIENCE, J_SINCE, J_TIMER, OUT_AT, OUT_COUNT, at, intAt } from '../engine/layout';
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
const WAIT_HISTOGRAM = 0;
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
    const n = intAt(s);
    const waiting = k.si[n + LINE_COUNT];
    const capacity = k.sf[at(s) + CAPACITY];
    if (waiting < capacity) {
      takeIn(k, s, j, link, waiting);
      return true;
    }
    if (waiting === 0 && handThrough(k, s, j)) return true;

    const policy = k.families.whenFull[k.sf[at(s) + WHEN_FULL]];
    const victim = policy.victim(k, n + LINE, j, disciplineOf(k, s));
    if (victim === 0) {
      k.setBlocked(s, 1);
      return false;
    }
    if (victim === j) {
      k.end(j, What.shed, s, link, FULL);
      if (waiting === 0) emptied(k, s, -1);
      return true;
    }
    takeOut(k, s, victim);
    k.end(victim, What.shed, s, -1, FULL);
    takeIn(k, s, j, link, waiting - 1);
    return true;
  },

  onRoom(k, s, link) {
    const n = intAt(s);
    const j = k.si[n + LINE];
    // No places at all: the chance goes to those at the door, and this link stays in line while they wait.
    if (j === 0) {
      if (!giveRoom(k, s)) return Room.nothing;
      return k.si[n + DOOR_HEAD] === 0 ? Room.gave : Room.gaveAndHasMore;
    }
    const since = k.jf[j + J_SINCE];
    const timer = k.ji[2 * j + J_TIMER];
    remove(k, n + LINE, j);
    k.ji[2 * j + J_TIMER] = 0;
    if (!k.offer(link, j)) {
      k.ji[2 * j + J_TIMER] = timer;
      prepend(k, n + LINE, j);
      return Room.refused;
    }
    if (timer !== 0) k.events.cancel(timer);
    k.record(s, WAIT_HISTOGRAM, k.nowNs - since);
    if (k.si[n + DOOR_HEAD] !== 0) letIn(k, s);
    if (k.si[n + LINE_COUNT] > 0) return Room.gaveAndHasMore;
    return emptied(k, s, link) ? Room.gave : Room.gaveAndHasMore;
  },

  /** Its patience is at an end. */
  onTimer(k, s, _code, j) {
    k.ji[2 * j + J_TIMER] = 0;
    remove(k, intAt(s) + LINE, j);
    k.end(j, What.shed, s, -1, LEFT_BY_ITSELF);
    letIn(k, s);
    if (k.si[intAt(s) + LINE_COUNT] === 0) emptied(k, s, -1);
  },

  onChange(k, s) {
    const n = intAt(s);
    // A different discipline puts the jobs that wait into its own order.
    const waiting = listCount(k, n + LINE);
    const discipline = disciplineOf(k, s);
    const first = listHead(k, n + LINE);
    k.si.fill(0, n + LINE, n + LINE + 3);
    for (let j = first, left = waiting; left > 0; left--) {
      const next = listNext(k, j);
      discipline.insert(k, n + LINE, j);
      j = next;
    }
    // More places, or a policy that sheds: those at the door come in until one is refused.
    while (k.si[n + DOOR_HEAD] !== 0 && k.giveRoom(s));
    k.setBlocked(s, k.si[n + DOOR_HEAD] === 0 ? 0 : 1);
  },

  observe(k, s, into) {
    const capacity = k.sf[at(s) + CAPACITY];
    into.waiting = listCount(k, intAt(s) + LINE);
    into.places = capacity === Infinity ? -1 : capacity;
  },

  occupants(k, s, see) {
    let place = 0;
    for (let j = listHead(k, intAt(s) + LINE); j !== 0; j = listNext(k, j)) {
      if (!see(j, place++, OccupantState.waiting, 0)) return;
    }
  },
};

function disciplineOf(k: Kernel, s: number): DisciplineKind {
  return k.families.discipline[k.sf[at(s) + DISCIPLINE]];
}

/** The job takes a place; when nobody is before it, it may be handed on in the same instant. */
function takeIn(k: Kernel, s: number, j: number, link: number, waiting: number): void {
  const n = intAt(s);
  k.enter(s, j);
  if (k.isTraced(j)) k.note(j, What.entered, s, link, waiting, 0);
  if (waiting === 0 && offerOnward(k, s, j)) {
    k.record(s, WAIT_HISTOGRAM, 0);
    if (k.si[n + OUT_COUNT] > 1) emptied(k, s, -1); // the links that refused before another took it
    return;
  }
  k.inserts[k.sf[at(s) + DISCIPLINE]](k, n + LINE, j);
  const patienceNs = k.jf[j + J_PATIENCE];
  if (patienceNs >= 0) k.ji[2 * j + J_TIMER] = k.schedule(s, 0, j, patienceNs);
}

function takeOut(k: Kernel, s: number, j: number): void {
  const timer = k.ji[2 * j + J_TIMER];
  if (timer !== 0) k.events.cancel(timer);
  k.ji[2 * j + J_TIMER] = 0;
  remove(k, intAt(s) + LINE, j);
}

function offerOnward(k: Kernel, s: number, j: number): boolean {
  const n = intAt(s);
  const first = k.si[n + OUT_AT];
  const end = first + k.si[n + OUT_COUNT];
  for (let o = first; o < end; o++) {
    if (!k.waits(k.outLinks[o]) && k.offer(k.outLinks[o], j)) return true;
  }
  return false;
}

/** Capacity 0: straight to a free worker, without ever being inside here. */
function handThrough(k: Kernel, s: number, j: number): boolean {
  if (!offerOnward(k, s, j)) return false;
  emptied(k, s, -1);
  k.passThrough(s);
  k.record(s, WAIT_HISTOGRAM, 0);
  return true;
}

/** A place is free: the first at the door may come in. */
function letIn(k: Kernel, s: number): void {
  const n = intAt(s);
  if (k.si[n + DOOR_HEAD] !== 0 && listCount(k, n + LINE) < k.sf[at(s) + CAPACITY]) giveRoom(k, s);
}

/** Nobody waits here any more: no link but `stays` need wait for room, unless those at the door do. */
function emptied(k: Kernel, s: number, stays: number): boolean {
  const n = intAt(s);
  if (k.si[n + DOOR_HEAD] !== 0) return false;
  const first = k.si[n + OUT_AT];
  for (let o = first; o < first + k.si[n + OUT_COUNT]; o++) {
    if (k.outLinks[o] !== stays) k.stepAway(k.outLinks[o]);
  }
  return true;
}

function giveRoom(k: Kernel, s: number): boolean {
  const gave = k.giveRoom(s);
  k.setBlocked(s, k.si[intAt(s) + DOOR_HEAD] === 0 ? 0 : 1);
  return gave;
}
