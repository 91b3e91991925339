import { ok, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { startRun, type EngineRun } from '../scenario/start-run';
import { namedFigures, type Figures } from './figure-names';
import { reportOf } from './report';
import type { FigurePath } from './report-figures';

/** The smallest piece of an experiment: one run of one scenario with one seed. What cores and machines share out. */
export interface UnitResult {
  readonly figures: Figures;
  readonly events: number;
  /** Why it ended before its time, or ''. */
  readonly stopped: string;
}

/** A unit under way, for whoever must look up now and then. Start the next one only when this one has ended: an engine fills a thread. */
export class UnitRun {
  private constructor(private readonly run: EngineRun, private readonly names: readonly FigurePath[]) {}

  static start(scenario: Scenario, seed: number, names: readonly FigurePath[]): Result<UnitRun> {
    const run = startRun(scenario, { seed });
    return run.ok ? ok(new UnitRun(run.value, names)) : run;
  }

  /** True when it has ended. */
  advance(eventsMax: number): boolean {
    return this.run.advanceSome(Infinity, eventsMax);
  }

  result(): UnitResult {
    const report = reportOf(this.run);
    return { figures: namedFigures(report, this.names), events: report.events, stopped: report.stopped };
  }
}

export function runUnit(scenario: Scenario, seed: number, names: readonly FigurePath[]): Result<UnitResult> {
  const unit = UnitRun.start(scenario, seed, names);
  if (!unit.ok) return unit;
  while (!unit.value.advance(Infinity)) { /* on to the end */ }
  return ok(unit.value.result());
}
