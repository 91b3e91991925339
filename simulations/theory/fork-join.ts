import { mm1MeanTimeInSystemS } from './mm1';

/**
 * Fork and join of n: every job is copied to n equal branches, each a server of its own with its own line and independent exponential service at
 * rate μ, and is done when the last copy is. Poisson arrivals at rate λ < μ, room for all, first come first served.
 *
 * One branch is M/M/1. Two: exact, T₂ = (12 − ρ)/8 · 1/(μ − λ).
 * More: AN APPROXIMATION, Tₙ ≈ (Hₙ/H₂ + (1 − Hₙ/H₂) 4ρ/11) T₂ with Hₙ = 1 + 1/2 + … + 1/n; the authors compared it with simulations
 * up to n = 32 and found it within 5 %.
 * Source: Flatto & Hahn, SIAM J. Appl. Math. 44 (1984) for two; Nelson & Tantawi, "Approximate analysis of fork/join synchronization in
 * parallel queues", IEEE Trans. Computers 37 (1988) for both.
 */
export interface ForkJoin {
  /** λ, of whole jobs */
  readonly arrivalPerS: number;
  /** μ of one branch */
  readonly servicePerS: number;
  /** n */
  readonly branches: number;
}

/** Beyond this many branches nobody has compared the approximation with anything. */
export const FORK_JOIN_BRANCHES_MAX = 32;

export function forkJoinIsExact({ branches }: ForkJoin): boolean {
  return branches <= 2;
}

/** Mean time from the fork to the join. */
export function forkJoinMeanTimeInSystemS(model: ForkJoin): number {
  const { arrivalPerS, servicePerS, branches } = model;
  const branchS = mm1MeanTimeInSystemS(model);
  if (branches === 1) return branchS;
  const load = Math.min(1, arrivalPerS / servicePerS);
  const ofTwoS = ((12 - load) / 8) * branchS;
  if (branches === 2) return ofTwoS;
  const growth = harmonic(branches) / harmonic(2);
  return (growth + ((1 - growth) * 4 * load) / 11) * ofTwoS;
}

/** A bound for every n: the branches' times are associated, so independent ones of the same distribution would take longer: Hₙ / (μ − λ). */
export function forkJoinMeanTimeInSystemMaxS(model: ForkJoin): number {
  return harmonic(model.branches) * mm1MeanTimeInSystemS(model);
}

function harmonic(n: number): number {
  let sum = 0;
  for (let i = n; i > 0; i--) sum += 1 / i;
  return sum;
}
