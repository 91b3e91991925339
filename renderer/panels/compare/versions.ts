import { useState } from 'react';
import { libraryScenarios } from '../../../simulations/library';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { DocumentSnapshot } from '../../document';
import type { Watched } from '../panel-props';
import { useWatched } from '../use-watched';

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
  const { scenario, opened, name, libraryId, edited } = useWatched(document);
  const [first, setFirst] = useState({ opened, scenario, name });
  const [kept, setKept] = useState<Scenario | null>(null);
  if (first.opened !== opened) {
    setFirst({ opened, scenario, name });
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
  const likely = libraryId === null || edited || counterpart === undefined ? 'opened' : `library ${counterpart.id}`;
  return { own, likely, library, keep: () => setKept(scenario) };
}
