import { resolveParam } from '../../simulations/scenario/param-path';
import type { Scenario } from '../../simulations/scenario/scenario';
import { runDifferences, type DocumentStore } from '../document';
import type { RunController } from '../run';
import { strings } from './strings';

/**
 * A run that has gone back is about to take another way: what was changed by hand later holds from now on, for it stands in the document.
 */
export function takeUpLater(document: DocumentStore, run: RunController): void {
  const { scenario } = document.getSnapshot();
  for (const path of new Set(run.changedLater)) {
    const place = resolveParam(scenario, path);
    if (place.ok) void run.change({ path, value: place.value.value });
  }
}

/**
 * Keeps the run to the document: an edited parameter becomes a change at the run's present time, and so does its
 * undoing; what a run cannot take up waits for a new one. Compares states, so it does not matter how they came about.
 */
export function followDocument(document: DocumentStore, run: RunController, announce: (text: string) => void): () => void {
  /** The document's scenario that the run corresponds to. */
  let followed: Scenario | null = null;
  let lastBegun: Scenario | null = null;
  /** Where an edit stopped the run that was playing, or null. */
  let stoppedAtS: number | null = null;

  const follow = (): void => {
    const { scenario } = document.getSnapshot();
    if (followed === null || scenario === followed) {
      run.setNext(scenario, followed === null && run.getSnapshot().status === 'empty');
      return;
    }
    const { needsNewRun, changes } = runDifferences(followed, scenario);
    const { runStale, status, nowS } = run.getSnapshot();
    if (needsNewRun && !runStale) {
      stoppedAtS = status === 'playing' ? nowS : null;
      announce(strings.said.stale);
    }
    run.setNext(scenario, needsNewRun);
    if (needsNewRun) return;
    followed = scenario;
    // What an edit stopped goes on when the edit is taken back, unless somebody has looked back meanwhile.
    if (stoppedAtS !== null && status === 'paused' && nowS >= stoppedAtS) run.play();
    stoppedAtS = null;
    // A place, a name or a check decides nothing about the run: what is still to come of it comes.
    if (changes.length === 0) return;
    takeUpLater(document, run);
    for (const change of changes) void run.change(change);
  };
  const stopWatching = document.subscribe(follow);
  const stopResets = run.onReset(() => {
    const { begun } = run;
    // The same run from another time on: what was changed in it by hand is changed again at its time.
    if (begun === lastBegun) return;
    lastBegun = begun;
    if (begun === followed) return;
    followed = begun;
    stoppedAtS = null;
    follow();
  });
  follow();
  return () => {
    stopWatching();
    stopResets();
  };
}
