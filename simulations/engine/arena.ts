import { BUCKETS } from '../metrics/histogram-scale';
import { MOVE_STRIDE } from './frame';
import { invariant } from './invariant';
import { CLASSES_MAX, CLASS_BITS, CLASS_NUMBERS, EVENT_NUMBERS, JOB_NUMBERS, LINK_BITS, LINK_NUMBERS, RANK_NUMBERS, STATION_NUMBERS } from './layout';

/**
 * The memory of the engine: one stretch of numbers for all that moves, seen as floats (`f64`) and, in the
 * same bytes, as whole numbers (`i32`). There is one for each thread; the run at work sits in it (seat.ts).
 *
 * It is a constant and never grows: the compiler then knows where it begins and ends, and a number in
 * it costs four instructions instead of ten. It is reserved as large as the largest run may become;
 * the system gives memory only for the pages that are written to.
 */

export const STATIONS_MAX = 1_023;
export const LINKS_MAX = 4_096;
/** Outgoing links, private tables and histograms of all stations together, in whole numbers: 128 MB. */
export const ROOM_INTS = 1 << 25;
/** Moves that one stretch can hold; the run pauses for its reader when fewer than a handler's worth are left. */
const MOVES_MAX = 1 << 14;
const MOVES_PER_EVENT_MAX = 1 << 10;

// ── where each part begins, in floats ─────────────────────────────────────────────────────────────
// Plain numbers, because the bundler writes those in place; that they follow from the sizes is checked below.
// The header takes the place of a station with handle 0, so that "none" is a record that may be written to.
export const CLASSES_AT = 0x40000;
export const LINKS_AT = 0x40400;
export const ROOM_AT = 0xc0400;
export const MOVES_AT = 0x10c0400;
/** The first event of each bucket of the far ones (event-buckets.ts). */
export const BUCKETS_AT = 0x10e0400;
export const EVENT_BUCKETS = 8_192;
/** Handles of events, a heap of whole numbers. */
export const HEAP_AT = 0x10e1400;
invariant(CLASSES_AT === (STATIONS_MAX + 1) * STATION_NUMBERS && LINKS_AT === CLASSES_AT + CLASSES_MAX * CLASS_NUMBERS
  && ROOM_AT === LINKS_AT + LINKS_MAX * LINK_NUMBERS && MOVES_AT === ROOM_AT + ROOM_INTS / 2
  && BUCKETS_AT === MOVES_AT + MOVES_MAX * MOVE_STRIDE && HEAP_AT === BUCKETS_AT + EVENT_BUCKETS / 2, 'the parts of the arena stand side by side');
/** Past this a handler's moves might not fit any more, and past the second they do not. */
export const MOVES_FULL = MOVES_AT + (MOVES_MAX - MOVES_PER_EVENT_MAX) * MOVE_STRIDE;
export const MOVES_END = BUCKETS_AT;

const FLOATS_PER_ROW = 1 / 2 + EVENT_NUMBERS + JOB_NUMBERS + RANK_NUMBERS;
/** 520 MB in all. A run with more jobs inside stops and says so. */
const ROWS_WANTED = 1 << 22;
/** With less than this no run can be had. */
const ROWS_MIN = 1 << 17;
const bytes = reserve();
/** Rows of the job table, and of the event list. */
export const ROWS = (bytes.byteLength / 8 - HEAP_AT) / FLOATS_PER_ROW;
/** Rows kept free for what one event can make. */
const ROWS_PER_EVENT_MAX = 1 << 16;
export const EVENTS_AT = HEAP_AT + ROWS / 2;
export const JOBS_AT = EVENTS_AT + ROWS * EVENT_NUMBERS;
/** Beside each row of the job table, what a job that waits in an order other than that of arrival needs more (stations/queue/ranks.ts). */
export const RANKS_AT = JOBS_AT + ROWS * JOB_NUMBERS;
export const rankAt = (j: number): number => RANKS_AT + ((j - JOBS_AT) / JOB_NUMBERS) * RANK_NUMBERS;
/** A first row from here on means that a table is nearly full. */
export const EVENTS_FULL = EVENTS_AT + (ROWS - ROWS_PER_EVENT_MAX) * EVENT_NUMBERS;
export const JOBS_FULL = JOBS_AT + (ROWS - ROWS_PER_EVENT_MAX) * JOB_NUMBERS;

export const f64 = new Float64Array(bytes);
export const i32 = new Int32Array(bytes);

/** Where a machine does not grant all of it, half of the rows are tried, and half of those. */
function reserve(): ArrayBuffer {
  for (let rows = ROWS_WANTED; ; rows /= 2) {
    try {
      return new ArrayBuffer(8 * (HEAP_AT + rows * FLOATS_PER_ROW));
    } catch (error) {
      if (rows <= ROWS_MIN) throw error;
    }
  }
}

// ── the header: floats, above what "none" may write to ────────────────────────────────────────────
/** The clock, whole ns. */
export const NOW_NS = 64;
/** Events scheduled since the start: the order of those that are due at the same time. */
export const SEQUENCE = 65;
/** When the event that is being scheduled is due. A float handed to a function that is not put in place would be an object. */
export const DUE_NS = 66;
/** The duration that is being counted, likewise, and the one just drawn. */
export const SPAN_NS = 67;
export const DRAWN_NS = 68;
/** Events from here on are far: they stand in buckets, the first of which begins at BUCKETS_FROM; Infinity: all are near. */
export const FAR_NS = 70;
export const BUCKETS_FROM = 71;
export const BUCKET_NS = 72;
/** Since when the figures count. */
export const FIGURES_NS = 69;
/** Up to when every ∫ jobs inside dt stands in its AREA. */
export const SETTLED_NS = 73;
/** The variate just drawn (random.ts). */
export const VARIATE = 74;
/** The job whose moves are written even where it is not in the sample, by its number on the screen; 0: nobody's. */
export const WATCHED = 75;

// ── the header: whole numbers ─────────────────────────────────────────────────────────────────────
const INTS = 160;
/** Events in the heap, and whether its top is a hole (event-list.ts). */
export const HEAP_SIZE = INTS;
export const HEAP_HOLE = INTS + 1;
/** First event row never used, and the first of those used before. */
export const EVENT_TOP = INTS + 2;
export const EVENT_FREE = INTS + 3;
/** The same of the job table. */
export const JOB_TOP = INTS + 4;
export const JOB_FREE = INTS + 5;
/** A job's moves are written when its serial & this is 0, or when it is WATCHED; −1: of none. */
export const TRACE_MASK = INTS + 7;
/** Where the next move is written. */
export const TRACE_TOP = INTS + 8;
/** Why the loop has to come back: bits of Halt. */
export const HALT = INTS + 9;
export const CLASS_COUNT = INTS + 10;
/** How the last call failed for good: one of What. */
export const FAILURE = INTS + 11;
/** The random number generator's key and counter (random.ts). */
export const KEY_0 = INTS + 12;
export const KEY_1 = INTS + 13;
export const COUNTER_0 = INTS + 14;
export const COUNTER_1 = INTS + 15;
export const WORD_0 = INTS + 16;
export const WORD_1 = INTS + 17;
export const UNUSED = INTS + 18;
/** The end of what was ever written beside the job table, a whole number's place; 0: nothing. */
export const RANK_TOP = INTS + 19;
/** The bucket that comes near next, how many events stand in buckets, and those beyond the last one: the first, and how many. */
export const BUCKET_NEXT = INTS + 20;
export const IN_BUCKETS = INTS + 21;
export const BEYOND_HEAD = INTS + 22;
export const BEYOND = INTS + 23;
/** So many near events call for another width of the buckets. */
export const NEAR_MAX = INTS + 24;

export const Halt = { trace: 1, rows: 2, blocked: 4 } as const;

/** A histogram: Σ and maximum of what was counted as two floats, then the buckets. */
export const HISTOGRAM_INTS = 5_636;
invariant(HISTOGRAM_INTS === 4 + BUCKETS, 'a histogram is four numbers and its buckets');
export const H_BUCKETS = 4;

export const classAt = (index: number): number => CLASSES_AT + (index << CLASS_BITS);
export const linkAt = (index: number): number => LINKS_AT + (index << LINK_BITS);

export const fits = (stations: number, links: number, classes: number, roomInts: number): boolean =>
  stations <= STATIONS_MAX && links <= LINKS_MAX && classes <= CLASSES_MAX && roomInts <= ROOM_INTS;
