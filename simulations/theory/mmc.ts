import { quantileByBisectionS } from './bisect';

/**
 * M/M/c: Poisson arrivals at rate λ, c servers with one common line, exponential service at rate μ each, room for all,
 * first come first served. Offered load a = λ/μ, ρ = a/c; steady state needs ρ < 1.
 *
 * Source: Erlang (1917); Kleinrock, Queueing Systems 1 (1975), section 3.5; the recursion for B:
 * Cooper, Introduction to Queueing Theory (1981), section 3.3. It adds positive numbers only, so c = 1,000 is as exact as c = 1.
 */
export interface Mmc {
  /** λ */
  readonly arrivalPerS: number;
  /** μ of one server */
  readonly servicePerS: number;
  /** c */
  readonly servers: number;
}

/**
 * Erlang B, the share of jobs that M/M/c/c turns away: B(0) = 1, B(n) = a B(n − 1) / (n + a B(n − 1)).
 * It holds for every distribution of service with the same mean.
 */
export function erlangB(servers: number, offeredLoad: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (offeredLoad * blocked) / (n + offeredLoad * blocked);
  return blocked;
}

/** Erlang C, the share of jobs of M/M/c that have to wait: B / (1 − ρ (1 − B)); 1 where ρ ≥ 1. */
export function erlangC(servers: number, offeredLoad: number): number {
  const load = offeredLoad / servers;
  if (load >= 1) return 1;
  const blocked = erlangB(servers, offeredLoad);
  return blocked / (1 - load * (1 - blocked));
}

/** ρ = λ / (c μ): the servers' busy share of time. */
export function mmcUtilisation({ arrivalPerS, servicePerS, servers }: Mmc): number {
  return Math.min(1, arrivalPerS / (servers * servicePerS));
}

/** P(wait > 0), Erlang C. */
export function mmcShareThatWaits({ arrivalPerS, servicePerS, servers }: Mmc): number {
  return erlangC(servers, arrivalPerS / servicePerS);
}

/** Wq = C / (c μ − λ). */
export function mmcMeanWaitS(model: Mmc): number {
  return mmcShareThatWaits(model) / spareRatePerS(model);
}

/** W = Wq + 1/μ. */
export function mmcMeanTimeInSystemS(model: Mmc): number {
  return mmcMeanWaitS(model) + 1 / model.servicePerS;
}

/** P(wait > t) = C exp(−(c μ − λ) t). */
export function mmcWaitExceeds(model: Mmc, timeS: number): number {
  return mmcShareThatWaits(model) * Math.exp(-spareRatePerS(model) * timeS);
}

/** 0 up to p = 1 − C, then ln(C / (1 − p)) / (c μ − λ). */
export function mmcWaitQuantileS(model: Mmc, p: number): number {
  const waits = mmcShareThatWaits(model);
  return p <= 1 - waits ? 0 : Math.log(waits / (1 - p)) / spareRatePerS(model);
}

/**
 * P(time in system > t) = (1 − C) exp(−μt) + C P(X + Y > t), with X, Y exponential of rates θ = c μ − λ and μ.
 * With s the smaller of the two rates and f the larger, P(X + Y > t) = exp(−s t) (1 + s (1 − exp(−(f − s) t)) / (f − s)).
 */
export function mmcTimeInSystemExceeds(model: Mmc, timeS: number): number {
  return timeInSystemExceeds(model, mmcShareThatWaits(model), timeS);
}

/** The time in system that a share p of all jobs does not exceed. */
export function mmcTimeInSystemQuantileS(model: Mmc, p: number): number {
  const waits = mmcShareThatWaits(model);
  if (spareRatePerS(model) === 0) return Infinity;
  return quantileByBisectionS((timeS) => timeInSystemExceeds(model, waits, timeS), p, 1 / model.servicePerS);
}

function timeInSystemExceeds(model: Mmc, waits: number, timeS: number): number {
  const { servicePerS } = model;
  const spare = spareRatePerS(model);
  const slower = Math.min(spare, servicePerS);
  const apart = Math.abs(spare - servicePerS) * timeS;
  // (1 − exp(−x)) / x tends to 1 where both rates are alike.
  const rise = apart === 0 ? 1 : -Math.expm1(-apart) / apart;
  return (1 - waits) * Math.exp(-servicePerS * timeS) + waits * Math.exp(-slower * timeS) * (1 + slower * timeS * rise);
}

function spareRatePerS({ arrivalPerS, servicePerS, servers }: Mmc): number {
  return Math.max(0, servers * servicePerS - arrivalPerS);
}
