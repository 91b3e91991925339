import { FrameView } from '../../../simulations/engine/frame-view';
import { startLockstep, type Lockstep } from '../../../simulations/scenario/lockstep';
import type { Problem } from '../../../simulations/scenario/problem';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { validateScenario } from '../../../simulations/scenario/validate-scenario';
import { JobPairs, type PairFigures } from './job-pairs';

/** What is compared: two scenarios on the same requests, up to the same time. */
export interface ComparisonRequest {
  readonly number: number;
  readonly a: Scenario;
  readonly b: Scenario;
  readonly seed: number;
  readonly toS: number;
  readonly windowS: number;
}

export type ComparisonAnswer =
  | { readonly kind: 'refused'; readonly number: number; readonly problems: readonly Problem[] }
  | { readonly kind: 'frames'; readonly number: number; readonly a: Float64Array; readonly b: Float64Array; readonly pairs: PairFigures; readonly nowS: number; readonly isDone: boolean };

/** Events between two looks at whether the moves of a frame still have room. */
const EVENTS_AT_ONCE = 4096;

/** The engine's side of a comparison: both runs on one clock, in slices that `work` makes. It lives in a worker; tests hold it in their own thread. */
export class ComparisonHost {
  private lockstep: Lockstep | null = null;
  private request: ComparisonRequest | null = null;
  private pairs: JobPairs | null = null;

  constructor(private readonly answer: (message: ComparisonAnswer, transfer: ArrayBuffer[]) => void, private readonly nowMs: () => number) {}

  begin(request: ComparisonRequest): void {
    const { a, b, seed, toS, windowS } = request;
    const [validA, validB] = [validateScenario(a), validateScenario(b)];
    const started = !validA.ok ? validA : !validB.ok ? validB : startLockstep(a, b, { seed, endS: toS });
    this.lockstep = null;
    if (!started.ok) {
      this.answer({ kind: 'refused', number: request.number, problems: started.problems }, []);
      return;
    }
    this.request = request;
    this.lockstep = started.value;
    for (const run of [started.value.left, started.value.right]) {
      run.sampleJobs(1);
      run.setWindowS(windowS);
    }
    const ids = Object.keys(a.stations);
    const onA = (scenario: Scenario): readonly number[] => Object.keys(scenario.stations).map((id) => ids.indexOf(id));
    this.pairs = new JobPairs(Math.round(Math.max(a.warmupS, b.warmupS) * 1e9), Math.round(toS * 1e9), [onA(a), onA(b)]);
  }

  /** Goes on for about so long and tells what has happened; false when there is nothing left to do. */
  work(budgetMs: number): boolean {
    const { lockstep, request, pairs } = this;
    if (lockstep === null || request === null || pairs === null) return false;
    const untilMs = this.nowMs() + budgetMs;
    let isDone = false;
    while (!isDone && this.nowMs() < untilMs) {
      isDone = lockstep.advanceSome(request.toS, EVENTS_AT_ONCE);
      if (!isDone && (lockstep.left.kernel.traceNearlyFull || lockstep.right.kernel.traceNearlyFull)) break; // it waits for its reader
    }
    const [a, b] = [lockstep.left.readFrame(), lockstep.right.readFrame()];
    pairs.take(0, new FrameView(a));
    pairs.take(1, new FrameView(b));
    this.answer({ kind: 'frames', number: request.number, a, b, pairs: pairs.figures(), nowS: lockstep.nowS, isDone }, [a.buffer as ArrayBuffer, b.buffer as ArrayBuffer]);
    if (isDone) this.lockstep = null;
    return !isDone;
  }
}
