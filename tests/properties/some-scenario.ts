import fc from 'fast-check';
import { catalog, stationKinds } from '../../simulations/catalog';
import type { StationKind } from '../../simulations/engine/kind';
import type { Param, Params, ParamValue, VariantValue } from '../../simulations/engine/param';
import { withInitials } from '../../simulations/engine/param';
import type { Change, LinkSpec, Scenario, StationSpec } from '../../simulations/scenario/scenario';
import { traceOf } from './kit';

// Random scenarios made from what the catalogue declares, so that a new kind is covered the day it is added. Sizes are
// small, so that queues are often empty, often full, and often blocked; many times are round, so that events coincide.

const DURATION_S = 6;
const PLAIN = { noNullPrototype: true };

export const someRunnable: fc.Arbitrary<Scenario> = fc
  .record({
    producers: fc.integer({ min: 1, max: 3 }),
    kinds: fc.array(fc.constantFrom(...inTheMiddle()), { minLength: 1, maxLength: 6 }),
  })
  .chain(({ producers, kinds }) => {
    const ids = [...Array.from({ length: producers }, (_, i) => `p${i}`), ...kinds.map((_, i) => `m${i}`), 'end'];
    const kindIds = [...Array.from({ length: producers }, () => 'producer'), ...kinds, 'sink'];
    return fc.record({
      seed: fc.nat(), warmupS: fc.constantFrom(0, 0, 1, 1.5), classes: someClasses,
      stations: fc.tuple(...kindIds.map(someStation)).map((stations) => Object.fromEntries(ids.map((id, i) => [id, stations[i]!]))),
      links: fc.tuple(...kindIds.map((_, i) => someLinks(ids, kindIds, i))).map((links) => links.flat()),
    });
  })
  .chain(({ stations, ...rest }) => fc.array(
    fc.record({ atS: fc.integer({ min: 0, max: 2 * DURATION_S }).map((half) => half / 2), change: someChange(stations) }), { maxLength: 4 },
  ).map((timeline): Scenario => ({
    format: 'spillway/1', title: '', about: '', durationS: DURATION_S, checks: [], changelog: [], ...rest, stations,
    timeline: timeline.sort((a, b) => a.atS - b.atS),
  })));

export const endS = ({ warmupS, durationS }: Scenario): number => warmupS + durationS;

/** Times in a run, many of them round. */
export const someTimeS: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 10 * DURATION_S }).map((tenth) => tenth / 10),
  fc.double({ min: 0, max: DURATION_S, noNaN: true }),
);

/** A change of any parameter of any station, as it is declared. */
export function someChange(stations: Scenario['stations']): fc.Arbitrary<Change> {
  return fc.oneof(...Object.entries(stations).flatMap(([id, { kind }]) => (
    Object.entries(kindOf(kind).params).map(([name, param]) => someValue(param).map((value) => ({ path: `stations.${id}.${name}`, value })))
  )));
}

function inTheMiddle(): string[] {
  return stationKinds.filter(({ linksIn, linksOut }) => linksIn !== 'none' && linksOut !== 'none').map(({ kind }) => kind);
}

const someClasses = fc.constantFrom<Scenario['classes']>(
  { job: { share: 1, priority: 0 } },
  { job: { share: 1, priority: 0, deadlineS: 0.25 } },
  { gold: { share: 1, priority: 5, deadlineS: 0.1 }, rest: { share: 3, priority: 0 }, bulk: { share: 0.5, priority: -1, deadlineS: 2 } },
);

/** Links lead onward only: to one later station, or to as many as the kind may have. */
function someLinks(ids: readonly string[], kinds: readonly string[], i: number): fc.Arbitrary<LinkSpec[]> {
  const from = ids[i]!;
  const { linksOut } = kindOf(kinds[i]!);
  if (linksOut === 'none') return fc.constant([]);
  const later = ids.filter((_, j) => j > i && kindOf(kinds[j]!).linksIn !== 'none');
  // The next one most often, so that there are long chains and not only short cuts to the end.
  const next = fc.oneof({ weight: 3, arbitrary: fc.constant(later[0]!) }, { weight: 2, arbitrary: fc.constantFrom(...later) });
  if (linksOut === 'one') return next.map((to) => [{ from, to }]);
  return fc.uniqueArray(next, { minLength: 1, maxLength: Math.min(3, later.length) }).map((targets) => targets.map((to) => ({ from, to })));
}

function someStation(kindId: string): fc.Arbitrary<StationSpec> {
  return fc.record({ kind: fc.constant(kindId), ...paramRecord(kindOf(kindId).params) }, PLAIN);
}

function paramRecord(params: Params): Record<string, fc.Arbitrary<ParamValue>> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, someValue(param)]));
}

function someValue(param: Param): fc.Arbitrary<ParamValue> {
  switch (param.type) {
    case 'number': {
      const number = numberNear(param.unit).map((x) => Math.min(param.max, Math.max(param.min, param.integer ? Math.round(x) : x)));
      return param.unbounded ? fc.oneof({ weight: 4, arbitrary: number }, { weight: 1, arbitrary: fc.constant('unbounded') }) : number;
    }
    case 'choice': return fc.constantFrom(...param.options.map(({ id }) => id));
    case 'text': return fc.constant(param.initial);
    case 'variant': return fc.oneof(...catalog.families[param.family].map((member) => (
      member.kind === 'trace' ? someTrace : (fc.record({ kind: fc.constant(member.kind), ...paramRecord(member.params) }, PLAIN) as fc.Arbitrary<VariantValue>)
        .filter((value) => (member.refuse?.(withInitials(member.params, value)) ?? '') === '')
    )));
  }
}

function numberNear(unit: string): fc.Arbitrary<number> {
  switch (unit) {
    case 's': return fc.oneof(fc.constantFrom(0, 0.01, 0.05, 0.1, 0.25, 0.5), fc.double({ min: 0.001, max: 0.5, noNaN: true }));
    case 'per s': return fc.oneof(fc.constantFrom(0, 4, 10, 20), fc.double({ min: 0.5, max: 30, noNaN: true }));
    case 'jobs': return fc.constantFrom(0, 0, 1, 2, 3, 7);
    case 'workers': return fc.constantFrom(0, 1, 1, 2, 3);
    case 'share': return fc.double({ min: 0, max: 1, noNaN: true });
    default: return fc.oneof(fc.constantFrom(1, 2), fc.double({ min: 0.1, max: 3, noNaN: true }));
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

export function kindOf(id: string): StationKind {
  return stationKinds.find(({ kind }) => kind === id)!;
}

/** A station's parameters, with the declared values where nothing stands. */
export function paramsOf(spec: StationSpec): Record<string, ParamValue> {
  return withInitials(kindOf(spec.kind).params, spec as unknown as Record<string, ParamValue>);
}
