import { JOBS_AT, JOB_TOP, i32 } from './arena';
import { ASK } from './call-row';
import { eachEvent } from './event-list';
import type { Kernel } from './kernel';
import {
  CALL_COUNT, CODES, E_JOB, E_WHAT, INSIDE, JOB_NUMBERS, J_CHILD, J_MARK, J_PARENT, J_SIBLING, J_STATION, L_FROM, L_TO, L_WAITS, MARK_CALLING, OUT_AT, OUT_COUNT, Role, STATION_MASK,
  roleOfMark, stationAt, stationIndex,
} from './layout';

/**
 * Deadlocks: circles of stations, each of which waits for the next, so that none of them ever moves again.
 *
 * A station waits for another when a link of it stands in line at the other's door, or when it calls it. It is alive
 * while any event is pending for it or for a call that it waits for, or when it waits for one that is alive. Those
 * that are neither alive nor empty are dead; a circle among them is what is named.
 * Source: Coffman, Elphick & Shoshani, "System deadlocks", ACM Computing Surveys 3(2), 1971; for blocking queues,
 * Kundu & Akyildiz, "Deadlock buffer allocation in closed queueing networks", Queueing Systems 4, 1989.
 */

/** Whether the links that wait, and the calls that may be under way, lead from the station behind `link` back to the one before it. */
export function mayBeCircle(link: number): boolean {
  const from = i32[(link << 1) + L_FROM];
  const seen: number[] = [i32[(link << 1) + L_TO]];
  for (const s of seen) {
    if (s === from) return true;
    const n = s << 1;
    const first = i32[n + OUT_AT];
    const flows = first + i32[n + OUT_COUNT];
    for (let o = first; o < flows + i32[n + CALL_COUNT]; o++) {
      const waits = o < flows ? i32[(i32[o] << 1) + L_WAITS] !== 0 : i32[n + INSIDE] > 0;
      const to = i32[(i32[o] << 1) + L_TO];
      if (waits && !seen.includes(to)) seen.push(to);
    }
  }
  return false;
}

/** The stations of a circle that will never move again, in order; empty where there is none. */
export function deadCircle(k: Kernel): readonly number[] {
  const waitsFor = waiting(k);
  const alive = aliveByEvents(k);
  for (let changed = true; changed;) {
    changed = false;
    for (const [s, others] of waitsFor) {
      if (alive.has(s) || ![...others].some((to) => alive.has(to))) continue;
      alive.add(s);
      changed = true;
    }
  }
  const dead = new Map([...waitsFor].filter(([s]) => !alive.has(s)));
  for (const start of dead.keys()) {
    const way = [start];
    for (;;) {
      const next: number | undefined = [...(dead.get(way.at(-1) ?? 0) ?? [])].find((to) => dead.has(to));
      if (next === undefined) break;
      if (way.includes(next)) return way.slice(way.indexOf(next));
      way.push(next);
    }
  }
  return [];
}

/** For whom each station waits that holds jobs. */
function waiting(k: Kernel): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  const add = (s: number, to: number): void => {
    const others = found.get(s);
    if (others === undefined) found.set(s, new Set([to]));
    else others.add(to);
  };
  k.plan.stations.forEach((_, index) => {
    const s = stationAt(index);
    const n = s << 1;
    const end = i32[n + OUT_AT] + i32[n + OUT_COUNT] + i32[n + CALL_COUNT];
    for (let o = i32[n + OUT_AT]; o < end; o++) if (i32[(i32[o] << 1) + L_WAITS] !== 0) add(s, i32[(i32[o] << 1) + L_TO]);
  });
  for (let a = JOBS_AT; a < i32[JOB_TOP]; a += JOB_NUMBERS) {
    if (roleOfMark(i32[(a << 1) + J_MARK]) !== Role.attempt || i32[(a << 1) + J_STATION] <= 0) continue;
    const caller = callerOf(a);
    if (caller > 0) add(caller, i32[(a << 1) + J_STATION]);
  }
  return found;
}

/** The station that waits for an attempt's answer; 0: nobody does. */
function callerOf(a: number): number {
  const call = i32[(a << 1) + J_PARENT];
  return call === 0 ? 0 : i32[(i32[(call << 1) + J_PARENT] << 1) + J_STATION];
}

function aliveByEvents(k: Kernel): Set<number> {
  const alive = new Set<number>();
  eachEvent((e) => {
    const s = i32[(e << 1) + E_WHAT] & STATION_MASK;
    if (s !== 0) {
      if (k.plan.stations[stationIndex(s)].kind.linksIn !== 'none') alive.add(s); // what a source sets off ends at the first full door
      return;
    }
    const row = i32[(e << 1) + E_JOB];
    if ((i32[(e << 1) + E_WHAT] & (CODES - 1)) === ASK) {
      alive.add(i32[(row << 1) + L_FROM]);
      return;
    }
    const call = roleOfMark(i32[(row << 1) + J_MARK]) === Role.attempt ? i32[(row << 1) + J_PARENT] : row;
    if (call !== 0) wakesUp(i32[(call << 1) + J_PARENT], alive);
  });
  return alive;
}

/** A timeout or an answer moves the caller on, and calls back what is under way for it wherever that stands: there is room then. */
function wakesUp(j: number, alive: Set<number>): void {
  if (i32[(j << 1) + J_STATION] <= 0) return;
  alive.add(i32[(j << 1) + J_STATION]);
  if ((i32[(j << 1) + J_MARK] & MARK_CALLING) === 0) return;
  for (let call = i32[(j << 1) + J_CHILD]; call !== 0; call = i32[(call << 1) + J_SIBLING]) {
    for (let a = i32[(call << 1) + J_CHILD]; a !== 0; a = i32[(a << 1) + J_SIBLING]) wakesUp(a, alive);
  }
}
