import { NOW_NS, SETTLED_NS, f64, i32 } from './arena';
import {
  AREA, BLOCKED, BLOCKED_AREA, BLOCKED_LAST, INSIDE, INSIDE_MAX, J_SINCE, J_STATION, LEFT, PLACES, PLACES_AREA, PLACES_LAST, SURPLUS, SURPLUS_AREA, SURPLUS_LAST,
} from './layout';

/**
 * Where jobs are, and what follows from it for the figures: how many are inside a station, for how long, how much of it is blocked or busy.
 *
 * All ∫ jobs inside dt are brought up to date together (`touch`, for every station at once), at SETTLED_NS. In between, AREA holds what
 * those who came and went since then make of it.
 */

/** A job that is nowhere is inside `s` from now on: one just made, that cannot get in and stays with its producer. */
export const hold = (s: number, j: number): void => {
  const ints = i32;
  const inside = ints[(s << 1) + INSIDE] + 1;
  ints[(s << 1) + INSIDE] = inside;
  if (inside > ints[(s << 1) + INSIDE_MAX]) ints[(s << 1) + INSIDE_MAX] = inside;
  f64[s + AREA] -= f64[NOW_NS] - f64[SETTLED_NS];
  ints[(j << 1) + J_STATION] = s;
  f64[j + J_SINCE] = f64[NOW_NS];
};

/** The job leaves where it is and is inside `s` from now on. */
export const enter = (s: number, j: number): void => {
  const from = i32[(j << 1) + J_STATION];
  if (from > 0) {
    i32[(from << 1) + INSIDE]--;
    f64[from + AREA] += f64[NOW_NS] - f64[SETTLED_NS];
    f64[from + LEFT]++;
  } else {
    f64[LEFT - from]++; // made just now, and never inside its producer
  }
  hold(s, j);
};

/** A job that ends at `s` is gone from where it was: from there, or handed on by the station before. */
export const leave = (s: number, j: number): void => {
  const from = i32[(j << 1) + J_STATION];
  i32[(j << 1) + J_STATION] = 0;
  if (from > 0) {
    i32[(from << 1) + INSIDE]--;
    f64[from + AREA] += f64[NOW_NS] - f64[SETTLED_NS];
    if (from !== s) f64[from + LEFT]++;
  } else {
    f64[LEFT - from]++; // made just now, and never inside its producer
  }
};

/** A job passes through a station without a stop: counted there, never inside. */
export const passThrough = (s: number): void => {
  f64[s + LEFT]++;
};

/** Brings ∫ jobs inside dt up to now, for one station; SETTLED_NS is set when all are done. */
export const touch = (s: number): void => {
  f64[s + AREA] += i32[(s << 1) + INSIDE] * (f64[NOW_NS] - f64[SETTLED_NS]);
};

/** Sets how much of a station is blocked. */
export const setBlocked = (s: number, blocked: number): void => {
  if (i32[(s << 1) + BLOCKED] === blocked) return;
  touchBlocked(s);
  i32[(s << 1) + BLOCKED] = blocked;
};

export const touchBlocked = (s: number): void => {
  f64[s + BLOCKED_AREA] += i32[(s << 1) + BLOCKED] * (f64[NOW_NS] - f64[s + BLOCKED_LAST]);
  f64[s + BLOCKED_LAST] = f64[NOW_NS];
};

/** Sets how many of the jobs inside take up no server. */
export const setSurplus = (s: number, jobs: number): void => {
  f64[s + SURPLUS_AREA] += f64[s + SURPLUS] * (f64[NOW_NS] - f64[s + SURPLUS_LAST]);
  f64[s + SURPLUS_LAST] = f64[NOW_NS];
  f64[s + SURPLUS] = jobs;
};

/** Sets the number of servers, whose time is what utilisation is a share of. */
export const setPlaces = (s: number, places: number): void => {
  f64[s + PLACES_AREA] += i32[(s << 1) + PLACES] * (f64[NOW_NS] - f64[s + PLACES_LAST]);
  f64[s + PLACES_LAST] = f64[NOW_NS];
  i32[(s << 1) + PLACES] = places;
};
