import { DUE_NS, NOW_NS, f64, i32 } from './arena';
import { scheduleDue } from './event-list';
import { J_CELL, J_DUE, J_KEY, J_PARENT, J_ROW, J_STATION, J_TIMER, WHAT } from './layout';

/** What the row of a call says, and the events that are due for it. Who belongs to whom is told in calls.ts. */

// A call's own numbers, in the fields of its row that no station uses.
/** The caller. */
export const OWNER = J_PARENT;
export const LINK = J_CELL;
/** Attempts made so far, and hedges among those since the last failure. */
export const TRIES = J_DUE;
export const HEDGED = J_ROW;
/** Bits of what is known of it. */
export const STATUS = J_STATION;
/** 1: its caller makes all of its calls at once. */
export const AT_ONCE = J_KEY;
/** An attempt was answered. Negative, because a row with a positive J_STATION is inside a station. */
export const ANSWERED = -1;
/** The last attempt to end was given up by its timeout. */
export const TIMED_OUT = -2;
export const REFUSED = -3;
export const PENDING = 0;

/** Codes of the desk's events: a call's, but for TIMEOUT, which is an attempt's, and ASK, which is a link's. */
export const TIMEOUT = 0;
export const OUTCOME = 1;
export const RETRY = 2;
export const HEDGE = 3;
export const BEGIN = 4;
export const ASK = 5;

/** Has the desk called for a row, after a while; the event stands in its J_TIMER. */
export function schedule(code: number, c: number, afterNs: number): void {
  f64[DUE_NS] = f64[NOW_NS] + afterNs;
  i32[(c << 1) + J_TIMER] = scheduleDue(i32[WHAT] + code, c);
}
