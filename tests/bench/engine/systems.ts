import type { Scenario, StationSpec } from '../../../simulations/scenario/scenario';

/** The systems that the engine's speed is stated for. */
export const systems: Readonly<Record<string, Scenario>> = {
  'M/M/1': inARow({ arrivalPerS: 90, capacityJobs: 'unbounded', workers: 1, servicePerS: 100, tiers: 1 }),
  'M/M/4': inARow({ arrivalPerS: 90, capacityJobs: 'unbounded', workers: 4, servicePerS: 25, tiers: 1 }),
  'M/M/1/10, sheds': inARow({ arrivalPerS: 130, capacityJobs: 9, workers: 1, servicePerS: 100, tiers: 1 }),
  'three in a row': inARow({ arrivalPerS: 90, capacityJobs: 'unbounded', workers: 1, servicePerS: 100, tiers: 3 }),
};

interface Row {
  readonly arrivalPerS: number;
  readonly capacityJobs: number | 'unbounded';
  readonly workers: number;
  readonly servicePerS: number;
  readonly tiers: number;
}

function inARow({ arrivalPerS, capacityJobs, workers, servicePerS, tiers }: Row): Scenario {
  const stations: Record<string, StationSpec> = { orders: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: arrivalPerS } } };
  for (let tier = 1; tier <= tiers; tier++) {
    stations[`queue${tier}`] = { kind: 'queue', capacityJobs, whenFull: { kind: 'shed-newest' } };
    stations[`workers${tier}`] = { kind: 'workers', workers, service: { kind: 'exponential', meanS: 1 / servicePerS } };
  }
  stations['done'] = { kind: 'sink' };
  const ids = Object.keys(stations);
  return {
    format: 'spillway/1', title: `${tiers} in a row`, about: '', seed: 1, warmupS: 0, durationS: 60,
    classes: { job: { share: 1, priority: 0 } }, stations,
    links: ids.slice(1).map((to, n) => ({ from: ids[n]!, to })),
    timeline: [], checks: [], changelog: [],
  };
}
