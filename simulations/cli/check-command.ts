import { baselineFigures, baselineOf, baselineProblems, baselineText, readBaseline, type Baseline } from '../experiments/baseline';
import { chosenFigures } from '../experiments/figure-names';
import { regressionChecks } from '../experiments/regression';
import { checkedFigures, targetChecks } from '../experiments/target-check';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { numeral } from '../scenario/wording';
import { ALLOWANCE_OPTIONS, allowancesOf, type Allowances } from './allowances';
import type { Args } from './args';
import { FILE_WORDS, OUTPUT_OPTIONS, RUNS_OPTIONS, SCENARIO_OPTIONS, wordsOf, type Command } from './command';
import { ExitCode } from './exit-code';
import { givenScenario } from './given-scenario';
import type { Io } from './io';
import { numberFlag } from './number-flag';
import { checkCsv, regressionLines, targetLines, type CheckOutput } from './print-check';
import { printProblems } from './print-problems';
import { REQUIRE_OPTION, withRequirements } from './requirements';
import { runReplications } from './run-replications';
import { REPLICATIONS } from './sweep-plan';
import { checkOutNames, folderProblems, writeOut, writeOutFiles } from './write-files';

interface Plan {
  readonly replications: number;
  readonly names: readonly string[];
  readonly baseline: Baseline | undefined;
  readonly allowances: Allowances;
}

export const checkCommand: Command = {
  name: 'check',
  usage: 'FILE [options]',
  summary: 'Holds a scenario against its targets and against what is expected of it.',
  about: 'A check passes when the mean over the replications keeps its limits. Exit code 1 when one fails. With a baseline, the same seeds are used as were then.',
  options: {
    '--baseline': { takes: 'FILE', help: 'what is expected: figures that an earlier check saved' },
    '--save-baseline': { takes: 'FILE', help: 'save the figures as what is expected from now on' },
    ...ALLOWANCE_OPTIONS,
    ...REQUIRE_OPTION,
    ...RUNS_OPTIONS,
    '--replications': { ...RUNS_OPTIONS['--replications'], help: `${RUNS_OPTIONS['--replications'].help}, with a baseline as many as it has` },
    ...SCENARIO_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  examples: [
    { line: 'check bounded-queue --replications 30', what: 'Does it meet its targets?' },
    { line: 'check my.spillway --save-baseline my.baseline.json', what: 'Remember how it does today …' },
    { line: 'check my.spillway --baseline my.baseline.json --allow latencyS.p99=10%', what: '… and hold every later version against it' },
  ],

  async run(args, io) {
    const words = wordsOf(args, ['FILE'], FILE_WORDS);
    const cores = numberFlag(args, '--cores', io.cores, { max: 1024 });
    const outNames = checkOutNames(args.values.get('--out') ?? [], ['.json', '.csv'], io);
    const problems: Problem[] = [
      ...[words, cores, outNames].flatMap((result) => (result.ok ? [] : result.problems)),
      ...folderProblems('--save-baseline', args.values.get('--save-baseline')?.[0], io),
    ];
    if (!words.ok || !cores.ok || problems.length > 0) return printProblems('check', problems, io);
    const given = await givenScenario(words.value[0] ?? '', args, io);
    if (!given.ok) return printProblems(given.name, given.problems, io);
    const required = withRequirements(given.scenario, args);
    if (!required.ok) return printProblems('check', required.problems, io);
    const plan = planOf(required.value, args, io);
    if (!plan.ok) return printProblems('check', plan.problems, io);
    const { replications, names, baseline, allowances } = plan.value;
    const scenario: Scenario = { ...required.value, seed: baseline?.seed ?? required.value.seed };

    const runs = await runReplications([scenario], { seed: scenario.seed, replications, names, cores: cores.value }, io);
    if (runs.problems.length > 0) return printProblems('check', runs.problems, io);
    const [figures] = runs.figures;
    if (runs.isInterrupted || figures === undefined) {
      io.err('check: interrupted; nothing is checked\n');
      return ExitCode.interrupted;
    }
    const checks = targetChecks(scenario, figures);
    const regression = baseline === undefined ? undefined : regressionChecks(Object.keys(baseline.figures), baselineFigures(baseline), figures, allowances.byFigure, allowances.usual);
    const output: CheckOutput = {
      title: scenario.title, seed: scenario.seed, replications, warmupS: scenario.warmupS, durationS: scenario.durationS,
      pass: [...checks, ...(regression ?? [])].every(({ pass }) => pass), checks, ...(regression === undefined ? {} : { regression }),
    };
    for (const why of runs.stopped) io.err(`check: a run ended early: ${why}\n`);
    return show(output, baselineOf(scenario, names, figures), args, io);
  },
};

function planOf(scenario: Scenario, args: Args, io: Io): Result<Plan> {
  const baseline = baselineFlag(scenario, args, io);
  if (!baseline.ok) return baseline;
  const idle = Object.keys(ALLOWANCE_OPTIONS).filter((flag) => args.values.has(flag));
  if (baseline.value === undefined && idle.length > 0) return refuse(...idle.map((path) => ({ path, message: 'says how much worse than expected; give what is expected with --baseline' })));
  const expected = Object.keys(baseline.value?.figures ?? {});
  const replications = numberFlag(args, '--replications', baseline.value?.replications ?? REPLICATIONS);
  const chosen = chosenFigures(scenario, [...(args.values.get('--figure') ?? []), ...expected]);
  const allowances = allowancesOf(args, expected);
  const problems: Problem[] = [
    ...(replications.ok ? [] : replications.problems), ...(allowances.ok ? [] : allowances.problems),
    ...(chosen.ok ? [] : chosen.problems.map(({ message }) => ({ path: expected.length > 0 ? '--baseline' : '--figure', message }))),
  ];
  if (replications.ok && baseline.value !== undefined && replications.value !== baseline.value.replications) {
    problems.push({ path: '--replications', message: `the baseline has ${baseline.value.replications}, found ${replications.value}` });
  }
  if (scenario.checks.length === 0 && baseline.value === undefined && !args.values.has('--save-baseline')) {
    problems.push({ path: '', message: 'the scenario has no checks; give it some ("checks"), --require NAME<=VALUE, or --baseline FILE' });
  }
  if (!replications.ok || !chosen.ok || !allowances.ok || problems.length > 0) return refuse(...problems);
  return ok({ replications: replications.value, names: [...new Set([...chosen.value, ...checkedFigures(scenario)])], baseline: baseline.value, allowances: allowances.value });
}

function baselineFlag(scenario: Scenario, args: Args, io: Io): Result<Baseline | undefined> {
  const file = args.values.get('--baseline')?.[0];
  if (file === undefined) return ok(undefined);
  if (!io.isFile(file)) return refuse({ path: '--baseline', message: `there is no file ${JSON.stringify(file)}` });
  const baseline = readBaseline(io.readFile(file));
  if (!baseline.ok) return refuse(...baseline.problems.map(({ message }) => ({ path: file, message })));
  const problems = [...baselineProblems(baseline.value, scenario)];
  const seed = args.values.get('--seed')?.[0];
  if (seed !== undefined && Number(seed) !== baseline.value.seed) problems.push({ path: '--seed', message: `the baseline has ${baseline.value.seed}, found ${seed}` });
  return problems.length > 0 ? refuse(...problems.map(({ path, message }) => ({ path: path === '' ? file : `${file}: ${path}`, message }))) : ok(baseline.value);
}

function show(output: CheckOutput, baseline: Baseline, args: Args, io: Io): number {
  const json = (): string => `${JSON.stringify(output, undefined, 2)}\n`;
  io.out(args.flags.has('--json') ? json() : args.flags.has('--csv') ? checkCsv(output) : printed(output));
  const written = writeOutFiles(args.values.get('--out') ?? [], { '.json': json, '.csv': () => checkCsv(output) }, io);
  const save = args.values.get('--save-baseline')?.[0];
  const saved = save === undefined ? ok(undefined) : writeOut(save, baselineText(baseline), io);
  const problems = [written, saved].flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) return printProblems('check', problems, io);
  return output.pass ? ExitCode.ok : ExitCode.checkFailed;
}

function printed({ title, seed, replications, warmupS, durationS, checks, regression, pass }: CheckOutput): string {
  const failed = [...checks, ...(regression ?? [])].filter((check) => !check.pass).length;
  const all = checks.length + (regression?.length ?? 0);
  return `${[
    title,
    `${replications} ${replications === 1 ? 'run' : 'replications'} of ${numeral(durationS)} s${warmupS > 0 ? ` after ${numeral(warmupS)} s of warm-up` : ''}, seed ${seed}${replications > 1 ? '; ± is half a 95 % interval of the mean' : ''}`,
    ...(checks.length === 0 ? [] : ['', ...targetLines(checks)]),
    ...(regression === undefined ? [] : ['', ...regressionLines(regression)]),
    '', all === 0 ? 'no checks' : pass ? `all ${all} passed` : `${failed} of ${all} FAILED`,
  ].join('\n')}\n`;
}
