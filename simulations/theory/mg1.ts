/**
 * M/G/1: Poisson arrivals at rate λ, one server, service times of any distribution with mean E[S] and coefficient of variation
 * cv (standard deviation divided by mean), room for all, served in an order that does not look at the service time.
 * cv = 0 is M/D/1, cv = 1 has the mean of M/M/1. Steady state needs ρ = λ E[S] < 1.
 *
 * Source: Pollaczek (1930), Khinchine (1932); Kleinrock, Queueing Systems 1 (1975), section 5.6.
 */
export interface Mg1 {
  /** λ */
  readonly arrivalPerS: number;
  /** E[S] */
  readonly serviceMeanS: number;
  readonly serviceCv: number;
}

/** ρ = λ E[S]. */
export function mg1Utilisation({ arrivalPerS, serviceMeanS }: Mg1): number {
  return Math.min(1, arrivalPerS * serviceMeanS);
}

/** Pollaczek–Khinchine: Wq = λ E[S²] / (2 (1 − ρ)) = E[S] · ρ / (1 − ρ) · (1 + cv²) / 2. */
export function mg1MeanWaitS(model: Mg1): number {
  const load = mg1Utilisation(model);
  return (model.serviceMeanS * load * (1 + model.serviceCv ** 2)) / (2 * (1 - load));
}

/** W = Wq + E[S]. */
export function mg1MeanTimeInSystemS(model: Mg1): number {
  return mg1MeanWaitS(model) + model.serviceMeanS;
}

/** Lq = λ Wq (Little). */
export function mg1MeanWaitingJobs(model: Mg1): number {
  return model.arrivalPerS * mg1MeanWaitS(model);
}

/** M/D/1: clockwork service waits half as long as exponential service does. */
export function md1MeanWaitS({ arrivalPerS, serviceMeanS }: Pick<Mg1, 'arrivalPerS' | 'serviceMeanS'>): number {
  return mg1MeanWaitS({ arrivalPerS, serviceMeanS, serviceCv: 0 });
}
