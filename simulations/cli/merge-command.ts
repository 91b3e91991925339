import { mergeSweeps, type SweepPart } from '../experiments/merge';
import { readSweep } from '../experiments/sweep-file';
import type { Problem } from '../scenario/problem';
import { OUTPUT_OPTIONS, type Command } from './command';
import { printProblems } from './print-problems';
import { showSweep, SWEEP_FILES } from './sweep-command';
import { checkOutNames } from './write-files';

export const mergeCommand: Command = {
  name: 'merge',
  usage: 'FILE… [options]',
  summary: 'Puts the parts of a sweep together: the same numbers as one run, to the digit.',
  about: 'Parts that are missing, unfinished, there twice or of another sweep are named, and nothing is written.',
  options: {
    '--partial': { help: 'take what there is, though parts are missing' },
    ...OUTPUT_OPTIONS,
  },
  examples: [
    { line: 'merge part-*.json --out load.csv --out load.svg', what: 'All shards of a sweep' },
    { line: 'merge part-*.json --partial --csv', what: 'Those that are there' },
  ],

  run(args, io) {
    const names = checkOutNames(args.values.get('--out') ?? [], SWEEP_FILES, io);
    const problems: Problem[] = names.ok ? [] : [...names.problems];
    if (args.words.length === 0) problems.push({ path: '', message: 'needs at least one FILE that sweep wrote with --json or --out NAME.json' });
    if (problems.length > 0) return Promise.resolve(printProblems('merge', problems, io));

    const parts: SweepPart[] = [];
    for (const name of args.words) {
      if (!io.isFile(name)) {
        problems.push({ path: name, message: 'there is no such file' });
        continue;
      }
      const result = readSweep(io.readFile(name));
      if (result.ok) parts.push({ name, result: result.value });
      else problems.push(...result.problems.map(({ message }) => ({ path: name, message })));
    }
    if (problems.length > 0) return Promise.resolve(printProblems('merge', problems, io));
    const merged = mergeSweeps(parts, { partial: args.flags.has('--partial') });
    return Promise.resolve(merged.ok ? showSweep(merged.value, args, io) : printProblems('merge', merged.problems, io));
  },
};
