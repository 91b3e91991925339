import { MeasuredRun } from '../experiments/measured-run';
import { refuse, ok, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { startRun } from '../scenario/start-run';
import { numeral } from '../scenario/wording';
import type { Args } from './args';
import { FILE_WORDS, OUTPUT_OPTIONS, RUNS_OPTIONS, SCENARIO_OPTIONS, type Command } from './command';
import { ExitCode } from './exit-code';
import { givenScenario } from './given-scenario';
import type { Io } from './io';
import { numberFlag } from './number-flag';
import { printProblems } from './print-problems';
import { printReport, reportCsv } from './print-report';
import { ProgressBar } from './progress-bar';
import { runReplicated } from './run-replicated';

/** Events between two looks at the clock and at Ctrl-C: some milliseconds. */
const SLICE_EVENTS = 50_000;
const REPLICATIONS_MAX = 100_000;

export const runCommand: Command = {
  name: 'run',
  usage: 'FILE [options]',
  summary: 'Runs a scenario and prints its figures.',
  about: `FILE is ${FILE_WORDS}.
Intervals are 95 %: from the stretches of one long run, or from independent replications. Where a formula fits, it stands beside the measurement.
Exit code 1 when a check of the scenario fails. Ctrl-C keeps what is finished.`,
  options: {
    ...SCENARIO_OPTIONS,
    '--set': {
      ...SCENARIO_OPTIONS['--set'],
      help: `${SCENARIO_OPTIONS['--set'].help}:
  --set stations.orders.arrivals.ratePerS=130
  --set stations.inbox.capacityJobs=unbounded
  --set stations.inbox.whenFull=shed-newest
  --set 'stations.pickers.service={"kind":"lognormal","meanS":0.04,"cv":2}'
  --set classes.order.deadlineS=0.5`,
    },
    '--replications': { takes: 'R', help: 'so many independent runs, each with a seed of its own; means with 95 % intervals' },
    '--cores': { ...RUNS_OPTIONS['--cores'], help: 'how many replications go on at once (default: all cores)' },
    '--json': OUTPUT_OPTIONS['--json'],
    '--csv': { help: 'print a line for each figure, durations in seconds' },
  },
  examples: [
    { line: 'run bounded-queue', what: 'A built-in scenario' },
    { line: 'run bounded-queue --replications 20', what: 'Twenty independent runs, with intervals' },
    { line: 'run overload --set stations.inbox.whenFull=shed-oldest --duration 600 --json', what: 'With another policy, longer, for a program' },
    { line: 'run - < my.spillway', what: 'From standard input' },
  ],

  async run(args, io) {
    const file = onlyFile(args);
    const replications = numberFlag(args, '--replications', 1, { max: REPLICATIONS_MAX });
    const cores = numberFlag(args, '--cores', io.cores, { max: 1024 });
    const twoForms: Problem[] = args.flags.has('--json') && args.flags.has('--csv') ? [{ path: '', message: 'takes --json or --csv, not both' }] : [];
    const problems = [...[file, replications, cores].flatMap((result) => (result.ok ? [] : result.problems)), ...twoForms];
    if (!file.ok || !replications.ok || !cores.ok || problems.length > 0) return printProblems('run', problems, io);

    const given = await givenScenario(file.value, args, io);
    if (!given.ok) return printProblems(given.name, given.problems, io);
    if (args.values.has('--replications')) return runReplicated(given.scenario, given.name, { replications: replications.value, cores: cores.value }, args, io);
    return runOnce(given.scenario, given.name, args, io);
  },
};

async function runOnce(scenario: Scenario, name: string, args: Args, io: Io): Promise<number> {
  const started = startRun(scenario, { seed: scenario.seed });
  if (!started.ok) return printProblems(name, started.problems, io);
  const { value: run } = started;

  const startMs = io.nowMs();
  const endS = scenario.warmupS + scenario.durationS;
  const measured = new MeasuredRun(run);
  const isInterrupted = !await toEnd(measured, endS, io);
  if (isInterrupted) {
    const where = `${name}: interrupted at ${numeral(Math.floor(run.nowS))} of ${numeral(endS)} s`;
    if (run.figuresSinceNs < 0) {
      io.err(`${where}, before the warm-up was over; no figures\n`);
      return ExitCode.interrupted;
    }
    io.err(`${where}; the figures cover the time up to then\n`);
  }
  const report = { ...measured.report(), wallS: Math.round(io.nowMs() - startMs) / 1000, ...(isInterrupted ? { interrupted: true } : {}) };
  if (args.flags.has('--json')) io.out(`${JSON.stringify(report, undefined, 2)}\n`);
  else io.out(args.flags.has('--csv') ? reportCsv(report) : printReport(report, scenario));
  if (isInterrupted) return ExitCode.interrupted;
  return report.checks.every(({ pass }) => pass) ? ExitCode.ok : ExitCode.checkFailed;
}

function onlyFile({ words }: Args): Result<string> {
  const [file, ...more] = words;
  if (file === undefined) return refuse({ path: '', message: `needs a FILE: ${FILE_WORDS}` });
  if (more.length > 0) return refuse({ path: '', message: `takes one FILE, found ${words.length}: ${words.join(' ')}` });
  return ok(file);
}

/** False when Ctrl-C came first. */
async function toEnd(measured: MeasuredRun, endS: number, io: Io): Promise<boolean> {
  let isInterrupted = false;
  const release = io.onInterrupt(() => { isInterrupted = true; });
  const bar = new ProgressBar(io, endS);
  try {
    while (!measured.advanceSome(endS, SLICE_EVENTS)) {
      bar.show(measured.run.nowS, measured.run.events);
      await io.pause();
      if (isInterrupted) return false;
    }
    return true;
  } finally {
    bar.clear();
    release();
  }
}
