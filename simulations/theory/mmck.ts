import { quantileByBisectionS } from './bisect';
import type { Mmc } from './mmc';

/**
 * M/M/c/K: as M/M/c, but only K jobs fit, those in service included; who comes to a full system is turned away. In
 * Spillway: a queue with capacityJobs = K − c and "shed newest" in front of c workers. There is a steady state at every load.
 *
 * p(n) is proportional to aⁿ/n! up to c, and falls or grows by ρ = a/c from one n to the next above it. The weights are
 * kept as logarithms and scaled by the largest, so c = 1,000 and ρ = 1.5 overflow nothing.
 * Source: Kleinrock, Queueing Systems 1 (1975), sections 3.6 to 3.8. Poisson arrivals see time averages, so an
 * accepted job meets n others with probability p(n) / (1 − p(K)).
 */
export interface Mmck extends Mmc {
  /** K ≥ c: all places, servers included */
  readonly places: number;
}

/** p(0) … p(K): the share of time with n jobs inside. */
export function mmckShareOfTimeWith({ arrivalPerS, servicePerS, servers, places }: Mmck): Float64Array {
  const logLoad = Math.log(arrivalPerS / servicePerS);
  const logWeights = new Float64Array(places + 1);
  for (let n = 1; n <= places; n++) logWeights[n] = logWeights[n - 1] + logLoad - Math.log(Math.min(n, servers));
  const largest = logWeights.reduce((max, weight) => Math.max(max, weight), -Infinity);
  const shares = logWeights.map((weight) => Math.exp(weight - largest));
  const total = shares.reduce((sum, weight) => sum + weight, 0);
  return shares.map((weight) => weight / total);
}

/** p(K): the share of jobs turned away. */
export function mmckLossShare(model: Mmck): number {
  return mmckShareOfTimeWith(model)[model.places];
}

/** λ (1 − p(K)). */
export function mmckThroughputPerS(model: Mmck): number {
  return model.arrivalPerS * (1 - mmckLossShare(model));
}

/** Busy share of the servers: throughput / (c μ). */
export function mmckUtilisation(model: Mmck): number {
  return mmckThroughputPerS(model) / (model.servers * model.servicePerS);
}

/** L = Σ n p(n). */
export function mmckMeanJobs(model: Mmck): number {
  return mmckShareOfTimeWith(model).reduce((sum, share, n) => sum + n * share, 0);
}

/** Mean time in system of the accepted: L / throughput (Little). */
export function mmckMeanTimeInSystemS(model: Mmck): number {
  return mmckMeanJobs(model) / mmckThroughputPerS(model);
}

/** Mean wait of the accepted: Σ (n − c) p(n) for n > c, over the throughput. */
export function mmckMeanWaitS(model: Mmck): number {
  const waiting = mmckShareOfTimeWith(model).reduce((sum, share, n) => sum + Math.max(0, n - model.servers) * share, 0);
  return waiting / mmckThroughputPerS(model);
}

/**
 * P(time in system of an accepted job > t). One that meets n jobs needs k = max(0, n − c + 1) departures at rate cμ to
 * get a server, then its own service: a mixture of Erlang times. Seen at the ticks of one Poisson clock of rate cμ, each of
 * the k departures takes one tick, and service ends at a tick with probability 1/c. So after m ticks it is still inside with
 * probability (1 − 1/c)^max(0, m − k), and all that is summed is positive.
 * Source of the uniform clock: Jensen, Skand. Aktuarietidskr. 36 (1953).
 */
export function mmckTimeInSystemExceeds(model: Mmck, timeS: number): number {
  return ticksExceed(insideAfterTicks(model), model, timeS);
}

/** The time in system that a share p of the accepted does not exceed. */
export function mmckTimeInSystemQuantileS(model: Mmck, p: number): number {
  const inside = insideAfterTicks(model);
  return quantileByBisectionS((timeS) => ticksExceed(inside, model, timeS), p, 1 / model.servicePerS);
}

/** The chance that an accepted job is still inside after m ticks, for m from 0 to where only its service is left. */
function insideAfterTicks(model: Mmck): Float64Array {
  const { servers, places } = model;
  const shares = mmckShareOfTimeWith(model);
  const accepted = 1 - shares[places];
  const stays = 1 - 1 / servers;
  const departuresMax = places - servers;
  const needs = new Float64Array(departuresMax + 1);
  for (let n = 0; n < places; n++) needs[Math.max(0, n - servers + 1)] += shares[n] / accepted;
  let stillWaiting = needs.reduce((sum, share) => sum + share, 0);
  let inService = 0;
  return needs.map((share) => {
    stillWaiting -= share;
    inService = inService * stays + share;
    return Math.max(0, stillWaiting) + inService;
  });
}

function ticksExceed(inside: Float64Array, { servers, servicePerS }: Mmck, timeS: number): number {
  const stays = 1 - 1 / servers;
  const last = inside.length - 1;
  const ticks = servers * servicePerS * timeS;
  return expectationOverPoisson(ticks, (m) => (m <= last ? inside[m] : inside[last] * stays ** (m - last)));
}

/** Standard deviations of a Poisson count beyond which its probabilities are below 1e-30. */
const REACH = 12;

/** Σ f(m) · P(a Poisson count of this mean is m), outward from the most likely m. */
function expectationOverPoisson(mean: number, f: (m: number) => number): number {
  if (mean === 0) return f(0);
  const mode = Math.floor(mean);
  const reach = Math.ceil(REACH * Math.sqrt(mean + 1)) + REACH;
  let sum = 0;
  let total = 0;
  for (let m = mode, weight = 1; m <= mode + reach; weight *= mean / ++m) {
    sum += weight * f(m);
    total += weight;
  }
  for (let m = mode, weight = 1; m > Math.max(0, mode - reach);) {
    weight *= m-- / mean;
    sum += weight * f(m);
    total += weight;
  }
  return sum / total;
}
