import { scenarioSchema } from '../scenario/json-schema';
import { wordsOf, type Command } from './command';
import { ExitCode } from './exit-code';
import { printProblems } from './print-problems';

export const schemaCommand: Command = {
  name: 'schema',
  usage: '',
  summary: 'Prints the JSON Schema of scenario files.',
  about: 'Editors that know JSON Schema then complete keys and show units and ranges.',
  options: {},
  examples: [{ line: 'schema > spillway.schema.json', what: 'For an editor' }],

  run(args, io) {
    const words = wordsOf(args, [], '');
    if (!words.ok) return Promise.resolve(printProblems('schema', words.problems, io));
    io.out(`${JSON.stringify(scenarioSchema(), undefined, 2)}\n`);
    return Promise.resolve(ExitCode.ok);
  },
};
