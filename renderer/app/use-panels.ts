import { useCallback, useEffect, useState } from 'react';
import type * as panelParts from '../panels';

export type Panels = typeof panelParts;

/** A picture that does not come to move, as without graphics, is not waited for any longer. */
const WAIT_MS = 1200;

/** Controls and instruments come when something moves: before that there is nothing to measure, and the picture does not wait for them. */
export function usePanels(): { readonly panels: Panels | null; readonly bringPanels: () => void } {
  const [panels, setPanels] = useState<Panels | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const bringPanels = useCallback(() => {
    void afterNextPicture().then(() => import('../panels')).then(
      (loaded) => setPanels(loaded),
      (error: unknown) => setFailure(error instanceof Error ? error : new Error(String(error))),
    );
  }, []);
  useEffect(() => {
    const late = setTimeout(bringPanels, WAIT_MS);
    return () => clearTimeout(late);
  }, [bringPanels]);
  if (failure !== null) throw failure;
  return { panels, bringPanels };
}

const afterNextPicture = (): Promise<void> => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
});
