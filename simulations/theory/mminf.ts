import { poissonShares, type Shares } from './unimodal';

/**
 * M/M/∞: Poisson arrivals at rate λ, always a server free, so nobody ever waits: a delay, or a pool that is never exhausted.
 * Only the mean 1/μ of the service time counts, so all but `mminfMeanJobsAfter` holds for M/G/∞ too. There is always a steady state.
 *
 * Source: Kleinrock, Queueing Systems 1 (1975), section 3.4; Mirasol, Operations Research 11 (1963): what leaves is Poisson again.
 */
export interface Mminf {
  /** λ */
  readonly arrivalPerS: number;
  /** μ */
  readonly servicePerS: number;
}

/** L = λ/μ; the time in system is the service time, 1/μ. */
export function mminfMeanJobs({ arrivalPerS, servicePerS }: Mminf): number {
  return arrivalPerS / servicePerS;
}

/** p(n), the share of time with n jobs inside: Poisson with mean λ/μ. */
export function mminfShareOfTimeWith(model: Mminf): Shares {
  return poissonShares(mminfMeanJobs(model));
}

/** The number of jobs that is not exceeded for a share p of the time: how large the pool must be to be as good as endless. */
export function mminfJobsQuantile(model: Mminf, p: number): number {
  const { from, shares } = mminfShareOfTimeWith(model);
  let n = 0;
  for (let above = 1 - shares[0]; above > 1 - p && n < shares.length - 1;) above -= shares[++n];
  return from + n;
}

/** The mean number t after an empty start, exponential service: L (1 − exp(−μ t)). Shows how long a warm-up has to be. */
export function mminfMeanJobsAfter(model: Mminf, timeS: number): number {
  return -mminfMeanJobs(model) * Math.expm1(-model.servicePerS * timeS);
}
