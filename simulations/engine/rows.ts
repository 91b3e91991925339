import { NOW_NS, SPAN_NS, TRACE_MASK, f64, i32 } from './arena';
import { attemptEnded } from './attempts';
import { isJob } from './count';
import { What, jobIdOf } from './frame';
import { releaseJobRow, takeJobRow } from './job-table';
import type { Kernel } from './kernel';
import {
  J_BORN, J_CELL, J_ID, J_KEY, J_MARK, J_PARENT, J_ROW, J_SIBLING, J_SINCE, J_SORT, J_STATION, J_WATCH, LAPS, LAP_BITS, ROLE_SHIFT, Role, SORT_CLOSES,
  SORT_KEPT, SORT_TOUCHED, VARIANTS, originOfSort, roleOfMark,
} from './layout';
import { note } from './moves';

/** Rows of the job table that are made for a job: its attempts and copies, the group that copies belong to, and those who want to know how it ends. */

/**
 * A row of its own for a copy of a job, or for an attempt that is made for it: the same job in all that belongs to it, but for its draws. These go by its
 * variant, which follows from that of the row it is made for and from which of that row's it is. All that are made for one row have different ones, and a
 * record that comes back again and again has thousands of them before one is repeated.
 */
export function copyRow(j: number, role: number, variant: number): number {
  const row = takeJobRow();
  const n = row << 1;
  f64[row + J_BORN] = f64[j + J_BORN];
  i32[n + J_STATION] = 0;
  i32[n + J_SORT] = (i32[(j << 1) + J_SORT] & SORT_KEPT) | SORT_TOUCHED;
  i32[n + J_KEY] = i32[(j << 1) + J_KEY];
  i32[n + J_ROW] = i32[(j << 1) + J_ROW];
  const before = (i32[(j << 1) + J_MARK] >>> LAP_BITS) & (VARIANTS - 1);
  const own = ((Math.imul(before, SPREAD) + variant) & (VARIANTS - 1)) || 1;
  i32[n + J_MARK] = (role << ROLE_SHIFT) + own * LAPS;
  f64[row + J_ID] = f64[j + J_ID] + jobIdOf(0, 0, shownVariant(own) - shownVariant(before));
  return row;
}

const SPREAD = 31;

/** In a number on the screen (`jobIdOf`) there is room for fewer: two whose variants are so far apart bear the same one there, though they are not drawn alike. */
const SHOWN_VARIANTS = 2047;
const shownVariant = (variant: number): number => (variant === 0 ? 0 : 1 + ((variant - 1) % SHOWN_VARIANTS));

/** A copy of a job in a group (a row whose J_CELL is the fork that made it): the fork's `onEnd` is told when it ends. */
export function copyInto(group: number, j: number, number: number): number {
  const row = copyRow(j, Role.copy, number);
  i32[(row << 1) + J_PARENT] = group;
  if (i32[TRACE_MASK] >= 0) note(row, What.copied, i32[(group << 1) + J_CELL], 0, number, 0);
  return row;
}

/** A row for a group of copies that station `s` makes of job `j`. */
export function makeGroup(s: number, j: number): number {
  const row = takeJobRow();
  const n = row << 1;
  i32[n + J_STATION] = 0;
  i32[n + J_SORT] = SORT_TOUCHED;
  i32[n + J_MARK] = Role.group << ROLE_SHIFT;
  i32[n + J_CELL] = s;
  i32[n + J_PARENT] = j;
  return row;
}

/** Has `onEnd(s, j, what)` called when the job ends, wherever it does; the time since now then stands in SPAN_NS. Returns a row that stands for it. */
export function follow(s: number, j: number): number {
  const row = takeJobRow();
  const n = row << 1;
  f64[row + J_SINCE] = f64[NOW_NS];
  i32[n + J_SORT] = SORT_TOUCHED;
  i32[n + J_STATION] = 0;
  i32[n + J_MARK] = Role.watch << ROLE_SHIFT;
  i32[n + J_CELL] = s;
  i32[n + J_PARENT] = j;
  i32[n + J_SIBLING] = i32[(j << 1) + J_WATCH];
  i32[(j << 1) + J_WATCH] = row;
  i32[(j << 1) + J_SORT] |= SORT_TOUCHED;
  return row;
}

/** Takes back what `follow` did just before, because the job was refused. */
export function unfollow(j: number, row: number): void {
  i32[(j << 1) + J_WATCH] = i32[(row << 1) + J_SIBLING];
  releaseJobRow(row);
}

/**
 * A row has ended: its caller, its group, its producer and those who follow it learn of it. They note it, or schedule what comes of it; nothing
 * moves before whoever ended it has come back.
 */
export function tell(k: Kernel, j: number, what: number): void {
  const n = j << 1;
  for (let row = i32[n + J_WATCH]; row !== 0;) {
    const next = i32[(row << 1) + J_SIBLING];
    const s = i32[(row << 1) + J_CELL];
    f64[SPAN_NS] = f64[NOW_NS] - f64[row + J_SINCE];
    k.kindOf(s).onEnd?.(k, s, j, what);
    releaseJobRow(row);
    row = next;
  }
  if (isJob(j)) {
    const origin = originOfSort(i32[n + J_SORT]);
    if ((i32[n + J_SORT] & SORT_CLOSES) !== 0) k.kindOf(origin).onEnd?.(k, origin, j, what);
  } else if (roleOfMark(i32[n + J_MARK]) === Role.attempt) {
    attemptEnded(k, j, what);
  } else if (i32[n + J_PARENT] !== 0) {
    const fork = i32[(i32[n + J_PARENT] << 1) + J_CELL];
    k.kindOf(fork).onEnd?.(k, fork, j, what);
  }
}
