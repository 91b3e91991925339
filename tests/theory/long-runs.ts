import { MOVE_STRIDE, Move, What } from '../../simulations/engine/frame';
import { FrameView } from '../../simulations/engine/frame-view';
import { histogramOf } from '../../simulations/engine/figures';
import { stationAt } from '../../simulations/engine/layout';
import { reportOf, type Report } from '../../simulations/experiments/report';
import type { Scenario } from '../../simulations/scenario/scenario';
import { startRun, type EngineRun } from '../../simulations/scenario/start-run';
import { validateScenario } from '../../simulations/scenario/validate-scenario';

// The long runs of the theory tests.

function started(scenario: Scenario, seed: number): EngineRun {
  const valid = validateScenario(scenario);
  if (!valid.ok) throw new Error(JSON.stringify(valid.problems));
  const run = startRun(scenario, { seed });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

export interface Measured extends Report {
  /** The share of jobs that were handed on at once by the second station. */
  readonly shareWithoutWait: number;
}

/** One run to its end. */
export function measuredRun(scenario: Scenario, seed: number): Measured {
  const run = started(scenario, seed);
  run.advanceTo(Infinity);
  const report = reportOf(run);
  if (report.stopped !== '') throw new Error(report.stopped);
  return { ...report, shareWithoutWait: shareInFirstBucket(run, 1) };
}

/** A wait is 0 or an exponential time: below 8 ns there is practically nothing but the zeros. */
function shareInFirstBucket({ kernel }: EngineRun, index: number): number {
  if ((kernel.plan.stations[index]?.kind.histograms ?? []).length === 0) return NaN;
  const { counts } = histogramOf(kernel, stationAt(index), 0);
  return counts[0]! / counts.reduce((sum, n) => sum + n, 0);
}

/** Mean and second moment of the waits of those who came to the desk after the warm-up, s and s². */
export function waitMoments(scenario: Scenario, seed: number): { mean: number; second: number } {
  const run = started(scenario, seed);
  run.sampleJobs(1);
  const since = new Map<number, number>();
  let [n, sum, squares] = [0, 0, 0];
  const durationS = scenario.warmupS + scenario.durationS;
  for (let cut = 1; cut <= 50; cut++) {
    const moves = movesUntil(run, (durationS * cut) / 50);
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
      if ((moves[m + Move.what]! & 15) !== What.entered) continue;
      const job = moves[m + Move.job]!;
      const nowS = moves[m + Move.timeNs]! / 1e9;
      if (moves[m + Move.station] === 1) since.set(job, nowS);
      if (moves[m + Move.station] !== 2) continue;
      const waitS = nowS - since.get(job)!;
      since.delete(job);
      if (nowS < scenario.warmupS) continue;
      n++;
      sum += waitS;
      squares += waitS ** 2;
    }
  }
  return { mean: sum / n, second: squares / n };
}

function movesUntil(run: EngineRun, untilS: number): number[] {
  const moves: number[] = [];
  for (;;) {
    const done = run.advanceSome(untilS, 20_000);
    const { numbers, moves: count } = new FrameView(run.readFrame());
    const from = new FrameView(numbers).moveAt(0);
    for (let at = from; at < from + count * MOVE_STRIDE; at++) moves.push(numbers[at]!);
    if (done) return moves;
  }
}

/** The shares of time after the warm-up in which 0, 1, … `upTo` jobs are inside, from the moves of all jobs. */
export function sharesOfTime(scenario: Scenario, seed: number, upTo: number): number[] {
  const run = started(scenario, seed);
  run.sampleJobs(1);
  const shares = Array.from({ length: upTo + 1 }, () => 0);
  const durationS = scenario.warmupS + scenario.durationS;
  let [inside, sinceS] = [0, scenario.warmupS];
  const passTo = (nowS: number): void => {
    if (nowS > sinceS && inside <= upTo) shares[inside]! += (nowS - sinceS) / scenario.durationS;
    sinceS = Math.max(sinceS, nowS);
  };
  for (let cut = 1; cut <= 50; cut++) {
    const moves = movesUntil(run, (durationS * cut) / 50);
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
      const what = moves[m + Move.what]! & 15;
      const change = what === What.made ? 1 : ENDS.has(what) ? -1 : 0;
      if (change === 0) continue;
      passTo(moves[m + Move.timeNs]! / 1e9);
      inside += change;
    }
  }
  passTo(durationS);
  return shares;
}
const ENDS: ReadonlySet<number> = new Set([What.served, What.shed, What.failed, What.timedOut]);
