/**
 * M/M/1: Poisson arrivals at rate λ, one server, exponential service at rate μ, room for all, first come first served.
 * Waiting is the time before service; time in system is waiting and service together.
 *
 * Steady state needs ρ = λ/μ < 1. Where there is none, mean and quantile are Infinity: the line grows for ever.
 * Source: Kleinrock, Queueing Systems 1 (1975), section 3.2 and 5.7.
 */
export interface Mm1 {
  /** λ */
  readonly arrivalPerS: number;
  /** μ */
  readonly servicePerS: number;
}

/** ρ = λ/μ: the server's busy share of time; 1 where more comes than it can do. */
export function mm1Utilisation({ arrivalPerS, servicePerS }: Mm1): number {
  return Math.min(1, arrivalPerS / servicePerS);
}

/** W = 1 / (μ − λ). */
export function mm1MeanTimeInSystemS(model: Mm1): number {
  return 1 / spareRatePerS(model);
}

/** Wq = ρ / (μ − λ). */
export function mm1MeanWaitS(model: Mm1): number {
  return mm1Utilisation(model) / spareRatePerS(model);
}

/** L = ρ / (1 − ρ), which is λW (Little). */
export function mm1MeanJobs(model: Mm1): number {
  return model.arrivalPerS / spareRatePerS(model);
}

/** P(N = n) = (1 − ρ) ρⁿ. */
export function mm1ShareOfTimeWith(model: Mm1, jobs: number): number {
  const load = mm1Utilisation(model);
  return (1 - load) * load ** jobs;
}

/** P(wait > t) = ρ exp(−(μ − λ) t). */
export function mm1WaitExceeds(model: Mm1, timeS: number): number {
  return mm1Utilisation(model) * Math.exp(-spareRatePerS(model) * timeS);
}

/** The wait that a share p of all jobs does not exceed: 0 up to p = 1 − ρ, then ln(ρ / (1 − p)) / (μ − λ). */
export function mm1WaitQuantileS(model: Mm1, p: number): number {
  const load = mm1Utilisation(model);
  return p <= 1 - load ? 0 : Math.log(load / (1 - p)) / spareRatePerS(model);
}

/** P(time in system > t) = exp(−(μ − λ) t). */
export function mm1TimeInSystemExceeds(model: Mm1, timeS: number): number {
  return Math.exp(-spareRatePerS(model) * timeS);
}

/** The time in system that a share p of all jobs does not exceed: −ln(1 − p) / (μ − λ). */
export function mm1TimeInSystemQuantileS(model: Mm1, p: number): number {
  return -Math.log1p(-p) / spareRatePerS(model);
}

/** μ − λ, and 0 where nothing is to spare. */
function spareRatePerS({ arrivalPerS, servicePerS }: Mm1): number {
  return Math.max(0, servicePerS - arrivalPerS);
}
