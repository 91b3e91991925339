import { ChosenJobs, latencyNs, type JobChoice } from '../experiments/chosen-jobs';
import { followJobs, JobLog } from '../experiments/job-log';
import { tracedJob, type TracedJob } from '../experiments/spans';
import { chromeTrace, otlpTrace, ownTrace } from '../experiments/trace-files';
import { didYouMean, nearestOf } from '../scenario/nearest';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { startRun } from '../scenario/start-run';
import { numeral, quoted } from '../scenario/wording';
import type { Args } from './args';
import { FILE_WORDS, SCENARIO_OPTIONS, wordsOf, type Command } from './command';
import { ExitCode } from './exit-code';
import { durationText } from './figure-text';
import { givenScenario } from './given-scenario';
import { interruptible } from './interruptible';
import { numberFlag } from './number-flag';
import { printProblems } from './print-problems';
import { folderProblems, writeOut } from './write-files';

const SLOWEST = 10;
const KEPT_MAX = 100_000;
const FORMATS = { json: ownTrace, chrome: chromeTrace, otlp: otlpTrace } as const;
const FORMAT_IDS = Object.keys(FORMATS) as readonly (keyof typeof FORMATS)[];

export const traceCommand: Command = {
  name: 'trace',
  usage: 'FILE [options]',
  summary: 'Follows chosen jobs on their way: the slowest ones, lost ones, or those that are named.',
  about: `Without a choice, the ${SLOWEST} slowest that were made after the warm-up.`,
  options: {
    '--slowest': { takes: 'N', help: 'so many of those that took longest' },
    '--lost': { takes: 'N', help: 'the first so many that were shed, failed or timed out' },
    '--every': { takes: 'N', help: 'every n-th job of each producer' },
    '--job': { takes: 'PRODUCER/N', many: true, help: 'this one, e.g. orders/417; may be given several times' },
    '--class': { takes: 'ID', help: 'only jobs of this class' },
    '--format': { takes: 'F', help: 'json (all that is known), chrome (trace events, which Perfetto opens), otlp (which Jaeger opens);\nwithout it a text for reading' },
    '--out': { takes: 'FILE', help: 'write to a file instead of printing' },
    ...SCENARIO_OPTIONS,
  },
  examples: [
    { line: 'trace bounded-queue --slowest 3', what: 'Why were the slowest so slow?' },
    { line: 'trace overload --lost 20 --slowest 20 --format chrome --out overload.trace.json', what: 'For ui.perfetto.dev, or chrome://tracing' },
    { line: 'trace bounded-queue --job orders/417 --job orders/418 --format otlp --out jobs.otlp.json', what: 'For Jaeger' },
  ],

  async run(args, io) {
    const words = wordsOf(args, ['FILE'], FILE_WORDS);
    if (!words.ok) return printProblems('trace', words.problems, io);
    const given = await givenScenario(words.value[0] ?? '', args, io);
    if (!given.ok) return printProblems(given.name, given.problems, io);
    const { scenario } = given;
    const choice = choiceOf(scenario, args);
    const format = formatOf(args);
    const file = args.values.get('--out')?.[0];
    const problems: Problem[] = [...[choice, format].flatMap((result) => (result.ok ? [] : result.problems)), ...folderProblems('--out', file, io)];
    if (!choice.ok || !format.ok || problems.length > 0) return printProblems('trace', problems, io);

    const run = startRun(scenario, { seed: scenario.seed });
    if (!run.ok) return printProblems(given.name, run.problems, io);
    const chosen = new ChosenJobs(choice.value, Object.keys(scenario.stations));
    const isDone = await interruptible(io, (goOn) => followJobs(run.value, new JobLog(chosen.add), goOn));
    if (!isDone) {
      io.err('trace: interrupted; nothing is written\n');
      return ExitCode.interrupted;
    }
    const jobs = chosen.list().map((way) => tracedJob(way, scenario, run.value.nowNs));
    const missing = [...choice.value.named].filter((name) => !jobs.some((job) => job.name === name));
    if (missing.length > 0) return printProblems('trace', missing.map((name) => ({ path: '--job', message: `${name.replace(' ', '/')} was never made in this run` })), io);
    const text = format.value === undefined ? printed(scenario, jobs) : `${JSON.stringify(FORMATS[format.value]({ title: scenario.title, seed: scenario.seed }, jobs), undefined, 1)}\n`;
    if (file === undefined) {
      io.out(text);
      return ExitCode.ok;
    }
    const written = writeOut(file, text, io);
    return written.ok ? ExitCode.ok : printProblems('trace', written.problems, io);
  },
};

function choiceOf(scenario: Scenario, args: Args): Result<JobChoice> {
  const count = (flag: string, initial: number): Result<number> => numberFlag(args, flag, initial, { min: 0, max: KEPT_MAX });
  const isChosen = ['--lost', '--every', '--job'].some((flag) => args.values.has(flag));
  const [slowest, lost, every] = [count('--slowest', isChosen ? 0 : SLOWEST), count('--lost', 0), count('--every', 0)];
  const problems: Problem[] = [slowest, lost, every].flatMap((result) => (result.ok ? [] : result.problems));
  const producers = Object.entries(scenario.stations).filter(([, { kind }]) => kind === 'producer').map(([id]) => id);
  const named = (args.values.get('--job') ?? []).map((text) => {
    const [, producer = '', serial = ''] = /^(.+)[/ :](\d{1,15})$/.exec(text.trim()) ?? [];
    if (serial === '') problems.push({ path: '--job', message: `must be PRODUCER/N, e.g. ${producers[0] ?? 'orders'}/417, found ${quoted(text)}` });
    else if (!producers.includes(producer)) problems.push({ path: '--job', message: `no producer ${quoted(producer)}${didYouMean(producer, producers)}` });
    return `${producer} ${serial}`;
  });
  const classIds = Object.keys(scenario.classes);
  const classId = args.values.get('--class')?.[0];
  const jobClass = classId === undefined ? -1 : classIds.indexOf(classId);
  if (classId !== undefined && jobClass < 0) problems.push({ path: '--class', message: `no class ${quoted(classId)}${didYouMean(classId, classIds)}` });
  if (!slowest.ok || !lost.ok || !every.ok || problems.length > 0) return refuse(...problems);
  return ok({ slowest: slowest.value, lost: lost.value, every: every.value, named: new Set(named), fromNs: Math.round(scenario.warmupS * 1e9), jobClass });
}

function formatOf(args: Args): Result<keyof typeof FORMATS | undefined> {
  const text = args.values.get('--format')?.[0];
  const format = FORMAT_IDS.find((id) => id === text);
  return text === undefined || format !== undefined ? ok(format) : refuse({ path: '--format', message: `must be ${FORMAT_IDS.join(', ')}, found ${quoted(text)}${nearestOf(text, FORMAT_IDS)}` });
}

function printed({ title, seed }: Scenario, jobs: readonly TracedJob[]): string {
  if (jobs.length === 0) return `${title}\nno job is like that\n`;
  return `${[
    title, `seed ${seed}, ${numeral(jobs.length)} job${jobs.length === 1 ? '' : 's'}`,
    ...jobs.flatMap(({ way, name, ended, jobClass, spans }) => [
      '', `${name}  ${jobClass}, ${way.key === 0 ? '' : `key ${way.key}, `}${ended}${latencyNs(way) < 0 ? '' : ` after ${durationText(latencyNs(way) / 1e9)}`}, made at ${(way.madeNs / 1e9).toFixed(6)} s`,
      ...spans.slice(1).filter(({ what }) => what !== 'stay').map(({ name: called, station, what, fromNs, toNs }) => (
        `  +${((fromNs - way.madeNs) / 1e9).toFixed(6)} s  ${(what === 'attempt' && called.startsWith('copy') ? 'copy' : what).padEnd(7)}  ${durationText((toNs - fromNs) / 1e9).padStart(8)}  ${station}${what === 'attempt' ? `  (${called})` : ''}`
      )),
    ]),
  ].join('\n')}\n`;
}
