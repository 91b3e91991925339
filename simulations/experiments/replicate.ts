import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Change, Scenario } from '../scenario/scenario';
import { applySetting } from '../scenario/settings';
import { startRun } from '../scenario/start-run';
import { validateScenario } from '../scenario/validate-scenario';
import { replicatedFigure, type ReplicatedFigure } from './replicated-figure';
import { replicationSeed } from './replication-seed';
import { reportOf, type Report } from './report';
import { figureOf, figuresOf, type FigurePath } from './report-figures';

/** Independent runs of one scenario, each with a seed of its own. */
export interface ReplicateOptions {
  readonly replications: number;
  /** The experiment's seed; default: the scenario's. Two scenarios with the same one see the same requests, pair by pair. */
  readonly seed?: number;
  /** What is set before the runs, as `--set` does. */
  readonly changes?: readonly Change[];
  /** Which figures are collected; default: all of the report. */
  readonly figures?: readonly FigurePath[];
  /** The first replication to run, for a part of an experiment: replications `from` to `from + replications − 1`. */
  readonly from?: number;
  /** After every slice of work and after every replication. */
  readonly onProgress?: (progress: ReplicateProgress) => void;
  /** After every replication, with its whole report. */
  readonly onReport?: (report: Report, r: number) => void;
  /** Asked after every slice; true ends the experiment, and what is finished is kept. */
  readonly isCancelled?: () => boolean;
  /** Awaited after every slice, so that others (Ctrl-C, messages) get their turn. */
  readonly pause?: () => Promise<void>;
}

export interface ReplicateProgress {
  /** Replications finished. */
  readonly done: number;
  readonly replications: number;
  /** Of the whole experiment, 0 … 1, by model time. */
  readonly share: number;
  readonly events: number;
}

export interface Replicated {
  /** With the changes made. */
  readonly scenario: Scenario;
  readonly seed: number;
  /** Asked for; `seeds` has those that were finished. */
  readonly replications: number;
  readonly seeds: readonly number[];
  readonly isCancelled: boolean;
  readonly events: number;
  /** Replications that ended before their time, and why. */
  readonly endedEarly: readonly { readonly seed: number; readonly why: string }[];
  readonly figures: Readonly<Record<FigurePath, ReplicatedFigure>>;
}

/** Events between two looks at `isCancelled`: some milliseconds. */
const SLICE_EVENTS = 100_000;

/** Runs the replications one after the other. Several at once are several calls with `from`; `summarise` puts their figures together. */
export async function replicate(given: Scenario, options: ReplicateOptions): Promise<Result<Replicated>> {
  const set = withChanges(given, options.changes ?? []);
  if (!set.ok) return set;
  const scenario = set.value;
  const { replications, from = 0, seed = scenario.seed, isCancelled = () => false } = options;
  const seeds: number[] = [];
  const endedEarly: { seed: number; why: string }[] = [];
  const found: Readonly<Record<FigurePath, number | null>>[] = [];
  const endS = scenario.warmupS + scenario.durationS;
  let events = 0;

  for (let r = 0; r < replications; r++) {
    const started = startRun(scenario, { seed: replicationSeed(seed, from + r) });
    if (!started.ok) return started;
    const run = started.value;
    for (let isDone = false; !isDone;) {
      isDone = run.advanceSome(endS, SLICE_EVENTS);
      options.onProgress?.({ done: isDone ? r + 1 : r, replications, share: (r + (isDone ? 1 : run.nowS / endS)) / replications, events: events + run.events });
      await options.pause?.();
      if (!isDone && isCancelled()) return ok(together());
    }
    events += run.events;
    const report = reportOf(run);
    seeds.push(run.seed);
    if (report.stopped !== '') endedEarly.push({ seed: run.seed, why: report.stopped });
    found.push(figuresOf(report));
    options.onReport?.(report, from + r);
    if (r < replications - 1 && isCancelled()) break;
  }
  return ok(together());

  function together(): Replicated {
    return {
      scenario, seed, replications, seeds, isCancelled: seeds.length < replications, events, endedEarly,
      figures: summarise(found, options.figures),
    };
  }
}

/** Mean, scatter and interval of each figure over independent replications, in the order in which they are given. */
export function summarise(
  replications: readonly Readonly<Record<FigurePath, number | null>>[], paths?: readonly FigurePath[],
): Readonly<Record<FigurePath, ReplicatedFigure>> {
  const wanted = paths ?? [...new Set(replications.flatMap((figures) => Object.keys(figures)))];
  return Object.fromEntries(wanted.map((path) => [path, replicatedFigure(replications.map((figures) => figureOf(figures, path)))]));
}

function withChanges(scenario: Scenario, changes: readonly Change[]): Result<Scenario> {
  if (changes.length === 0) return ok(scenario);
  const problems: Problem[] = [];
  let present = scenario;
  for (const change of changes) {
    const set = applySetting(present, change);
    if (set.ok) present = set.value;
    else problems.push(...set.problems);
  }
  return problems.length > 0 ? refuse(...problems) : validateScenario(present);
}
