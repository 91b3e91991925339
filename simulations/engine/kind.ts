import type { Kernel } from './kernel';
import type { FamilyId, Params, ParamValues } from './param';

/**
 * What a station kind, a link kind and the kinds of the families (distributions, disciplines, policies …) are
 * to the engine. Stations, jobs, links and events are handles: whole numbers that say where their record
 * stands in the engine's memory (arena.ts, layout.ts).
 */

/** What every kind says of itself; palette, inspector, help, validation and JSON Schema read it. */
export interface Described {
  /** The id that stands in files. Never renamed, only migrated. */
  readonly kind: string;
  readonly label: string;
  /** One or two sentences for a learner: what it does and what it leaves out. */
  readonly help: string;
  readonly params: Params;
}

export type StationHandle = number;
export type JobHandle = number;
export type LinkHandle = number;

export interface StationKind extends Described {
  /** How many flow links may come in and go out. `some` may also have none: then the way ends here. */
  readonly linksIn: 'none' | 'many';
  readonly linksOut: 'none' | 'one' | 'some' | 'many';
  /** How many flow links may go out at most, where there is a limit. */
  readonly linksOutMax?: number;
  /** True when it may have call links: it holds its job until the answers are there (`k.callFor`, `onAnswer`). */
  readonly calls?: boolean;
  /** True when it may end a job as served although it has links out. */
  readonly ends?: boolean;
  /** True when it may hand a job on in the instant it gets it, so that a circle of such stations would never end. */
  readonly instant?: boolean;
  /** True when it is blocked while somebody waits at its door; else it says itself how much of it is blocked (`setBlocked`). */
  readonly blockedAtDoor?: boolean;
  /** Purposes of its random numbers; each is a stream of its own for every station. */
  readonly streams: readonly string[];
  /** Int32 words of private table, e.g. one for each cell; fixed for the station's life. */
  readonly tableWords?: number;
  /** How many histograms it fills, and the report's name for each, e.g. `waitS`. */
  readonly histograms?: readonly string[];
  /** Floats of its state that are counts since the figures began. */
  readonly counts?: readonly number[];
  /** More figures for the report, by name; null while there is none. Not on the hot path. */
  readonly figures?: Readonly<Record<string, (k: Kernel, s: StationHandle) => number | null>>;

  /** What else of its state is worth a line over time. */
  readonly gauges?: readonly Gauge[];

  /** Once, before the first event. */
  start?(this: void, k: Kernel, s: StationHandle): void;
  /** A job is offered over `link`. True: it moved here (by `k.enter` or an end). False: its holder keeps it and waits for `k.giveRoom`. */
  accept?(this: void, k: Kernel, s: StationHandle, j: JobHandle, link: LinkHandle): boolean;
  /** An event that this station scheduled is due. */
  onTimer?(this: void, k: Kernel, s: StationHandle, code: number, j: JobHandle): void;
  /** The station behind `link`, which refused before, has room for one job: the answer is one of `Room`. */
  onRoom?(this: void, k: Kernel, s: StationHandle, link: LinkHandle): number;
  /** All calls for a job are answered: with success, or one of them has failed for good. */
  onAnswer?(this: void, k: Kernel, s: StationHandle, j: JobHandle, answered: boolean): void;
  /** A job inside is called back: it goes out of whatever line, cell or event it is in. The kernel ends it. */
  withdraw?(this: void, k: Kernel, s: StationHandle, j: JobHandle): void;
  /** After a job was called back and is gone: whoever waits for its place may come in. */
  afterWithdraw?(this: void, k: Kernel, s: StationHandle): void;
  /** A job that this station made for a user (SORT_CLOSES), that it follows (`follow`), or a copy of a group of its own has ended (`what` of `What`), wherever it was. It may schedule, but move nothing. */
  onEnd?(this: void, k: Kernel, s: StationHandle, j: JobHandle, what: number): void;
  /** A parameter has just changed; the new values stand in the station's slots. */
  onChange?(this: void, k: Kernel, s: StationHandle): void;
  /**
   * How long job `j` would be served here if it began now, ns, into DRAWN_NS; a function of the job, so that whoever asks before is told
   * what it will be. Absent: that cannot be known beforehand.
   */
  demand?(this: void, k: Kernel, s: StationHandle, j: JobHandle): void;
  /** A fault began or ended: SLOWNESS, PAUSED, CRASHED and FAULT_SHARE say what is the matter now. */
  onFault?(this: void, k: Kernel, s: StationHandle): void;
  /** Forgets what it keeps, e.g. a cache. */
  flush?(this: void, k: Kernel, s: StationHandle): void;
  /** What the screen shows of its state. Not on the hot path. */
  observe(this: void, k: Kernel, s: StationHandle, into: StationGauges): void;
  /** Calls `see` for each job that stands still and can be drawn, nearest the head first. */
  occupants?(this: void, k: Kernel, s: StationHandle, see: (j: JobHandle, place: number, state: number, untilNs: number) => boolean): void;
}

/** A number of a kind's own that each window of metrics carries. Not on the hot path; reading it leaves no trace. */
export interface Gauge {
  /** Stands in exported files. Never renamed. */
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly unit: 'jobs' | 'count';
  /** `state`: as it is when the window ends. `count`: how often it has happened since the figures began. */
  readonly is: 'state' | 'count';
  /** One for each flow link out, in their order, instead of one for the station. */
  readonly perLink?: boolean;
  /** NaN where it means nothing at present. */
  read(this: void, k: Kernel, s: StationHandle, link: number): number;
}

export interface StationGauges {
  waiting: number;
  inService: number;
  blocked: number;
  /** −1: unbounded. */
  places: number;
  /** A number of the kind's own: jobs under way behind a limiter, the hit ratio of a cache. */
  own: number;
}

/** A member of a family. Its values are compiled to at most the family's numbers in the station's slots (slots.ts). */
export interface VariantKind extends Described {
  /** The classes that its values name, each with the parameter in which it stands; the scenario must have them all. */
  classesNamed?(values: ParamValues, context: Pick<CompileContext, 'readTrace'>): readonly { readonly param: string; readonly id: string }[];
  /** The numbers the hot path reads, from values that are already valid; times in ns. Absent: it needs none. */
  compile?(values: ParamValues, context: CompileContext): readonly number[];
  /** What is wrong with values that are each within their range, or ''. */
  refuse?(values: ParamValues): string;
  /** The stations behind it that its values name, each with the parameter in which it stands; a link must lead to each. */
  waysNamed?(values: ParamValues): readonly { readonly param: string; readonly id: string }[];
}

export interface CompileContext {
  /** The rows of a recorded trace. */
  readTrace(values: ParamValues): TraceRows;
  /** Puts numbers that are too many for a station's slots where the hot path can read them; returns their offset in `k.constants`, from 1. */
  keep(numbers: Float64Array): number;
  /** A variant within a variant: the index of its member, then the member's numbers. */
  variant(family: FamilyId, value: unknown): readonly number[];
  /** The mean of a distribution, s. */
  meanS(value: unknown): number;
  /** The classes' ids, in order. */
  readonly classIds: readonly string[];
  /** The ids of the stations to which its flow links lead, in order. */
  readonly wayIds: readonly string[];
}

/** One entry a job, in order of time; whole nanoseconds; −1 is "unknown" for demand and patience. */
export interface TraceRows {
  readonly atNs: Float64Array;
  readonly demandNs: Float64Array;
  readonly patienceNs: Float64Array;
  /** Each job's class as an index into `classNames`, −1 where it is to be drawn; empty where the file does not tell. */
  readonly classes: Int16Array;
  readonly classNames: readonly string[];
  /** Each job's key, 0 where it is to be drawn; empty where the file does not tell. */
  readonly keys: Int32Array;
}

export interface DistributionKind extends VariantKind {
  /** Draws one time in ns, not rounded, for job `j` into DRAWN_NS. Its numbers start at `f64[numbersAt]`; the random numbers are open. */
  drawNs(this: void, k: Kernel, numbersAt: number, j: JobHandle): void;
  meanS(values: ParamValues): number;
  varianceS2(values: ParamValues): number;
  /** The time that a share `p` of all times does not exceed. */
  quantileS(values: ParamValues, p: number): number;
  /** The share of all times that do not exceed `timeS`: 0 to 1. */
  cdf(values: ParamValues, timeS: number): number;
}

export interface ArrivalKind extends VariantKind {
  /** From one job's intended time to the next one's, whole ns, into DRAWN_NS; −1: there is no next. ARRIVAL_STATES floats from `stateAt` are its own, 0 at first. */
  drawGapNs(this: void, k: Kernel, numbersAt: number, stateAt: number): void;
  /** How many arrivals are expected from now until DUE_NS, into DRAWN_NS. Without it a change begins anew: what is left of a gap means nothing to another source. */
  expected?(this: void, k: Kernel, numbersAt: number, stateAt: number): void;
  /** The inverse: how long it takes, ns from now, until as many arrivals as DRAWN_NS are expected, into DRAWN_NS; −1: they never are. */
  whenExpected?(this: void, k: Kernel, numbersAt: number, stateAt: number): void;
  /** Once before its first gap. The random numbers are open. */
  begin?(this: void, k: Kernel, numbersAt: number, stateAt: number): void;
  /** At the end of a gap: false when something else happened to the source than that a job came. */
  isJob?(this: void, k: Kernel, numbersAt: number, stateAt: number): boolean;
  /** The class of the job that comes now, where the source knows it; −1: drawn. */
  classOfNext?(this: void, k: Kernel, numbersAt: number, stateAt: number): number;
  /** Gives a new job what the source knows of it; called before the next gap is drawn. */
  fill?(this: void, k: Kernel, numbersAt: number, stateAt: number, j: JobHandle): void;
  /** It is taken out, or its numbers change: what it has played at this very instant, into four floats from `playedAt`, which are the producer's. */
  leave?(this: void, k: Kernel, numbersAt: number, stateAt: number, playedAt: number): void;
  /** It is put in, before its first gap: what stands there from before is not played a second time. */
  takeUp?(this: void, k: Kernel, numbersAt: number, stateAt: number, playedAt: number): void;
  /** True: jobs come from users who wait for the end of one before they think and send the next. Its numbers are how many users, and the think time. */
  readonly closed?: boolean;
  /** True: its rate changes with the run's time, so that the one it is set to says little about now. */
  readonly rateVaries?: boolean;
}

/** What jobs are about. */
export interface KeyKind extends VariantKind {
  /** Draws the key of a new job, 1, 2, …, and writes it to the job. Absent: jobs have none. The random numbers are open. */
  drawKey?(this: void, k: Kernel, numbersAt: number, j: JobHandle): void;
}

/** Whose jobs a cache answers. The station's streams and private table are the cache's (stations/cache.ts). */
export interface CacheAnswersKind extends VariantKind {
  hits(this: void, k: Kernel, s: StationHandle, numbersAt: number, j: JobHandle): boolean;
  /** A job about `key` that missed has been served behind the cache. */
  learn?(this: void, k: Kernel, s: StationHandle, numbersAt: number, key: number): void;
  /** Its numbers have changed. */
  changed?(this: void, k: Kernel, s: StationHandle, numbersAt: number): void;
}

/** Which jobs a gate lets through. The station's streams and private table are the gate's (stations/gate.ts). */
export interface GateRuleKind extends VariantKind {
  /** Whether the job may pass; asked again when it was refused behind the gate, so nothing is noted yet. */
  lets(this: void, k: Kernel, s: StationHandle, numbersAt: number, j: JobHandle): boolean;
  /** A job about `key` has passed. */
  passed?(this: void, k: Kernel, s: StationHandle, numbersAt: number, key: number): void;
  /** Whether the job should pass in truth. Absent: the rule is never wrong. */
  isGood?(this: void, k: Kernel, s: StationHandle, numbersAt: number, j: JobHandle): boolean;
}

/** Where a queue keeps its waiting jobs: the first whole number of a JobList in `i32`. */
export type ListAt = number;

/**
 * What a queue keeps beside the line in the order of arrival, because its discipline or its policy asks for it: a line for each class, or a
 * tree in the order of the discipline's ranks (stations/queue/waiting.ts).
 */
export type QueueKeeps = 'classes' | 'ranks';

/** Who is next in a queue. The numbers of its parameters start at `f64[numbersAt]`. */
export interface DisciplineKind extends VariantKind {
  readonly keeps?: QueueKeeps;
  /** The job that is handed on next; somebody waits. */
  next(this: void, k: Kernel, s: StationHandle, numbersAt: number): JobHandle;
  /** A job of class `c` was next and has been handed on. */
  handedOn?(this: void, s: StationHandle, c: number): void;
  /** For one that keeps ranks: into DRAWN_NS what the line is ordered by, smallest first. Absent: all are equal. */
  rank?(this: void, k: Kernel, s: StationHandle, j: JobHandle): void;
  /** All who wait, the next one first, as far as that is known, until `see` answers false. For the screen. */
  walk(this: void, k: Kernel, s: StationHandle, numbersAt: number, see: (j: JobHandle) => boolean): void;
}

export interface FullPolicyKind extends VariantKind {
  readonly keeps?: QueueKeeps;
  /** Who has to go when `j` comes to the full queue `s`: 0 nobody (it waits at the door), `j` itself, or one who waits. */
  victim(this: void, k: Kernel, s: StationHandle, j: JobHandle): JobHandle;
}

export interface PatienceKind extends VariantKind {
  /** How long a job is ready to wait here, ns, into DRAWN_NS. Absent: for ever. The random numbers are open. */
  drawNs?(this: void, k: Kernel, numbersAt: number, j: JobHandle): void;
}

/** Sheds before a queue is full. Its state stands in the queue's (stations/queue/state.ts). */
export interface ManagementKind extends VariantKind {
  /** A job comes, and so many wait. True: it is turned away. */
  refuses?(this: void, k: Kernel, s: StationHandle, numbersAt: number, waiting: number): boolean;
  /** `j` is next and somebody behind asks: who of those who wait is handed on in the end, the others being set aside (stations/queue/aside.ts); 0: nobody is left. */
  turn?(this: void, k: Kernel, s: StationHandle, numbersAt: number, j: JobHandle): JobHandle;
  /** It was not taken after all: the turn has not been. */
  notTaken?(this: void, s: StationHandle): void;
  /** Nobody waits any more. */
  emptied?(this: void, s: StationHandle): void;
  /** Forgets what it has seen. */
  forget?(this: void, s: StationHandle): void;
}

/** Which way a router sends a job. The station's streams, state and private table are the router's (stations/router.ts). */
export interface RoutingKind extends VariantKind {
  /** Hands the job over, by `offerOver`; false: there is no room where it should go, and the links on which it waits stand at their doors. */
  send(this: void, k: Kernel, s: StationHandle, numbersAt: number, j: JobHandle): boolean;
}

/** How many a limiter lets in, and how fast. LIMIT_STATES floats from `stateAt` are its own, 0 at first. */
export interface LimitKind extends VariantKind {
  /** Whether one more may pass now. */
  admits(this: void, k: Kernel, numbersAt: number, stateAt: number): boolean;
  /** One is about to pass; and it has not after all, for there was no room behind. */
  passed?(this: void, k: Kernel, numbersAt: number, stateAt: number): void;
  refused?(this: void, k: Kernel, numbersAt: number, stateAt: number): void;
  /** How long until the next may pass, ns, into DRAWN_NS; −1: no time will bring it. Absent: likewise. */
  untilNext?(this: void, k: Kernel, numbersAt: number, stateAt: number): void;
  /** True: every job that passed is followed to its end, and counted as under way until then (policies/limit/limit-state.ts). */
  readonly follows?: boolean;
  /** One of those has ended (`what` of `What`), SPAN_NS after it passed. */
  ended?(this: void, k: Kernel, numbersAt: number, stateAt: number, what: number): void;
  /** Its numbers have changed, or it begins. */
  begin?(this: void, k: Kernel, numbersAt: number, stateAt: number): void;
  /** How many may be under way at once, or how many may pass at this instant: what the screen shows. */
  placesNow(this: void, k: Kernel, numbersAt: number, stateAt: number): number;
}

/** How long a caller waits before it tries again. */
export interface BackoffKind extends VariantKind {
  /** The pause before try `tries` + 1 of call `c`, ns, into DRAWN_NS, which is 0 before; the random numbers are open. `f64[c + J_SINCE]` keeps the call's last pause for a kind that builds on it. */
  drawPauseNs?(this: void, k: Kernel, numbersAt: number, tries: number, c: JobHandle): void;
}

/** Stops calling a callee that fails. `setBreaker` (breakers.ts) says what it is: closed, open or half open. */
export interface BreakerKind extends VariantKind {
  mayTry?(this: void, k: Kernel, link: LinkHandle, numbersAt: number, stateAt: number): boolean;
  outcome?(this: void, k: Kernel, link: LinkHandle, numbersAt: number, stateAt: number, answered: boolean): void;
}

/** How many retries a link may add to its calls. */
export interface RetryBudgetKind extends VariantKind {
  onCall?(this: void, k: Kernel, numbersAt: number, stateAt: number): void;
  mayRetry?(this: void, k: Kernel, numbersAt: number, stateAt: number): boolean;
}

/** A second attempt beside one that takes long. */
export interface HedgeKind extends VariantKind {
  /** How long after the newest attempt the next one is made, ns, when there were `hedged` already; −1: none. */
  afterNs?(this: void, k: Kernel, numbersAt: number, hedged: number): number;
}

/** A caller that holds itself back. */
export interface ThrottleKind extends VariantKind {
  /** The random numbers are open. */
  mayTry?(this: void, k: Kernel, numbersAt: number, stateAt: number): boolean;
  outcome?(this: void, k: Kernel, numbersAt: number, stateAt: number, answered: boolean): void;
}

/** What a link may be besides a plain hand-over: parameters under a name of their own, e.g. `call`. */
export interface LinkKind extends Described {
  /** What is wrong with values that are each within their range, or ''. */
  refuse?(values: ParamValues): string;
}

/** Something that goes wrong for a while, at a station or on a link. */
export interface FaultKind extends Described {
  readonly on: 'station' | 'link';
  /** Whether it can happen at a station of this kind; for a link, of the kind before it. */
  suits(kind: StationKind): boolean;
  /** One of them began or ended: `active` are the values of those that are on at this station or link now. */
  apply(k: Kernel, target: number, active: readonly ParamValues[]): void;
}

export interface Families {
  readonly routing: readonly RoutingKind[];
  readonly limit: readonly LimitKind[];
  readonly classTimes: readonly VariantKind[];
  readonly arrivals: readonly ArrivalKind[];
  readonly keys: readonly KeyKind[];
  readonly cacheAnswers: readonly CacheAnswersKind[];
  readonly gateRule: readonly GateRuleKind[];
  readonly distribution: readonly DistributionKind[];
  readonly discipline: readonly DisciplineKind[];
  readonly whenFull: readonly FullPolicyKind[];
  readonly patience: readonly PatienceKind[];
  readonly management: readonly ManagementKind[];
  readonly backoff: readonly BackoffKind[];
  readonly breaker: readonly BreakerKind[];
  readonly hedge: readonly HedgeKind[];
  readonly retryBudget: readonly RetryBudgetKind[];
  readonly throttle: readonly ThrottleKind[];
}

/** The lists of catalog.ts, handed to the engine so that it knows no kind. */
export interface Catalog {
  readonly stations: readonly StationKind[];
  readonly links: { readonly flow: LinkKind; readonly call: LinkKind };
  readonly faults: readonly FaultKind[];
  readonly families: Families & Readonly<Record<FamilyId, readonly VariantKind[]>>;
}
