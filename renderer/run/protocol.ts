import type { Problem, Result } from '../../simulations/scenario/problem';
import type { Keyframe, RecordedChange } from '../../simulations/scenario/run-api';
import type { Change, Scenario } from '../../simulations/scenario/scenario';

/**
 * What the page and the engine's worker say to each other. Each request has exactly one answer, in order. Frames are
 * transferred, never copied: the page sends a buffer that it has read along with the next request.
 */
export type ToEngine =
  | { readonly kind: 'start'; readonly run: number; readonly scenario: Scenario; readonly seed: number }
  | ResumeRequest
  | AdvanceRequest
  | ({ readonly kind: 'step' } & FrameRequest)
  | ChangeRequest;

export interface ChangeRequest {
  readonly kind: 'change';
  readonly run: number;
  readonly id: number;
  readonly change: Change;
}

export interface FrameRequest {
  readonly run: number;
  readonly sampleEvery: number;
  readonly windowS: number;
  readonly buffer: ArrayBuffer | null;
}

export interface AdvanceRequest extends FrameRequest {
  readonly kind: 'advance';
  /** Model time to reach; Infinity: as far as the budget goes. */
  readonly toS: number;
  /** Screen time to spend at most; what is missing is asked for again. */
  readonly budgetMs: number;
  readonly withKeyframe: boolean;
  /** The run comes to rest: its open window is closed, so that the figures reach up to now. */
  readonly rest: boolean;
}

/** A run that was lost goes on from the last keyframe (null: from the start), with the changes made since. */
export interface ResumeRequest {
  readonly kind: 'resume';
  readonly run: number;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly keyframe: Keyframe | null;
  /** How many of the user's changes are in the keyframe. */
  readonly changesBefore: number;
  /** The later ones. */
  readonly changes: readonly RecordedChange[];
}

export type FromEngine =
  | { readonly kind: 'started'; readonly run: number; readonly scenario: Scenario; readonly seed: number; readonly nowNs: number }
  | { readonly kind: 'refused'; readonly run: number; readonly problems: readonly Problem[] }
  | FrameAnswer
  | {
    readonly kind: 'changed'; readonly run: number; readonly id: number;
    /** What was recorded, or why it was refused. */
    readonly result: Result<RecordedChange>;
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
  /** The scenario as it is now in the run, when that has changed since the last frame (by its own timeline, too). */
  readonly scenario: Scenario | null;
}

export interface KeyframeAnswer {
  readonly keyframe: Keyframe;
  /** How many of the user's changes are in it. */
  readonly changesMade: number;
  /** What it cost to make. */
  readonly tookMs: number;
}
