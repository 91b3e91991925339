import { TRACE_MASK, f64, i32 } from '../engine/arena';
import { outLink } from '../engine/doors';
import { OccupantState, What } from '../engine/frame';
import { LIST_COUNT, append, listCount, listHead, listNext, prepend, remove } from '../engine/job-list';
import { Room, type Kernel } from '../engine/kernel';
import type { StationKind } from '../engine/kind';
import { DOOR_HEAD, J_MARK, OUT_COUNT, Role, roleOfMark, stationAt } from '../engine/layout';
import { note } from '../engine/moves';
import { enter, passThrough, setBlocked } from '../engine/whereabouts';
import { PASS_STATE, askDoorAgain, letPass, passOn } from '../policies/pass-on';
import { FORK_JOIN, FORK_ORDER, FORK_WAITING, G_FORK, G_JOB, G_READY, Ready, closeGroup, letIn } from './group';
import { JOIN_ORDER, joinParams } from './join-params';

const AS_FORKED = 1;

/** The jobs that are complete and cannot be handed over. */
const READY = PASS_STATE;
const READY_COUNT = READY + LIST_COUNT;

/**
 * Waits until all copies of a job are back, or the first k, and lets the job go on: in order of completion, or in
 * the order of the fork, where a complete job waits for those before it. That wait is spent inside the fork.
 *
 * A job that is no copy passes through. It leaves out copies that are merged into one result of another size.
 */
export const join: StationKind = {
  kind: 'join',
  label: 'Join',
  help: 'Waits for the copies that a fork made of a job.',
  params: joinParams,
  linksIn: 'many',
  linksOut: 'some',
  instant: true,
  streams: [],

  accept(k, s, j, link) {
    if (roleOfMark(i32[(j << 1) + J_MARK]) === Role.copy) {
      k.end(j, What.served, s, link, 0);
      return true;
    }
    if (i32[(s << 1) + READY_COUNT] === 0 && passOn(k, s, j, link)) return true;
    setBlocked(s, 1);
    return false;
  },

  /** A group is complete. */
  onTimer(k, s, _code, group) {
    const fork = i32[(group << 1) + G_FORK];
    if (i32[(group << 1) + G_JOB] === 0) {
      closeGroup(fork, group);
      return;
    }
    if (f64[s + JOIN_ORDER] !== AS_FORKED) {
      goOn(k, s, group);
      letIn(k, fork);
      return;
    }
    i32[(group << 1) + G_READY] = Ready.waits;
    i32[(fork << 1) + FORK_WAITING]++;
    releaseInOrder(k, s, fork);
    letIn(k, fork);
  },

  /** Link 0: a group before those that wait has failed. */
  onRoom(k, s, link) {
    if (link === 0) {
      if (f64[s + JOIN_ORDER] === AS_FORKED) forksInto(k, s, (fork) => { releaseInOrder(k, s, fork); });
      return Room.nothing;
    }
    const ready = (s << 1) + READY;
    const j = listHead(ready);
    if (j === 0) {
      const answer = letPass(k, s, link);
      blockedByDoor(s);
      return answer;
    }
    remove(ready, j);
    if (!k.offer(link, j)) {
      prepend(ready, j);
      return Room.refused;
    }
    // Those at the door are asked when there is room for another one.
    if (i32[(s << 1) + READY_COUNT] > 0 || i32[(s << 1) + DOOR_HEAD] !== 0) return Room.gaveAndHasMore;
    setBlocked(s, 0);
    return Room.gave;
  },

  withdraw(_k, s, j) {
    remove((s << 1) + READY, j);
  },

  afterWithdraw(k, s) {
    if (i32[(s << 1) + READY_COUNT] > 0) return;
    askDoorAgain(k, s);
    blockedByDoor(s);
  },

  onChange(k, s) {
    forksInto(k, s, (fork) => {
      if (f64[s + JOIN_ORDER] === AS_FORKED) releaseInOrder(k, s, fork);
      else releaseAll(k, s, fork);
      letIn(k, fork);
    });
  },

  observe(_k, s, into) {
    into.waiting = listCount((s << 1) + READY);
    into.places = -1;
  },

  occupants(_k, s, see) {
    let place = 0;
    for (let j = listHead((s << 1) + READY); j !== 0; j = listNext(j)) {
      if (!see(j, place++, OccupantState.waiting, 0)) return;
    }
  },
};

/** No complete job is in the way: it is blocked while somebody waits at its door. */
function blockedByDoor(s: number): void {
  setBlocked(s, i32[(s << 1) + DOOR_HEAD] === 0 ? 0 : 1);
}

/** Those at the head of the fork's order that are complete go on. */
function releaseInOrder(k: Kernel, s: number, fork: number): void {
  for (let group = listHead((fork << 1) + FORK_ORDER); group !== 0 && i32[(group << 1) + G_READY] === Ready.waits; group = listHead((fork << 1) + FORK_ORDER)) {
    i32[(fork << 1) + FORK_WAITING]--;
    goOn(k, s, group);
  }
}

/** Nobody has to wait for those before it any more. */
function releaseAll(k: Kernel, s: number, fork: number): void {
  for (let group = listHead((fork << 1) + FORK_ORDER); group !== 0 && i32[(fork << 1) + FORK_WAITING] > 0;) {
    const next = listNext(group);
    if (i32[(group << 1) + G_READY] === Ready.waits) {
      i32[(fork << 1) + FORK_WAITING]--;
      goOn(k, s, group);
    }
    group = next;
  }
}

/** Straight on, or to its end where the way ends here, or into the line of those that are ready. */
function goOn(k: Kernel, s: number, group: number): void {
  const j = closeGroup(i32[(group << 1) + G_FORK], group);
  if (i32[(s << 1) + OUT_COUNT] === 0) {
    enter(s, j);
    k.end(j, What.served, s, 0, 0);
    return;
  }
  if (i32[(s << 1) + READY_COUNT] === 0 && k.offer(outLink(s), j)) {
    passThrough(s);
    return;
  }
  enter(s, j);
  if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, 0, listCount((s << 1) + READY), 0);
  append((s << 1) + READY, j);
  setBlocked(s, 1);
}

function forksInto(k: Kernel, s: number, see: (fork: number) => void): void {
  k.plan.stations.forEach(({ kind }, index) => {
    const fork = stationAt(index);
    if (kind.kind === 'fork' && i32[(fork << 1) + FORK_JOIN] === s) see(fork);
  });
}
