import { reportOf } from '../experiments/report';
import { refuse, ok, type Result } from '../scenario/problem';
import type { Run } from '../scenario/run-api';
import { startRun } from '../scenario/start-run';
import { numeral } from '../scenario/wording';
import { parseArgs, type Args, type FlagKind } from './args';
import { ExitCode } from './exit-code';
import type { Io } from './io';
import { loadScenario } from './load-scenario';
import { printProblems } from './print-problems';
import { printReport } from './print-report';
import { ProgressBar } from './progress-bar';
import { withSettings } from './run-settings';

export const RUN_FLAGS: Readonly<Record<string, FlagKind>> = {
  '--seed': 'one', '--duration': 'one', '--warmup': 'one', '--set': 'many', '--json': 'none',
};

/** Events between two looks at the clock and at Ctrl-C: some milliseconds. */
const SLICE_EVENTS = 50_000;

export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  const args = parseArgs(argv, RUN_FLAGS);
  if (!args.ok) return printProblems('run', args.problems, io);
  const file = onlyFile(args.value);
  if (!file.ok) return printProblems('run', file.problems, io);
  const name = file.value === '-' ? 'standard input' : file.value;

  const loaded = await loadScenario(file.value, io);
  if (!loaded.ok) return printProblems(name, loaded.problems, io);
  const scenario = withSettings(loaded.value, args.value, io);
  if (!scenario.ok) return printProblems(name, scenario.problems, io);
  const run = startRun(scenario.value, { seed: scenario.value.seed });
  if (!run.ok) return printProblems(name, run.problems, io);

  const startMs = io.nowMs();
  const endS = scenario.value.warmupS + scenario.value.durationS;
  if (!await runToEnd(run.value, endS, io)) {
    io.err(`${name}: interrupted at ${numeral(Math.floor(run.value.nowS))} of ${numeral(endS)} s; no figures\n`);
    return ExitCode.interrupted;
  }
  const report = { ...reportOf(run.value), wallS: Math.round(io.nowMs() - startMs) / 1000 };
  io.out(args.value.flags.has('--json') ? `${JSON.stringify(report, undefined, 2)}\n` : printReport(report, scenario.value));
  return report.checks.every(({ pass }) => pass) ? ExitCode.ok : ExitCode.checkFailed;
}

function onlyFile({ words }: Args): Result<string> {
  const [file, ...more] = words;
  if (file === undefined) return refuse({ path: '', message: 'needs a FILE: a *.spillway file, the id of a built-in scenario, or - for standard input' });
  if (more.length > 0) return refuse({ path: '', message: `takes one FILE, found ${words.length}: ${words.join(' ')}` });
  return ok(file);
}

/** False when Ctrl-C came first. */
async function runToEnd(run: Run, endS: number, io: Io): Promise<boolean> {
  let isInterrupted = false;
  const release = io.onInterrupt(() => { isInterrupted = true; });
  const bar = new ProgressBar(io, endS);
  let frame: Float64Array | undefined;
  try {
    while (!run.advanceSome(endS, SLICE_EVENTS)) {
      // The run keeps what it would show until somebody reads it.
      frame = run.readFrame(frame);
      bar.show(run.nowS, run.events);
      await io.pause();
      if (isInterrupted) return false;
    }
    return true;
  } finally {
    bar.clear();
    release();
  }
}
