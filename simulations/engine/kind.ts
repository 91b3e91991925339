import type { FamilyId, Params, ParamValues } from './param';
import type { Kernel } from './kernel';

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
  /** True when it may have call links: it holds its job until the answers are there (`k.callFor`, `onAnswer`). */
  readonly calls?: boolean;
  /** True when it may hand a job on in the instant it gets it, so that a circle of such stations would never end. */
  readonly instant?: boolean;
  /** Purposes of its random numbers; each is a stream of its own for every station. */
  readonly streams: readonly string[];
  /** Int32 words of private table, e.g. one for each cell; fixed for the station's life. */
  readonly tableWords?: number;
  /** How many histograms it fills, and the report's name for each, e.g. `waitS`. */
  readonly histograms?: readonly string[];

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
  /** A job that this station made has ended (`what` of `What`), wherever it was. Only for kinds with `closes` true. */
  onEnd?(this: void, k: Kernel, s: StationHandle, j: JobHandle, what: number): void;
  /** A parameter has just changed; the new values stand in the station's slots. */
  onChange?(this: void, k: Kernel, s: StationHandle): void;
  /** A fault began or ended: SLOWNESS, PAUSED, CRASHED and FAULT_SHARE say what is the matter now. */
  onFault?(this: void, k: Kernel, s: StationHandle): void;
  /** Forgets what it keeps, e.g. a cache. */
  flush?(this: void, k: Kernel, s: StationHandle): void;
  /** What the screen shows of its state. Not on the hot path. */
  observe(this: void, k: Kernel, s: StationHandle, into: StationGauges): void;
  /** Calls `see` for each job that stands still and can be drawn, nearest the head first. */
  occupants?(this: void, k: Kernel, s: StationHandle, see: (j: JobHandle, place: number, state: number, untilNs: number) => boolean): void;
}

export interface StationGauges {
  waiting: number;
  inService: number;
  blocked: number;
  /** −1: unbounded. */
  places: number;
}

/** A member of a family. Its values are compiled to at most the family's numbers in the station's slots (slots.ts). */
export interface VariantKind extends Described {
  /** The numbers the hot path reads, from values that are already valid; times in ns. Absent: it needs none. */
  compile?(values: ParamValues, context: CompileContext): readonly number[];
  /** What is wrong with values that are each within their range, or ''. */
  refuse?(values: ParamValues): string;
}

export interface CompileContext {
  /** The rows of a recorded trace. */
  readTrace(values: ParamValues): TraceRows;
  /** Puts numbers that are too many for a station's slots where the hot path can read them; returns their offset in `k.constants`, from 1. */
  keep(numbers: Float64Array): number;
  /** A variant within a variant: the index of its member, then the member's numbers. */
  variant(family: FamilyId, value: unknown): readonly number[];
  /** The classes' ids, in order. */
  readonly classIds: readonly string[];
}

/** One entry a job, in order of time; whole nanoseconds; −1 is "unknown" for demand and patience; class −1: drawn. */
export interface TraceRows {
  readonly atNs: Float64Array;
  readonly demandNs: Float64Array;
  readonly patienceNs: Float64Array;
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
  /** The mean gap now, by which the rest of a gap is stretched when the rate changes; 0: never stretch. */
  paceNs(this: void, k: Kernel, numbersAt: number): number;
  /** Gives a new job what the source knows of it; called before the next gap is drawn. */
  fill?(this: void, k: Kernel, numbersAt: number, stateAt: number, j: JobHandle): void;
}

/** Where a queue keeps its waiting jobs: the first whole number of a JobList in `i32`. */
export type ListAt = number;

export interface DisciplineKind extends VariantKind {
  /** Puts a job in line; the head is served next. */
  insert(this: void, k: Kernel, list: ListAt, j: JobHandle): void;
  /** The one that has waited longest; 0 when the line is empty. */
  oldest(this: void, k: Kernel, list: ListAt): JobHandle;
}

export interface FullPolicyKind extends VariantKind {
  /** Who has to go when `j` comes to a full queue: 0 nobody (it waits at the door), `j` itself, or one of the line. */
  victim(this: void, k: Kernel, list: ListAt, j: JobHandle, discipline: DisciplineKind): JobHandle;
}

export interface Families {
  readonly arrivals: readonly ArrivalKind[];
  readonly distribution: readonly DistributionKind[];
  readonly discipline: readonly DisciplineKind[];
  readonly whenFull: readonly FullPolicyKind[];
}

/** The lists of catalog.ts, handed to the engine so that it knows no kind. */
export interface Catalog {
  readonly stations: readonly StationKind[];
  readonly families: Families & Readonly<Record<FamilyId, readonly VariantKind[]>>;
}
