import type { FrameView } from '../../simulations/engine/frame-view';
import type { Result } from '../../simulations/scenario/problem';
import type { Change, Scenario } from '../../simulations/scenario/scenario';
import type { Measurements } from './measurements';
import type { FrameSpan, RunSnapshot, StageTime } from './run-snapshot';

export declare class RunController {
  readonly measurements: Measurements;
  start(scenario: Scenario, seed?: number): Promise<Result<void>>;
  play(): void;
  pause(): void;
  step(): Promise<void>;
  setSpeed(speed: number): void;
  restart(): void;
  newSeed(): void;
  /** Applied at the run's present time. */
  change(change: Change): Promise<Result<void>>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => RunSnapshot;
  /** The view is valid during the call only: its buffer goes back to the engine. */
  onFrame(listener: (view: FrameView, span: FrameSpan) => void): () => void;
  /** A new run began, or the run went back to a keyframe: forget drawn jobs. */
  onReset(listener: () => void): () => void;
  stageTime(): StageTime;
  dispose(): void;
}
