import { refuse } from '../scenario/problem';
import { ALLOWANCE_OPTIONS } from './allowances';
import { SCENARIO_OPTIONS, type Command } from './command';
import { ExitCode } from './exit-code';
import { replayGiven, type CandidateReplay } from './given-record';
import { printProblems } from './print-problems';
import { printReplay } from './print-replay';

export const replayCommand: Command = {
  name: 'replay',
  usage: 'RECORD [CANDIDATE] [options]',
  summary: 'Sends a recorded input through the same or a changed scenario, and holds what comes out against the recording.',
  about: 'Without CANDIDATE it is the recorded scenario with what --set changes; without that, it must be the same event for event. Exit code 1 when a check fails.',
  options: {
    '--set': SCENARIO_OPTIONS['--set'],
    ...ALLOWANCE_OPTIONS,
    '--json': { help: 'print one JSON object, durations in seconds' },
  },
  examples: [
    { line: 'replay monday.record.json', what: 'Is it still the same?' },
    { line: 'replay monday.record.json --set stations.pickers.workers=5', what: 'What would five workers have done with it?' },
    { line: 'replay monday.record.json candidate.spillway --allow latencyS.p99=10%', what: 'Is a candidate good enough?' },
  ],

  async run(args, io) {
    if (args.words.length === 0 || args.words.length > 2) {
      const problem = refuse({ path: '', message: args.words.length === 0 ? 'needs a RECORD, which record writes' : `takes RECORD and CANDIDATE, found ${args.words.length}: ${args.words.join(' ')}` });
      return printProblems('replay', problem.ok ? [] : problem.problems, io);
    }
    const given = await replayGiven(args, io);
    if (!given.ok) return printProblems('replay', given.problems, io);
    if (given.value === null) {
      io.err('replay: interrupted; nothing is checked\n');
      return ExitCode.interrupted;
    }
    const { name, record, replayed } = given.value;
    io.out(args.flags.has('--json') ? `${JSON.stringify(replayOutput(given.value), undefined, 2)}\n` : printReplay(name, record, replayed));
    return replayed.pass ? ExitCode.ok : ExitCode.checkFailed;
  },
};

export function replayOutput({ name, record, replayed }: CandidateReplay): unknown {
  const { diff, replaced, isSame, isIdentical, match, otherInput, observed, checks, regression, pass } = replayed;
  return {
    title: record.scenario.title, record: name, seed: record.seed, jobs: record.jobs.length, events: observed.events,
    isSame, isIdentical, otherInput, ...diff, replaced, input: match, pass, checks, regression: isIdentical ? [] : regression,
  };
}
