import type { StationKind } from '../../simulations/engine/kind';
import type { Scenario, StationSpec } from '../../simulations/scenario/scenario';
import { catalog } from '../../simulations/catalog';

export interface PlacedStation {
  readonly id: string;
  readonly name: string;
  readonly spec: StationSpec;
  readonly kind: StationKind;
}

/** Stations in the order in which a job meets them; where there is a choice, or a loop, in the scenario's order. */
export function stationsInFlow({ stations, links }: Pick<Scenario, 'stations' | 'links'>): readonly PlacedStation[] {
  const left = new Set(Object.keys(stations));
  /** How many of the links lead there from stations that are still left. */
  const fedBy = new Map<string, number>();
  const feeds = (to: string, more: number): void => { fedBy.set(to, (fedBy.get(to) ?? 0) + more); };
  const outOf = new Map<string, string[]>();
  for (const { from, to } of links) {
    if (!left.has(from)) continue;
    feeds(to, 1);
    outOf.set(from, [...outOf.get(from) ?? [], to]);
  }
  const order: string[] = [];
  while (left.size > 0) {
    const next = firstOf(left, (id) => (fedBy.get(id) ?? 0) === 0) ?? firstOf(left, () => true) ?? '';
    left.delete(next);
    for (const to of outOf.get(next) ?? []) feeds(to, -1);
    order.push(next);
  }
  return order.flatMap((id) => {
    const spec = stations[id];
    const kind = catalog.stations.find((one) => one.kind === spec?.kind);
    return spec === undefined || kind === undefined ? [] : [{ id, name: stationName(id, spec), spec, kind }];
  });
}

function firstOf(ids: ReadonlySet<string>, fits: (id: string) => boolean): string | undefined {
  for (const id of ids) if (fits(id)) return id;
  return undefined;
}

/** What the station is called on the screen: its label, else its id in words. */
export function stationName(id: string, { label }: Pick<StationSpec, 'label'>): string {
  if (typeof label === 'string' && label.trim() !== '') return label;
  const words = id.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
