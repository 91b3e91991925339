import type { Scenario, StationSpec } from '../../../simulations/scenario/scenario';

/** The systems that the engine's speed is stated for. */
export const systems: Readonly<Record<string, Scenario>> = {
  'M/M/1': inARow({ arrivalPerS: 90, capacityJobs: 'unbounded', workers: 1, servicePerS: 100, tiers: 1 }),
  'M/M/4': inARow({ arrivalPerS: 90, capacityJobs: 'unbounded', workers: 4, servicePerS: 25, tiers: 1 }),
  'M/M/1/10, sheds': inARow({ arrivalPerS: 130, capacityJobs: 9, workers: 1, servicePerS: 100, tiers: 1 }),
  'three in a row': inARow({ arrivalPerS: 90, capacityJobs: 'unbounded', workers: 1, servicePerS: 100, tiers: 3 }),
  'five kinds, two classes, shedding': fiveKinds(),
  'calls through three tiers': callChain(),
};

/** Producer, router, queue that sheds the less important, workers, delay and sink; two classes in order of priority. */
function fiveKinds(): Scenario {
  return scenario('Five kinds', {
    orders: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 190 } },
    ways: { kind: 'router', choice: { kind: 'round-robin' } },
    left: { kind: 'queue', capacityJobs: 20, discipline: { kind: 'priority' }, whenFull: { kind: 'shed-lowest-priority' } },
    right: { kind: 'queue', capacityJobs: 20, discipline: { kind: 'priority' }, whenFull: { kind: 'shed-lowest-priority' } },
    one: { kind: 'workers', workers: 1, service: { kind: 'exponential', meanS: 0.01 } },
    two: { kind: 'workers', workers: 1, service: { kind: 'lognormal', meanS: 0.01, cv: 1 } },
    network: { kind: 'delay', time: { kind: 'constant', meanS: 0.02 } },
    done: { kind: 'sink' },
  }, [
    { from: 'orders', to: 'ways' }, { from: 'ways', to: 'left' }, { from: 'ways', to: 'right' }, { from: 'left', to: 'one' }, { from: 'right', to: 'two' },
    { from: 'one', to: 'network' }, { from: 'two', to: 'network' }, { from: 'network', to: 'done' },
  ], { gold: { share: 1, priority: 5 }, bulk: { share: 3, priority: 0 } });
}

/** Each tier calls the next with a timeout, three tries and a breaker; the last one fails now and then. */
function callChain(): Scenario {
  const call = {
    timeoutS: 0.5, attemptsMax: 3, backoff: { kind: 'exponential', baseS: 0.01, capS: 0.1, jitter: 'full' }, breaker: { kind: 'failure-share', share: 0.5, attempts: 200, openS: 1 },
  };
  const tier = (workers: number): StationSpec => ({ kind: 'workers', workers, service: { kind: 'exponential', meanS: 0.01 } });
  return scenario('Calls', {
    orders: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 90 } },
    queue1: { kind: 'queue' }, gateway: tier(20), queue2: { kind: 'queue' }, service: tier(10), queue3: { kind: 'queue' }, store: { ...tier(2), failShare: 0.02 }, done: { kind: 'sink' },
  }, [
    { from: 'orders', to: 'queue1' }, { from: 'queue1', to: 'gateway' }, { from: 'gateway', to: 'done' }, { from: 'gateway', to: 'queue2', call },
    { from: 'queue2', to: 'service' }, { from: 'service', to: 'queue3', call }, { from: 'queue3', to: 'store' },
  ]);
}

/** So many jobs on their way at once, each with an event of its own. */
export function onTheWay(jobs: number): Scenario {
  return scenario(`${jobs} on their way`, {
    orders: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: jobs } },
    network: { kind: 'delay', time: { kind: 'exponential', meanS: 1 } },
    done: { kind: 'sink' },
  }, [{ from: 'orders', to: 'network' }, { from: 'network', to: 'done' }]);
}

/** So many jobs come in the first second and wait in front of one worker. */
export function crowd(jobs: number): Scenario {
  return scenario(`${jobs} waiting`, {
    orders: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: jobs } },
    queue: { kind: 'queue' },
    worker: { kind: 'workers', workers: 1, service: { kind: 'exponential', meanS: 0.01 } },
    done: { kind: 'sink' },
  }, [{ from: 'orders', to: 'queue' }, { from: 'queue', to: 'worker' }, { from: 'worker', to: 'done' }]);
}

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
  return scenario(`${tiers} in a row`, stations, ids.slice(1).map((to, n) => ({ from: ids[n]!, to })));
}

function scenario(
  title: string, stations: Readonly<Record<string, StationSpec>>, links: Scenario['links'], classes: Scenario['classes'] = { job: { share: 1, priority: 0 } },
): Scenario {
  return {
    format: 'spillway/1', title, about: '', seed: 1, warmupS: 0, durationS: 60, classes, stations, links, timeline: [], checks: [], changelog: [],
  };
}
