import { commands, commandNames } from './commands';
import { FILE_WORDS } from './command';

export function helpText(): string {
  const width = Math.max(...commandNames.map((name) => name.length));
  const lines = commandNames.map((name) => `  ${name.padEnd(width)}  ${commands[name].summary}`);
  return `Spillway: see queues fill, overflow and recover. Runs scenarios without the screen.

  npm run --silent sim -- COMMAND …

${lines.join('\n')}
  ${'help'.padEnd(width)}  Prints this; help COMMAND prints a command's options with examples.

FILE is ${FILE_WORDS}.

Exit code: 0; 1 when a check fails; 2 for bad input, with the problems on standard error; 130 after Ctrl-C.
`;
}
