import { quantileByBisectionS } from './bisect';
import { type Mg1, mg1Utilisation } from './mg1';

/**
 * M/D/1: Poisson arrivals at rate λ, one server, every service takes exactly D, room for all, first come first served.
 * Its mean is `md1MeanWaitS` (mg1.ts); here is the distribution. Steady state needs ρ = λD < 1.
 *
 * Erlang's sum for P(wait ≤ t) alternates in sign and is lost to rounding after a few D. Franx's is a sum of positive
 * terms: for (k − 1) D ≤ t < k D, P(wait > t) = Σ P(N > k − j) π(j), where π is Poisson with mean λ (k D − t), N the number in
 * system, and P(N > m) = 1 for m ≤ 0. N comes from equal flow up and down between n and n + 1, again positive terms only.
 * Source: Franx, "A simple solution for the M/D/c waiting time distribution", Operations Research Letters 29 (2001).
 * Beyond 60 D the tail is exponential to all digits: P(wait > t + D) / P(wait > t) = exp(−z), z > 0 solving ρ (exp(z) − 1) = z
 * (Cramér–Lundberg; Asmussen, Applied Probability and Queues (2003), section XIII.5).
 */
export type Md1 = Pick<Mg1, 'arrivalPerS' | 'serviceMeanS'>;

/** From here on the tail is exponential: what else there is has died out by more than 1e-16. */
const LEVELS = 60;

/** P(wait > t). */
export function md1WaitExceeds(model: Md1, timeS: number): number {
  return waitExceeds(solve(load(model)), timeS / model.serviceMeanS);
}

/** The wait that a share p of all jobs does not exceed. */
export function md1WaitQuantileS(model: Md1, p: number): number {
  const solved = solve(load(model));
  return model.serviceMeanS * quantileByBisectionS((services) => waitExceeds(solved, services), p, 1);
}

/** P(time in system > t): waiting, and then D. */
export function md1TimeInSystemExceeds(model: Md1, timeS: number): number {
  return timeS < model.serviceMeanS ? 1 : md1WaitExceeds(model, timeS - model.serviceMeanS);
}

export function md1TimeInSystemQuantileS(model: Md1, p: number): number {
  return md1WaitQuantileS(model, p) + model.serviceMeanS;
}

/** P(N = n), the share of time with n jobs inside. */
export function md1ShareOfTimeWith(model: Md1, jobs: number): number {
  const { rho, decay, more } = solve(load(model));
  if (rho === 1) return 0;
  const atLeast = (n: number): number => (n <= 0 ? 1 : n <= LEVELS + 1 ? more[n - 1] : more[LEVELS] * Math.exp(-decay * (n - 1 - LEVELS)));
  return jobs === 0 ? 1 - rho : atLeast(jobs) - atLeast(jobs + 1);
}

interface Solved {
  readonly rho: number;
  /** z */
  readonly decay: number;
  /** P(N > n) for n = 0 … LEVELS */
  readonly more: Float64Array;
}

const load = (model: Md1): number => mg1Utilisation({ ...model, serviceCv: 0 });

function solve(rho: number): Solved {
  const more = new Float64Array(LEVELS + 1);
  if (rho >= 1) return { rho: 1, decay: 0, more: more.fill(1) };
  if (rho === 0) return { rho, decay: Infinity, more };
  const decay = decayRate(rho);
  const shares = new Float64Array(LEVELS + 1);
  const arrivalsExceed = Array.from({ length: LEVELS + 1 }, (_, k) => poissonAtLeast(k + 1, rho));
  shares[0] = 1 - rho;
  for (let n = 0; n < LEVELS; n++) {
    let up = shares[0] * arrivalsExceed[n];
    for (let j = 1; j <= n; j++) up += shares[j] * arrivalsExceed[n - j + 1];
    shares[n + 1] = up * Math.exp(rho);
  }
  more[LEVELS] = shares[LEVELS] / Math.expm1(decay);
  for (let n = LEVELS; n > 0; n--) more[n - 1] = more[n] + shares[n];
  return { rho, decay, more };
}

/** P(wait > t), t counted in service times. */
function waitExceeds({ rho, decay, more }: Solved, services: number): number {
  if (rho === 1) return 1;
  if (rho === 0) return 0;
  const beyond = Math.max(0, Math.floor(services) + 1 - LEVELS);
  const k = Math.floor(services) + 1 - beyond;
  const mean = rho * Math.max(0, k - (services - beyond));
  let sum = poissonAtLeast(k, mean);
  for (let j = 0, share = Math.exp(-mean); j < k; share *= mean / ++j) sum += share * more[k - j];
  return sum * Math.exp(-decay * beyond);
}

/** P(a Poisson count of this mean, at most 1, is at least n). */
function poissonAtLeast(n: number, mean: number): number {
  let term = Math.exp(-mean);
  for (let i = 1; i <= n; i++) term *= mean / i;
  let sum = 0;
  for (let i = n; term > 1e-18 * sum; term *= mean / ++i) sum += term;
  return sum;
}

/** The positive z with ρ (exp(z) − 1) = z, by Newton from above, where the curve is convex and the steps only go down. */
function decayRate(rho: number): number {
  let z = Math.min((2 * (1 - rho)) / rho, 2 - 2 * Math.log(rho));
  for (;;) {
    const next = z - (rho * Math.expm1(z) - z) / (rho * Math.exp(z) - 1);
    if (!(next < z)) return z;
    z = next;
  }
}
