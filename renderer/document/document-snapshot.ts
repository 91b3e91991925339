import type { Problem } from '../../simulations/scenario/problem';
import type { Scenario } from '../../simulations/scenario/scenario';

export interface DocumentSnapshot {
  readonly scenario: Scenario;
  /** The file's name; while there is none, the scenario's title. */
  readonly name: string;
  /** Where the host saved it or opened it from; null: nowhere yet. */
  readonly handle: string | null;
  /** The id of the library scenario it was opened from and still is, or null. */
  readonly libraryId: string | null;
  /** Another number for every scenario that is opened, however alike. */
  readonly opened: number;
  /** What was opened. */
  readonly openedAs: Scenario;
  /** There are changes that were not saved. */
  readonly edited: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What would be undone, for "Undo …"; '' when there is nothing. */
  readonly undoLabel: string;
  readonly redoLabel: string;
  /** Why the last edit or the last file was refused; empty once something succeeds or they are dismissed. */
  readonly problems: readonly Problem[];
}
