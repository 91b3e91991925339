/**
 * Where each number of a station, a job, a link and a class stands in the engine's typed arrays.
 *
 * A record is a stretch of a Float64Array; its whole numbers stand in the same bytes, read through an
 * Int32Array, so an offset there counts half as much. Handlers read `k.sf[at(s) + AREA]` for a float
 * and `k.si[intAt(s) + INSIDE]` for a whole number.
 */

/** Numbers of one station: a header of the engine's, the streams, the parameters, the kind's own state. */
export const STATION_NUMBERS = 128;

/** First float of station `s`. */
export const at = (s: number): number => s << 7;
/** First whole number of station `s`. */
export const intAt = (s: number): number => s << 8;

// ── header, floats ────────────────────────────────────────────────────────────────────────────────
/** ∫ jobs inside dt, in job·ns, up to LAST. Whole numbers below 2^53, so the sum is exact. */
export const AREA = 0;
/** When the integrals were last brought up to date, ns. */
export const LAST = 1;
/** When BLOCKED_AREA was last brought up to date, ns. */
export const BLOCKED_LAST = 2;
/** Handed on, or served where the way ends. */
export const LEFT = 3;
/** Σ of the stays of all jobs that are gone from here, ns. */
export const STAY_SUM = 4;
/** ∫ BLOCKED dt, up to BLOCKED_LAST. */
export const BLOCKED_AREA = 5;
/** ∫ PLACES dt for a kind with servers, up to PLACES_LAST. */
export const PLACES_AREA = 6;
export const PLACES_LAST = 7;
export const FAILED = 9;
export const TIMED_OUT = 10;
/** Jobs inside when the figures began. */
export const INSIDE_AT_START = 11;
/** One count for each of SHED_REASONS. */
export const SHED = 16;

// ── header, whole numbers ─────────────────────────────────────────────────────────────────────────
const INTS = 48;
export const INSIDE = INTS;
/** Kind's choice: finished jobs that cannot be handed over, or 1 while somebody waits at the door. */
export const BLOCKED = INTS + 1;
export const INSIDE_MAX = INTS + 2;
/** Line of links that wait at this station's door: link + 1, 0 is none. */
export const DOOR_HEAD = INTS + 3;
export const DOOR_TAIL = INTS + 4;
/** Its outgoing flow links: `k.outLinks[OUT_AT … OUT_AT + OUT_COUNT)`. */
export const OUT_AT = INTS + 5;
export const OUT_COUNT = INTS + 6;
/** First word of its private table in `k.table`. */
export const TABLE_AT = INTS + 7;
/** First bucket of its first histogram in `k.histograms`. */
export const HISTOGRAM_AT = INTS + 8;
/** Servers, for a kind that has them. */
export const PLACES = INTS + 9;

// ── streams: a key of two words and a count of variates drawn, for each purpose ──────────────────
export const STREAMS = 32;
export const STREAMS_MAX = 6;
/** The two words that stand for this station in what belongs to a job that it made. */
export const ORIGIN_KEY = 44;

// ── parameters and the kind's own state ───────────────────────────────────────────────────────────
export const PARAMS = 48;
export const PARAMS_MAX = 40;
/** A variant takes its member's index and up to this many numbers. */
export const VARIANT_NUMBERS = 7;
export const STATE = 88;
export const STATE_MAX = 40;
/** First whole number of the kind's own state. */
export const INT_STATE = STATE * 2;

// ── a job: a row of the job table; its handle is the offset of its first float ───────────────────
export const JOB_NUMBERS = 10;
/** Counts the jobs of one producer, from 1. */
export const J_SERIAL = 0;
/** When it was meant to be sent, ns. */
export const J_BORN = 1;
/** When it came to where it is, ns. */
export const J_SINCE = 2;
/** Its own service time, ns; −1: unknown. */
export const J_DEMAND = 3;
/** How long it waits in one queue before it leaves by itself, ns; −1: for ever. */
export const J_PATIENCE = 4;
// Whole numbers, from `2 · handle`:
export const J_NEXT = 10;
export const J_PREV = 11;
/** Where it is; NOWHERE once it is gone; below that, −2 − s: made by s just now and not yet inside anywhere. */
export const J_STATION = 12;
export const J_CLASS = 13;
export const J_ORIGIN = 14;
/** The event that this job waits for, to be cancelled when it moves; 0: none. */
export const J_TIMER = 15;
/** Its cell among workers. */
export const J_CELL = 16;
/** Lowest bits of the serial, by which jobs are sampled. */
export const J_SAMPLE = 17;

export const NOWHERE = -1;

// ── an event ──────────────────────────────────────────────────────────────────────────────────────
export const EVENT_NUMBERS = 4;
export const E_TIME = 0;
export const E_SEQUENCE = 1;
// Whole numbers, from `2 · handle`:
/** Station in the upper bits, the station's own code in the lowest eight. */
export const E_WHAT = 4;
export const E_JOB = 5;
/** Its place in the heap, to be cancelled. */
export const E_PLACE = 6;

// ── a link ────────────────────────────────────────────────────────────────────────────────────────
export const LINK_INTS = 4;
export const L_FROM = 0;
export const L_TO = 1;
/** The next link in the line at the same door: link + 1, 0 is none. */
export const L_NEXT = 2;
/** 1 while it stands in that line, 2 while its holder is being asked for a job; 0: it does not. */
export const L_WAITS = 3;

// ── a class of jobs ───────────────────────────────────────────────────────────────────────────────
export const CLASS_NUMBERS = 24;
export const C_MADE = 0;
export const C_SERVED = 1;
export const C_GOOD = 2;
export const C_FAILED = 3;
export const C_TIMED_OUT = 4;
export const C_INSIDE = 5;
export const C_LATENCY_SUM = 6;
export const C_LATENCY_MAX = 7;
export const C_INSIDE_AT_START = 8;
/** Deadline after the intended time, ns; Infinity: none. */
export const C_DEADLINE = 9;
/** Share of the classes up to this one, for the draw: the last is 1. */
export const C_SHARE_UP_TO = 10;
export const C_SHED = 16;
