import { catalog } from '../catalog';
import type { Param, ParamValue, ParamValues, Params, VariantValue } from '../engine/param';
import { variantKind } from '../scenario/check-param';
import { isWay } from '../scenario/param-path';
import { linkId, type Change, type LinkSpec, type Scenario, type StationSpec } from '../scenario/scenario';
import { stationKind } from '../scenario/station-kind';
import { CLASS_NUMBERS, SCENARIO_NUMBERS } from '../scenario/validate-scenario';

/** What leads from one scenario to another. */
export interface ScenarioDiff {
  /** Parameters, by their paths. */
  readonly changes: readonly Change[];
  /** What no path says, each as a sentence: stations, links, checks, the timeline. */
  readonly others: readonly string[];
}

export function diffScenarios(before: Scenario, after: Scenario): ScenarioDiff {
  const changes: Change[] = [];
  const others: string[] = [];
  for (const name of ['title', ...Object.keys(SCENARIO_NUMBERS)] as const) {
    const [a, b] = [before[name as 'seed'], after[name as 'seed']];
    if (a !== b) changes.push({ path: name, value: b });
  }
  diffClasses(before, after, changes, others);
  for (const [id, spec] of Object.entries(after.stations)) {
    const old = before.stations[id];
    if (old === undefined) others.push(`station ${id} (${spec.kind}) is new`);
    else if (old.kind !== spec.kind) others.push(`station ${id} is ${spec.kind} instead of ${old.kind}`);
    else diffParams(stationKind(spec.kind)?.params ?? {}, old, spec, `stations.${id}`, changes);
  }
  for (const id of Object.keys(before.stations)) if (after.stations[id] === undefined) others.push(`station ${id} is gone`);
  diffLinks(before, after, changes, others);
  for (const part of ['timeline', 'checks'] as const) {
    if (JSON.stringify(before[part]) !== JSON.stringify(after[part])) others.push(`${part === 'timeline' ? 'the timeline is' : 'the checks are'} another`);
  }
  return { changes, others };
}

function diffClasses(before: Scenario, after: Scenario, changes: Change[], others: string[]): void {
  for (const [id, now] of Object.entries(after.classes)) {
    const old = before.classes[id];
    if (old === undefined) others.push(`class ${id} is new`);
    else {
      for (const name of Object.keys(CLASS_NUMBERS) as (keyof typeof CLASS_NUMBERS)[]) {
        const value = now[name];
        if (value === old[name]) continue;
        if (value === undefined) others.push(`class ${id} has no ${name} any more`);
        else changes.push({ path: `classes.${id}.${name}`, value });
      }
    }
  }
  for (const id of Object.keys(before.classes)) if (after.classes[id] === undefined) others.push(`class ${id} is gone`);
}

/** Values that are left out are the declared ones. */
function diffParams(params: Params, before: StationSpec | ParamValues, after: StationSpec | ParamValues, path: string, changes: Change[]): void {
  for (const [name, param] of Object.entries(params)) {
    const [a, b] = [valueOf(param, before[name]), valueOf(param, after[name])];
    if (JSON.stringify(a) === JSON.stringify(b)) continue;
    const inner = param.type === 'variant' ? [a as VariantValue, b as VariantValue] as const : null;
    if (inner === null || param.type !== 'variant' || inner[0].kind !== inner[1].kind) changes.push({ path: `${path}.${name}`, value: b });
    else diffParams(variantKind(param.family, inner[0].kind)?.params ?? {}, inner[0], inner[1], `${path}.${name}`, changes);
  }
}

function valueOf(param: Param, value: unknown): ParamValue {
  return (value as ParamValue | undefined) ?? param.initial;
}

function diffLinks(before: Scenario, after: Scenario, changes: Change[], others: string[]): void {
  const named = ({ links }: Scenario): ReadonlyMap<string, LinkSpec> => new Map(links.map((link) => [linkId(link), link]));
  const [old, now] = [named(before), named(after)];
  for (const [name, link] of now) {
    const was = old.get(name);
    if (was === undefined) others.push(`link ${name} is new`);
    else if ((was.call === undefined) !== (link.call === undefined)) others.push(`link ${name} is a ${link.call === undefined ? 'flow' : 'call'} link instead of a ${link.call === undefined ? 'call' : 'flow'} link`);
    else if (isWay(was) !== isWay(link)) others.push(`link ${name} is ${isWay(link) ? 'a way that takes time or loses jobs' : 'no way of its own any more'}`);
    else {
      if (isWay(link)) diffParams(catalog.links.flow.params, was as unknown as ParamValues, link as unknown as ParamValues, `links.${name}`, changes);
      if (link.call !== undefined) diffParams(catalog.links.call.params, was.call ?? {}, link.call, `links.${name}.call`, changes);
    }
  }
  for (const name of old.keys()) if (!now.has(name)) others.push(`link ${name} is gone`);
}
