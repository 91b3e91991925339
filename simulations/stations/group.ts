import { f64, i32 } from '../engine/arena';
import { remove } from '../engine/job-list';
import { releaseJobRow } from '../engine/job-table';
import type { Kernel } from '../engine/kernel';
import { INT_STATE, J_CELL, J_CHILD, J_DUE, J_KEY, J_PARENT, J_ROW, J_TIMER } from '../engine/layout';
import { JOIN_BUFFER } from './join-params';

/**
 * What a fork and its join know of one job's copies together: a row of the job table, made by the kernel. The job
 * itself stays inside the fork until its group is complete, with the group in its cell.
 */

/** The job; 0 once it has gone on or failed. */
export const G_JOB = J_PARENT;
/** The fork that made it. */
export const G_FORK = J_CELL;
/** How many copies were made, how many of them ended well, and how many were lost. */
export const G_COPIES = J_KEY;
export const G_DONE = J_ROW;
export const G_LOST = J_CHILD;
/** Whether it is complete (Ready). */
export const G_READY = J_TIMER;
/** soon: an event at this instant sees to it; waits: for a group that was forked before it. */
export const Ready = { not: 0, soon: 1, waits: 2 } as const;
/** How many have to end well. */
export const G_NEEDED = J_DUE;

// The fork's state that its join reads: whole numbers.
/** The join behind it; 0: there is none, and the job is served when its copies are. */
export const FORK_JOIN = INT_STATE;
/** The groups whose job has not gone on, in the order of the fork: a line of rows. */
export const FORK_ORDER = INT_STATE + 1;
/** Of those, how many are complete and wait for an earlier one. */
export const FORK_WAITING = INT_STATE + 4;

/** Copies that no branch could take yet, and the branch whose turn it is. */
export const FORK_HELD = INT_STATE + 5;
export const FORK_TURN = INT_STATE + 6;

/** Codes of the events of forks and joins; each is about a group. */
export const GroupEvent = { complete: 0, failed: 1 } as const;

/** The group's job goes on or fails: the group is done with, once its last copy is. Returns the job; 0: it was called back before. */
export function closeGroup(s: number, group: number): number {
  const g = group << 1;
  const j = i32[g + G_JOB];
  i32[g + G_READY] = Ready.not;
  if (j !== 0) remove((s << 1) + FORK_ORDER, group);
  i32[g + G_JOB] = 0;
  if (i32[g + G_DONE] + i32[g + G_LOST] === i32[g + G_COPIES]) releaseJobRow(group);
  return j;
}

/** There may be room for the next jobs: a reorder buffer that is empty again takes as many as there are free branches. */
export function letIn(k: Kernel, s: number): void {
  const join = i32[(s << 1) + FORK_JOIN];
  do {
    if (i32[(s << 1) + FORK_HELD] > 0 || (join !== 0 && i32[(s << 1) + FORK_WAITING] >= f64[join + JOIN_BUFFER])) return;
  } while (k.giveRoom(s));
}
