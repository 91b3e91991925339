import { catalog } from '../../../simulations/catalog';
import type { Scenario, StationSpec } from '../../../simulations/scenario/scenario';

export interface StationRole {
  readonly id: string;
  readonly spec: StationSpec;
  /** What the instruments make of it: who waits in it, who works in it, where jobs come from and where they end. */
  readonly role: 'source' | 'queue' | 'workers' | 'end' | 'other';
  /** Null: without bound, or it has none. */
  readonly capacityJobs: number | null;
}

/** In the scenario's order of stations, as the measurements are. Read from what the kinds declare, not from their names. */
export function stationRoles(scenario: Scenario | null): readonly StationRole[] {
  return Object.entries(scenario?.stations ?? {}).map(([id, spec]) => {
    const kind = catalog.stations.find((one) => one.kind === spec.kind);
    const capacity = kind?.params['capacityJobs'];
    const given = spec['capacityJobs'] ?? (capacity?.type === 'number' ? capacity.initial : undefined);
    const role = kind?.linksIn === 'none' ? 'source' : kind?.linksOut === 'none' ? 'end' : kind?.params['workers'] !== undefined ? 'workers' : capacity !== undefined ? 'queue' : 'other';
    return { id, spec, role, capacityJobs: typeof given === 'number' ? given : null };
  });
}
