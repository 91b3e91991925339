import { CLASS_COUNT, i32 } from '../../engine/arena';
import { listHead, listNext, listTail } from '../../engine/job-list';
import type { JobHandle, StationHandle } from '../../engine/kind';
import { J_PREV } from '../../engine/layout';
import { after, before, cameBefore } from './ranks';
import { LINE, OPTIONS, Option, ROOT, TURN } from './state';
import { classLine, priorityOfClass } from './waiting';

/** Those who wait in the order in which they will be handed on, as it stands, for the screen. Each stops when `see` answers false. */

type See = (j: JobHandle) => boolean;
type Step = (j: JobHandle) => JobHandle;

const backward: Step = (j) => i32[(j << 1) + J_PREV];
const linesOf = (s: StationHandle): readonly number[] =>
  ((i32[(s << 1) + OPTIONS] & Option.classes) === 0 ? [(s << 1) + LINE] : Array.from({ length: i32[CLASS_COUNT] }, (_, c) => classLine(s, c)));

export function walkOldestFirst(s: StationHandle, see: See): void {
  merged(linesOf(s).map(listHead), listNext, cameBefore, see);
}

export function walkNewestFirst(s: StationHandle, see: See): void {
  merged(linesOf(s).map(listTail), backward, (a, b) => cameBefore(b, a), see);
}

/** The most important class first, and those of equal importance as they came. */
export function walkByPriority(s: StationHandle, see: See): void {
  const classes = Array.from({ length: i32[CLASS_COUNT] }, (_, c) => c);
  const priorities = [...new Set(classes.map(priorityOfClass))].sort((a, b) => b - a);
  let goesOn = true;
  const look: See = (j) => (goesOn = see(j));
  for (const priority of priorities) {
    if (!goesOn) return;
    merged(classes.filter((c) => priorityOfClass(c) === priority).map((c) => listHead(classLine(s, c))), listNext, cameBefore, look);
  }
}

/** One of each class in turn, from the class whose turn it is. */
export function walkInTurns(s: StationHandle, see: See): void {
  const count = i32[CLASS_COUNT];
  const heads = Array.from({ length: count }, (_, c) => listHead(classLine(s, c)));
  let c = i32[(s << 1) + TURN];
  for (let empty = 0; empty < count; c = (c + 1) % count) {
    const j = heads[c];
    if (j === 0) {
      empty++;
      continue;
    }
    empty = 0;
    if (!see(j)) return;
    heads[c] = listNext(j);
  }
}

export function walkByRank(s: StationHandle, see: See): void {
  inOrder(i32[(s << 1) + ROOT], see);
}

const inOrder = (tree: JobHandle, see: See): boolean => tree === 0 || (inOrder(before(tree), see) && see(tree) && inOrder(after(tree), see));

function merged(heads: JobHandle[], step: Step, isSooner: (a: JobHandle, b: JobHandle) => boolean, see: See): void {
  for (;;) {
    let found = -1;
    heads.forEach((j, i) => {
      if (j !== 0 && (found < 0 || isSooner(j, heads[found]))) found = i;
    });
    if (found < 0 || !see(heads[found])) return;
    heads[found] = step(heads[found]);
  }
}
