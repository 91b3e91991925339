import { invariant } from '../engine/invariant';
import { compile } from './compile';
import { EngineRun } from './engine-run';
import { inOrder } from './plan';
import { ok, type Result } from './problem';
import type { Keyframe, Recording, RunOptions } from './run-api';
import type { Scenario } from './scenario';

export type { EngineRun } from './engine-run';

/** Starts a valid scenario (parse or validate it first) at model time 0. */
export function startRun(scenario: Scenario, options: RunOptions = {}): Result<EngineRun> {
  const seed = options.seed ?? scenario.seed;
  const kernel = compile(scenario, seed);
  if (!kernel.ok) return kernel;
  const endS = options.endS ?? scenario.warmupS + scenario.durationS;
  const run = new EngineRun(scenario, seed, endS, kernel.value);
  kernel.value.start();
  if (scenario.warmupS === 0) run.restartFigures();
  return ok(run);
}

/** Continues from a keyframe: the same history as if the run had never been left. */
export function resumeRun(keyframe: Keyframe): EngineRun {
  const { scenario, seed, endS } = keyframe;
  const kernel = compile(scenario, seed);
  invariant(kernel.ok, 'a keyframe of a scenario that compiles');
  const run = new EngineRun(scenario, seed, endS, kernel.value);
  run.load(keyframe);
  return run;
}

/** Replays a recording up to its last change: the same history, event for event. */
export function replay(recording: Recording, options: RunOptions = {}): Result<EngineRun> {
  const { scenario, seed } = recording;
  const run = startRun(scenario, { ...options, seed });
  if (!run.ok) return run;
  let refused: Result<EngineRun> | undefined;
  const keep = (done: Result<unknown>): void => { if (!done.ok) refused ??= done; };
  inOrder(recording, (change) => {
    run.value.advanceToChange(change);
    keep(run.value.change(change));
  }, (recorded) => {
    run.value.advanceToChange(recorded);
    keep(run.value.fault(recorded.fault));
  });
  return refused ?? run;
}
