import { parseRange } from '../experiments/axis';
import { checkedFigures, targetChecks, type TargetCheck } from '../experiments/target-check';
import { seek, type SeekRange, type Sought } from '../experiments/seek';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { numeral } from '../scenario/wording';
import type { Args } from './args';
import { FILE_WORDS, OUTPUT_OPTIONS, RUNS_OPTIONS, SCENARIO_OPTIONS, wordsOf, type Command } from './command';
import { ExitCode } from './exit-code';
import { figureLabel, withHalfWidth } from './figure-text';
import { givenScenario, type Given } from './given-scenario';
import type { Io } from './io';
import { numberFlag } from './number-flag';
import { limitText } from './print-check';
import { printProblems } from './print-problems';
import { REQUIRE_OPTION, withRequirements } from './requirements';
import { runReplications } from './run-replications';
import { REPLICATIONS, scenarioWith } from './sweep-plan';
import { csv, table } from './table';
import { checkOutNames, writeOutFiles } from './write-files';

interface Tried {
  readonly value: number;
  readonly pass: boolean;
  readonly checks: readonly TargetCheck[];
}

interface SeekOutput extends SeekRange {
  readonly title: string;
  readonly path: string;
  readonly seed: number;
  readonly replications: number;
  readonly warmupS: number;
  readonly durationS: number;
  readonly found: number | null;
  readonly neighbour: number | null;
  readonly tried: readonly Tried[];
}

class Interrupted extends Error {}

export const seekCommand: Command = {
  name: 'seek',
  usage: 'FILE --vary PATH=LOW..HIGH (--smallest | --largest) [options]',
  summary: 'Finds the smallest or the largest value of a parameter that still meets the checks.',
  about: 'By halves, each value tried with the same seeds. It takes for granted that what meets goes on meeting: more workers for --smallest, less load for --largest. Exit code 1 when no value meets.',
  options: {
    '--vary': { takes: 'PATH=LOW..HIGH', help: 'the parameter and where to look' },
    '--smallest': { help: 'the smallest value that meets (workers, capacity …)' },
    '--largest': { help: 'the largest value that meets (load, service time …)' },
    '--precision': { takes: 'X', help: 'how close to the border (default: a thousandth of the range; whole numbers exactly)' },
    ...REQUIRE_OPTION,
    '--replications': RUNS_OPTIONS['--replications'], '--cores': RUNS_OPTIONS['--cores'],
    ...SCENARIO_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  examples: [
    { line: 'seek bounded-queue --vary stations.pickers.workers=1..20 --smallest', what: 'How many workers does it take?' },
    { line: 'seek bounded-queue --vary stations.orders.arrivals.ratePerS=10..99 --largest --require \'latencyS.p99<=0.3\'', what: 'How much load can it bear?' },
  ],

  async run(args, io) {
    const words = wordsOf(args, ['FILE'], FILE_WORDS);
    const replications = numberFlag(args, '--replications', REPLICATIONS);
    const cores = numberFlag(args, '--cores', io.cores, { max: 1024 });
    const outs = args.values.get('--out') ?? [];
    const outNames = checkOutNames(outs, ['.json', '.csv'], io);
    const problems: Problem[] = [words, replications, cores, outNames].flatMap((result) => (result.ok ? [] : result.problems));
    if (!words.ok || !replications.ok || !cores.ok || problems.length > 0) return printProblems('seek', problems, io);
    const given = await givenScenario(words.value[0] ?? '', args, io);
    if (!given.ok) return printProblems(given.name, given.problems, io);
    const plan = planOf(given, args, io);
    if (!plan.ok) return printProblems('seek', plan.problems, io);
    const { range, path, scenario, at } = plan.value;

    const tried: Tried[] = [];
    const meets = async (value: number): Promise<boolean> => {
      const runs = await runReplications([at(value)], { seed: scenario.seed, replications: replications.value, names: checkedFigures(scenario), cores: cores.value }, io);
      if (runs.isInterrupted) throw new Interrupted();
      if (runs.problems.length > 0) throw new Error(runs.problems.map(({ message }) => message).join('; '));
      const checks = targetChecks(scenario, runs.figures[0]);
      const pass = checks.every((check) => check.pass);
      tried.push({ value, pass, checks });
      if (io.isErrTerminal) io.err(`${path} = ${numeral(value)}: ${pass ? 'meets' : 'misses'}\n`);
      return pass;
    };
    let sought: Sought;
    try {
      sought = await seek(range, meets);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      io.err(`seek: interrupted after ${tried.length} values${tried.length === 0 ? '' : `: ${tried.map(({ value, pass }) => `${numeral(value)} ${pass ? 'meets' : 'misses'}`).join(', ')}`}\n`);
      return ExitCode.interrupted;
    }
    const output: SeekOutput = { title: scenario.title, path, ...range, seed: scenario.seed, replications: replications.value, warmupS: scenario.warmupS, durationS: scenario.durationS, ...sought, tried: tried.sort((a, b) => a.value - b.value) };
    return show(output, args, io);
  },
};

interface SeekPlan {
  readonly range: SeekRange;
  readonly path: string;
  readonly scenario: Scenario;
  readonly at: (value: number) => Scenario;
}

function planOf({ scenario: given, loaded }: Extract<Given, { ok: true }>, args: Args, io: Io): Result<SeekPlan> {
  const vary = args.values.get('--vary')?.[0];
  if (vary?.startsWith('seed=') === true) return refuse({ path: '--vary', message: 'a seed is neither small nor large' });
  if (vary === undefined) return refuse({ path: '', message: 'needs --vary PATH=LOW..HIGH, e.g. --vary stations.pickers.workers=1..20' });
  const ends = parseRange(vary);
  if (!ends.ok) return refuse(...ends.problems.map(({ path, message }) => ({ path: `--vary${path === '' ? '' : ` ${path}`}`, message })));
  if (args.flags.has('--smallest') === args.flags.has('--largest')) return refuse({ path: '', message: 'needs --smallest or --largest, one of them' });
  const scenario = withRequirements(given, args);
  if (!scenario.ok) return scenario;
  if (scenario.value.checks.length === 0) return refuse({ path: '', message: 'the scenario has no checks to meet; give --require, e.g. --require \'latencyS.p99<=0.4\'' });
  const { path, low, high } = ends.value;
  // What is required besides decides nothing of how it runs, and may name what no check of a file can.
  const withValue = (value: number): Result<Scenario> => scenarioWith(given, [{ path }], [value], loaded.folder, io);
  for (const end of [low, high]) {
    const valid = withValue(end);
    if (!valid.ok) return refuse(...valid.problems.map((problem) => ({ path: `--vary ${problem.path}`, message: problem.message })));
  }
  // What refuses a half between two ends that it takes is a whole number.
  const integer = Number.isInteger(low) && Number.isInteger(high) && !withValue(low + 0.5).ok;
  const precision = numberFlag(args, '--precision', (high - low) / 1000, { min: 0, max: high - low, integer: false });
  if (!precision.ok) return precision;
  const at = (value: number): Scenario => {
    const changed = withValue(value);
    if (!changed.ok) throw new Error(`${path} = ${value} lies between two ends that are allowed`);
    return changed.value;
  };
  return ok({ range: { low, high, integer, wanted: args.flags.has('--smallest') ? 'smallest' : 'largest', precision: precision.value }, path, scenario: scenario.value, at });
}

function show(output: SeekOutput, args: Args, io: Io): number {
  const json = (): string => `${JSON.stringify(output, undefined, 2)}\n`;
  const asCsv = (): string => csv([
    [output.path, 'meets', ...output.tried[0].checks.map(({ figure }) => figure)],
    ...output.tried.map(({ value, pass, checks }) => [value, String(pass), ...checks.map((check) => check.value)]),
  ]);
  io.out(args.flags.has('--json') ? json() : args.flags.has('--csv') ? asCsv() : printed(output));
  const written = writeOutFiles(args.values.get('--out') ?? [], { '.json': json, '.csv': asCsv }, io);
  if (!written.ok) return printProblems('seek', written.problems, io);
  return output.found === null ? ExitCode.checkFailed : ExitCode.ok;
}

function printed(output: SeekOutput): string {
  const { title, path, tried, replications, warmupS, durationS, seed, wanted, found, neighbour, low, high } = output;
  const heads = tried[0].checks.map(({ figure, min, max }) => `${figureLabel(figure)}, ${limitText(figure, min ?? null, max ?? null)}`);
  const name = path.replace(/^(stations|classes|links)\./, '');
  return `${[
    title, `${replications} replication${replications === 1 ? '' : 's'} a value of ${numeral(durationS)} s${warmupS > 0 ? ` after ${numeral(warmupS)} s of warm-up` : ''}, seed ${seed}; ± is half a 95 % interval of the mean`, '',
    ...table([
      [name, '', ...heads],
      ...tried.map(({ value, pass, checks }) => [numeral(value), pass ? 'meets' : 'misses', ...checks.map((check) => (
        check.value === null ? 'no figure' : `${withHalfWidth(check.figure, check.value, check.ci95 === null ? null : (check.ci95[1] - check.ci95[0]) / 2)}${check.pass ? '' : ' ✗'}`
      ))]),
    ], 2),
    '',
    found === null ? `no value of ${name} from ${numeral(low)} to ${numeral(high)} meets the checks`
      : neighbour === null ? `the ${wanted} value of ${name} in the range, ${numeral(found)}, meets the checks: the border lies beyond it`
        : `the ${wanted} ${name} that meets the checks is ${numeral(found)}; ${numeral(neighbour)} does not`,
  ].join('\n')}\n`;
}
