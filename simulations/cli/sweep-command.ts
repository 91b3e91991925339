import { sweepText } from '../experiments/sweep-file';
import { pointOf, seedOf, sweepResult, unitsOf, type SweepResult, type SweepRow } from '../experiments/sweep';
import { shardName } from '../experiments/merge';
import type { Problem } from '../scenario/problem';
import { numeral } from '../scenario/wording';
import type { Args } from './args';
import { FILE_WORDS, OUTPUT_OPTIONS, RUNS_OPTIONS, SCENARIO_OPTIONS, wordsOf, type Command } from './command';
import { ExitCode } from './exit-code';
import { failedUnits } from './failed-units';
import type { Io } from './io';
import { loadScenario } from './load-scenario';
import { numberFlag } from './number-flag';
import { printProblems } from './print-problems';
import { printSweep, sweepCsv, sweepMarkdown } from './print-sweep';
import { ProgressBar } from './progress-bar';
import { withSettings } from './run-settings';
import { sweepSvg } from './sweep-svg';
import { planSweep, shardFlag, type PlannedSweep } from './sweep-plan';
import { runUnits } from './unit-pool';
import { checkOutNames, writeOutFiles, type Writers } from './write-files';

export const SWEEP_FILES = ['.json', '.csv', '.md', '.svg'];

export const sweepCommand: Command = {
  name: 'sweep',
  usage: 'FILE --vary PATH=VALUES [options]',
  summary: 'Runs a scenario for many values of one or two parameters, each several times.',
  about: 'All points see the same seeds, so they differ by their parameters alone. Ctrl-C keeps what is finished.',
  options: {
    '--vary': {
      takes: 'PATH=VALUES', many: true,
      help: 'what to vary, once or twice: a list 60,80,90 · a grid 60..100/5 (five points, both ends included)\nsteps 60..100+10 · factors 1..1000*10 · a JSON list [{"kind":"constant","meanS":0.04}, …]',
    },
    ...RUNS_OPTIONS,
    '--shard': { takes: 'K/N', help: 'only part K of N, for another machine; merge puts the parts together' },
    ...SCENARIO_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  examples: [
    { line: 'sweep bounded-queue --vary stations.orders.arrivals.ratePerS=60..100/5', what: 'How the tail grows with the load' },
    { line: 'sweep bounded-queue --vary stations.orders.arrivals.ratePerS=60..98/9 --out load.csv --out load.svg', what: 'The same as a table and a figure for a report (.csv, .md, .svg, .json)' },
    { line: 'sweep overload --vary stations.inbox.capacityJobs=5,20,80 --vary stations.inbox.whenFull=shed-newest,shed-oldest', what: 'Two parameters, every combination' },
    { line: 'sweep bounded-queue --vary stations.pickers.workers=4..12+1 --shard 3/16 --out part-3.json', what: 'The third of sixteen parts' },
  ],

  async run(args, io) {
    const words = wordsOf(args, ['FILE'], FILE_WORDS);
    const outs = args.values.get('--out') ?? [];
    const shard = shardFlag(args);
    const cores = numberFlag(args, '--cores', io.cores, { max: 1024 });
    const names = checkOutNames(outs, SWEEP_FILES, io);
    const problems: Problem[] = [words, shard, cores, names].flatMap((result) => (result.ok ? [] : result.problems));
    if (!words.ok || !shard.ok || !cores.ok || problems.length > 0) return printProblems('sweep', problems, io);

    const [file = ''] = words.value;
    const name = file === '-' ? 'standard input' : file;
    const loaded = await loadScenario(file, io);
    if (!loaded.ok) return printProblems(name, loaded.problems, io);
    const scenario = withSettings(loaded.value, args, io);
    if (!scenario.ok) return printProblems(name, scenario.problems, io);
    const planned = planSweep(loaded.value, scenario.value, args, io);
    if (!planned.ok) return printProblems(name, planned.problems, io);

    const { result, isInterrupted, wallS, events } = await runSweep(planned.value, shard.value, cores.value, io);
    const made = result.runs.length;
    if (made > 0) {
      const code = showSweep(result, args, io);
      if (code !== ExitCode.ok) return code;
    }
    const all = unitsOf(result.plan, shard.value).length;
    if (io.isErrTerminal) io.err(`${numeral(made)} runs, ${numeral(events)} events in ${wallS.toFixed(1)} s\n`);
    if (result.failed.length > 0) return printProblems(name, failedUnits(result.failed, 'run'), io);
    if (isInterrupted) {
      const what = shard.value === null ? '' : ` of ${shardName(shard.value)}`;
      io.err(`${name}: interrupted: ${numeral(made)} of ${numeral(all)} runs${what} are finished${made > 0 ? ' and kept' : ''}, ${numeral(all - made)} are missing\n`);
      return ExitCode.interrupted;
    }
    return ExitCode.ok;
  },
};

async function runSweep({ plan, scenarioAt }: PlannedSweep, shard: SweepResult['shard'], cores: number, io: Io) {
  const units = unitsOf(plan, shard).map((unit) => ({ unit, seed: seedOf(plan, unit), point: pointOf(plan, unit) }));
  const bar = new ProgressBar(io, units.length);
  const startMs = io.nowMs();
  let events = 0;
  const done = await runUnits({
    units, scenarioAt, figures: plan.figures, cores,
    onDone: (_unit, result, count) => {
      events += result.events;
      bar.showShare(count / units.length, () => `${numeral(count)} of ${numeral(units.length)} runs  ${numeral(events)} events`);
    },
  }, io);
  bar.clear();
  const rows = [...done.results].map(([unit, { events: made, stopped, figures }]): SweepRow => ({ unit, events: made, stopped, figures: plan.figures.map((name) => figures[name]) }));
  return { result: sweepResult(plan, shard, rows, done.failed), isInterrupted: done.isInterrupted, wallS: (io.nowMs() - startMs) / 1000, events };
}

/** Prints a sweep in the form that the options ask for, and writes its files. */
export function showSweep(result: SweepResult, args: Args, io: Io): number {
  if (args.flags.has('--json')) io.out(sweepText(result));
  else if (args.flags.has('--csv')) io.out(sweepCsv(result));
  else io.out(printSweep(result));
  const writers: Writers = {
    '.json': () => sweepText(result), '.csv': () => sweepCsv(result), '.md': () => sweepMarkdown(result), '.svg': () => sweepSvg(result),
  };
  const written = writeOutFiles(args.values.get('--out') ?? [], writers, io);
  return written.ok ? ExitCode.ok : printProblems('sweep', written.problems, io);
}
