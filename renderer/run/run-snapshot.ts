import type { Problem } from '../../simulations/scenario/problem';
import type { Scenario } from '../../simulations/scenario/scenario';

export type RunStatus = 'empty' | 'starting' | 'playing' | 'paused' | 'ended' | 'failed';

/** What the screen says of the run. Renewed at most ten times a second, and at once when the status changes. */
export interface RunSnapshot {
  readonly status: RunStatus;
  /** Model seconds per second of screen time; Infinity: as fast as it goes. */
  readonly speed: number;
  /** What was reached over about the last second; 0 while it stands. */
  readonly measuredSpeed: number;
  readonly seed: number;
  /** The model time that the picture shows. */
  readonly nowS: number;
  /** How far the run has come: beyond `nowS` while it has gone back. */
  readonly reachedS: number;
  /** How much was done by hand later in this history, and will be done again when its time comes. */
  readonly doneLater: number;
  /** Events executed since the start, a moment ahead of the picture. */
  readonly events: number;
  /** Jobs made since the figures began (the start, then the warm-up's end), and jobs inside, likewise. */
  readonly made: number;
  readonly inside: number;
  /** Why the run ended by itself, or ''. */
  readonly stopped: string;
  /** Something that happened to the run and that the user should know, or null. */
  readonly notice: string | null;
  readonly problems: readonly Problem[];
  /** The scenario as it now is in the run: the changes made so far are in it. */
  readonly scenario: Scenario | null;
  /** Moves of every n-th job are in the frames; 1: of every job. */
  readonly sampleEvery: number;
  /** The document has changed in a way that this run cannot take up: the next play starts a new one. */
  readonly runStale: boolean;
}

/** Everything moves; what is read lags a little behind what is. */
export const isPlaying = ({ status }: RunSnapshot): boolean => status === 'playing';

/** The stretch of model time that a frame covers and the stretch of stage time in which it is shown; linear between. */
export interface FrameSpan {
  readonly fromNs: number;
  readonly toNs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The clock the picture is drawn at. `ms` never goes back and stands still while nothing runs. */
export interface StageTime {
  readonly ms: number;
  readonly modelNs: number;
}
