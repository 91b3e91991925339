import { HALT, Halt, MOVES_END, MOVES_FULL, NOW_NS, TRACE_MASK, TRACE_TOP, WATCHED, f64, i32 } from './arena';
import { MOVE_STRIDE, Move, What, rootOfJobId } from './frame';
import { E_TIME, INDEX, J_BORN, J_ID, J_SORT, L_INDEX, classIndexOfSort } from './layout';

/** The moves of jobs, written for whoever draws or records them. */

/** Writes a move of a job that is sampled or watched; the caller has tested that TRACE_MASK is not negative. `timer` is the event until which it stays, or 0. */
export function note(j: number, what: number, s: number, link: number, detail: number, timer: number): void {
  const id = f64[j + J_ID];
  if ((id & i32[TRACE_MASK]) !== 0 && !isWatched(id)) return;
  const top = i32[TRACE_TOP];
  if (top >= MOVES_FULL) {
    i32[HALT] |= Halt.trace;
    if (top >= MOVES_END) return; // only a handler that moves more than 1,024 jobs at once gets here
  }
  let station = f64[s + INDEX];
  if (station < 0) { // a link that takes time
    if (what === What.entered) return;
    station = -1 - station;
  }
  i32[TRACE_TOP] = top + MOVE_STRIDE;
  const c = classIndexOfSort(i32[(j << 1) + J_SORT]);
  f64[top + Move.timeNs] = f64[NOW_NS];
  f64[top + Move.job] = id;
  f64[top + Move.bornNs] = f64[j + J_BORN];
  f64[top + Move.what] = what + 16 * c;
  f64[top + Move.station] = station;
  f64[top + Move.link] = f64[link + L_INDEX];
  f64[top + Move.detail] = detail;
  f64[top + Move.untilNs] = timer === 0 ? 0 : f64[timer + E_TIME];
}

/** A job's attempts and copies are on its way, too. The serial alone tells nearly everybody else apart, and a remainder costs more. */
const isWatched = (id: number): boolean => (id | 0) === (f64[WATCHED] | 0) && rootOfJobId(id) === f64[WATCHED];
