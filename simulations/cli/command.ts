import { refuse, ok, type Result } from '../scenario/problem';
import type { Args, FlagKind } from './args';
import type { Io } from './io';
import { REPLICATIONS } from './sweep-plan';

export interface OptionHelp {
  /** What it takes, e.g. "N"; absent: nothing. */
  readonly takes?: string;
  /** It may be given several times. */
  readonly many?: true;
  readonly help: string;
}

/** One command of the command line: what help says of it, and what it does. */
export interface Command {
  readonly name: string;
  /** What follows the name, e.g. "FILE [options]". */
  readonly usage: string;
  readonly summary: string;
  /** More than the summary says, or ''. */
  readonly about: string;
  readonly options: Readonly<Record<string, OptionHelp>>;
  readonly examples: readonly { readonly line: string; readonly what: string }[];
  run(this: void, args: Args, io: Io): Promise<number>;
}

/** What the argument reader has to know of a command's options. */
export function flagsOf({ options }: Command): Readonly<Record<string, FlagKind>> {
  const kind = ({ takes, many }: OptionHelp): FlagKind => (takes === undefined ? 'none' : many ? 'many' : 'one');
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, kind(option)]));
}

export function commandHelp({ name, usage, summary, about, options, examples }: Command): string {
  const rows = Object.entries(options).map(([flag, { takes, help }]) => [`${flag}${takes === undefined ? '' : ` ${takes}`}`, help] as const);
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    summary, '', `  npm run --silent sim -- ${name} ${usage}`.trimEnd(),
    ...(about === '' ? [] : ['', about]),
    ...(rows.length === 0 ? [] : ['', 'Options', ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help.replaceAll('\n', `\n${' '.repeat(width + 4)}`)}`)]),
    ...(examples.length === 0 ? [] : ['', 'Examples', ...examples.flatMap(({ line, what }) => [`  ${what}`, `    npm run --silent sim -- ${line}`])]),
    '',
  ].join('\n');
}

/** Every command that runs a scenario takes these (run-settings.ts). */
export const SCENARIO_OPTIONS = {
  '--seed': { takes: 'N', help: 'another history of the same scenario' },
  '--warmup': { takes: 'S', help: 'seconds before the figures begin to count' },
  '--duration': { takes: 'S', help: 'seconds that the figures cover, after the warm-up' },
  '--set': { takes: 'PATH=VALUE', many: true, help: 'another value for a parameter; may be given several times' },
} as const satisfies Record<string, OptionHelp>;

/** Of commands that make many runs. */
export const RUNS_OPTIONS = {
  '--replications': { takes: 'R', help: `independent runs, each with a seed of its own (default: ${REPLICATIONS})` },
  '--figure': { takes: 'NAME', many: true, help: 'a figure of the report, e.g. latencyS.p99 or stations.inbox.waitS.mean; may be given several times' },
  '--cores': { takes: 'N', help: 'how many runs go on at once (default: all cores)' },
} as const satisfies Record<string, OptionHelp>;

export const OUTPUT_OPTIONS = {
  '--json': { help: 'print one JSON object, durations in seconds' },
  '--csv': { help: 'print comma separated values, durations in seconds' },
  '--out': { takes: 'FILE', many: true, help: 'write a file as well; its end says which kind' },
} as const satisfies Record<string, OptionHelp>;

/** Exactly these words, e.g. `['FILE', 'CANDIDATE']`. */
export function wordsOf({ words }: Args, names: readonly string[], what: string): Result<readonly string[]> {
  if (words.length === names.length) return ok(words);
  const missing = names[words.length];
  if (missing !== undefined) return refuse({ path: '', message: `needs ${/^[AEIOU]/.test(missing) ? 'an' : 'a'} ${missing}: ${what}` });
  if (names.length === 0) return refuse({ path: '', message: `takes nothing more, found ${words.join(' ')}` });
  return refuse({ path: '', message: `takes ${names.join(' ')}, found ${words.length}: ${words.join(' ')}` });
}

export const FILE_WORDS = 'a *.spillway file, the id of a built-in scenario, or - for standard input';
