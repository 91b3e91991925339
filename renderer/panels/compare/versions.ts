import { useState } from 'react';
import { libraryScenarios } from '../../../simulations/library';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { DocumentSnapshot } from '../../document';
import type { Watched } from '../panel-props';
import { useWatchedPart } from '../use-watched';

/** Something that the edited scenario can be compared with. */
export interface Version {
  readonly id: string;
  readonly name: string;
  readonly scenario: Scenario;
}

export interface Versions {
  /** As it was opened; as it was when it was kept; its counterpart in the library. */
  readonly own: readonly Version[];
  /** Of those, the one to compare with unless another is chosen: while nothing is changed, its counterpart says more than itself. */
  readonly likely: string;
  readonly library: readonly Version[];
  /** Keeps the scenario as it is now. */
  readonly keep: () => void;
}

/** The versions of what is edited that one may want to compare it with. */
export function useVersions(document: Watched<DocumentSnapshot>): Versions {
  const opened = useWatchedPart(document, (snapshot) => snapshot.opened);
  const isOfLibrary = useWatchedPart(document, ({ libraryId, edited }) => libraryId !== null && !edited);
  const [first, setFirst] = useState(document.getSnapshot);
  const [kept, setKept] = useState<Scenario | null>(null);
  if (first.opened !== opened) {
    setFirst(document.getSnapshot());
    setKept(null);
  }
  const same = libraryScenarios.find((each) => each.scenario === first.scenario);
  const counterpart = libraryScenarios.find(({ id }) => id === same?.counterpart);
  const own: Version[] = [
    { id: 'opened', name: 'As it was opened', scenario: first.scenario },
    ...(kept === null ? [] : [{ id: 'kept', name: 'As it was kept', scenario: kept }]),
    ...(counterpart === undefined ? [] : [{ id: `library ${counterpart.id}`, name: counterpart.title, scenario: counterpart.scenario }]),
  ];
  const library = libraryScenarios.filter(({ id }) => id !== counterpart?.id).map((each) => ({ id: `library ${each.id}`, name: each.title, scenario: each.scenario }));
  const likely = isOfLibrary && counterpart !== undefined ? `library ${counterpart.id}` : 'opened';
  return { own, likely, library, keep: () => setKept(document.getSnapshot().scenario) };
}
