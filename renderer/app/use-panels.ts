import { useCallback, useEffect, useState } from 'react';
import type * as panelParts from '../panels';

export type Panels = typeof panelParts;

/** A picture that does not come to move, as without graphics, is not waited for any longer. */
const WAIT_MS = 800;

/** Controls and instruments come when something moves: before that there is nothing to measure, and the picture does not wait for them. */
export function usePanels(): { readonly panels: Panels | null; readonly bringPanels: () => void } {
  const [panels, setPanels] = useState<Panels | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const bringPanels = useCallback(() => {
    import('../panels').then((loaded) => setPanels(loaded), (error: unknown) => setFailure(error instanceof Error ? error : new Error(String(error))));
  }, []);
  const bringNext = useCallback(() => void requestAnimationFrame(() => setTimeout(bringPanels)), [bringPanels]);
  useEffect(() => {
    const late = setTimeout(bringPanels, WAIT_MS);
    return () => clearTimeout(late);
  }, [bringPanels]);
  if (failure !== null) throw failure;
  return { panels, bringPanels: bringNext };
}
