import { useSyncExternalStore } from 'react';
import type { Watched } from './panel-props';

/** The newest snapshot; renders again when it is replaced. */
export const useWatched = <T>(watched: Watched<T>): T => useSyncExternalStore(watched.subscribe, watched.getSnapshot);
