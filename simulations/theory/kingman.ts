import { erlangC } from './mmc';

/**
 * G/G/1 and G/G/c: independent gaps between arrivals and independent service times of any distribution, given by mean and
 * coefficient of variation; room for all; λ < c μ.
 *
 * APPROXIMATIONS, and to be shown as such: only two moments of each are looked at, and the real wait depends on more. They are good
 * near full load and exact for M/M/c; with one server and Poisson arrivals they are exact too (Pollaczek–Khinchine). Never a pass mark.
 * Source: Kingman, "The single server queue in heavy traffic", Proc. Cambridge Phil. Soc. 57 (1961); for c servers
 * Allen, Probability, Statistics, and Queueing Theory (1990), section 5.3.4 (Allen–Cunneen).
 */
export interface GgC {
  /** λ */
  readonly arrivalPerS: number;
  /** Coefficient of variation of the gaps: 0 clockwork, 1 Poisson */
  readonly arrivalCv: number;
  /** E[S] = 1/μ */
  readonly serviceMeanS: number;
  readonly serviceCv: number;
  /** c */
  readonly servers: number;
}

/** Wq ≈ ρ / (1 − ρ) · (ca² + cs²) / 2 · E[S]; one server. */
export function kingmanMeanWaitS(model: Omit<GgC, 'servers'>): number {
  return allenCunneenMeanWaitS({ ...model, servers: 1 });
}

/** Wq ≈ C / (c μ − λ) · (ca² + cs²) / 2: what M/M/c would wait, times the mean of both variabilities. */
export function allenCunneenMeanWaitS({ arrivalPerS, arrivalCv, serviceMeanS, serviceCv, servers }: GgC): number {
  const offered = arrivalPerS * serviceMeanS;
  if (offered >= servers) return Infinity;
  const poissonExponentialS = (erlangC(servers, offered) * serviceMeanS) / (servers - offered);
  return (poissonExponentialS * (arrivalCv ** 2 + serviceCv ** 2)) / 2;
}

/**
 * Not an approximation but a bound: Wq ≤ λ (σa² + σs²) / (2 (1 − ρ)) for every G/G/1.
 * Source: Kingman, "Some inequalities for the queue GI/G/1", Biometrika 49 (1962).
 */
export function kingmanMeanWaitMaxS({ arrivalPerS, arrivalCv, serviceMeanS, serviceCv }: Omit<GgC, 'servers'>): number {
  const load = arrivalPerS * serviceMeanS;
  if (load >= 1) return Infinity;
  return ((arrivalCv / arrivalPerS) ** 2 + (serviceCv * serviceMeanS) ** 2) * arrivalPerS / (2 * (1 - load));
}
