import type { Problem, Result } from '../../simulations/scenario/problem';
import type { Keyframe, RecordedAt, RecordedChange, RecordedFault } from '../../simulations/scenario/run-api';
import type { Change, FaultSpec, Scenario } from '../../simulations/scenario/scenario';

/**
 * What the page and the engine's worker say to each other. Each request has exactly one answer, in order. Frames are
 * transferred, never copied: the page sends a buffer that it has read along with the next request.
 */
export type ToEngine =
  | { readonly kind: 'start'; readonly run: number; readonly scenario: Scenario; readonly seed: number }
  | ResumeRequest
  | AdvanceRequest
  | ({ readonly kind: 'step' } & FrameRequest)
  | ChangeRequest
  | FaultRequest;

/** Something done to a run by hand, with its very place in the history. */
export type Deed = { readonly change: RecordedChange } | { readonly fault: RecordedFault };

export const placeOf = (deed: Deed): RecordedAt => ('change' in deed ? deed.change : deed.fault);

export interface FaultRequest {
  readonly kind: 'fault';
  readonly run: number;
  readonly id: number;
  readonly fault: FaultSpec;
}

export interface ChangeRequest {
  readonly kind: 'change';
  readonly run: number;
  readonly id: number;
  readonly change: Change;
}

export interface FrameRequest {
  readonly run: number;
  readonly sampleEvery: number;
  /** The job whose moves are wanted although it may not be in the sample, by its number on the screen; 0: nobody's. */
  readonly watched: number;
  readonly windowS: number;
  readonly buffer: ArrayBuffer | null;
}

export interface AdvanceRequest extends FrameRequest {
  readonly kind: 'advance';
  /** Model time to reach; Infinity: as far as the budget goes. */
  readonly toS: number;
  /** Or the number of events since the start, whichever comes first; Infinity: it does not matter. */
  readonly toEvents: number;
  /** Screen time to spend at most; what is missing is asked for again. */
  readonly budgetMs: number;
  readonly withKeyframe: boolean;
  /** The run comes to rest: its open window is closed, so that the figures reach up to now. */
  readonly rest: boolean;
}

/** A run that was lost, or that goes back, is taken up at a keyframe (null: at the start). */
export interface ResumeRequest {
  readonly kind: 'resume';
  readonly run: number;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly keyframe: Keyframe | null;
  /** How much of what was done by hand is in the keyframe. */
  readonly deedsBefore: number;
  /** What is done again when its time comes. */
  readonly later: readonly Deed[];
}

export type FromEngine =
  | { readonly kind: 'started'; readonly run: number; readonly scenario: Scenario; readonly seed: number; readonly nowNs: number }
  | { readonly kind: 'refused'; readonly run: number; readonly problems: readonly Problem[] }
  | FrameAnswer
  | {
    readonly kind: 'done'; readonly run: number; readonly id: number;
    /** What was recorded, or why it was refused; */
    readonly result: Result<Deed>;
    /** after so much that was done before. What was to be done again later is not done any more. */
    readonly deedsBefore: number;
  }
  /** Our mistake: the engine cannot go on. */
  | { readonly kind: 'crashed'; readonly message: string };

export interface FrameAnswer {
  readonly kind: 'frame';
  readonly run: number;
  readonly step: boolean;
  readonly buffer: ArrayBuffer;
  /** The time that was asked for was reached, or the run has ended. */
  readonly reached: boolean;
  readonly keyframe: KeyframeAnswer | null;
  /** How much of what is done by hand has been done by now. */
  readonly deedsMade: number;
  /** The scenario as it is now in the run, when that has changed since the last frame (by its own timeline, too). */
  readonly scenario: Scenario | null;
}

export interface KeyframeAnswer {
  readonly keyframe: Keyframe;
  /** How much of what was done by hand is in it. */
  readonly deedsMade: number;
  /** What it cost to make. */
  readonly tookMs: number;
}
