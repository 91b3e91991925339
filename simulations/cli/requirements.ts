import { knownFigures } from '../experiments/figure-names';
import { didYouMean } from '../scenario/nearest';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { CheckSpec, Scenario } from '../scenario/scenario';
import { quoted } from '../scenario/wording';
import type { Args } from './args';
import type { OptionHelp } from './command';

export const REQUIRE_OPTION = {
  '--require': { takes: 'NAME<=VALUE', many: true, help: 'one more check, e.g. \'latencyS.p99<=0.4\' or \'stations.pickers.utilisation>=0.5\'; durations in seconds' },
} as const satisfies Record<string, OptionHelp>;

/** The scenario with the checks that the options add. */
export function withRequirements(scenario: Scenario, args: Args): Result<Scenario> {
  const known = knownFigures(scenario);
  const problems: Problem[] = [];
  const added: CheckSpec[] = [];
  for (const written of args.values.get('--require') ?? []) {
    const [, name = '', sign, text = ''] = /^(.+?)(<=|>=)([^<>=]+)$/.exec(written) ?? [];
    const limit = Number(text);
    if (sign === undefined || text.trim() === '' || !Number.isFinite(limit)) problems.push({ path: '--require', message: `must be NAME<=VALUE or NAME>=VALUE, found ${quoted(written)}` });
    else if (!known.includes(name.trim())) problems.push({ path: '--require', message: `no figure ${quoted(name.trim())}${didYouMean(name.trim(), known)}` });
    else added.push(checkOf(name.trim(), written, sign === '<=' ? { max: limit } : { min: limit }));
  }
  return problems.length > 0 ? refuse(...problems) : ok({ ...scenario, checks: [...scenario.checks, ...added] });
}

function checkOf(figure: string, name: string, limit: { readonly min: number } | { readonly max: number }): CheckSpec {
  const [, station, metric] = /^stations\.([^.]+)\.(.+)$/.exec(figure) ?? [];
  return station === undefined || metric === undefined ? { name, metric: figure, ...limit } : { name, station, metric, ...limit };
}
