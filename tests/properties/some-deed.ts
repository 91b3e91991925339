import fc from 'fast-check';
import { catalog } from '../../simulations/catalog';
import type { FaultKind } from '../../simulations/engine/kind';
import { isWay } from '../../simulations/scenario/param-path';
import { linkId, type Change, type FaultSpec, type Scenario, type TimelineItem } from '../../simulations/scenario/scenario';
import { kindOf, paramRecord, someValue } from './some-values';

// What may be done to a scenario while it runs: a change of any parameter of any station or link, and every fault wherever it suits.

type Parts = Pick<Scenario, 'stations' | 'links'>;

export const someItem = (parts: Parts, durationS: number): fc.Arbitrary<TimelineItem> => {
  const atS = fc.integer({ min: 0, max: 2 * durationS }).map((half) => half / 2);
  const change = someChange(parts);
  const fault = someFault(parts);
  return fc.oneof({ weight: 3, arbitrary: fc.record({ atS, change }) }, { weight: 2, arbitrary: fc.record({ atS, fault }) });
};

/** A change of any parameter, as it is declared. */
export function someChange(parts: Parts): fc.Arbitrary<Change> {
  const paths = changeable(parts);
  return fc.nat({ max: paths.length - 1 }).chain((at) => {
    const [path, param] = paths[at]!;
    return someValue(param).map((value) => ({ path, value }));
  });
}

function changeable({ stations, links }: Parts) {
  const ofStations = Object.entries(stations).flatMap(([id, { kind }]) => Object.entries(kindOf(kind).params)
    .filter(([name]) => id !== 'back' || (name !== 'time' && name !== 'service')) // or its circle would take no time
    .map(([name, param]) => [`stations.${id}.${name}`, param] as const));
  const ofLinks = links.flatMap((link) => [
    ...(isWay(link) ? Object.entries(catalog.links.flow.params).map(([name, param]) => [`links.${linkId(link)}.${name}`, param] as const) : []),
    ...(link.call === undefined ? [] : Object.entries(catalog.links.call.params).map(([name, param]) => [`links.${linkId(link)}.call.${name}`, param] as const)),
  ]);
  return [...ofStations, ...ofLinks];
}

export function someFault({ stations, links }: Parts): fc.Arbitrary<FaultSpec> {
  const places = catalog.faults.flatMap((fault): { fault: FaultKind; at: Pick<FaultSpec, 'link' | 'station'> }[] => (fault.on === 'link'
    ? links.map((link) => ({ fault, at: { link: linkId(link) } }))
    : Object.entries(stations).filter(([, { kind }]) => fault.suits(kindOf(kind))).map(([station]) => ({ fault, at: { station } }))));
  return fc.nat({ max: places.length - 1 }).chain((n) => {
    const { fault, at } = places[n]!;
    return fc.record({ forS: fc.constantFrom(0, 0.1, 0.25, 0.5, 1), ...paramRecord(fault.params) }, { noNullPrototype: true })
      .map((given): FaultSpec => ({ kind: fault.kind, ...at, ...given }));
  });
}
