import { runUnit, type UnitResult } from '../experiments/unit';
import type { FigurePath } from '../experiments/report-figures';
import { problemText } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';

/** What a worker is asked for: one run. The scenario comes along only when it is another than before. */
export interface UnitRequest {
  readonly unit: number;
  readonly seed: number;
  readonly scenario?: Scenario;
  readonly figures: readonly FigurePath[];
}

export type UnitReply =
  | { readonly unit: number; readonly result: UnitResult }
  | { readonly unit: number; readonly why: string };

/** Answers requests, one after the other. */
export function serveUnits(reply: (message: UnitReply) => void, listen: (callback: (message: UnitRequest) => void) => void): void {
  let present: Scenario | undefined;
  listen(({ unit, seed, scenario, figures }) => {
    present = scenario ?? present;
    reply(present === undefined ? { unit, why: 'no scenario' } : answer(unit, present, seed, figures));
  });
}

/** A run that breaks is that run's failure, not the end of the others. */
export function answer(unit: number, scenario: Scenario, seed: number, figures: readonly FigurePath[]): UnitReply {
  try {
    const result = runUnit(scenario, seed, figures);
    return result.ok ? { unit, result: result.value } : { unit, why: result.problems.map(problemText).join('; ') };
  } catch (error) {
    return { unit, why: error instanceof Error ? error.message : String(error) };
  }
}
