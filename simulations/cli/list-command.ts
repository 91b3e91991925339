import { libraryScenarios } from '../library';
import { refuse } from '../scenario/problem';
import { quoted } from '../scenario/wording';
import type { Command } from './command';
import { ExitCode } from './exit-code';
import { printProblems } from './print-problems';
import { table } from './table';

export const listCommand: Command = {
  name: 'list',
  usage: '[WORD…] [options]',
  summary: 'Lists the built-in scenarios, or those that have something to do with a word.',
  about: 'Their ids can stand wherever a FILE is asked for.',
  options: { '--json': { help: 'print a list of objects' } },
  examples: [{ line: 'list', what: 'All' }, { line: 'list retry', what: 'About a word' }],

  run(args, io) {
    const found = libraryScenarios.filter(({ id, title, summary, scenario }) => {
      const text = `${id} ${title} ${summary} ${scenario.about}`.toLowerCase();
      return args.words.every((word) => text.includes(word.toLowerCase()));
    });
    if (args.flags.has('--json')) {
      io.out(`${JSON.stringify(found.map(({ id, title, summary, scenario, counterpart, breaks }) => (
        { id, title, summary, stations: Object.keys(scenario.stations).length, checks: scenario.checks.length, counterpart: counterpart ?? null, breaks: breaks ?? null }
      )), undefined, 2)}\n`);
      return Promise.resolve(ExitCode.ok);
    }
    if (found.length === 0) {
      const none = refuse({ path: '', message: `no built-in scenario has to do with ${args.words.map(quoted).join(' and ')}; list without a word shows all ${libraryScenarios.length}` });
      return Promise.resolve(printProblems('list', none.ok ? [] : none.problems, io));
    }
    io.out(`${table(found.map(({ id, summary }) => [id, summary]), 2).join('\n')}\n`);
    return Promise.resolve(ExitCode.ok);
  },
};
