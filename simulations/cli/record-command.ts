import { recordText } from '../experiments/record-file';
import { recordRun } from '../experiments/record';
import { numeral } from '../scenario/wording';
import { FILE_WORDS, SCENARIO_OPTIONS, wordsOf, type Command } from './command';
import { ExitCode } from './exit-code';
import { givenScenario } from './given-scenario';
import { interruptible } from './interruptible';
import { printProblems } from './print-problems';
import { folderProblems, writeOut } from './write-files';

export const recordCommand: Command = {
  name: 'record',
  usage: 'FILE --out RECORD [options]',
  summary: 'Records a run: which jobs came when, of which class, what they asked for, and what came out.',
  about: 'What is recorded can be replayed through a changed scenario, so that a change is judged on the very same input (replay, promote).',
  options: { '--out': { takes: 'RECORD', help: 'the file to write' }, ...SCENARIO_OPTIONS },
  examples: [{ line: 'record bounded-queue --duration 600 --out monday.record.json', what: 'Ten minutes of input' }],

  async run(args, io) {
    const words = wordsOf(args, ['FILE'], FILE_WORDS);
    if (!words.ok) return printProblems('record', words.problems, io);
    const out = args.values.get('--out')?.[0];
    if (out === undefined) return printProblems('record', [{ path: '', message: 'needs --out RECORD, the file to write' }], io);
    const nowhere = folderProblems('--out', out, io);
    if (nowhere.length > 0) return printProblems('record', nowhere, io);
    const given = await givenScenario(words.value[0] ?? '', args, io);
    if (!given.ok) return printProblems(given.name, given.problems, io);
    const recorded = await interruptible(io, (goOn) => recordRun({ scenario: given.scenario, seed: given.scenario.seed }, goOn));
    if (!recorded.ok) return printProblems(given.name, recorded.problems, io);
    const record = recorded.value;
    if (record === null) {
      io.err('record: interrupted; nothing is written\n');
      return ExitCode.interrupted;
    }
    const written = writeOut(out, recordText(record), io);
    if (!written.ok) return printProblems('record', written.problems, io);
    io.out(`${record.scenario.title}\n${numeral(record.jobs.length)} jobs, ${numeral(record.events)} events, seed ${record.seed}, in ${out}\n`);
    return ExitCode.ok;
  },
};
