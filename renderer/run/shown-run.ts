import type { RunController } from './run-controller';

/** What a picture, and the instruments over it, need of a run. */
export type ShownRun = Pick<RunController, 'measurements' | 'subscribe' | 'getSnapshot' | 'onFrame' | 'onReset' | 'begun' | 'stageTime' | 'showAgain'>;

/** What it takes to follow a job of it. */
export type FollowedRun = Pick<RunController, 'onFrame' | 'onReset' | 'onBranch' | 'onSetOut' | 'onUnseen' | 'number' | 'watchJob' | 'stageTime'>;
