import type { Scenario } from '../../simulations/scenario/scenario';
import { runDifferences, type DocumentStore } from '../document';
import type { RunController } from '../run';
import { strings } from './strings';

/**
 * Keeps the run to the document: an edited parameter becomes a change at the run's present time, and so does its
 * undoing; what a run cannot take up waits for a new one. Compares states, so it does not matter how they came about.
 */
export function followDocument(document: DocumentStore, run: RunController, announce: (text: string) => void): () => void {
  /** The document's scenario that the run corresponds to. */
  let followed: Scenario | null = null;

  const follow = (): void => {
    const { scenario } = document.getSnapshot();
    if (followed === null || scenario === followed) {
      run.setNext(scenario, followed === null && run.getSnapshot().status === 'empty');
      return;
    }
    const { needsNewRun, changes } = runDifferences(followed, scenario);
    if (needsNewRun && !run.getSnapshot().runStale) announce(strings.said.stale);
    run.setNext(scenario, needsNewRun);
    if (needsNewRun) return;
    followed = scenario;
    for (const change of changes) void run.change(change);
  };
  const stopWatching = document.subscribe(follow);
  const stopResets = run.onReset(() => {
    const { begun } = run;
    if (begun === followed) return;
    followed = begun;
    follow();
  });
  follow();
  return () => {
    stopWatching();
    stopResets();
  };
}
