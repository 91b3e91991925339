import type { EngineWorker } from './engine-link';

/** What a run needs of the page; tests give their own. */
export interface RunSurroundings {
  readonly makeWorker: () => EngineWorker;
  readonly nowMs: () => number;
  /** Calls once, before the next picture; answers how to take it back. */
  readonly beforeNextPicture: (callback: () => void) => () => void;
  readonly answerWithinMs: number;
}

export const pageSurroundings: RunSurroundings = {
  makeWorker: () => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
  nowMs: () => performance.now(),
  beforeNextPicture: (callback) => {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  answerWithinMs: 4000,
};
