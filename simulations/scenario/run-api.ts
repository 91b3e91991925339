import type { Result } from './problem';
import type { Change, FaultSpec, Scenario } from './scenario';

/** A running scenario: what the worker, the command line and the tests all use. */
export interface Run {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Model time, in seconds and in whole nanoseconds. */
  readonly nowS: number;
  readonly nowNs: number;
  /** Events executed since the start. */
  readonly events: number;
  /** Why it stopped by itself, or '' while it can go on. */
  readonly stopped: string;

  /** Runs every event up to and including `timeS`. Returns at once when stopped. */
  advanceTo(timeS: number): void;
  /** Like advanceTo, but returns after at most `eventsMax` events; true when `timeS` was reached (or the run has stopped). */
  advanceSome(timeS: number, eventsMax: number): boolean;
  /** One event; false when there is none left. */
  step(): boolean;
  /** Sets one parameter at the present model time and answers what was recorded. A refused change leaves everything as it was. */
  change(change: Change): Result<RecordedChange>;

  /** Something goes wrong from now on for a while. A refused fault leaves everything as it was. */
  fault(fault: FaultSpec): Result<RecordedFault>;

  /** How the moving picture samples: 0 writes no moves; n writes every move of every n-th job (a power of two). */
  sampleJobs(every: number): void;
  /** While moves are written, this job's are, with its attempts and copies, also where it is not in the sample. By its number on the screen; 0: nobody's. */
  watchJob(job: number): void;
  /** Length of the metrics windows from now on; affects no event. */
  setWindowS(windowS: number): void;
  /** Writes what happened since the last frame; uses `into` where it is large enough. The layout is engine/frame.ts's. */
  readFrame(into?: Float64Array): Float64Array;

  /** An exact copy of the run's state; `resumeRun` continues with the same history. A keyframe that nobody needs any more can give its memory. */
  keyframe(into?: Keyframe): Keyframe;
  /** Scenario, seed and the changes made: small, saved, replayable. */
  recording(): Recording;
}

export interface RunOptions {
  readonly seed?: number;
  /** The end of the run; default: the scenario's warm-up and duration. Infinity: goes on. */
  readonly endS?: number;
}

/** Opaque but for being structured-cloneable, so that it can be kept on the other side of a worker. */
export interface Keyframe {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly endS: number;
  readonly changes: readonly RecordedChange[];
  readonly faults: readonly RecordedFault[];
  readonly state: ArrayBuffer;
  readonly beside: ArrayBuffer;
  readonly numbers: readonly number[];
}

/** The very place in a history at which something was done by hand. */
export interface RecordedAt {
  readonly atS: number;
  /** After exactly this many events, and this many items of the plan: its changes, and the beginnings and ends of faults, */
  readonly afterEvents: number;
  readonly afterPlanned: number;
  /** and after the end of the warm-up, or before it. */
  readonly inFigures: boolean;
}

export interface RecordedChange extends Change, RecordedAt {}

export interface RecordedFault extends RecordedAt {
  readonly fault: FaultSpec;
  /** After this many changes by hand. */
  readonly afterChanges: number;
}

export interface Recording {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly changes: readonly RecordedChange[];
  readonly faults: readonly RecordedFault[];
}
