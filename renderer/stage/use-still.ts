import { useSyncExternalStore } from 'react';

const QUERY = '(prefers-reduced-motion: reduce)';

function subscribe(listener: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** True for those who asked their system for less motion. */
export const useStill = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(QUERY).matches);
