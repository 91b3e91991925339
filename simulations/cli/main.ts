import { readFileSync } from 'node:fs';
import { didYouMean } from '../scenario/nearest';
import { quoted } from '../scenario/wording';
import { parseArgs } from './args';
import { commandHelp, flagsOf } from './command';
import { commandNames, commands, type CommandName } from './commands';
import { ExitCode } from './exit-code';
import { helpText } from './help-text';
import { endQuietlyOnClosedPipe, processIo, type Io } from './io';
import { printProblems } from './print-problems';

export { serveUnits } from './unit-worker'; // launch-worker.mjs calls it, in a thread of its own.

/** The command line. Returns the exit code. */
export async function main(argv: readonly string[], io: Io = processIo): Promise<number> {
  if (io === processIo) endQuietlyOnClosedPipe();
  const [command, ...rest] = argv;
  if (command === undefined) {
    io.err(helpText());
    return ExitCode.badInput;
  }
  if (command === '--version' || command === '-v') return printed(`${version()}\n`, io);
  if (command === 'help' || command === '--help' || command === '-h') return help(rest, io);
  if (!isCommand(command)) return unknown(command, io);

  const chosen = commands[command];
  if (rest.includes('--help') || rest.includes('-h')) return printed(commandHelp(chosen), io);
  const args = parseArgs(rest, flagsOf(chosen));
  if (!args.ok) return printProblems(command, args.problems, io);
  if (args.value.flags.has('--json') && args.value.flags.has('--csv')) return printProblems(command, [{ path: '', message: 'takes --json or --csv, not both' }], io);
  return chosen.run(args.value, io);
}

function help([command]: readonly string[], io: Io): number {
  if (command === undefined) return printed(helpText(), io);
  if (!isCommand(command)) return unknown(command, io);
  return printed(commandHelp(commands[command]), io);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

function unknown(command: string, io: Io): number {
  const what = command.startsWith('-') ? 'option' : 'command';
  const known = what === 'option' ? ['--version', '--help'] : [...commandNames, 'help'];
  return printProblems('sim', [{ path: '', message: `unknown ${what} ${quoted(command)}${didYouMean(command, known)}` }], io);
}

function printed(text: string, io: Io): number {
  io.out(text);
  return ExitCode.ok;
}

/** As seen from here and, in the same depth, from the bundle out/cli/sim.mjs. */
function version(): string {
  const file = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };
  return file.version;
}
