import { compareFigures, requestDifferences } from '../experiments/compare';
import { JobEnds, summariseJobs, type JobPair } from '../experiments/compare-jobs';
import { chosenFigures } from '../experiments/figure-names';
import { followJobs, JobLog, type GoOn } from '../experiments/job-log';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { startRun } from '../scenario/start-run';
import type { Args } from './args';
import { FILE_WORDS, OUTPUT_OPTIONS, RUNS_OPTIONS, SCENARIO_OPTIONS, type Command } from './command';
import { ExitCode } from './exit-code';
import { givenScenario, withoutFlags } from './given-scenario';
import { interruptible } from './interruptible';
import type { Io } from './io';
import { numberFlag } from './number-flag';
import { comparisonCsv, comparisonMarkdown, jobPairsCsv, printComparison, type ComparisonOutput } from './print-compare';
import { printProblems } from './print-problems';
import { runReplications } from './run-replications';
import { REPLICATIONS } from './sweep-plan';
import { checkOutNames, writeOutFiles } from './write-files';

interface Sides {
  readonly names: readonly [string, string];
  readonly a: Scenario;
  readonly b: Scenario;
}

export const compareCommand: Command = {
  name: 'compare',
  usage: 'A [B] [options]',
  summary: 'Compares two scenarios, or one with changes, on the same requests.',
  about: 'Without B, it is A with what --set changes; with B, --set changes B. Both see the same seeds, so what luck gave to both cancels in the difference.',
  options: {
    ...SCENARIO_OPTIONS,
    '--set': { ...SCENARIO_OPTIONS['--set'], help: 'what is different in B; may be given several times' },
    ...RUNS_OPTIONS,
    '--by-job': { help: 'also compare job by job, in the first replication; with --csv a row a job' },
    ...OUTPUT_OPTIONS,
  },
  examples: [
    { line: 'compare overload --set stations.inbox.whenFull=shed-oldest', what: 'What another policy changes' },
    { line: 'compare bounded-queue my.spillway --replications 30', what: 'Two scenarios' },
    { line: 'compare overload --set stations.inbox.capacityJobs=200 --by-job --csv --out jobs.csv', what: 'Which requests were better off' },
  ],

  async run(args, io) {
    const replications = numberFlag(args, '--replications', REPLICATIONS);
    const cores = numberFlag(args, '--cores', io.cores, { max: 1024 });
    const outs = args.values.get('--out') ?? [];
    const outNames = checkOutNames(outs, ['.json', '.csv', '.md'], io);
    const problems: Problem[] = [replications, cores, outNames].flatMap((result) => (result.ok ? [] : result.problems));
    if (!replications.ok || !cores.ok || problems.length > 0) return printProblems('compare', problems, io);
    const sides = await sidesOf(args, io);
    if (!sides.ok) return printProblems('', sides.problems, io);
    const { a, b, names } = sides.value;
    const figures = chosenFigures(a, args.values.get('--figure') ?? []);
    if (!figures.ok) return printProblems('compare', figures.problems.map(({ message }) => ({ path: '--figure', message })), io);

    const runs = await runReplications([a, b], { seed: a.seed, replications: replications.value, names: figures.value, cores: cores.value }, io);
    if (runs.problems.length > 0) return printProblems('compare', runs.problems, io);
    const pairs = runs.isInterrupted || !args.flags.has('--by-job') ? undefined : await pairJobs(a, b, io);
    if (runs.isInterrupted || pairs === null) {
      io.err('compare: interrupted; no figures\n');
      return ExitCode.interrupted;
    }
    const compared: ComparisonOutput = {
      a: names[0], b: names[1], seed: a.seed, replications: replications.value, warmupS: a.warmupS, durationS: a.durationS, otherRequests: requestDifferences(a, b),
      figures: compareFigures(figures.value, runs.figures[0], runs.figures[1]), ...(pairs === undefined ? {} : { jobs: summariseJobs(pairs) }),
    };
    const json = (): string => `${JSON.stringify(compared, undefined, 2)}\n`;
    const csv = (): string => (pairs === undefined ? comparisonCsv(compared) : jobPairsCsv(pairs));
    for (const why of runs.stopped) io.err(`compare: a run ended early: ${why}\n`);
    io.out(args.flags.has('--json') ? json() : args.flags.has('--csv') ? csv() : printComparison(compared, pairs));
    const written = writeOutFiles(outs, { '.json': json, '.csv': csv, '.md': () => comparisonMarkdown(compared) }, io);
    return written.ok ? ExitCode.ok : printProblems('compare', written.problems, io);
  },
};

async function sidesOf(args: Args, io: Io): Promise<Result<Sides>> {
  const [first, second, ...more] = args.words;
  if (first === undefined) return refuse({ path: 'compare', message: `needs an A: ${FILE_WORDS}` });
  if (more.length > 0) return refuse({ path: 'compare', message: `takes A and B, found ${args.words.length}: ${args.words.join(' ')}` });
  const sets = args.values.get('--set') ?? [];
  if (second === undefined && sets.length === 0) return refuse({ path: 'compare', message: 'needs a B, or --set with what is different in it' });
  const a = await givenScenario(first, withoutFlags(args, '--set'), io);
  if (!a.ok) return named(a);
  // Both run as long as A and with its seed, unless the options say otherwise.
  const whole = [['--seed', a.scenario.seed], ['--warmup', a.scenario.warmupS], ['--duration', a.scenario.durationS]] as const;
  const values = new Map([...args.values, ...whole.map(([flag, value]) => [flag, [String(value)]] as const)]);
  const b = await givenScenario(second ?? first, { ...args, values }, io);
  if (!b.ok) return named(b);
  return ok({ a: a.scenario, b: b.scenario, names: [a.name, sets.length === 0 ? b.name : `${b.name} with ${sets.join(', ')}`] });
}

function named({ name, problems }: { readonly name: string; readonly problems: readonly Problem[] }): Result<never> {
  return refuse(...problems.map(({ path, message }) => ({ path: name, message: path === '' ? message : `${path}: ${message}` })));
}

/** One run after the other. null after Ctrl-C. */
async function pairJobs(a: Scenario, b: Scenario, io: Io): Promise<readonly JobPair[] | null> {
  return interruptible(io, async (goOn) => {
    const [endsA, endsB] = [await endsOf(a, a.seed, goOn), await endsOf(b, a.seed, goOn)];
    return endsA === null || endsB === null ? null : endsA.pairsWith(endsB);
  });
}

async function endsOf(scenario: Scenario, seed: number, goOn: GoOn): Promise<JobEnds | null> {
  const ends = new JobEnds(scenario);
  const run = startRun(scenario, { seed });
  if (!run.ok) return ends;
  return await followJobs(run.value, new JobLog(ends.add), goOn) ? ends : null;
}
