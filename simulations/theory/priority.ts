import { erlangC } from './mmc';

/**
 * Priorities without preemption, first come first served within a class: when a server is free, the most important class that
 * waits is next; a job in service is finished. Poisson arrivals of each class, room for all.
 *
 * With W₀ the mean wait for the first server to be free, and σₖ the load of class k and all more important ones,
 *   Wₖ = W₀ / ((1 − σₖ₋₁)(1 − σₖ)).
 * A class with σₖ ≥ 1 waits for ever. Those above it have their steady state all the same: they meet a server that the
 * first such class keeps busy whenever they leave it free, and the classes below that one are never served.
 * Source: Cobham, Operations Research 2 (1954); Kleinrock, Queueing Systems 2 (1976), section 3.3.
 */
export interface PriorityClass {
  readonly arrivalPerS: number;
  /** E[S] */
  readonly serviceMeanS: number;
  /** Coefficient of variation of the service time */
  readonly serviceCv: number;
}

/** One server, any service times (M/G/1): W₀ = Σ λ E[S²] / 2. The most important class stands first; one mean wait for each. */
export function priorityMeanWaitsS(classes: readonly PriorityClass[]): readonly number[] {
  let free = 1;
  let startS = 0;
  for (const { arrivalPerS, serviceMeanS, serviceCv } of classes) {
    const load = Math.min(free, arrivalPerS * serviceMeanS);
    startS += (load * serviceMeanS * (1 + serviceCv ** 2)) / 2;
    free -= load;
  }
  return waits(startS, classes.map(({ arrivalPerS, serviceMeanS }) => arrivalPerS * serviceMeanS));
}

/** c servers, exponential service at the same rate μ for every class: W₀ = C / (c μ), with Erlang's C for all classes together. */
export function mmcPriorityMeanWaitsS(arrivalsPerS: readonly number[], servicePerS: number, servers: number): readonly number[] {
  const arrivalPerS = arrivalsPerS.reduce((sum, rate) => sum + rate, 0);
  const startS = erlangC(servers, arrivalPerS / servicePerS) / (servers * servicePerS);
  return waits(startS, arrivalsPerS.map((rate) => rate / (servers * servicePerS)));
}

function waits(startS: number, loads: readonly number[]): readonly number[] {
  let above = 1;
  return loads.map((load) => {
    const free = Math.max(0, above - load);
    const waitS = free === 0 ? Infinity : startS / (above * free);
    above = free;
    return waitS;
  });
}
