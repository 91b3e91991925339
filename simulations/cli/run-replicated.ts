import { catalog } from '../catalog';
import { checkedFigure, knownFigures } from '../experiments/figure-names';
import { replicationSeed } from '../experiments/replication-seed';
import { replicatedTheory, type ReplicatedTheory } from '../experiments/replicated-theory';
import { summarise } from '../experiments/replicate';
import type { ReplicatedFigure } from '../experiments/replicated-figure';
import type { Scenario } from '../scenario/scenario';
import { numeral } from '../scenario/wording';
import type { Args } from './args';
import { ExitCode } from './exit-code';
import { failedUnits } from './failed-units';
import type { Io } from './io';
import { printProblems } from './print-problems';
import { printReplicated, replicatedCsv } from './print-replicated';
import { ProgressBar } from './progress-bar';
import { runUnits } from './unit-pool';

/** What `run --replications R --json` prints. Durations are in seconds. */
export interface ReplicatedOutput {
  readonly title: string;
  readonly seed: number;
  readonly warmupS: number;
  readonly durationS: number;
  /** Asked for. */
  readonly replications: number;
  /** Those of the replications that were finished, in order. */
  readonly seeds: readonly number[];
  readonly events: number;
  readonly wallS: number;
  /** Why runs ended before their time; empty when none did. */
  readonly stopped: readonly string[];
  readonly figures: Readonly<Record<string, ReplicatedFigure>>;
  readonly theory: Readonly<Record<string, ReplicatedTheory>>;
  readonly checks: readonly ReplicatedCheck[];
}

export interface ReplicatedCheck {
  readonly name: string;
  readonly figure: string;
  /** Whether the mean keeps to the limits. */
  readonly pass: boolean;
  readonly value: number | null;
  readonly ci95: ReplicatedFigure['ci95'];
  /** In so many of the replications the figure kept to the limits. */
  readonly passedIn: number;
  readonly min?: number;
  readonly max?: number;
}

export async function runReplicated(
  scenario: Scenario, name: string, { replications, cores }: { readonly replications: number; readonly cores: number }, args: Args, io: Io,
): Promise<number> {
  const { title, seed, warmupS, durationS } = scenario;
  const startMs = io.nowMs();
  const bar = new ProgressBar(io, replications);
  let events = 0;
  const units = Array.from({ length: replications }, (_, r) => ({ unit: r, seed: replicationSeed(seed, r), point: 0 }));
  const done = await runUnits({
    units, scenarioAt: () => scenario, figures: knownFigures(scenario), cores,
    onDone: (_unit, result, count) => {
      events += result.events;
      bar.showShare(count / replications, () => `${numeral(count)} of ${numeral(replications)} replications  ${numeral(events)} events`);
    },
  }, io);
  bar.clear();
  if (done.failed.length > 0) return printProblems(name, failedUnits(done.failed, 'replication', (unit) => String(unit + 1)), io);

  // Which of them end first is the machine's affair; in the output they stand in their order.
  const finished = units.flatMap((unit) => {
    const result = done.results.get(unit.unit);
    return result === undefined ? [] : [{ ...result, seed: unit.seed }];
  });
  if (done.isInterrupted) {
    io.err(`${name}: interrupted: ${numeral(finished.length)} of ${numeral(replications)} replications are finished${finished.length > 0 ? ' and shown' : '; no figures'}\n`);
    if (finished.length === 0) return ExitCode.interrupted;
  }
  const figures = summarise(finished.map((each) => each.figures));
  const output: ReplicatedOutput = {
    title, seed, warmupS, durationS, replications, seeds: finished.map((each) => each.seed), events, wallS: Math.round(io.nowMs() - startMs) / 1000,
    stopped: [...new Set(finished.map(({ stopped }) => stopped).filter((why) => why !== ''))],
    figures, theory: replicatedTheory(scenario, catalog, finished.map((each) => each.figures)), checks: scenario.checks.map((check) => checkedMean(check, figures)),
  };
  if (args.flags.has('--json')) io.out(`${JSON.stringify(output, undefined, 2)}\n`);
  else io.out(args.flags.has('--csv') ? replicatedCsv(output) : printReplicated(output, scenario));
  if (done.isInterrupted) return ExitCode.interrupted;
  return output.checks.every(({ pass }) => pass) ? ExitCode.ok : ExitCode.checkFailed;
}

function checkedMean(check: Scenario['checks'][number], figures: ReplicatedOutput['figures']): ReplicatedCheck {
  const { name, min = -Infinity, max = Infinity } = check;
  const figure = checkedFigure(check);
  const { mean, ci95, values } = figures[figure] ?? { mean: null, ci95: null, values: [] };
  const keeps = (value: number | null): boolean => value !== null && value >= min && value <= max;
  return {
    // A mean over those alone that have the figure would say too much.
    name, figure, pass: keeps(mean) && !values.includes(null), value: mean, ci95, passedIn: values.filter(keeps).length,
    ...(check.min === undefined ? {} : { min }), ...(check.max === undefined ? {} : { max }),
  };
}
