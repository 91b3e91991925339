import { didYouMean } from '../scenario/nearest';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import { quoted } from '../scenario/wording';
import { parseAllowance, USUAL_ALLOWANCE, type Allowance } from '../experiments/regression';
import type { Args } from './args';
import type { OptionHelp } from './command';

export const ALLOWANCE_OPTIONS = {
  '--tolerance': { takes: 'SHARE', help: 'how much worse than expected a figure may be (default: 5%; of lost jobs 0.001 of all)' },
  '--allow': { takes: 'NAME=SHARE', many: true, help: 'the same for one figure: latencyS.p99=10%, or lossShare=0.002 in its own unit' },
} as const satisfies Record<string, OptionHelp>;

export interface Allowances {
  readonly usual: Allowance;
  readonly byFigure: ReadonlyMap<string, Allowance>;
}

/** `known` are the figures that will be held against each other. */
export function allowancesOf(args: Args, known: readonly string[]): Result<Allowances> {
  const problems: Problem[] = [];
  const tolerance = args.values.get('--tolerance')?.[0];
  const usual = tolerance === undefined ? ok(USUAL_ALLOWANCE) : parseAllowance(tolerance);
  if (!usual.ok) problems.push(...usual.problems.map(({ message }) => ({ path: '--tolerance', message })));
  const byFigure = new Map<string, Allowance>();
  for (const written of args.values.get('--allow') ?? []) {
    const [name = '', text = ''] = written.split('=');
    const allowance = parseAllowance(text);
    if (!known.includes(name)) problems.push({ path: '--allow', message: `no figure ${quoted(name)} is compared${didYouMean(name, known)}` });
    else if (allowance.ok) byFigure.set(name, allowance.value);
    else problems.push(...allowance.problems.map(({ message }) => ({ path: `--allow ${name}`, message })));
  }
  return problems.length > 0 || !usual.ok ? refuse(...problems) : ok({ usual: usual.value, byFigure });
}
