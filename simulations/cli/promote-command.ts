import { failedChecks, promoted } from '../experiments/replay-record';
import { printScenario } from '../scenario/print-scenario';
import type { Problem } from '../scenario/problem';
import { WHY_CHARS_MAX } from '../scenario/limits';
import { ALLOWANCE_OPTIONS } from './allowances';
import { SCENARIO_OPTIONS, type Command } from './command';
import { ExitCode } from './exit-code';
import { replayGiven } from './given-record';
import { justification, changeLines, printReplay } from './print-replay';
import { printProblems } from './print-problems';
import { folderProblems, writeOut } from './write-files';

export const promoteCommand: Command = {
  name: 'promote',
  usage: 'RECORD [CANDIDATE] --why TEXT --out FILE [options]',
  summary: 'Makes a candidate that passes its replay the next version, with an entry in its change log.',
  about: 'The entry says why, what changed, and the figures that justified it. A candidate that fails is refused with the checks that failed, and nothing is written.',
  options: {
    '--why': { takes: 'TEXT', help: 'the reason, for whoever reads the change log' },
    '--out': { takes: 'FILE', help: 'where the promoted scenario goes' },
    '--set': SCENARIO_OPTIONS['--set'],
    ...ALLOWANCE_OPTIONS,
  },
  examples: [
    { line: 'promote monday.record.json candidate.spillway --why \'A fifth picker for the Monday rush\' --out production.spillway', what: 'A candidate' },
  ],

  async run(args, io) {
    const why = args.values.get('--why')?.[0]?.trim() ?? '';
    const out = args.values.get('--out')?.[0];
    const problems: Problem[] = [];
    if (args.words.length === 0) problems.push({ path: '', message: 'needs a RECORD, which record writes' });
    if (args.words.length > 2) problems.push({ path: '', message: `takes RECORD and CANDIDATE, found ${args.words.length}: ${args.words.join(' ')}` });
    if (why === '') problems.push({ path: '', message: 'needs --why TEXT, the reason for the change log' });
    if (out === undefined) problems.push({ path: '', message: 'needs --out FILE, where the promoted scenario goes' });
    problems.push(...folderProblems('--out', out, io));
    if (out === undefined || problems.length > 0) return printProblems('promote', problems, io);

    const given = await replayGiven(args, io);
    if (!given.ok) return printProblems('promote', given.problems, io);
    if (given.value === null) {
      io.err('promote: interrupted; nothing is promoted\n');
      return ExitCode.interrupted;
    }
    const { name, record, candidate, replayed } = given.value;
    const { changes, others } = replayed.proposed;
    if (changes.length + others.length === 0) return printProblems('promote', [{ path: '', message: 'there is nothing to promote: the candidate is what was recorded' }], io);
    io.out(printReplay(name, record, replayed));
    if (!replayed.pass) {
      io.err(`promote: refused, nothing is written\n${failedChecks(replayed).map(({ path, message }) => `promote: ${path}: ${message}\n`).join('')}`);
      return ExitCode.checkFailed;
    }
    const text = [why, '', ...changeLines(record.scenario, replayed.proposed).map((line) => `- ${line}`), '', ...justification(record, replayed)].join('\n').slice(0, WHY_CHARS_MAX);
    const next = promoted(record, candidate, replayed, { date: io.today(), why: text });
    if (!next.ok) return printProblems('promote', next.problems, io);
    const written = writeOut(out, printScenario(next.value), io);
    if (!written.ok) return printProblems('promote', written.problems, io);
    io.out(`promoted to version ${next.value.changelog.at(-1)?.version ?? 1}: ${out}\n`);
    return ExitCode.ok;
  },
};
