import { replicationSeed } from '../../../../simulations/experiments/replication-seed';
import { reportOf, type Report } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import type { Change, Scenario } from '../../../../simulations/scenario/scenario';
import { applySetting } from '../../../../simulations/scenario/settings';
import { startRun } from '../../../../simulations/scenario/start-run';

export type Settings = Readonly<Record<string, Change['value']>>;

export function builtIn(id: string): Scenario {
  const found = libraryScenarios.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no built-in scenario ${id}`);
  return found.scenario;
}

/** The report of one run, after some things were set. */
export function measured(scenario: Scenario, settings: Settings = {}, seed?: number): Report {
  let present = scenario;
  for (const [path, value] of Object.entries(settings)) {
    const result = applySetting(present, { path, value });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    present = result.value;
  }
  const run = startRun(present, { seed: seed ?? present.seed });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  run.value.advanceTo(present.warmupS + present.durationS);
  return reportOf(run.value);
}

/** Independent runs; the first is the one that opens in the app. */
export function replicated(id: string, replications: number, settings: Settings = {}): readonly Report[] {
  const scenario = builtIn(id);
  return Array.from({ length: replications }, (_, r) => measured(scenario, settings, replicationSeed(scenario.seed, r)));
}

/** The mean of a figure over runs. */
export function meanOf(reports: readonly Report[], figure: (report: Report) => number | null | undefined): number {
  return reports.reduce((sum, report) => sum + (figure(report) ?? NaN), 0) / reports.length;
}
