import { withInitials, type ParamValue, type VariantValue } from '../../simulations/engine/param';
import type { Change, Scenario, StationSpec } from '../../simulations/scenario/scenario';
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
    return other === undefined || other === station ? [] : stationChanges(id, other, station);
  });
  return { needsNewRun: false, changes };
}

function skeleton({ seed, warmupS, classes, stations, links, timeline }: Scenario): unknown {
  return { seed, warmupS, classes, kinds: Object.entries(stations).map(([id, { kind }]) => [id, kind]), links, timeline };
}

function stationChanges(id: string, before: StationSpec, after: StationSpec): Change[] {
  const params = stationKind(after.kind)?.params ?? {};
  const was = withInitials(params, before as Readonly<Record<string, ParamValue>>);
  const is = withInitials(params, after as Readonly<Record<string, ParamValue>>);
  return Object.keys(params).flatMap((name) => valueChanges(`stations.${id}.${name}`, was[name], is[name]));
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
