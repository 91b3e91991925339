import type { AppActions, DocumentSnapshot, Parts } from '../document';
import type { Measurements, RunSnapshot } from '../run';

/** What a panel is given: the run and the document to watch, and what it may ask for. */
export interface PanelProps {
  readonly run: WatchedRun;
  readonly document: Watched<DocumentSnapshot>;
  readonly actions: AppActions;
  /** The id of the station that is selected in the picture, or null. */
  readonly selection?: string | null;
  /** Everything that is selected, links included. */
  readonly picked?: Parts;
  readonly onSelect?: (stationId: string | null) => void;
}

export interface Watched<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => T;
}

export interface WatchedRun extends Watched<RunSnapshot> {
  readonly measurements: Measurements;
}
