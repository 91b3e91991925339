import { CLASS_COUNT, DRAWN_NS, classAt, f64, i32 } from '../../engine/arena';
import { LIST_INTS, append, insertAfter, listHead, listNext, listTail, remove } from '../../engine/job-list';
import type { Kernel } from '../../engine/kernel';
import type { DisciplineKind, JobHandle, ListAt, StationHandle } from '../../engine/kind';
import { C_PRIORITY, J_CELL, J_SORT, TABLE_AT, classIndexOfSort } from '../../engine/layout';
import { cameBefore, forget, nth, put, setRank, take } from './ranks';
import { DISCIPLINE, LINE, LINE_COUNT, NUMBER, OPTIONS, Option, RANKED_BY, ROOT, SPARE_LINE } from './state';

/**
 * Those who wait in a queue, and what is kept in order of them. They always stand in lines in the order in which they came: in one,
 * or in one for each class where the discipline or the policy asks by class. Beside that, where it asks for ranks, they are in a tree.
 * What nobody asks for is not kept.
 */

export const classLine = (s: StationHandle, c: number): ListAt => i32[(s << 1) + TABLE_AT] + c * LIST_INTS;

const has = (s: StationHandle, option: number): boolean => (i32[(s << 1) + OPTIONS] & option) !== 0;
const lineOf = (s: StationHandle, j: JobHandle): ListAt =>
  (has(s, Option.classes) ? classLine(s, classIndexOfSort(i32[(j << 1) + J_SORT])) : (s << 1) + LINE);

export const waitingJobs = (s: StationHandle): number => i32[(s << 1) + LINE_COUNT];
export const priorityOfClass = (c: number): number => f64[classAt(c) + C_PRIORITY];

export function disciplineOf(k: Kernel, s: StationHandle): DisciplineKind {
  return k.families.discipline[i32[(s + DISCIPLINE) << 1]];
}

/** A job that has just come takes its place behind those who were here before. */
export function putIn(k: Kernel, s: StationHandle, j: JobHandle): void {
  if (!has(s, Option.classes | Option.ranks)) {
    append((s << 1) + LINE, j);
    return;
  }
  i32[(j << 1) + J_CELL] = i32[(s << 1) + NUMBER]++;
  append(lineOf(s, j), j);
  if (has(s, Option.classes)) i32[(s << 1) + LINE_COUNT]++;
  if (has(s, Option.ranks)) rank(k, s, j);
}

function rank(k: Kernel, s: StationHandle, j: JobHandle): void {
  f64[DRAWN_NS] = 0;
  disciplineOf(k, s).rank?.(k, s, j);
  setRank(j, f64[DRAWN_NS]);
  i32[(s << 1) + ROOT] = put(i32[(s << 1) + ROOT], j);
}

/** Out of all lines. Its timer is not touched. */
export function takeOut(s: StationHandle, j: JobHandle): void {
  remove(lineOf(s, j), j);
  if (has(s, Option.classes)) i32[(s << 1) + LINE_COUNT]--;
  if (has(s, Option.ranks)) i32[(s << 1) + ROOT] = take(i32[(s << 1) + ROOT], j);
}

/** The job stays after all, where it was: behind `before` in its line, with the rank that it had. */
export function putBack(s: StationHandle, j: JobHandle, before: JobHandle): void {
  insertAfter(lineOf(s, j), before, j);
  if (has(s, Option.classes)) i32[(s << 1) + LINE_COUNT]++;
  if (has(s, Option.ranks)) i32[(s << 1) + ROOT] = put(i32[(s << 1) + ROOT], j);
}

/** The one that came first; 0: nobody waits. */
export function oldest(s: StationHandle): JobHandle {
  if (!has(s, Option.classes)) return listHead((s << 1) + LINE);
  let found = 0;
  for (let c = 0; c < i32[CLASS_COUNT]; c++) {
    const j = listHead(classLine(s, c));
    if (j !== 0 && (found === 0 || cameBefore(j, found))) found = j;
  }
  return found;
}

/** The one that came last, likewise. */
export function newest(s: StationHandle): JobHandle {
  if (!has(s, Option.classes)) return listTail((s << 1) + LINE);
  let found = 0;
  for (let c = 0; c < i32[CLASS_COUNT]; c++) {
    const j = listTail(classLine(s, c));
    if (j !== 0 && (found === 0 || cameBefore(found, j))) found = j;
  }
  return found;
}

/** Of the most important who wait, the one that came first. Somebody waits, in lines for the classes. */
export function oldestOfHighest(s: StationHandle): JobHandle {
  let found = 0;
  let highest = -Infinity;
  for (let c = 0; c < i32[CLASS_COUNT]; c++) {
    const j = listHead(classLine(s, c));
    const priority = priorityOfClass(c);
    if (j === 0 || priority < highest) continue;
    if (priority > highest || cameBefore(j, found)) found = j;
    highest = priority;
  }
  return found;
}

/** Of the least important who wait, the one that came last, likewise. */
export function newestOfLowest(s: StationHandle): JobHandle {
  let found = 0;
  let lowest = Infinity;
  for (let c = 0; c < i32[CLASS_COUNT]; c++) {
    const j = listTail(classLine(s, c));
    const priority = priorityOfClass(c);
    if (j === 0 || priority > lowest) continue;
    if (priority < lowest || cameBefore(found, j)) found = j;
    lowest = priority;
  }
  return found;
}

/** The job at this place in the order of ranks, 0 for the first. */
export const nthByRank = (s: StationHandle, place: number): JobHandle => nth(i32[(s << 1) + ROOT], place);

/**
 * Keeps from now on what `options` ask for, and ranks by the discipline that is set. Whoever waits has come when it came: the order of arrival
 * is what all others are made from, so that a change and its opposite leave it as it was.
 */
export function keep(k: Kernel, s: StationHandle, options: number): void {
  const n = s << 1;
  const kept = Option.classes | Option.ranks;
  const by = (options & Option.ranks) === 0 ? -1 : i32[(s + DISCIPLINE) << 1];
  const isSame = ((i32[n + OPTIONS] ^ options) & kept) === 0 && i32[n + RANKED_BY] === by;
  if (isSame || waitingJobs(s) === 0) {
    i32[n + OPTIONS] = options;
    i32[n + RANKED_BY] = by;
    return;
  }
  const hadRanks = i32[n + ROOT] !== 0;
  gather(s);
  i32[n + OPTIONS] = options;
  i32[n + RANKED_BY] = by;
  i32[n + ROOT] = 0;
  for (let j = listHead(n + SPARE_LINE); j !== 0;) {
    const next = listNext(j);
    if (hadRanks) forget(j);
    putIn(k, s, j);
    j = next;
  }
  i32.fill(0, n + SPARE_LINE, n + SPARE_LINE + LIST_INTS);
}

/** All into the spare line, as they came; the others are empty then. */
function gather(s: StationHandle): void {
  const n = s << 1;
  if (has(s, Option.classes)) {
    for (let j = oldest(s); j !== 0; j = oldest(s)) {
      remove(lineOf(s, j), j);
      append(n + SPARE_LINE, j);
    }
  } else {
    i32.copyWithin(n + SPARE_LINE, n + LINE, n + LINE + LIST_INTS);
  }
  i32.fill(0, n + LINE, n + LINE + LIST_INTS);
}

/** Works out every rank again, for what they follow from has changed. */
export function rankAgain(k: Kernel, s: StationHandle): void {
  const n = s << 1;
  i32[n + ROOT] = 0;
  walkLines(s, (j) => {
    forget(j);
    rank(k, s, j);
    return true;
  });
}

function walkLines(s: StationHandle, see: (j: JobHandle) => boolean): void {
  const lines = has(s, Option.classes) ? i32[CLASS_COUNT] : 1;
  for (let c = 0; c < lines; c++) {
    for (let j = listHead(has(s, Option.classes) ? classLine(s, c) : (s << 1) + LINE); j !== 0; j = listNext(j)) if (!see(j)) return;
  }
}
