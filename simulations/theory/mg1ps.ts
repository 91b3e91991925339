/**
 * M/G/1 with processor sharing: Poisson arrivals at rate λ, one processor whose speed is shared equally by all jobs inside, so nobody
 * waits and everybody is slowed. Only the mean of the service time counts. Steady state needs ρ = λ E[S] < 1.
 *
 * Source: Sakata, Noguchi & Oizumi, Operations Research 19 (1971); Kleinrock, Queueing Systems 2 (1976), section 4.4.
 */
export interface Mg1Ps {
  /** λ */
  readonly arrivalPerS: number;
  /** E[S]: the mean time a job would take if it were alone */
  readonly serviceMeanS: number;
}

/** ρ = λ E[S]. */
export function mg1psUtilisation({ arrivalPerS, serviceMeanS }: Mg1Ps): number {
  return Math.min(1, arrivalPerS * serviceMeanS);
}

/** How much longer than alone: 1 / (1 − ρ), the same for short and long jobs. */
export function mg1psSlowdown(model: Mg1Ps): number {
  return 1 / (1 - mg1psUtilisation(model));
}

/** Mean time in system of a job that would take `aloneS` alone: aloneS / (1 − ρ). */
export function mg1psTimeInSystemS(model: Mg1Ps, aloneS: number): number {
  return aloneS * mg1psSlowdown(model);
}

/** W = E[S] / (1 − ρ). */
export function mg1psMeanTimeInSystemS(model: Mg1Ps): number {
  return mg1psTimeInSystemS(model, model.serviceMeanS);
}

/** L = ρ / (1 − ρ). */
export function mg1psMeanJobs(model: Mg1Ps): number {
  return mg1psUtilisation(model) * mg1psSlowdown(model);
}

/** P(N = n) = (1 − ρ) ρⁿ. */
export function mg1psShareOfTimeWith(model: Mg1Ps, jobs: number): number {
  const load = mg1psUtilisation(model);
  return (1 - load) * load ** jobs;
}
