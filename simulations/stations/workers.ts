import { OccupantState, What } from '../engine/frame';
import { append, listHead, prepend, remove } from '../engine/job-list';
import type { StationKind } from '../engine/kind';
import { Room, type Kernel } from '../engine/kernel';
import { BLOCKED, E_TIME, INSIDE, INT_STATE, J_CELL, J_SINCE, J_TIMER, PLACES, TABLE_AT, at, intAt } from '../engine/layout';
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
const SERVICE_HISTOGRAM = 0;

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
    const t = k.si[intAt(s) + TABLE_AT];
    k.table.fill(-1, t, t + FREE_WORDS);
    k.setPlaces(s, k.sf[at(s) + WORKERS]);
  },

  accept(k, s, j, link) {
    const b = at(s);
    if (k.si[intAt(s) + INSIDE] >= k.sf[b + WORKERS]) return false;
    k.enter(s, j);
    const cell = takeCell(k, s, j);
    k.openForJob(s, STREAM_SERVICE, j);
    const ns = Math.floor(k.samplers[k.sf[b + SERVICE]](k, b + SERVICE + 1, j) + 0.5);
    k.ji[2 * j + J_TIMER] = k.schedule(s, 0, j, ns);
    if (k.isTraced(j)) k.note(j, What.entered, s, link, cell, k.nowNs + ns);
    return true;
  },

  onTimer(k, s, _code, j) {
    const n = intAt(s);
    k.ji[2 * j + J_TIMER] = 0;
    k.record(s, SERVICE_HISTOGRAM, k.nowNs - k.jf[j + J_SINCE]);
    const cell = k.ji[2 * j + J_CELL];
    freeCell(k, s, cell); // before it goes, for its way may lead straight back
    if (k.offer(k.outLink(s), j)) {
      takeNext(k, s);
      return;
    }
    keepCell(k, s, cell, j);
    append(k, n + BLOCKED_LINE, j);
    k.setBlocked(s, k.si[n + BLOCKED] + 1);
    if (k.isTraced(j)) k.note(j, What.blocked, s, -1, cell, 0);
  },

  onRoom(k, s, link) {
    const n = intAt(s);
    const j = listHead(k, n + BLOCKED_LINE);
    if (j === 0) return Room.nothing;
    const cell = k.ji[2 * j + J_CELL];
    remove(k, n + BLOCKED_LINE, j);
    freeCell(k, s, cell);
    if (!k.offer(link, j)) {
      keepCell(k, s, cell, j);
      prepend(k, n + BLOCKED_LINE, j);
      return Room.refused;
    }
    k.setBlocked(s, k.si[n + BLOCKED] - 1);
    takeNext(k, s);
    return k.si[n + BLOCKED] > 0 ? Room.gaveAndHasMore : Room.gave;
  },

  onChange(k, s) {
    k.setPlaces(s, Math.max(k.sf[at(s) + WORKERS], k.si[intAt(s) + INSIDE]));
    while (takeNext(k, s));
  },

  observe(k, s, into) {
    const n = intAt(s);
    into.blocked = k.si[n + BLOCKED]!;
    into.inService = k.si[n + INSIDE] - into.blocked;
    into.places = k.sf[at(s) + WORKERS]!;
  },

  occupants(k, s, see) {
    const t = k.si[intAt(s) + TABLE_AT] + CELLS;
    for (let cell = 0; cell < WORKERS_MAX; cell++) {
      const j = k.table[t + cell];
      if (j === 0) continue;
      const timer = k.ji[2 * j + J_TIMER];
      const state = timer === 0 ? OccupantState.blocked : OccupantState.inService;
      if (!see(j, cell, state, timer === 0 ? 0 : k.events.f[timer + E_TIME])) return;
    }
  },
};

/** The first at the door comes in when a worker is free. */
function takeNext(k: Kernel, s: number): boolean {
  const n = intAt(s);
  const wanted = k.sf[at(s) + WORKERS];
  // One that was taken away is there until its job is done: nobody is more than fully busy.
  if (k.si[n + PLACES] > wanted) k.setPlaces(s, Math.max(wanted, k.si[n + INSIDE]));
  return k.si[n + INSIDE] < wanted && k.giveRoom(s);
}

/** The lowest free cell, so that few workers are always seen in the same few cells. */
function takeCell(k: Kernel, s: number, j: number): number {
  const t = k.si[intAt(s) + TABLE_AT];
  const { table } = k;
  let word = 0;
  while (table[t + word] === 0) word++;
  const free = table[t + word];
  const bit = free & -free;
  table[t + word] = free & ~bit;
  const cell = word * 32 + 31 - Math.clz32(bit);
  table[t + CELLS + cell] = j;
  k.ji[2 * j + J_CELL] = cell;
  return cell;
}

/** The job was not taken, and stays in the cell that it has. */
function keepCell(k: Kernel, s: number, cell: number, j: number): void {
  const t = k.si[intAt(s) + TABLE_AT];
  k.table[t + CELLS + cell] = j;
  k.table[t + (cell >> 5)] &= ~(1 << (cell & 31));
}

function freeCell(k: Kernel, s: number, cell: number): void {
  const t = k.si[intAt(s) + TABLE_AT];
  k.table[t + CELLS + cell] = 0;
  k.table[t + (cell >> 5)] |= 1 << (cell & 31);
}
