import { RANK_TOP, f64, i32, rankAt } from '../../engine/arena';
import type { JobHandle } from '../../engine/kind';
import { J_CELL, J_CHILD, J_SINCE, J_SORT, RANK_NUMBERS, R_AFTER, R_BEFORE, R_KEY, SORT_TOUCHED } from '../../engine/layout';

/**
 * A line of jobs in the order of their keys, those with equal keys in the order in which they came. Any of them can be put in, taken out,
 * or found by its place in O(log n), however many wait. A job's key and the two below it stand beside the job table, how many there are
 * from it downward in the job itself.
 *
 * A weight-balanced tree: Nievergelt & Reingold, "Binary search trees of bounded balance", SIAM J. Comput. 2 (1973); with the
 * parameters ⟨3, 2⟩ that Hirai & Yamamoto proved right, "Balancing weight-balanced trees", J. Funct. Prog. 21 (2011).
 */

/** No side may weigh more than so many times the other. */
const DELTA = 3;
/** The inner grandchild may weigh less than so many times the outer one; otherwise it is it that comes to the top. */
const GAMMA = 2;

export const before = (j: JobHandle): JobHandle => i32[(rankAt(j) << 1) + R_BEFORE];
export const after = (j: JobHandle): JobHandle => i32[(rankAt(j) << 1) + R_AFTER];
export const sizeOf = (tree: JobHandle): number => (tree === 0 ? 0 : i32[(tree << 1) + J_CHILD]);
const weightOf = (tree: JobHandle): number => sizeOf(tree) + 1;

/** Whether `a` came before `b`: by the clock, and in the same nanosecond by its number. */
export function cameBefore(a: JobHandle, b: JobHandle): boolean {
  const sinceA = f64[a + J_SINCE];
  const sinceB = f64[b + J_SINCE];
  return sinceA < sinceB || (sinceA === sinceB && ((i32[(a << 1) + J_CELL] - i32[(b << 1) + J_CELL]) | 0) < 0);
}

function precedes(a: JobHandle, b: JobHandle): boolean {
  const keyA = f64[rankAt(a) + R_KEY];
  const keyB = f64[rankAt(b) + R_KEY];
  return keyA < keyB || (keyA === keyB && cameBefore(a, b));
}

/** Writes a job's key, before it is put in. */
export function setRank(j: JobHandle, key: number): void {
  const rank = rankAt(j);
  f64[rank + R_KEY] = key;
  const end = (rank + RANK_NUMBERS) << 1;
  if (end > i32[RANK_TOP]) i32[RANK_TOP] = end;
}

/** The tree with `j` in it. */
export function put(tree: JobHandle, j: JobHandle): JobHandle {
  if (tree === 0) {
    i32[(j << 1) + J_SORT] |= SORT_TOUCHED;
    return joined(0, j, 0);
  }
  return precedes(j, tree) ? balanced(put(before(tree), j), tree, after(tree)) : balanced(before(tree), tree, put(after(tree), j));
}

/** The tree without `j`, which is in it. */
export function take(tree: JobHandle, j: JobHandle): JobHandle {
  if (tree !== j) {
    return precedes(j, tree) ? balanced(take(before(tree), j), tree, after(tree)) : balanced(before(tree), tree, take(after(tree), j));
  }
  const left = before(j);
  const right = after(j);
  i32[(j << 1) + J_CHILD] = 0;
  if (left === 0) return right;
  if (right === 0) return left;
  const top = first(right);
  return balanced(left, top, withoutFirst(right));
}

const withoutFirst = (tree: JobHandle): JobHandle =>
  before(tree) === 0 ? after(tree) : balanced(withoutFirst(before(tree)), tree, after(tree));

/** The job with the smallest key of a tree that has some. */
export function first(tree: JobHandle): JobHandle {
  let j = tree;
  for (let next = before(j); next !== 0; next = before(j)) j = next;
  return j;
}

/** The job at this place, 0 for the first. */
export function nth(tree: JobHandle, place: number): JobHandle {
  let j = tree;
  let left = place;
  for (;;) {
    const smaller = sizeOf(before(j));
    if (left === smaller) return j;
    if (left < smaller) {
      j = before(j);
    } else {
      left -= smaller + 1;
      j = after(j);
    }
  }
}

/** Forgets that a job was in a tree that is given up as a whole. */
export function forget(j: JobHandle): void {
  i32[(j << 1) + J_CHILD] = 0;
}

function joined(left: JobHandle, top: JobHandle, right: JobHandle): JobHandle {
  const rank = rankAt(top) << 1;
  i32[rank + R_BEFORE] = left;
  i32[rank + R_AFTER] = right;
  i32[(top << 1) + J_CHILD] = sizeOf(left) + sizeOf(right) + 1;
  return top;
}

/** Joined, when one side has gained or lost one job. */
function balanced(left: JobHandle, top: JobHandle, right: JobHandle): JobHandle {
  const weightLeft = weightOf(left);
  const weightRight = weightOf(right);
  if (weightRight > DELTA * weightLeft) {
    const inner = before(right);
    const outer = after(right);
    if (weightOf(inner) < GAMMA * weightOf(outer)) return joined(joined(left, top, inner), right, outer);
    const innerRight = after(inner);
    return joined(joined(left, top, before(inner)), inner, joined(innerRight, right, outer));
  }
  if (weightLeft > DELTA * weightRight) {
    const inner = after(left);
    const outer = before(left);
    if (weightOf(inner) < GAMMA * weightOf(outer)) return joined(outer, left, joined(inner, top, right));
    const innerRight = after(inner);
    return joined(joined(outer, left, before(inner)), inner, joined(innerRight, top, right));
  }
  return joined(left, top, right);
}
