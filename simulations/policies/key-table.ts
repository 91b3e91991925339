import { NOW_NS, f64, i32 } from '../engine/arena';

/**
 * Keys in the order of their use, in a station's private table: found, used, added and forgotten each in a few steps, however many there
 * are. A hash table whose chains, and a line from the newest to the oldest, run through the same entries.
 */

export const KEYS_MAX = 10_000;
const HEADS = 1 << 14;
const COUNT = 0;
const NEWEST = 1;
const OLDEST = 2;
/** Entries that were used and forgotten, and how many were ever used. */
const FREE = 3;
const USED = 4;
const FIRST_HEAD = 5;
const ENTRIES = FIRST_HEAD + HEADS;

// An entry.
const KEY = 0;
const NEXT = 1;
const NEWER = 2;
const OLDER = 3;
/** Since when it holds, ns, in two words: the table need not begin at a float. */
const SINCE_HIGH = 4;
const SINCE_LOW = 5;
const ENTRY_WORDS = 6;
const TWO_TO_32 = 2 ** 32;

export const KEY_TABLE_WORDS = ENTRIES + (KEYS_MAX + 1) * ENTRY_WORDS;

const headOf = (t: number, key: number): number => t + FIRST_HEAD + (Math.imul(key, 0x9e3779b1) >>> 18);
const at = (t: number, entry: number): number => t + ENTRIES + entry * ENTRY_WORDS;

export const keyCount = (t: number): number => i32[t + COUNT];

/** A key's entry; 0: it is not there. */
export const findKey = (t: number, key: number): number => {
  let entry = i32[headOf(t, key)];
  while (entry !== 0 && i32[at(t, entry) + KEY] !== key) entry = i32[at(t, entry) + NEXT];
  return entry;
};

/** How long it has been there: ns. */
export const ageNs = (t: number, entry: number): number => f64[NOW_NS] - (i32[at(t, entry) + SINCE_HIGH] * TWO_TO_32 + (i32[at(t, entry) + SINCE_LOW] >>> 0));

/** It is the one that was used last. */
export function useKey(t: number, entry: number): void {
  if (i32[t + NEWEST] === entry) return;
  takeFromLine(t, entry);
  putFirst(t, entry);
}

/** Adds a key, or begins its time anew; those longest unused are forgotten where there would be more than `max`. */
export function addKey(t: number, key: number, max: number): void {
  if (max < 1) return;
  let entry = findKey(t, key);
  if (entry === 0) {
    shrinkTo(t, max - 1);
    entry = takeEntry(t);
    const head = headOf(t, key);
    i32[at(t, entry) + KEY] = key;
    i32[at(t, entry) + NEXT] = i32[head];
    i32[head] = entry;
    putFirst(t, entry);
    i32[t + COUNT]++;
  } else {
    useKey(t, entry);
  }
  const now = f64[NOW_NS];
  i32[at(t, entry) + SINCE_HIGH] = Math.floor(now / TWO_TO_32);
  i32[at(t, entry) + SINCE_LOW] = now % TWO_TO_32 | 0;
}

export function forgetKey(t: number, entry: number): void {
  takeFromLine(t, entry);
  let place = headOf(t, i32[at(t, entry) + KEY]);
  while (i32[place] !== entry) place = at(t, i32[place]) + NEXT;
  i32[place] = i32[at(t, entry) + NEXT];
  i32[at(t, entry) + NEXT] = i32[t + FREE];
  i32[t + FREE] = entry;
  i32[t + COUNT]--;
}

/** Forgets those longest unused until there are at most `max`. */
export function shrinkTo(t: number, max: number): void {
  while (i32[t + COUNT] > max) forgetKey(t, i32[t + OLDEST]);
}

export function forgetAllKeys(t: number): void {
  i32.fill(0, t, t + KEY_TABLE_WORDS);
}

function takeEntry(t: number): number {
  const free = i32[t + FREE];
  if (free === 0) return ++i32[t + USED];
  i32[t + FREE] = i32[at(t, free) + NEXT];
  return free;
}

function putFirst(t: number, entry: number): void {
  const newest = i32[t + NEWEST];
  i32[at(t, entry) + NEWER] = 0;
  i32[at(t, entry) + OLDER] = newest;
  if (newest === 0) i32[t + OLDEST] = entry;
  else i32[at(t, newest) + NEWER] = entry;
  i32[t + NEWEST] = entry;
}

function takeFromLine(t: number, entry: number): void {
  const newer = i32[at(t, entry) + NEWER];
  const older = i32[at(t, entry) + OLDER];
  if (newer === 0) i32[t + NEWEST] = older;
  else i32[at(t, newer) + OLDER] = older;
  if (older === 0) i32[t + OLDEST] = newer;
  else i32[at(t, older) + NEWER] = newer;
}
