import { catalog } from '../../../simulations/catalog';
import type { Param, Params, ParamValue, ParamValues } from '../../../simulations/engine/param';
import { isWay } from '../../../simulations/scenario/param-path';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { linkId, nameIn } from '../../document';

export interface RunParam {
  /** `stations.inbox.capacityJobs` */
  readonly path: string;
  /** "Arrivals · Arrival rate" */
  readonly label: string;
  readonly param: Param;
  readonly value: ParamValue;
}

/** Everything of a station or a link that a plan may change, policies' own parameters included. */
export function runParams(scenario: Scenario): readonly { readonly station: string; readonly name: string; readonly params: readonly RunParam[] }[] {
  const stations = Object.entries(scenario.stations).map(([id, spec]) => ({
    station: id,
    name: nameIn(scenario, id),
    params: inside(stationKind(spec.kind)?.params ?? {}, spec as Readonly<Record<string, ParamValue | undefined>>, `stations.${id}`, ''),
  }));
  const links = scenario.links.map((link) => {
    const path = `links.${linkId(link)}`;
    const { flow, call } = catalog.links;
    return {
      station: path,
      name: `${nameIn(scenario, link.from)} → ${nameIn(scenario, link.to)}`,
      params: [
        ...(isWay(link) ? inside(flow.params, link as unknown as ParamValues, path, '') : []),
        ...(link.call === undefined ? [] : inside(call.params, link.call, `${path}.call`, 'Call · ')),
      ],
    };
  });
  return [...stations, ...links].filter(({ params }) => params.length > 0);
}

function inside(params: Params, values: Readonly<Record<string, ParamValue | undefined>>, path: string, label: string): readonly RunParam[] {
  return Object.entries(params).flatMap(([name, param]) => {
    const value = values[name] ?? param.initial;
    const here: RunParam = { path: `${path}.${name}`, label: label + param.label, param, value };
    if (param.type !== 'variant' || typeof value !== 'object') return [here];
    const member = catalog.families[param.family].find(({ kind }) => kind === value.kind);
    return [here, ...inside(member?.params ?? {}, value, here.path, `${here.label} · `)];
  });
}
