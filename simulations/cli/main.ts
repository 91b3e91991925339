import { readFileSync } from 'node:fs';
import { scenarioSchema } from '../scenario/json-schema';
import { didYouMean } from '../scenario/nearest';
import { quoted } from '../scenario/wording';
import { ExitCode } from './exit-code';
import { helpText } from './help-text';
import { endQuietlyOnClosedPipe, processIo, type Io } from './io';
import { printProblems } from './print-problems';
import { runCommand } from './run-command';

const COMMANDS = ['run', 'schema', 'help'];

/** The command line. Returns the exit code. */
export async function main(argv: readonly string[], io: Io = processIo): Promise<number> {
  if (io === processIo) endQuietlyOnClosedPipe();
  const [command, ...rest] = argv;
  if (command === undefined) {
    io.err(helpText());
    return ExitCode.badInput;
  }
  if (command === '--version' || command === '-v') return printed(`${version()}\n`, io);
  if (command === 'help' || command === '--help' || command === '-h') return printed(helpText(), io);
  if (rest.includes('--help') || rest.includes('-h')) return printed(helpText(), io);
  switch (command) {
    case 'run': return runCommand(rest, io);
    case 'schema': {
      if (rest.length > 0) return printProblems('schema', [{ path: '', message: `takes nothing more, found ${rest.join(' ')}` }], io);
      return printed(`${JSON.stringify(scenarioSchema(), undefined, 2)}\n`, io);
    }
    default: {
      const what = command.startsWith('-') ? 'option' : 'command';
      const known = what === 'option' ? ['--version', '--help'] : COMMANDS;
      return printProblems('sim', [{ path: '', message: `unknown ${what} ${quoted(command)}${didYouMean(command, known)}` }], io);
    }
  }
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
