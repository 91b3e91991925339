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

/** All at once: a new id may be an old one of another. Null: the entries that name it go. */
export type Renamed = ReadonlyMap<string, string | null>;

/** `stations`: at which. */
export function withNamed(scenario: Scenario, what: Named, renamed: Renamed, stations: readonly string[] = Object.keys(scenario.stations)): Scenario {
  const changed = stations.flatMap((id) => {
    const station = scenario.stations[id];
    const kind = stationKind(station?.kind);
    if (station === undefined || kind === undefined) return [];
    const values = inParams(kind.params, station as unknown as ParamValues, what, renamed);
    return values === station as unknown ? [] : [[id, values as unknown as StationSpec] as const];
  });
  return changed.length === 0 ? scenario : { ...scenario, stations: { ...scenario.stations, ...Object.fromEntries(changed) } };
}

function inParams(params: Params, values: ParamValues, what: Named, renamed: Renamed): ParamValues {
  let result = values;
  for (const [name, param] of Object.entries(params)) {
    const value = values[name];
    if (param.type !== 'variant' || typeof value !== 'object') continue;
    const member: VariantKind | undefined = catalog.families[param.family].find(({ kind }) => kind === value.kind);
    if (member === undefined) continue;
    const next = { ...inParams(member.params, inTexts(member, value, what, renamed), what, renamed) } as VariantValue;
    if (Object.keys(next).some((each) => next[each] !== value[each])) result = { ...result, [name]: next };
  }
  return result;
}

function inTexts(member: VariantKind, value: VariantValue, what: Named, renamed: Renamed): VariantValue {
  let result = value;
  for (const [name, param] of Object.entries(member.params)) {
    const text = value[name];
    if (param.type !== 'text' || param.typed !== true || typeof text !== 'string') continue;
    const namedBy = (entry: string): readonly string[] =>
      namesIn(member, { ...value, [name]: entry }, what).filter((each) => each.param === name).map(({ id }) => id);
    const nameIn = (entry: string): string | undefined => namedBy(entry).find((id) => renamed.has(id) && renamed.get(id) !== id);
    if (nameIn(text) === undefined) continue;
    const entries = text.split(',').map((entry) => entry.trim()).flatMap((entry) => {
      const before = nameIn(entry);
      const after = before === undefined ? undefined : renamed.get(before);
      if (after === undefined) return [entry];
      if (after === null) return [];
      const [left = '', right = ''] = entry.split('=').map((side) => side.trim());
      return [[`${after}=${right}`, `${left}=${after}`].find((each) => namedBy(each).includes(after)) ?? entry];
    });
    result = { ...result, [name]: entries.join(', ') };
  }
  return result;
}

function namesIn(member: VariantKind, values: VariantValue, what: Named): readonly { readonly param: string; readonly id: string }[] {
  const whole = withInitials(member.params, values);
  return what === 'waysNamed' ? member.waysNamed?.(whole) ?? [] : member.classesNamed?.(whole, { readTrace: () => noRows }) ?? [];
}
