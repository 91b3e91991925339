import type { JobHandle, ListAt } from './kind';
import type { Kernel } from './kernel';
import { J_NEXT, J_PREV } from './layout';

/** A line of jobs: three whole numbers in a station's state, and the jobs' own links. A job stands in one line at most. */
export const LIST_INTS = 3;
const HEAD = 0;
const TAIL = 1;
const COUNT = 2;
/** Where a list's count stands, for a handler that reads it often. */
export const LIST_COUNT = COUNT;

export const listCount = (k: Kernel, list: ListAt): number => k.si[list + COUNT];
export const listHead = (k: Kernel, list: ListAt): JobHandle => k.si[list + HEAD];
export const listTail = (k: Kernel, list: ListAt): JobHandle => k.si[list + TAIL];
export const listNext = (k: Kernel, j: JobHandle): JobHandle => k.ji[2 * j + J_NEXT];

export function append(k: Kernel, list: ListAt, j: JobHandle): void {
  const { si, ji } = k;
  const tail = si[list + TAIL];
  ji[2 * j + J_NEXT] = 0;
  ji[2 * j + J_PREV] = tail;
  if (tail === 0) si[list + HEAD] = j;
  else ji[2 * tail + J_NEXT] = j;
  si[list + TAIL] = j;
  si[list + COUNT]++;
}

export function prepend(k: Kernel, list: ListAt, j: JobHandle): void {
  const { si, ji } = k;
  const head = si[list + HEAD];
  ji[2 * j + J_PREV] = 0;
  ji[2 * j + J_NEXT] = head;
  if (head === 0) si[list + TAIL] = j;
  else ji[2 * head + J_PREV] = j;
  si[list + HEAD] = j;
  si[list + COUNT]++;
}

export function remove(k: Kernel, list: ListAt, j: JobHandle): void {
  const { si, ji } = k;
  const next = ji[2 * j + J_NEXT];
  const prev = ji[2 * j + J_PREV];
  if (prev === 0) si[list + HEAD] = next;
  else ji[2 * prev + J_NEXT] = next;
  if (next === 0) si[list + TAIL] = prev;
  else ji[2 * next + J_PREV] = prev;
  si[list + COUNT]--;
}
