import fc from 'fast-check';
import { catalog, stationKinds } from '../../simulations/catalog';
import type { StationKind } from '../../simulations/engine/kind';
import type { Param, Params, ParamValue, ParamValues, VariantValue } from '../../simulations/engine/param';
import { withInitials } from '../../simulations/engine/param';
import type { StationSpec } from '../../simulations/scenario/scenario';
import { traceOf } from './kit';

// Random values of parameters, as they are declared. Made once for each, because making them takes longer than drawing from them.

/** Without these a scenario would be too busy, or not busy at all. */
const ALWAYS = ['kind', 'arrivals', 'workers', 'service', 'capacityJobs', 'time'];

const stations = new Map<string, fc.Arbitrary<StationSpec>>();
export function someStation(kindId: string): fc.Arbitrary<StationSpec> {
  const known = stations.get(kindId);
  if (known !== undefined) return known;
  const { params } = kindOf(kindId);
  const record = { kind: fc.constant(kindId), ...paramRecord(params) };
  const some = fc.record(record, { noNullPrototype: true, requiredKeys: Object.keys(record).filter((name) => ALWAYS.includes(name)) as 'kind'[] }) as fc.Arbitrary<StationSpec>;
  stations.set(kindId, some);
  return some;
}

const values = new Map<Param, fc.Arbitrary<ParamValue>>();
export function someValue(param: Param): fc.Arbitrary<ParamValue> {
  const known = values.get(param);
  if (known !== undefined) return known;
  const some = valueOf(param);
  values.set(param, some);
  return some;
}

/** The policy of a caller. */
export const someCall: fc.Arbitrary<ParamValues> = (fc.record(paramRecord(catalog.links.call.params), { noNullPrototype: true, requiredKeys: [] }) as fc.Arbitrary<ParamValues>)
  .filter((call) => (catalog.links.call.refuse?.(withInitials(catalog.links.call.params, call)) ?? '') === '');

export const someDelayS = fc.constantFrom(0, 0.01, 0.05, 0.1, 0.25);

export function kindOf(id: string): StationKind {
  return stationKinds.find(({ kind }) => kind === id)!;
}

/** A station's parameters, with the declared values where nothing stands. */
export function paramsOf(spec: StationSpec): Record<string, ParamValue> {
  return withInitials(kindOf(spec.kind).params, spec as unknown as Record<string, ParamValue>);
}

export function paramRecord(params: Params): Record<string, fc.Arbitrary<ParamValue>> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, someValue(param)]));
}

function valueOf(param: Param): fc.Arbitrary<ParamValue> {
  switch (param.type) {
    case 'number': {
      const number = numberNear(param.unit, param.min).map((x) => Math.min(param.max, Math.max(param.min, param.integer ? Math.round(x) : x)));
      return param.unbounded ? fc.oneof({ weight: 4, arbitrary: number }, { weight: 1, arbitrary: fc.constant('unbounded') }) : number;
    }
    case 'choice': return fc.constantFrom(...param.options.map(({ id }) => id));
    case 'text': return fc.constant(param.initial);
    case 'variant': return fc.oneof(...catalog.families[param.family].map((member) => (
      member.kind === 'trace' ? someTrace : (fc.record({ kind: fc.constant(member.kind), ...paramRecord(member.params) }, { noNullPrototype: true }) as fc.Arbitrary<VariantValue>)
        .filter((value) => (member.refuse?.(withInitials(member.params, value)) ?? '') === '')
    )));
  }
}

/** A time of a microsecond, where 0 is not allowed, would be a million events in each second of a circle. */
const SHORTEST_S = 0.005;

function numberNear(unit: string, min: number): fc.Arbitrary<number> {
  switch (unit) {
    case 's': return fc.oneof(fc.constantFrom(0, 0.01, 0.05, 0.1, 0.25, 0.5), fc.double({ min: 0.001, max: 0.5, noNaN: true })).map((s) => (min > 0 ? Math.max(SHORTEST_S, s) : s));
    case 'per s': return fc.oneof(fc.constantFrom(0, 4, 10, 20), fc.double({ min: 0.5, max: 30, noNaN: true }));
    case 'jobs': return fc.constantFrom(0, 0, 1, 2, 3, 7);
    case 'workers': return fc.constantFrom(0, 1, 1, 2, 3);
    case 'share': return fc.oneof(fc.constantFrom(0, 0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
    default: return fc.oneof(fc.constantFrom(1, 2, 3), fc.double({ min: 0.1, max: 3, noNaN: true }));
  }
}

const someTrace: fc.Arbitrary<VariantValue> = fc.array(fc.record({
  gap: fc.constantFrom(0, 0, 0.05, 0.1, 0.25, 0.5),
  demandS: fc.option(fc.constantFrom(0, 0.05, 0.1, 0.4), { nil: undefined }),
  patienceS: fc.option(fc.constantFrom(0, 0.05, 0.1, 0.3), { nil: undefined }),
}), { minLength: 1, maxLength: 25 }).map((rows) => {
  let at = 0;
  return traceOf(rows.map(({ gap, demandS, patienceS }) => {
    at = Math.round((at + gap) * 1000) / 1000;
    return [at, demandS, patienceS] as const;
  }));
});
