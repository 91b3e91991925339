/**
 * Power of d choices: jobs come at rate λ per server in a Poisson stream; each looks at d servers picked at random and joins the shortest of
 * their lines. Exponential service at rate μ, room for all, first come first served, ρ = λ/μ < 1.
 *
 * A LIMIT for endlessly many servers: in it the share of servers with at least i jobs is ρ^((dⁱ − 1)/(d − 1)), which falls doubly
 * exponentially for d ≥ 2. A system of n servers waits longer, the more so the fewer they are; with d = n it is
 * "join the shortest queue". d = 1 is no choice, M/M/1, and exact for every n.
 * Source: Vvedenskaya, Dobrushin & Karpelevich, Problems of Information Transmission 32 (1996);
 * Mitzenmacher, "The power of two choices in randomized load balancing", IEEE TPDS 12 (2001).
 */
export interface PowerOfD {
  /** λ, for each server */
  readonly arrivalPerS: number;
  /** μ of one server */
  readonly servicePerS: number;
  /** d */
  readonly choices: number;
}

/** The share of servers with at least i jobs, in the limit. */
export function powerOfDShareWithAtLeast(model: PowerOfD, jobs: number): number {
  return load(model) ** choicesUpTo(model.choices, jobs);
}

/** W = Σ ρ^((dⁱ − d)/(d − 1)) / μ for i = 1, 2, …, in the limit. */
export function powerOfDMeanTimeInSystemS(model: PowerOfD): number {
  const { choices, servicePerS } = model;
  const rho = load(model);
  if (rho === 1) return Infinity;
  if (choices === 1) return 1 / (servicePerS * (1 - rho));
  let sum = 0;
  for (let i = 1, term = 1; term > 1e-18 * sum; i++, term = rho ** (choicesUpTo(choices, i) - 1)) sum += term;
  return sum / servicePerS;
}

/** Wq = W − 1/μ. */
export function powerOfDMeanWaitS(model: PowerOfD): number {
  return powerOfDMeanTimeInSystemS(model) - 1 / model.servicePerS;
}

const load = ({ arrivalPerS, servicePerS }: PowerOfD): number => Math.min(1, arrivalPerS / servicePerS);

/** 1 + d + d² + … + dⁱ⁻¹. */
function choicesUpTo(d: number, i: number): number {
  return d === 1 ? i : (d ** i - 1) / (d - 1);
}
