/**
 * Where each number of a station, a job, a link and a class stands in the engine's memory (arena.ts).
 *
 * Everything is named by its handle: the place of its first float. A record's whole numbers stand in the
 * same bytes, so with `s` a station, `f64[s + AREA]` is a float of it and `i32[(s << 1) + INSIDE]` a whole
 * number; shifted and not doubled, because a doubled handle is checked for overflow each time. The same holds for a job `j`, a link and an
 * event. Handle 0 is "none".
 */

// ── a station: 256 numbers; header, streams, parameters, the kind's own state ────────────────────
export const STATION_NUMBERS = 256;
const STATION_BITS = 8;
/** The codes of a station's events are below this. */
export const CODES = STATION_NUMBERS;
export const KIND_SHIFT = 24;
export const STATION_MASK = (1 << KIND_SHIFT) - CODES;
/** Handle of the station that is number `index` in the scenario. */
export const stationAt = (index: number): number => (index + 1) << STATION_BITS;
export const stationIndex = (s: number): number => (s >> STATION_BITS) - 1;

// Header, floats.
/**
 * ∫ jobs inside dt, in job·ns, once `settle` was called: up to SETTLED_NS, and the difference that those who came
 * and went since then make. Whole numbers below 2^53, so the sum is exact.
 */
export const AREA = 0;
/** When BLOCKED_AREA was last brought up to date, ns. */
export const BLOCKED_LAST = 2;
/** Handed on, or served where the way ends. */
export const LEFT = 3;
/** ∫ BLOCKED dt, up to BLOCKED_LAST. */
export const BLOCKED_AREA = 4;
/** ∫ PLACES dt for a kind with servers, up to PLACES_LAST. */
export const PLACES_AREA = 5;
export const PLACES_LAST = 6;
export const FAILED = 7;
export const TIMED_OUT = 8;
/** Attempts and copies that were called back: nobody wants their answer any more. */
export const WITHDRAWN = 9;
/** Jobs inside when the figures began. */
export const INSIDE_AT_START = 10;
/** How many times slower than its parameters say the station works now: 1, but for a fault. */
export const SLOWNESS = 11;
/** Share of its jobs that a fault fails. */
export const FAULT_SHARE = 12;
/**
 * Jobs inside a station with servers that take up none of them: those that share one with others, wait for their batch to begin,
 * or for another server after a crash. SURPLUS_AREA is ∫ SURPLUS dt, up to SURPLUS_LAST; busy servers are what is left.
 */
export const SURPLUS = 13;
export const SURPLUS_AREA = 14;
export const SURPLUS_LAST = 1;
/** One count for each of SHED_REASONS, up to where the whole numbers begin. */
export const SHED = 15;

// Header, whole numbers.
const INTS = 48;
/** Its handle, and above KIND_SHIFT its kind's number in the dispatch: what its events say, plus its own code. */
export const WHAT = INTS;
export const INSIDE = INTS + 1;
/** Finished jobs that cannot be handed over, as the kind counts them; or, with BLOCKED_AT_DOOR, 1 while somebody waits at the door. */
export const BLOCKED = INTS + 2;
export const INSIDE_MAX = INTS + 3;
/** The links that wait at this station's door. */
export const DOOR_HEAD = INTS + 4;
export const DOOR_TAIL = INTS + 5;
/** Its outgoing flow links stand at `i32[OUT_AT … OUT_AT + OUT_COUNT)`, its call links behind them. */
export const OUT_AT = INTS + 6;
export const OUT_COUNT = INTS + 7;
export const CALL_COUNT = INTS + 8;
/** First word of its private table in `i32`. */
export const TABLE_AT = INTS + 9;
/** Its first histogram in `i32`; each of the kind's takes one for every class of jobs. */
export const HISTOGRAM_AT = INTS + 10;
/** Servers, for a kind that has them. */
export const PLACES = INTS + 11;
/** Faults: paused (no service starts), and workers that have crashed. */
export const PAUSED = INTS + 12;
export const CRASHED = INTS + 13;
/** 1: a job may come here a second time, so what belongs to it is drawn anew on each lap. */
export const ON_CIRCLE = INTS + 14;
/** How often one of its parameters was changed: whoever keeps what follows from them knows when to work it out again. */
export const CHANGED = INTS + 15;
/** Where latencies are counted of jobs that end here as served, a histogram for each class; 0: nobody does. */
export const LATENCY_AT = 90;
/** 1: BLOCKED says whether somebody waits at its door, and the door keeps it (doors.ts). */
export const BLOCKED_AT_DOOR = 91;

/** The number on the screen of its job 0, which it never makes. */
export const JOB_0 = 46;
/** Its number in the scenario; of a station that stands for a link which takes time, −1 less the number of the station behind that link. */
export const INDEX = 47;

/** A key of two words and a count of variates drawn, for each purpose. */
export const STREAMS = 32;
export const STREAMS_MAX = 6;
/** The two words that stand for this station in what belongs to a job that it made. */
export const ORIGIN_KEY = 44;

export const PARAMS = 48;
export const PARAMS_MAX = 112;
export const STATE = 160;
export const STATE_MAX = 96;
/** First whole number of the kind's own state. */
export const INT_STATE = STATE * 2;

// ── a job: a row of the job table ─────────────────────────────────────────────────────────────────
export const JOB_NUMBERS = 10;
/** Its number on the screen (`jobIdOf`); the lower 32 bits count the jobs of its producer, from 1. */
export const J_ID = 0;
/** When it was meant to be sent, ns. */
export const J_BORN = 1;
/** When it came to where it is, ns. */
export const J_SINCE = 2;
// Whole numbers.
export const J_NEXT = 6;
export const J_PREV = 7;
/** Where it is; −s: made by s just now and not yet inside anywhere; 0: nowhere. */
export const J_STATION = 8;
/** Its class's number, and the handle of the producer that made it: `classOf`, `originOf`. */
export const J_SORT = 9;
/** The event that this job waits for, to be cancelled when it moves. */
export const J_TIMER = 10;
/** Its cell among workers, or whatever a kind that holds it notes of it. */
export const J_CELL = 11;
/** What it is about, for caches, topics and gates: 1, 2, … */
export const J_KEY = 12;
/** Its row in a recorded trace: a place in `k.constants`, with its demand and patience at the next two; 0: none. */
export const J_ROW = 13;
/** The call that an attempt is made for, or the group that a copy belongs to. */
export const J_PARENT = 14;
/** The first of its calls, of its attempts, of its copies; or of those below it in a discipline's heap. */
export const J_CHILD = 15;
/** The next of those who have the same parent. */
export const J_SIBLING = 16;
/** Its role in the uppermost bits, and below them what makes its draws its own (variant and laps). */
export const J_MARK = 17;

/** The first of the watch rows of those who want to know when it ends. */
export const J_WATCH = 18;
/** The event at which an attempt is given up. */
export const J_DUE = 19;

/** What a row of the job table is. Only a job counts as one; a call, a group and a watch are nowhere. */
export const Role = { job: 0, attempt: 1, copy: 2, call: 3, group: 4, watch: 5 } as const;
export const ROLE_SHIFT = 28;
/** A bit of the mark: its calls are under way, and J_CHILD is the first of them. */
export const MARK_CALLING = 1 << 31;
/** The bits of a mark that say what the row is. */
export const ROLE_MASK = 7 << ROLE_SHIFT;
export const roleOfMark = (mark: number): number => (mark & ROLE_MASK) >> ROLE_SHIFT;
/** The lowest bits of a mark count the laps of a job that goes in circles; above them, up to the role, stands which attempt or copy it is: its variant. */
export const LAPS = 32;
export const LAP_BITS = 5;
export const VARIANTS = 1 << (ROLE_SHIFT - LAP_BITS);
/** A call has at most so many attempts (links/call.ts). */
export const ATTEMPTS_OF_CALL = 64;

export const CLASSES_MAX = 32;
const CLASS_MASK = CLASSES_MAX - 1;
/** A bit of the sort: one of key … mark has been written. Whoever writes one of them to a job sets it, and the row is wiped when the job is gone. */
export const SORT_TOUCHED = 0x80;
/** A user waits for its end: the producer that made it is told (`onEnd`). */
export const SORT_CLOSES = 0x20;
/** What attempts and copies have of the job's sort: its class and its origin. */
export const SORT_KEPT = ~(SORT_TOUCHED | SORT_CLOSES);
export const classIndexOfSort = (sort: number): number => sort & CLASS_MASK;
export const originOfSort = (sort: number): number => sort & ~(STATION_NUMBERS - 1);

// ── beside a job: its rank in a line ───────────────────────────────────────────────────────────────
export const RANK_NUMBERS = 2;
/** What the line is ordered by: a float. */
export const R_KEY = 0;
/** Whole numbers: the jobs below it in the tree, before it and after it. */
export const R_BEFORE = 2;
export const R_AFTER = 3;

// ── an event ──────────────────────────────────────────────────────────────────────────────────────
export const EVENT_NUMBERS = 4;
export const E_TIME = 0;
export const E_SEQUENCE = 1;
// Whole numbers.
/** The station's WHAT plus its own code. */
export const E_WHAT = 4;
export const E_JOB = 5;
/** Its place in the heap, to be cancelled; of a far event, the one before it in its bucket. */
export const E_PLACE = 6;
/** Of a far event, the next one in its bucket. */
export const E_NEXT = 7;

// ── a link ────────────────────────────────────────────────────────────────────────────────────────
export const LINK_NUMBERS = 128;
export const LINK_BITS = 7;
// Whole numbers.
/** The station behind it, and the number in the dispatch of that station's kind (or of whoever stands in for it). */
export const L_TO = 0;
export const L_KIND = 1;
/** The station before it, and the number of the kind that is asked for a job when there is room. */
export const L_FROM = 2;
export const L_ASKS = 3;
/** The next link in the line at the same door. */
export const L_NEXT = 4;
/** 1 while it stands in that line, 2 while its holder is being asked for a job; 0: it does not. */
export const L_WAITS = 5;
/** The attempts that wait at the door behind a call link: a JobList. */
export const L_LINE = 8;
/** Its histogram of answered calls in `i32`, one for each class. */
export const L_HISTOGRAM_AT = 11;
/** What its breaker is (`Breaker` in breakers.ts), the kind of breaker that it is of, and the attempt that is its probe: 0, there is none. */
export const L_BREAKER = 12;
export const L_BREAKER_OF = 6;
export const L_PROBE = 13;
/** The station that stands for a link which takes time. */
export const L_WAY = 7;
/** Two words that stand for this link in what is drawn for a call. */
export const L_KEY = 14;
// Floats: parameters, the policies' own state, figures.
export const L_PARAMS = 8;
export const L_PARAMS_MAX = 56;
/** Of a call link (links/call.ts): ns, Infinity is never; tries, the first one included; 1: a try that took too long goes on unseen. */
export const L_TIMEOUT_S = 8;
export const L_ATTEMPTS_MAX = 9;
export const L_ON_TIMEOUT = 10;
/** The index of a member of the family (a whole number), then its numbers. */
export const L_BACKOFF = 11;
export const L_BUDGET = 18;
export const L_BREAKER_KIND = 24;
export const L_HEDGE = 32;
export const L_THROTTLE = 37;
/** How long an answer is on its way, ns. */
export const L_ANSWER_NS = 60;
/** The policies' own floats. */
export const L_BREAKER_STATE = 64;
export const L_BUDGET_STATE = 84;
export const L_THROTTLE_STATE = 92;
export const L_CALLS = 104;
export const L_ANSWERED = 105;
export const L_FAILED = 106;
export const L_ATTEMPTS = 107;
export const L_RETRIES = 108;
export const L_TIMEOUTS = 109;
export const L_HEDGES = 110;
/** Attempts that the breaker, the throttle or the budget did not let out. */
export const L_REFUSED = 111;
/** Jobs and attempts lost on the way. */
export const L_LOST = 112;
/** ∫ breaker open dt, up to L_OPEN_LAST. */
export const L_OPEN_AREA = 113;
export const L_OPEN_LAST = 114;
/** Its number in the scenario; −1 in the record of "none". */
export const L_INDEX = 115;
/** Since when a breaker of another kind is set than the one that is known of, ns; 0: it is the same. */
export const L_BREAKER_LEFT = 116;

// ── a class of jobs ───────────────────────────────────────────────────────────────────────────────
export const CLASS_NUMBERS = 32;
export const CLASS_BITS = 5;
export const C_MADE = 0;
export const C_SERVED = 1;
/** Served after the deadline. */
export const C_LATE = 2;
export const C_FAILED = 3;
export const C_TIMED_OUT = 4;
export const C_INSIDE_AT_START = 5;
/** Deadline after the intended time, ns; Infinity: none. */
export const C_DEADLINE = 6;
/** Share of the classes up to this one, for the draw: the last is 1. */
export const C_SHARE_UP_TO = 7;
/** Larger is more important. */
export const C_PRIORITY = 8;
/** One count for each of SHED_REASONS. */
export const C_SHED = 15;
