/**
 * M/G/1 where the shortest of those who wait is next and a job in service is finished: the mean wait of a job of length x is
 *   W(x) = λ E[S²]/2 / (1 − ρ(x))²,  with ρ(x) = λ ∫₀ˣ t dF(t), the load of the jobs that are not longer,
 * and the mean wait of all is its integral over F. Of the lengths no two may be equal by chance, as for any smooth F.
 * Source: Phipps, "Machine repair as a priority waiting-line problem", Operations Research 4 (1956); Conway, Maxwell & Miller, Theory of
 * Scheduling (1967), section 8-6.
 */

/** Intervals of Simpson's rule for the mean over all jobs; the integrand is smooth but for its last end. */
const STEPS = 20_000;

/** M/M/1. A job of length x: ρ(x) = ρ (1 − e^(−μx) (1 + μx)). Infinity where the long jobs are never served: ρ ≥ 1. */
export function mm1ShortestFirstMeanWaitS({ arrivalPerS, servicePerS }: { readonly arrivalPerS: number; readonly servicePerS: number }): number {
  const load = arrivalPerS / servicePerS;
  if (load >= 1) return Infinity;
  // The share v of longer jobs runs from 1 to 0 as x runs from 0: e^(−μx) = v. With v = u² the end at 0 is smooth enough too.
  const integrand = (u: number): number => {
    const v = u * u;
    const loadUpTo = load * (1 - (v === 0 ? 0 : v * (1 - Math.log(v))));
    return (2 * u) / (1 - loadUpTo) ** 2;
  };
  const step = 1 / STEPS;
  let sum = integrand(0) + integrand(1);
  for (let i = 1; i < STEPS; i++) sum += integrand(i * step) * (i % 2 === 1 ? 4 : 2);
  return (load / servicePerS) * ((sum * step) / 3);
}
