import type { Param, ParamValue, VariantValue } from '../engine/param';
import { withInitials } from '../engine/param';
import { variantKind } from './check-param';
import { joinPath } from './json-object';
import { didYouMean } from './nearest';
import type { ProblemList } from './problem-list';
import type { Scenario } from './scenario';
import { stationKind } from './station-kind';
import { noRows, readTrace } from './trace-csv';
import { quoted } from './wording';

/** Adds what names a class that the scenario does not have, in one parameter that is valid otherwise. */
export function checkClassNames(param: Param, value: ParamValue, path: string, classIds: readonly string[], problems: ProblemList): void {
  if (param.type !== 'variant') return;
  const given = value as VariantValue;
  const member = variantKind(param.family, given.kind);
  if (member === undefined) return;
  const values = withInitials(member.params, given);
  const named = member.classesNamed?.(values, { readTrace: rowsOf }) ?? [];
  for (const { param: name, id } of named) {
    if (!classIds.includes(id)) problems.add(joinPath(path, name), `no class ${quoted(id)}${didYouMean(id, classIds)}`);
  }
  for (const [name, inner] of Object.entries(member.params)) checkClassNames(inner, values[name], joinPath(path, name), classIds, problems);
}

/** The same for all parameters of all stations. */
export function checkAllClassNames(scenario: Scenario, problems: ProblemList): void {
  const classIds = Object.keys(scenario.classes);
  for (const [id, station] of Object.entries(scenario.stations)) {
    for (const [name, param] of Object.entries(stationKind(station.kind)?.params ?? {})) {
      const value = station[name] as ParamValue | undefined;
      if (value !== undefined) checkClassNames(param, value, `stations.${id}.${name}`, classIds, problems);
    }
  }
}

const rowsOf = (values: Parameters<typeof readTrace>[0]) => {
  const rows = readTrace(values);
  return rows.ok ? rows.value : noRows;
};
