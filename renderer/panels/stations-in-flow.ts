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
  const order: string[] = [];
  while (left.size > 0) {
    const fed = new Set(links.filter(({ from }) => left.has(from)).map(({ to }) => to));
    const next = [...left].find((id) => !fed.has(id)) ?? [...left][0] ?? '';
    left.delete(next);
    order.push(next);
  }
  return order.flatMap((id) => {
    const spec = stations[id];
    const kind = catalog.stations.find((one) => one.kind === spec?.kind);
    return spec === undefined || kind === undefined ? [] : [{ id, name: stationName(id, spec), spec, kind }];
  });
}

/** What the station is called on the screen: its label, else its id in words. */
export function stationName(id: string, { label }: Pick<StationSpec, 'label'>): string {
  if (typeof label === 'string' && label.trim() !== '') return label;
  const words = id.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
