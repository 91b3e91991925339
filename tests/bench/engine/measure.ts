import { reportOf } from '../../../simulations/experiments/report';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { startRun, type EngineRun } from '../../../simulations/scenario/start-run';
import { validateScenario } from '../../../simulations/scenario/validate-scenario';

// Method: each figure is the median of rounds that take turns within one process, with several engines
// alive. Only the ratios are stated; the machine's mood is in both sides.
const ROUNDS = 7;
export const EVENTS = 2_000_000;

export function started(scenario: Scenario, seed: number): EngineRun {
  const valid = validateScenario(scenario);
  if (!valid.ok) throw new Error(JSON.stringify(valid.problems));
  const run = startRun(scenario, { seed, endS: Infinity });
  if (!run.ok) throw new Error(run.problems[0]!.message);
  return run.value;
}

/** So many more events, in slices as the app and the command line do it. Moves are read into a frame, or dropped. */
export function goOn(run: EngineRun, events: number, reads = false): number {
  const from = run.events;
  let frame: Float64Array | undefined;
  while (run.events < from + events) {
    run.advanceSome(Infinity, 20_000);
    if (reads) frame = run.readFrame(frame);
    else run.kernel.dropMoves();
  }
  if (reportOf(run).jobs.served === 0) throw new Error('nothing was served');
  return run.events - from;
}

/** Events per second of each, the median of its rounds; the first round is for the compiler. */
export function takeTurns(works: Readonly<Record<string, (round: number) => number>>): Readonly<Record<string, number>> {
  const found: Record<string, number[]> = {};
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, work] of Object.entries(works)) {
      const from = performance.now();
      const events = work(round);
      if (round > 0) (found[name] ??= []).push((events / (performance.now() - from)) * 1000);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, each]) => [name, median(each)]));
}

/** A line of what was measured, as it is printed. */
export const line = (name: string, value: string, ratio: string): string => `${name.padEnd(40)}${value.padEnd(26)}${ratio}`;

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
