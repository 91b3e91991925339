import { DUE_NS, NOW_NS, TRACE_MASK, f64, i32 } from '../engine/arena';
import { stepAway, waits } from '../engine/doors';
import { scheduleDue } from '../engine/event-list';
import { OccupantState, What } from '../engine/frame';
import { append, listHead, listNext, remove } from '../engine/job-list';
import { releaseJobRow } from '../engine/job-table';
import { Room, type Kernel } from '../engine/kernel';
import type { StationKind } from '../engine/kind';
import { INSIDE, J_CELL, J_PARENT, OUT_AT, OUT_COUNT, TABLE_AT, WHAT, stationAt, stationIndex } from '../engine/layout';
import { note } from '../engine/moves';
import { choiceParam } from '../engine/param';
import { copyInto, makeGroup } from '../engine/rows';
import { slotsOf } from '../engine/slots';
import { enter } from '../engine/whereabouts';
import {
  FORK_HELD, FORK_JOIN, FORK_ORDER, FORK_TURN, FORK_WAITING, G_COPIES, G_DONE, G_JOB, G_LOST, G_NEEDED, G_READY, GroupEvent, Ready, closeGroup, letIn,
} from './group';
import { JOIN_BUFFER, JOIN_NEEDED } from './join-params';

const BRANCHES_MAX = 1_000;
/** In the table: the copy that waits for room in each branch, and behind them the one that waits for any. */
const ANY = BRANCHES_MAX;
const ONE = 1;

const params = {
  copies: choiceParam({
    label: 'Copies', initial: 'all',
    help: 'Who gets a copy of a job.',
    options: [
      { id: 'all', label: 'Every branch', help: 'Each branch gets a copy, and the job goes on when enough of them are back.' },
      { id: 'one', label: 'One branch', help: 'Only the next branch in turn that can take it: the work is spread, and a join behind can restore the order.' },
    ],
  }),
};
const { copies: COPIES } = slotsOf(params);

/**
 * Gives each branch a copy of a job and keeps the job itself until its copies are back at the join. While a copy
 * waits for room in its branch, or the join keeps as many as it may, the fork takes no further job.
 *
 * A copy that is shed or fails is lost; when too few are left for the join, the job fails. Where no join is behind, a
 * job is served when all of its copies are. It leaves out copies that differ from each other.
 * Source: Flatto & Hahn, "Two parallel queues created by arrivals with two demands", SIAM J. Appl. Math. 44, 1984.
 */
export const fork: StationKind = {
  kind: 'fork',
  label: 'Fork',
  help: 'Gives each branch a copy of a job; a join waits for them.',
  params,
  linksIn: 'many',
  linksOut: 'many',
  linksOutMax: BRANCHES_MAX,
  ends: true,
  blockedAtDoor: true,
  streams: [],
  tableWords: BRANCHES_MAX + 1,

  start(k, s) {
    i32[(s << 1) + FORK_JOIN] = joinBehind(k, s);
  },

  accept(k, s, j, link) {
    const n = s << 1;
    const join = i32[n + FORK_JOIN];
    if (i32[n + FORK_HELD] > 0 || (join !== 0 && i32[n + FORK_WAITING] >= f64[join + JOIN_BUFFER])) return false;
    enter(s, j);
    if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, i32[n + INSIDE] - 1, 0);
    const group = makeGroup(s, j);
    i32[(j << 1) + J_CELL] = group;
    const branches = i32[n + OUT_COUNT];
    const spread = f64[s + COPIES] === ONE;
    const copies = spread ? 1 : branches;
    i32[(group << 1) + G_COPIES] = copies;
    i32[(group << 1) + G_NEEDED] = join === 0 ? copies : Math.min(copies, f64[join + JOIN_NEEDED]);
    append(n + FORK_ORDER, group);
    if (spread) sendOne(k, s, group);
    else for (let b = 0; b < branches; b++) send(k, s, b, copyInto(group, j, b + 1));
    return true;
  },

  onRoom(k, s, link) {
    const n = s << 1;
    const branch = branchOf(s, link);
    const t = i32[n + TABLE_AT];
    const any = i32[t + ANY] !== 0;
    const at = t + (any ? ANY : branch);
    const copy = i32[at];
    if (copy === 0) return Room.nothing;
    i32[at] = 0;
    if (!k.offer(link, copy)) {
      i32[at] = copy;
      return Room.refused;
    }
    i32[n + FORK_HELD]--;
    if (any) {
      i32[n + FORK_TURN] = (branch + 1) % i32[n + OUT_COUNT];
      for (let b = 0; b < i32[n + OUT_COUNT]; b++) if (b !== branch) stepAway(i32[i32[n + OUT_AT] + b]);
    }
    letIn(k, s); // and the next job's copy may stand at this very door already
    return i32[t + ANY] === 0 && i32[t + branch] === 0 ? Room.gave : Room.gaveAndHasMore;
  },

  /** A copy has ended, wherever it did. */
  onEnd(k, s, copy, what) {
    const group = i32[(copy << 1) + J_PARENT];
    const g = group << 1;
    if (what === What.served) i32[g + G_DONE]++;
    else i32[g + G_LOST]++;
    const ended = i32[g + G_DONE] + i32[g + G_LOST];
    if (i32[g + G_JOB] === 0) {
      if (ended === i32[g + G_COPIES] && i32[g + G_READY] === Ready.not) releaseJobRow(group);
      return;
    }
    if (i32[g + G_READY] !== Ready.not) return;
    const join = i32[(s << 1) + FORK_JOIN];
    f64[DUE_NS] = f64[NOW_NS];
    if (i32[g + G_DONE] >= i32[g + G_NEEDED]) {
      i32[g + G_READY] = Ready.soon;
      scheduleDue(i32[((join === 0 ? s : join) << 1) + WHAT] + GroupEvent.complete, group);
    } else if (i32[g + G_LOST] > i32[g + G_COPIES] - i32[g + G_NEEDED]) {
      i32[g + G_READY] = Ready.soon;
      scheduleDue(i32[(s << 1) + WHAT] + GroupEvent.failed, group);
    }
  },

  onTimer(k, s, code, group) {
    const j = closeGroup(s, group);
    if (j !== 0) k.end(j, code === GroupEvent.failed ? What.failed : What.served, s, 0, 0);
    oneIsGone(k, s);
  },

  /** Its copies go on, and nobody waits for them. A pending event finds no job any more. */
  withdraw(_k, s, j) {
    const group = i32[(j << 1) + J_CELL];
    const g = group << 1;
    remove((s << 1) + FORK_ORDER, group);
    i32[g + G_JOB] = 0;
    if (i32[g + G_READY] === Ready.soon) return;
    if (i32[g + G_READY] === Ready.waits) i32[(s << 1) + FORK_WAITING]--;
    i32[g + G_READY] = Ready.not;
    if (i32[g + G_DONE] + i32[g + G_LOST] === i32[g + G_COPIES]) releaseJobRow(group);
  },

  afterWithdraw: oneIsGone,

  observe(_k, s, into) {
    into.waiting = i32[(s << 1) + INSIDE];
    into.places = -1;
  },

  occupants(_k, s, see) {
    let place = 0;
    for (let group = listHead((s << 1) + FORK_ORDER); group !== 0; group = listNext(group)) {
      if (!see(i32[(group << 1) + G_JOB], place++, OccupantState.waiting, 0)) return;
    }
  },
};

/** A job that did not go on by the join may have kept those behind it waiting. */
function oneIsGone(k: Kernel, s: number): void {
  const join = i32[(s << 1) + FORK_JOIN];
  if (join !== 0) k.kindOf(join).onRoom?.(k, join, 0);
  letIn(k, s);
}

function send(k: Kernel, s: number, branch: number, copy: number): void {
  const link = i32[i32[(s << 1) + OUT_AT] + branch];
  if (k.offer(link, copy)) return;
  i32[i32[(s << 1) + TABLE_AT] + branch] = copy;
  i32[(s << 1) + FORK_HELD]++;
}

/** To the next branch in turn that takes it. */
function sendOne(k: Kernel, s: number, group: number): void {
  const n = s << 1;
  const branches = i32[n + OUT_COUNT];
  const copy = copyInto(group, i32[(group << 1) + G_JOB], 1);
  for (let tried = 0; tried < branches; tried++) {
    const branch = (i32[n + FORK_TURN] + tried) % branches;
    const link = i32[i32[n + OUT_AT] + branch];
    if (waits(link) || !k.offer(link, copy)) continue;
    i32[n + FORK_TURN] = (branch + 1) % branches;
    for (let b = 0; b < branches; b++) if (b !== branch) stepAway(i32[i32[n + OUT_AT] + b]);
    return;
  }
  i32[i32[n + TABLE_AT] + ANY] = copy;
  i32[n + FORK_HELD]++;
}

function branchOf(s: number, link: number): number {
  let branch = 0;
  while (i32[i32[(s << 1) + OUT_AT] + branch] !== link) branch++;
  return branch;
}

/** The first join that its links lead to, by the shortest way. */
function joinBehind(k: Kernel, s: number): number {
  const { stations, links } = k.plan;
  const reached = new Set([stationIndex(s)]);
  for (const at of reached) {
    for (const { from, to, calls } of links) if (from === at && calls !== true) reached.add(to);
    if (stations[at].kind.kind === 'join') return stationAt(at);
  }
  return 0;
}
