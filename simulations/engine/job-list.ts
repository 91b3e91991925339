import { i32 } from './arena';
import type { JobHandle, ListAt } from './kind';
import { J_NEXT, J_PREV } from './layout';

/** A line of jobs: three whole numbers in a station's or a link's state, and the jobs' own links. A job stands in one line at most. */
export const LIST_INTS = 3;
const HEAD = 0;
const TAIL = 1;
const COUNT = 2;
/** Where a list's count stands, for a handler that reads it often. */
export const LIST_COUNT = COUNT;

export const listCount = (list: ListAt): number => i32[list + COUNT];
export const listHead = (list: ListAt): JobHandle => i32[list + HEAD];
export const listTail = (list: ListAt): JobHandle => i32[list + TAIL];
export const listNext = (j: JobHandle): JobHandle => i32[(j << 1) + J_NEXT];

export const append = (list: ListAt, j: JobHandle): void => {
  const ints = i32;
  const tail = ints[list + TAIL];
  ints[(j << 1) + J_NEXT] = 0;
  ints[(j << 1) + J_PREV] = tail;
  if (tail === 0) ints[list + HEAD] = j;
  else ints[(tail << 1) + J_NEXT] = j;
  ints[list + TAIL] = j;
  ints[list + COUNT]++;
};

export const prepend = (list: ListAt, j: JobHandle): void => {
  const ints = i32;
  const head = ints[list + HEAD];
  ints[(j << 1) + J_PREV] = 0;
  ints[(j << 1) + J_NEXT] = head;
  if (head === 0) ints[list + TAIL] = j;
  else ints[(head << 1) + J_PREV] = j;
  ints[list + HEAD] = j;
  ints[list + COUNT]++;
};

export const remove = (list: ListAt, j: JobHandle): void => {
  const ints = i32;
  const next = ints[(j << 1) + J_NEXT];
  const prev = ints[(j << 1) + J_PREV];
  if (prev === 0) ints[list + HEAD] = next;
  else ints[(prev << 1) + J_NEXT] = next;
  if (next === 0) ints[list + TAIL] = prev;
  else ints[(next << 1) + J_PREV] = prev;
  ints[list + COUNT]--;
};

/** The same for the one at the head. */
export const removeHead = (list: ListAt, j: JobHandle): void => {
  const ints = i32;
  const next = ints[(j << 1) + J_NEXT];
  ints[list + HEAD] = next;
  if (next === 0) ints[list + TAIL] = 0;
  else ints[(next << 1) + J_PREV] = 0;
  ints[list + COUNT]--;
};

/** Puts a job back behind the one that stood before it; 0: at the head. */
export const insertAfter = (list: ListAt, before: JobHandle, j: JobHandle): void => {
  const ints = i32;
  if (before === 0) {
    prepend(list, j);
    return;
  }
  const next = ints[(before << 1) + J_NEXT];
  if (next === 0) {
    append(list, j);
    return;
  }
  ints[(j << 1) + J_PREV] = before;
  ints[(j << 1) + J_NEXT] = next;
  ints[(before << 1) + J_NEXT] = j;
  ints[(next << 1) + J_PREV] = j;
  ints[list + COUNT]++;
};
