import { catalog } from '../../simulations/catalog';
import { withInitials, type Params, type ParamValue, type ParamValues, type VariantValue } from '../../simulations/engine/param';
import { isWay } from '../../simulations/scenario/param-path';
import { linkId, type Change, type LinkSpec, type Scenario } from '../../simulations/scenario/scenario';
import { stationKind } from '../../simulations/scenario/station-kind';

/** What separates two scenarios as a run sees them. Titles, places, labels, checks and the like do not. */
export interface RunDifferences {
  /** Other stations, links, classes, seed, warm-up or timeline: only a new run can show it. */
  readonly needsNewRun: boolean;
  /** The changes that turn a run of the first into one of the second; empty when it needs a new run. */
  readonly changes: readonly Change[];
}

export function runDifferences(before: Scenario, after: Scenario): RunDifferences {
  if (before === after) return { needsNewRun: false, changes: [] };
  if (!same(skeleton(before), skeleton(after))) return { needsNewRun: true, changes: [] };
  const changes = Object.entries(after.stations).flatMap(([id, station]) => {
    const other = before.stations[id];
    return other === undefined || other === station ? [] : paramChanges(`stations.${id}`, stationKind(station.kind)?.params ?? {}, other, station);
  });
  const linkChanges = after.links.flatMap((link, n) => {
    const other = before.links[n];
    return other === undefined || other === link ? [] : changesOfLink(other, link);
  });
  return { needsNewRun: false, changes: [...changes, ...linkChanges] };
}

function skeleton({ seed, warmupS, classes, stations, links, timeline }: Scenario): unknown {
  return { seed, warmupS, classes, kinds: Object.entries(stations).map(([id, { kind }]) => [id, kind]), links: links.map(linkSkeleton), timeline };
}

/** Whether a link calls, and whether it takes time, is how it is built; with what policy, and how long, can change. */
function linkSkeleton(link: LinkSpec): unknown {
  return { id: linkId(link), calls: link.call !== undefined, isWay: isWay(link) };
}

function changesOfLink(before: LinkSpec, after: LinkSpec): Change[] {
  const path = `links.${linkId(after)}`;
  const { flow, call } = catalog.links;
  return [
    ...(isWay(after) ? paramChanges(path, flow.params, before, after) : []),
    ...(after.call === undefined ? [] : paramChanges(`${path}.call`, call.params, before.call ?? {}, after.call)),
  ];
}

function paramChanges(path: string, params: Params, before: object, after: object): Change[] {
  const was = withInitials(params, before as ParamValues);
  const is = withInitials(params, after as ParamValues);
  return Object.keys(params).flatMap((name) => valueChanges(`${path}.${name}`, was[name], is[name]));
}

/** A variant of the same kind changes by its parameters, so that what the others hold goes on; another kind is set whole. */
function valueChanges(path: string, was: ParamValue | undefined, is: ParamValue | undefined): Change[] {
  if (is === undefined || same(was, is)) return [];
  if (isVariant(was) && isVariant(is) && was.kind === is.kind && same(Object.keys(was), Object.keys(is))) {
    return Object.keys(is).flatMap((name) => valueChanges(`${path}.${name}`, was[name], is[name]));
  }
  return [{ path, value: is }];
}

function isVariant(value: ParamValue | undefined): value is VariantValue {
  return typeof value === 'object';
}

/** Equal as JSON; nothing here holds anything else. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length
    && keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
