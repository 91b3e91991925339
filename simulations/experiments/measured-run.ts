import type { EngineRun } from '../scenario/start-run';
import { reportOf, type Report } from './report';
import { WindowSeries, windowS } from './window-series';

/** A run whose windows are kept as it goes on, so that its report comes with intervals and verdicts. Windows affect no event. */
export class MeasuredRun {
  private readonly windows = WindowSeries.empty();
  private frame: Float64Array | undefined;
  private isCut = false;

  constructor(readonly run: EngineRun) {}

  /** Like the run's own; true when `timeS` was reached or the run has stopped. */
  advanceSome(timeS: number, eventsMax: number): boolean {
    const { run } = this;
    if (!this.isCut) {
      // The warm-up needs no windows.
      const { warmupS, durationS } = run.recording().scenario;
      if (run.figuresSinceNs < 0) {
        const isThere = run.advanceSome(Math.min(timeS, warmupS), eventsMax);
        if (!isThere || run.figuresSinceNs < 0) return isThere;
      }
      run.setWindowS(windowS(durationS));
      this.isCut = true;
    }
    const isDone = run.advanceSome(timeS, eventsMax);
    this.frame = run.readFrame(this.frame);
    this.windows.take(this.frame);
    return isDone;
  }

  advanceTo(timeS: number): void {
    while (!this.advanceSome(timeS, Infinity)) { /* on: it pauses for its windows to be read */ }
  }

  report(): Report {
    return reportOf(this.run, this.windows);
  }
}
