import { withInitials, type Params, type ParamValues, type VariantValue } from '../../../simulations/engine/param';
import type { VariantKind } from '../../../simulations/engine/kind';
import { catalog } from '../../../simulations/catalog';
import type { Scenario, StationSpec } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { noRows } from '../../../simulations/scenario/trace-csv';

/**
 * Weights, shares and the like name stations or classes in a text, "a=3, b=1". When one of those goes or gets another id, the entry that
 * names it does too. Which side of an entry is a name is asked of the policy itself.
 */
export type Named = 'waysNamed' | 'classesNamed';

/** `after` null: the entries that name `before` go. `stations`: at which. */
export function withNamed(scenario: Scenario, what: Named, before: string, after: string | null, stations: readonly string[] = Object.keys(scenario.stations)): Scenario {
  const changed = stations.flatMap((id) => {
    const station = scenario.stations[id];
    const kind = stationKind(station?.kind);
    if (station === undefined || kind === undefined) return [];
    const values = inParams(kind.params, station as unknown as ParamValues, what, before, after);
    return values === station as unknown ? [] : [[id, values as unknown as StationSpec] as const];
  });
  return changed.length === 0 ? scenario : { ...scenario, stations: { ...scenario.stations, ...Object.fromEntries(changed) } };
}

function inParams(params: Params, values: ParamValues, what: Named, before: string, after: string | null): ParamValues {
  let result = values;
  for (const [name, param] of Object.entries(params)) {
    const value = values[name];
    if (param.type !== 'variant' || typeof value !== 'object') continue;
    const member: VariantKind | undefined = catalog.families[param.family].find(({ kind }) => kind === value.kind);
    if (member === undefined) continue;
    const next = { ...inParams(member.params, inTexts(member, value, what, before, after), what, before, after) } as VariantValue;
    if (Object.keys(next).some((each) => next[each] !== value[each])) result = { ...result, [name]: next };
  }
  return result;
}

function inTexts(member: VariantKind, value: VariantValue, what: Named, before: string, after: string | null): VariantValue {
  let result = value;
  for (const [name, param] of Object.entries(member.params)) {
    const text = value[name];
    if (param.type !== 'text' || param.typed !== true || typeof text !== 'string') continue;
    const names = (entry: string, id: string): boolean =>
      namesIn(member, { ...value, [name]: entry }, what).some((each) => each.param === name && each.id === id);
    if (!names(text, before)) continue;
    const entries = text.split(',').map((entry) => entry.trim()).flatMap((entry) => {
      if (!names(entry, before)) return [entry];
      if (after === null) return [];
      const [left = '', right = ''] = entry.split('=').map((side) => side.trim());
      return [[`${after}=${right}`, `${left}=${after}`].find((each) => names(each, after)) ?? entry];
    });
    result = { ...result, [name]: entries.join(', ') };
  }
  return result;
}

function namesIn(member: VariantKind, values: VariantValue, what: Named): readonly { readonly param: string; readonly id: string }[] {
  const whole = withInitials(member.params, values);
  return what === 'waysNamed' ? member.waysNamed?.(whole) ?? [] : member.classesNamed?.(whole, { readTrace: () => noRows }) ?? [];
}
