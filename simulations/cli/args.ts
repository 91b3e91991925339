import { didYouMean } from '../scenario/nearest';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import { found, quoted } from '../scenario/wording';

/** What a flag takes: nothing, one value, or a value each time that it is given. */
export type FlagKind = 'none' | 'one' | 'many';

export interface Args {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** `--name value` or `--name=value`; `-` is a word, and after `--` everything is. */
export function parseArgs(argv: readonly string[], known: Readonly<Record<string, FlagKind>>): Result<Args> {
  const words: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const problems: Problem[] = [];
  for (let i = 0; i < argv.length; i += 1) {
    const arg = argv[i] ?? '';
    if (arg === '--') {
      words.push(...argv.slice(i + 1));
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) {
      words.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    const name = equals < 0 ? arg : arg.slice(0, equals);
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) {
      problems.push({ path: '', message: `unknown option ${quoted(name)}${didYouMean(name, Object.keys(known))}` });
    } else if (kind === 'none') {
      if (equals >= 0) problems.push({ path: name, message: `takes no value, found ${found(arg.slice(equals + 1))}` });
      flags.add(name);
    } else {
      const value = equals < 0 ? argv[i += 1] : arg.slice(equals + 1);
      const before = values.get(name) ?? [];
      if (value === undefined) problems.push({ path: name, message: 'needs a value' });
      else if (kind === 'one' && before.length > 0) problems.push({ path: name, message: 'is given twice' });
      else values.set(name, [...before, value]);
    }
  }
  return problems.length > 0 ? refuse(...problems) : ok({ words, flags, values });
}
