import type { LibraryScenario } from '../../simulations/library';
import type { Version } from './app-actions';
import type { DocumentSnapshot } from './document-snapshot';

type Opened = Pick<DocumentSnapshot, 'openedAs'>;

/** The same system set in the other way, where the library has it. */
export function counterpartOf({ openedAs }: Opened, library: readonly LibraryScenario[]): Version | null {
  const opened = library.find(({ scenario }) => scenario === openedAs);
  const found = library.find(({ id }) => id === opened?.counterpart);
  return found === undefined ? null : { name: found.title, scenario: found.scenario };
}

/** What one may want to compare it with: while it is as the library has it, its counterpart says more than itself. */
export function likelyVersion(snapshot: Opened & Pick<DocumentSnapshot, 'edited' | 'libraryId'>, library: readonly LibraryScenario[]): Version {
  const isOfLibrary = snapshot.libraryId !== null && !snapshot.edited;
  return (isOfLibrary ? counterpartOf(snapshot, library) : null) ?? asOpened(snapshot);
}

/** What is edited is called so beside another version. */
export const AS_IT_IS = 'As it is now';
export const asOpened = ({ openedAs }: Opened): Version => ({ name: 'As it was opened', scenario: openedAs });
