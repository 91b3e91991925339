import { DRAWN_NS, DUE_NS, NOW_NS, SPAN_NS, TRACE_MASK, f64, i32 } from '../engine/arena';
import { scheduleDue } from '../engine/event-list';
import { OccupantState, What } from '../engine/frame';
import { append, listHead, prepend, remove } from '../engine/job-list';
import type { StationKind } from '../engine/kind';
import { Room, type Kernel } from '../engine/kernel';
import { BLOCKED, E_TIME, INSIDE, INT_STATE, J_CELL, J_SINCE, J_TIMER, PLACES, TABLE_AT, WHAT } from '../engine/layout';
import { numberParam, variantParam } from '../engine/param';
import { slotsOf } from '../engine/slots';

const WORKERS_MAX = 1_000;

const params = {
  workers: numberParam({
    label: 'Workers', unit: 'workers', min: 0, max: WORKERS_MAX, initial: 4, integer: true, slider: [1, 20], primary: true,
    help: 'How many jobs can be in service at once. After a reduction the jobs in service are finished first.',
  }),
  service: variantParam({
    label: 'Service time', family: 'distribution', initial: { kind: 'exponential', meanS: 0.04 }, primary: true,
    help: 'How long a worker is busy with one job.',
  }),
};
const { workers: WORKERS, service: SERVICE } = slotsOf(params);

const BLOCKED_LINE = INT_STATE;
const STREAM_SERVICE = 0;

// The private table: a bit for each free cell, then the job in each cell.
const FREE_WORDS = Math.ceil(WORKERS_MAX / 32);
const CELLS = FREE_WORDS;

/**
 * Serves jobs, one each, for a time drawn from `service`. A worker that has finished and cannot hand
 * its job over is blocked: it keeps the job and takes nothing new (blocking after service).
 *
 * `serviceS` is the time in service, without being blocked. A change of the service time holds for
 * the jobs that start after it.
 */
export const workers: StationKind = {
  kind: 'workers',
  label: 'Workers',
  help: 'Servers side by side, each with one job at a time.',
  params,
  linksIn: 'many',
  linksOut: 'one',
  streams: ['service'],
  histograms: ['serviceS'],
  tableWords: FREE_WORDS + WORKERS_MAX,

  start(k, s) {
    const t = i32[2 * s + TABLE_AT];
    i32.fill(-1, t, t + FREE_WORDS);
    k.setPlaces(s, f64[s + WORKERS]);
  },

  accept(k, s, j, link) {
    if (i32[2 * s + INSIDE] >= f64[s + WORKERS]) return false;
    k.enter(s, j);
    const cell = takeCell(s, j);
    k.openForJob(s, STREAM_SERVICE, j);
    k.draws[i32[2 * (s + SERVICE)]](k, s + SERVICE + 1, j);
    f64[DUE_NS] = f64[NOW_NS] + Math.floor(f64[DRAWN_NS] + 0.5);
    const timer = scheduleDue(i32[2 * s + WHAT], j);
    i32[2 * j + J_TIMER] = timer;
    if (i32[TRACE_MASK] >= 0) k.note(j, What.entered, s, link, cell, timer);
    return true;
  },

  demand(k, s, j) {
    k.openForJob(s, STREAM_SERVICE, j);
    k.draws[i32[2 * (s + SERVICE)]](k, s + SERVICE + 1, j);
  },

  onTimer(k, s, _code, j) {
    i32[2 * j + J_TIMER] = 0;
    f64[SPAN_NS] = f64[NOW_NS] - f64[j + J_SINCE];
    k.record(s, k.classIndex(j));
    const cell = i32[2 * j + J_CELL];
    freeCell(s, cell); // before it goes, for its way may lead straight back
    if (k.offer(k.outLink(s), j)) {
      takeNext(k, s);
      return;
    }
    keepCell(s, cell, j);
    append(2 * s + BLOCKED_LINE, j);
    k.setBlocked(s, i32[2 * s + BLOCKED] + 1);
    if (i32[TRACE_MASK] >= 0) k.note(j, What.blocked, s, 0, cell, 0);
  },

  onRoom(k, s, link) {
    const blocked = 2 * s + BLOCKED_LINE;
    const j = listHead(blocked);
    if (j === 0) return Room.nothing;
    const cell = i32[2 * j + J_CELL];
    remove(blocked, j);
    freeCell(s, cell);
    if (!k.offer(link, j)) {
      keepCell(s, cell, j);
      prepend(blocked, j);
      return Room.refused;
    }
    k.setBlocked(s, i32[2 * s + BLOCKED] - 1);
    takeNext(k, s);
    return i32[2 * s + BLOCKED] > 0 ? Room.gaveAndHasMore : Room.gave;
  },

  onChange(k, s) {
    k.setPlaces(s, Math.max(f64[s + WORKERS], i32[2 * s + INSIDE]));
    while (takeNext(k, s));
  },

  observe(_k, s, into) {
    into.blocked = i32[2 * s + BLOCKED];
    into.inService = i32[2 * s + INSIDE] - into.blocked;
    into.places = f64[s + WORKERS];
  },

  occupants(_k, s, see) {
    const t = i32[2 * s + TABLE_AT] + CELLS;
    for (let cell = 0; cell < WORKERS_MAX; cell++) {
      const j = i32[t + cell];
      if (j === 0) continue;
      const timer = i32[2 * j + J_TIMER];
      const state = timer === 0 ? OccupantState.blocked : OccupantState.inService;
      if (!see(j, cell, state, timer === 0 ? 0 : f64[timer + E_TIME])) return;
    }
  },
};

/** The first at the door comes in when a worker is free. */
const takeNext = (k: Kernel, s: number): boolean => {
  const n = 2 * s;
  const wanted = f64[s + WORKERS];
  // One that was taken away is there until its job is done: nobody is more than fully busy.
  if (i32[n + PLACES] > wanted) k.setPlaces(s, Math.max(wanted, i32[n + INSIDE]));
  return i32[n + INSIDE] < wanted && k.giveRoom(s);
};

/** The lowest free cell, so that few workers are always seen in the same few cells. */
const takeCell = (s: number, j: number): number => {
  const ints = i32;
  const t = ints[2 * s + TABLE_AT];
  let word = 0;
  while (ints[t + word] === 0) word++;
  const free = ints[t + word];
  const bit = free & -free;
  ints[t + word] = free & ~bit;
  const cell = word * 32 + 31 - Math.clz32(bit);
  ints[t + CELLS + cell] = j;
  ints[2 * j + J_CELL] = cell;
  return cell;
};

/** The job was not taken, and stays in the cell that it has. */
function keepCell(s: number, cell: number, j: number): void {
  const t = i32[2 * s + TABLE_AT];
  i32[t + CELLS + cell] = j;
  i32[t + (cell >> 5)] &= ~(1 << (cell & 31));
}

const freeCell = (s: number, cell: number): void => {
  const t = i32[2 * s + TABLE_AT];
  i32[t + CELLS + cell] = 0;
  i32[t + (cell >> 5)] |= 1 << (cell & 31);
};
