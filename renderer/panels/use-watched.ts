import { useSyncExternalStore } from 'react';
import type { Watched } from './panel-props';

/** The newest snapshot; renders again when it is replaced. */
export const useWatched = <T>(watched: Watched<T>): T => useSyncExternalStore(watched.subscribe, watched.getSnapshot);

/** A part of it that is compared by identity; renders again only when that part is another one. */
export const useWatchedPart = <T, P>(watched: Watched<T>, part: (snapshot: T) => P): P => useSyncExternalStore(watched.subscribe, () => part(watched.getSnapshot()));
