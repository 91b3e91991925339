import type { ParamValue } from '../../simulations/engine/param';
import type { Result } from '../../simulations/scenario/problem';

/**
 * Everything a user can ask the app for, in one place: buttons, keys, menus and gestures call the same functions.
 * What can be refused shows its problem by itself; the result is for those who want to mark the field as well.
 */
export interface AppActions {
  play(): void;
  pause(): void;
  playPause(): void;
  /** Pauses, then executes one event. */
  step(): void;
  /** From the start again with the same seed and the scenario as it is edited now. */
  restart(): void;
  newSeed(): void;
  /** Model seconds per screen second; Infinity: as fast as it goes. */
  setSpeed(speed: number): void;
  slower(): void;
  faster(): void;

  /** Sets `stations.inbox.capacityJobs` and the like. Successive edits with the same merge key, which stands for one gesture, are one undo step. */
  setParam(path: string, value: ParamValue, mergeKey?: string): Result<void>;
  setTitle(title: string): Result<void>;
  /** Places of stations in the picture, by id; never touches the run. */
  moveStations(places: Readonly<Record<string, readonly [number, number]>>): Result<void>;
  undo(): void;
  redo(): void;

  /** Asks before it throws away unsaved changes. */
  openLibrary(id: string): void;
  open(): void;
  save(): void;
  saveAs(): void;

  fullScreen(): void;
  showHelp(): void;
  /** Says something to those who cannot see it. */
  announce(text: string): void;
  dismissProblems(): void;
}
