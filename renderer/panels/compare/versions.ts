import { useState } from 'react';
import { libraryScenarios } from '../../../simulations/library';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { asOpened, counterpartOf, likelyVersion, type DocumentSnapshot, type Version } from '../../document';
import type { Watched } from '../panel-props';
import { useWatchedPart } from '../use-watched';

/** One of those that can be chosen. */
export interface ListedVersion extends Version {
  readonly id: string;
}

export interface Versions {
  /** As it was opened; as it was when it was kept; its counterpart in the library. */
  readonly own: readonly ListedVersion[];
  /** Of those, the one to compare with unless another is chosen. */
  readonly likely: string;
  readonly library: readonly ListedVersion[];
  /** Keeps the scenario as it is now. */
  readonly keep: () => void;
}

/** The versions of what is edited that one may want to compare it with. */
export function useVersions(document: Watched<DocumentSnapshot>): Versions {
  const opened = useWatchedPart(document, (snapshot) => snapshot.opened);
  const openedAs = useWatchedPart(document, (snapshot) => snapshot.openedAs);
  const edited = useWatchedPart(document, (snapshot) => snapshot.edited);
  const libraryId = useWatchedPart(document, (snapshot) => snapshot.libraryId);
  const [kept, setKept] = useState<{ readonly opened: number; readonly scenario: Scenario } | null>(null);
  const counterpart = counterpartOf({ openedAs }, libraryScenarios);
  const own: ListedVersion[] = [
    { id: OPENED, ...asOpened({ openedAs }) },
    ...(kept?.opened === opened ? [{ id: 'kept', name: 'As it was kept', scenario: kept.scenario }] : []),
    ...(counterpart === null ? [] : [{ id: COUNTERPART, ...counterpart }]),
  ];
  const library = libraryScenarios.filter(({ scenario }) => scenario !== counterpart?.scenario).map(({ id, title, scenario }) => ({ id: `library ${id}`, name: title, scenario }));
  const { scenario: likely } = likelyVersion({ openedAs, edited, libraryId }, libraryScenarios);
  return { own, likely: likely === counterpart?.scenario ? COUNTERPART : OPENED, library, keep: () => setKept({ opened, scenario: document.getSnapshot().scenario }) };
}

const OPENED = 'opened';
const COUNTERPART = 'counterpart';
