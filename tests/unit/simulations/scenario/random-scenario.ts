import fc from 'fast-check';
import { catalog, stationKinds } from '../../../../simulations/catalog';
import { withInitials, type Param, type Params, type ParamValue } from '../../../../simulations/engine/param';
import type { LinkSpec, Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { stationMetrics } from '../../../../simulations/scenario/metric-paths';

// Random scenarios made from what the catalogue declares, so that a new kind is covered the day it is added.

const seconds = fc.double({ min: 0, max: 1000, noNaN: true }).map((x) => x + 0);
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}$/).filter((id) => !['constructor', 'prototype'].includes(id));
const text = fc.string({ maxLength: 60, unit: 'grapheme' });

export const someScenario: fc.Arbitrary<Scenario> = fc
  .uniqueArray(word, { minLength: 1, maxLength: 8, selector: (id) => id })
  .chain((ids) => fc.tuple(...ids.map(() => fc.constantFrom(...stationKinds.map(({ kind }) => kind)))).map((kinds) => withEnds(ids, kinds)))
  .chain(({ ids, kinds }) => fc.record({
    format: fc.constant('spillway/1' as const),
    title: text, about: text,
    seed: fc.maxSafeNat(),
    warmupS: seconds,
    durationS: seconds.map((s) => s + 1),
    classes: fc.dictionary(word, someClass, { minKeys: 1, maxKeys: 4 }),
    stations: fc.tuple(...kinds.map(someStation)).map((stations) => Object.fromEntries(ids.map((id, i) => [id, stations[i]!]))),
    links: someLinks(ids, kinds),
    timeline: someTimeline(ids, kinds),
    checks: fc.array(someCheck(ids, kinds), { maxLength: 3 }),
    changelog: fc.array(fc.record({
      version: fc.integer({ min: 1, max: 99 }), date: fc.constant('2026-11-22'), why: text,
      changes: fc.array(fc.record({ path: text, value: fc.integer() }), { maxLength: 2 }),
    }), { maxLength: 2 }),
  }));

/** Whatever has to lead on needs something that takes it. */
function withEnds(ids: readonly string[], kinds: readonly string[]): { ids: string[]; kinds: string[] } {
  const end = 'the-very-last-end';
  return { ids: [...ids, end], kinds: [...kinds, 'sink'] };
}

const someClass = fc.record({
  share: fc.integer({ min: 1, max: 100 }),
  priority: fc.integer({ min: -1000, max: 1000 }),
  deadlineS: fc.double({ min: 0.001, max: 1000, noNaN: true }),
}, { requiredKeys: ['share', 'priority'] });

function someStation(kindId: string): fc.Arbitrary<StationSpec> {
  const kind = kindOf(kindId);
  return fc.record({
    kind: fc.constant(kindId),
    label: text,
    at: fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })),
    ...paramRecord(kind.params),
  }, { requiredKeys: ['kind'] });
}

function paramRecord(params: Params): Record<string, fc.Arbitrary<ParamValue>> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, someValue(param)]));
}

export function someValue(param: Param): fc.Arbitrary<ParamValue> {
  switch (param.type) {
    case 'number': {
      const { min, max } = param;
      const number = param.integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((x) => x + 0);
      return param.unbounded ? fc.oneof(number, fc.constant('unbounded')) : number;
    }
    case 'choice': return fc.constantFrom(...param.options.map(({ id }) => id));
    case 'text': return param.typed === true ? fc.constant(param.initial) : fc.string({ maxLength: Math.min(20, param.lengthMax) });
    case 'variant':
      return fc.oneof(...catalog.families[param.family].map((member) => (
        // The text of a trace is a table, and not just any text.
        member.kind === 'trace'
          ? fc.constant({ kind: 'trace', csv: 'atS,demandS\n0,1\n2.5,\n' })
          : fc.record({ kind: fc.constant(member.kind), ...paramRecord(member.params) }, { requiredKeys: ['kind'] })
            .filter((value) => (member.refuse?.(withInitials(member.params, value)) ?? '') === '')
      )));
  }
}

function someLinks(ids: readonly string[], kinds: readonly string[]): fc.Arbitrary<LinkSpec[]> {
  const links = ids.map((from, i) => {
    if (kindOf(kinds[i]!).linksOut === 'none') return fc.constant([]);
    // No circle of stations that take no time.
    const isInstant = (n: number): boolean => kindOf(kinds[n]!).instant === true;
    const targets = ids.filter((to, j) => to !== from && kindOf(kinds[j]!).linksIn !== 'none' && !(isInstant(i) && isInstant(j) && j < i));
    return fc.constantFrom(...targets).map((to) => [{ from, to }]);
  });
  return fc.tuple(...links).map((each) => each.flat());
}

function someTimeline(ids: readonly string[], kinds: readonly string[]): fc.Arbitrary<Scenario['timeline']> {
  const changes = ids.flatMap((id, i) => Object.entries(kindOf(kinds[i]!).params).map(([name, param]) => (
    someValue(param).map((value) => ({ path: `stations.${id}.${name}`, value }))
  )));
  if (changes.length === 0) return fc.constant([]);
  const item = fc.record({ atS: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0), change: fc.oneof(...changes) });
  return fc.array(item, { maxLength: 4 }).map((items) => items.sort((a, b) => a.atS - b.atS));
}

function someCheck(ids: readonly string[], kinds: readonly string[]): fc.Arbitrary<Scenario['checks'][number]> {
  const ofStation = fc.nat({ max: ids.length - 1 }).chain((i) => fc.record({
    name: text, station: fc.constant(ids[i]!), metric: fc.constantFrom(...stationMetrics(kindOf(kinds[i]!))), max: fc.integer(),
  }));
  const ofAll = fc.record({ name: text, metric: fc.constantFrom('latencyS.p99', 'throughputPerS', 'jobs.shed.full'), min: fc.integer() });
  return fc.oneof(ofStation, ofAll);
}

function kindOf(id: string): (typeof stationKinds)[number] {
  return stationKinds.find(({ kind }) => kind === id)!;
}
