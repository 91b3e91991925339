import { catalog } from '../../simulations/catalog';
import type { NumberParam, Params, ParamValue } from '../../simulations/engine/param';
import type { StationSpec } from '../../simulations/scenario/scenario';
import { stationKind } from '../../simulations/scenario/station-kind';

export interface MainParam {
  /** Inside the station, e.g. `arrivals.ratePerS`. */
  readonly path: string;
  readonly param: NumberParam;
  readonly value: number | 'unbounded';
}

/** The number to set on the station itself: the first one that its kind, or the kind of its first policy, declares to be primary. */
export function mainParam(spec: StationSpec): MainParam | null {
  return firstNumber(stationKind(spec.kind)?.params ?? {}, spec as Readonly<Record<string, ParamValue | undefined>>, '');
}

function firstNumber(params: Params, values: Readonly<Record<string, ParamValue | undefined>>, path: string): MainParam | null {
  for (const [name, param] of Object.entries(params)) {
    if (param.primary !== true) continue;
    const value = values[name] ?? param.initial;
    if (param.type === 'number' && (typeof value === 'number' || value === 'unbounded')) return { path: path + name, param, value };
    if (param.type !== 'variant' || typeof value !== 'object') continue;
    const member = catalog.families[param.family].find(({ kind }) => kind === value.kind);
    const inner = firstNumber(member?.params ?? {}, value, `${path}${name}.`);
    if (inner !== null) return inner;
  }
  return null;
}
