import type { Gauge } from '../engine/kind';
import type { Scenario } from './scenario';
import { stationKind } from './station-kind';

/** A gauge where it stands in a scenario. */
export interface PlacedGauge {
  readonly station: string;
  readonly gauge: Gauge;
  /** The station to which the link leads, of a gauge that each link has; else null. */
  readonly to: string | null;
}

/** All gauges of a scenario, in the order in which windows of metrics carry them (engine/window-log.ts). */
export function gaugesOf({ stations, links }: Pick<Scenario, 'stations' | 'links'>): readonly PlacedGauge[] {
  return Object.entries(stations).flatMap(([station, { kind }]) => (stationKind(kind)?.gauges ?? []).flatMap((gauge): PlacedGauge[] => {
    if (gauge.perLink !== true) return [{ station, gauge, to: null }];
    return links.filter(({ from, call }) => from === station && call === undefined).map(({ to }) => ({ station, gauge, to }));
  }));
}
