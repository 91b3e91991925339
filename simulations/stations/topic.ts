import { NOW_NS, SPAN_NS, f64, i32 } from '../engine/arena';
import { stepAway, waits } from '../engine/doors';
import { cancelEvent, schedule } from '../engine/event-list';
import { OccupantState, SHED_REASONS, What } from '../engine/frame';
import { classIndex } from '../engine/job-class';
import { LIST_INTS, append, listCount, listHead, listNext, prepend, remove } from '../engine/job-list';
import { Room, type Kernel } from '../engine/kernel';
import type { StationKind } from '../engine/kind';
import { INSIDE, INT_STATE, J_BORN, J_KEY, J_PARENT, J_ROW, J_SINCE, J_TIMER, OUT_AT, OUT_COUNT, STATE, TABLE_AT } from '../engine/layout';
import { choiceParam, numberParam } from '../engine/param';
import { copyInto, makeGroup } from '../engine/rows';
import { slotsOf } from '../engine/slots';
import { hold } from '../engine/whereabouts';

const PARTITIONS_MAX = 64;
const GROUPS_MAX = 64;
const LANES_MAX = GROUPS_MAX * PARTITIONS_MAX;

const params = {
  partitions: numberParam({
    label: 'Partitions', unit: 'count', min: 1, max: PARTITIONS_MAX, initial: 4, integer: true, slider: [1, 16], primary: true,
    help: 'How many lines a group reads side by side. More consumers than partitions have nothing to do. Records written before a change stay where they are.',
  }),
  partitionBy: choiceParam({
    label: 'Partition', initial: 'key', help: 'Which partition a record goes to.',
    options: [
      { id: 'key', label: 'By key', help: 'Records with the same key go to the same partition, so they are handled in order. Records without a key go in turn.' },
      { id: 'round-robin', label: 'In turn', help: 'To one partition after the other: evenly, and without order between them.' },
    ],
  }),
  retentionS: numberParam({
    label: 'Retention', unit: 's', min: 0, max: 1_000_000, initial: 'unbounded', unbounded: true, slider: [0, 600],
    help: 'A record that a group has not read within that time is lost to it. Holds for the records written after a change.',
  }),
};
const { partitions: PARTITIONS, partitionBy: PARTITION_BY, retentionS: RETENTION } = slotsOf(params);
const BY_KEY = 0;
const EXPIRED = SHED_REASONS.indexOf('expired');

// State: counts since the figures began; the next partition in turn.
const WRITTEN = STATE + 4;
const REDELIVERED = STATE + 5;
const NEXT_PARTITION = INT_STATE;

// The private table: for each group and partition a lane: the row that stands for it, the copy that is being handled, a line; then for
// each group the partition whose turn it is, and how many records wait.
const ROW = 0;
const HANDLED = 1;
const LINE = 2;
const LANE_WORDS = LINE + LIST_INTS;
/** The record that was being handled has ended, and the event that sees to it is due at this instant. */
const ENDED = -1;
const GROUPS = GROUPS_MAX * PARTITIONS_MAX * LANE_WORDS;
const TURN = 0;
const WAITING = 1;
const GROUP_WORDS = 2;
// A lane's row: the kernel's, with the topic in its cell.
const L_GROUP = J_KEY;
const L_PARTITION = J_ROW;

/** Codes of its events: retention is over for a copy; the lane's record has been handled; a copy takes the place of one that failed. */
const EXPIRES = 0;
const HANDLED_ONE = 1;
const COMES_BACK = 2;

/**
 * A partitioned log for events. A job that is written ends here as served at once: whoever publishes does not wait for whoever reads. Each
 * link out leads to a group of consumers that reads everything: every group gets a copy of every record, which waits in its partition
 * until the group takes it. Of each partition a group handles one record at a time, in order; the next one is handed out when the
 * copy has ended. So a group has no more consumers at work than there are partitions. Partitions take turns.
 *
 * Delivery is at least once: a copy that fails or times out comes back to the head of its partition and holds up those behind it until it
 * is handled. One that a consumer sheds is done with. `waitS` is the time that copies wait here; `handledS` the time from when the job was
 * meant to be sent until a group has handled it. Copies are not jobs: their ends are counted at stations only. A record never has to
 * wait to be written; it leaves out disks, replicas, offsets that are committed late, and the pause of a rebalance.
 * Source: Kreps, Narkhede & Rao, "Kafka: a distributed messaging system for log processing", NetDB 2011.
 */
export const topic: StationKind = {
  kind: 'topic',
  label: 'Topic',
  help: 'Keeps events in partitions; every group behind it reads them all, at its own pace.',
  params,
  linksIn: 'many',
  linksOut: 'many',
  linksOutMax: GROUPS_MAX,
  ends: true,
  streams: [],
  histograms: ['waitS', 'handledS'],
  tableWords: GROUPS + GROUPS_MAX * GROUP_WORDS,
  counts: [WRITTEN, REDELIVERED],
  figures: {
    written: (_k, s) => f64[s + WRITTEN],
    redelivered: (_k, s) => f64[s + REDELIVERED],
    /** Records that the group which is furthest behind has yet to take. */
    lag: (_k, s) => Array.from({ length: i32[(s << 1) + OUT_COUNT] }, (_, group) => lagOf(s, group)).reduce((most, lag) => Math.max(most, lag), 0),
  },

  gauges: [
    { id: 'lag', label: 'Lag', unit: 'jobs', is: 'state', perLink: true, help: 'Records that a group of consumers has yet to take.', read: (_k, s, group) => lagOf(s, group) },
    { id: 'redelivered', label: 'Delivered again', unit: 'count', is: 'count', help: 'Records that failed or timed out and came back to the head of their partition.', read: (_k, s) => f64[s + REDELIVERED] },
  ],

  accept(k, s, j, link) {
    f64[s + WRITTEN]++;
    const partition = partitionOf(s, j);
    const groups = i32[(s << 1) + OUT_COUNT];
    const first = copyInto(laneRow(k, s, 0, partition), j, 1);
    let last = first;
    for (let group = 1; group < groups; group++) {
      const copy = copyInto(laneRow(k, s, group, partition), j, group + 1);
      i32[(last << 1) + J_TIMER] = copy; // a chain for as long as this takes
      last = copy;
    }
    k.end(j, What.served, s, link, 0);
    for (let copy = first, group = 0; copy !== 0; group++) {
      const next = i32[(copy << 1) + J_TIMER];
      i32[(copy << 1) + J_TIMER] = 0;
      keep(k, s, copy);
      append(laneOf(s, group, partition) + LINE, copy);
      copy = next;
    }
    for (let group = 0; group < groups; group++) handOut(k, s, group);
    return true;
  },

  onRoom(k, s, link) {
    const group = groupOf(s, link);
    const lane = nextLane(s, group);
    if (lane === 0) return Room.nothing;
    if (!give(k, s, link, lane)) return Room.refused;
    return nextLane(s, group) === 0 ? Room.gave : Room.gaveAndHasMore;
  },

  onTimer(k, s, code, row) {
    if (code === EXPIRES) {
      i32[(row << 1) + J_TIMER] = 0;
      takeAway(k, s, row);
      k.end(row, What.shed, s, 0, EXPIRED);
      return;
    }
    const laneRowOf = code === HANDLED_ONE ? row : i32[(row << 1) + J_PARENT];
    const group = i32[(laneRowOf << 1) + L_GROUP];
    const lane = laneOf(s, group, i32[(laneRowOf << 1) + L_PARTITION]);
    i32[lane + HANDLED] = 0;
    if (code === COMES_BACK) {
      f64[s + REDELIVERED]++;
      keep(k, s, row);
      prepend(lane + LINE, row);
    }
    handOut(k, s, group);
  },

  /** A copy has ended, wherever it did. What comes of it happens in an event of its own. */
  onEnd(k, s, copy, what) {
    const row = i32[(copy << 1) + J_PARENT];
    const lane = laneOf(s, i32[(row << 1) + L_GROUP], i32[(row << 1) + L_PARTITION]);
    if (i32[lane + HANDLED] !== copy) return; // it was lost here, by its retention
    i32[lane + HANDLED] = ENDED;
    if (what === What.served) {
      f64[SPAN_NS] = f64[NOW_NS] - f64[copy + J_BORN];
      k.recordIn(s, 1, classIndex(copy));
    }
    if (what === What.failed || what === What.timedOut) schedule(s, COMES_BACK, copyInto(row, copy, i32[(row << 1) + L_GROUP] + 1), 0);
    else schedule(s, HANDLED_ONE, row, 0);
  },

  withdraw(k, s, copy) {
    const timer = i32[(copy << 1) + J_TIMER];
    if (timer !== 0) cancelEvent(timer);
    i32[(copy << 1) + J_TIMER] = 0;
    takeAway(k, s, copy);
  },

  flush(k, s) {
    for (let group = 0; group < i32[(s << 1) + OUT_COUNT]; group++) {
      for (let partition = 0; partition < PARTITIONS_MAX; partition++) {
        const line = laneOf(s, group, partition) + LINE;
        while (listCount(line) > 0) k.withdraw(listHead(line), What.shed, EXPIRED);
      }
    }
  },

  observe(_k, s, into) {
    into.waiting = i32[(s << 1) + INSIDE];
    into.places = -1;
  },

  occupants(_k, s, see) {
    // The first of every lane, then the second ones, and so on: a place tells the lane and the offset from its head.
    const next = Array.from({ length: i32[(s << 1) + OUT_COUNT] * PARTITIONS_MAX }, (_, lane) =>
      listHead(laneOf(s, Math.floor(lane / PARTITIONS_MAX), lane % PARTITIONS_MAX) + LINE));
    for (let offset = 0, isMore = true; isMore; offset++) {
      isMore = false;
      for (let lane = 0; lane < next.length; lane++) {
        const j = next[lane];
        if (j === 0) continue;
        if (!see(j, offset * LANES_MAX + lane, OccupantState.waiting, 0)) return;
        next[lane] = listNext(j);
        isMore = true;
      }
    }
  },
};

/** Records that a group, by the number of its link, has yet to take. */
export function lagOf(s: number, group: number): number {
  return i32[groupAt(s, group) + WAITING];
}

const laneOf = (s: number, group: number, partition: number): number => i32[(s << 1) + TABLE_AT] + (group * PARTITIONS_MAX + partition) * LANE_WORDS;
const groupAt = (s: number, group: number): number => i32[(s << 1) + TABLE_AT] + GROUPS + group * GROUP_WORDS;

/** The row that stands for a lane; it is made when it is first needed. */
function laneRow(k: Kernel, s: number, group: number, partition: number): number {
  const lane = laneOf(s, group, partition);
  if (i32[lane + ROW] !== 0) return i32[lane + ROW];
  const row = makeGroup(s, 0);
  i32[(row << 1) + L_GROUP] = group;
  i32[(row << 1) + L_PARTITION] = partition;
  i32[lane + ROW] = row;
  return row;
}

function partitionOf(s: number, j: number): number {
  const partitions = f64[s + PARTITIONS];
  const key = i32[(j << 1) + J_KEY];
  if (f64[s + PARTITION_BY] === BY_KEY && key !== 0) return (Math.imul(key, 0x9e3779b1) >>> 8) % partitions;
  const next = i32[(s << 1) + NEXT_PARTITION] % partitions;
  i32[(s << 1) + NEXT_PARTITION] = next + 1;
  return next;
}

/** A copy begins to wait here. */
function keep(k: Kernel, s: number, copy: number): void {
  hold(s, copy);
  i32[groupAt(s, i32[(i32[(copy << 1) + J_PARENT] << 1) + L_GROUP]) + WAITING]++;
  const retentionS = f64[s + RETENTION];
  if (retentionS !== Infinity) i32[(copy << 1) + J_TIMER] = schedule(s, EXPIRES, copy, Math.round(retentionS * 1e9));
}

/** Out of its lane's line. */
function takeOut(s: number, copy: number): void {
  const row = i32[(copy << 1) + J_PARENT];
  remove(laneOf(s, i32[(row << 1) + L_GROUP], i32[(row << 1) + L_PARTITION]) + LINE, copy);
  i32[groupAt(s, i32[(row << 1) + L_GROUP]) + WAITING]--;
}

/** The same for good: where its group has nothing else to take, its link need not stand at the door behind it. */
function takeAway(k: Kernel, s: number, copy: number): void {
  const group = i32[(i32[(copy << 1) + J_PARENT] << 1) + L_GROUP];
  takeOut(s, copy);
  if (nextLane(s, group) === 0) stepAway(i32[i32[(s << 1) + OUT_AT] + group]);
}

function groupOf(s: number, link: number): number {
  let group = 0;
  while (i32[i32[(s << 1) + OUT_AT] + group] !== link) group++;
  return group;
}

/** The lane whose turn it is among those that have a record and handle none; 0: there is none. */
function nextLane(s: number, group: number): number {
  const g = groupAt(s, group);
  if (i32[g + WAITING] === 0) return 0;
  for (let tried = 0; tried < PARTITIONS_MAX; tried++) {
    const partition = (i32[g + TURN] + tried) % PARTITIONS_MAX;
    const lane = laneOf(s, group, partition);
    if (listCount(lane + LINE) > 0 && i32[lane + HANDLED] === 0) return lane;
  }
  return 0;
}

/** To its consumers, as long as they have room. */
function handOut(k: Kernel, s: number, group: number): void {
  const link = i32[i32[(s << 1) + OUT_AT] + group];
  for (;;) {
    const lane = nextLane(s, group);
    if (lane === 0) {
      stepAway(link);
      return;
    }
    if (waits(link) || !give(k, s, link, lane)) return;
  }
}

/** Offers a lane's first record to its group. */
function give(k: Kernel, s: number, link: number, lane: number): boolean {
  const copy = listHead(lane + LINE);
  const timer = i32[(copy << 1) + J_TIMER];
  const since = f64[copy + J_SINCE];
  const c = classIndex(copy);
  const row = i32[(copy << 1) + J_PARENT];
  const g = groupAt(s, i32[(row << 1) + L_GROUP]);
  i32[(copy << 1) + J_TIMER] = 0;
  takeOut(s, copy);
  i32[lane + HANDLED] = copy; // before it goes, for it may end on its way
  if (!k.offer(link, copy)) {
    i32[lane + HANDLED] = 0;
    i32[(copy << 1) + J_TIMER] = timer;
    prepend(lane + LINE, copy);
    i32[g + WAITING]++;
    return false;
  }
  if (timer !== 0) cancelEvent(timer);
  i32[g + TURN] = (i32[(row << 1) + L_PARTITION] + 1) % PARTITIONS_MAX;
  f64[SPAN_NS] = f64[NOW_NS] - since;
  k.recordIn(s, 0, c);
  return true;
}
