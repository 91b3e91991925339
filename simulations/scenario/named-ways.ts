import { withInitials, type Params, type ParamValues } from '../engine/param';
import { variantKind } from './check-param';
import { isObject } from './json-object';
import { didYouMean } from './nearest';
import type { Problem } from './problem';
import type { Scenario } from './scenario';
import { stationKind } from './station-kind';
import { waysOut } from './ways-out';
import { quoted } from './wording';

/** Weights and the like name the stations behind a router: a link must lead to each of them. */
export function namedWayProblems(scenario: Scenario, stationIds = Object.keys(scenario.stations)): readonly Problem[] {
  const waysFrom = waysOut(scenario.links);
  return stationIds.flatMap((id) => {
    const spec = scenario.stations[id];
    const params = spec === undefined ? undefined : stationKind(spec.kind)?.params;
    if (params === undefined) return [];
    const ways = waysFrom.get(id) ?? [];
    return variantsOf(params, spec as unknown as ParamValues, `stations.${id}`).flatMap(({ path, named }) => named
      .filter((each) => !ways.includes(each.id))
      .map((each) => ({ path: `${path}.${each.param}`, message: `no link leads from ${quoted(id)} to ${quoted(each.id)}${didYouMean(each.id, ways)}` })));
  });
}

interface Named { readonly path: string; readonly named: readonly { readonly param: string; readonly id: string }[] }

function variantsOf(params: Params, given: ParamValues, path: string): readonly Named[] {
  return Object.entries(withInitials(params, given)).flatMap(([name, value]) => {
    const param = params[name];
    if (param?.type !== 'variant' || !isObject(value)) return [];
    const member = variantKind(param.family, value['kind']);
    if (member?.waysNamed === undefined) return [];
    return [{ path: `${path}.${name}`, named: member.waysNamed(withInitials(member.params, value)) }];
  });
}
