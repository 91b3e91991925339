/**
 * How far the time average of f(N) over T seconds scatters where the number inside N goes up and down by one: its variance is σ²/T for long T, with
 *   σ² = 2 Σⱼ Fⱼ² / (uⱼ pⱼ),  Fⱼ = Σ (f(i) − f̄) p(i) for i ≤ j,
 * uⱼ the rate at which it goes up from j. Both ends of p are summed from outside, so that what is rare keeps its digits.
 * Source: Burman, "A functional central limit theorem" (1980); Whitt, "Asymptotic formulas for Markov processes with applications to simulation", Operations
 * Research 40 (1992).
 */
export function scatterOfUpAndDown(shares: ArrayLike<number>, upPerS: (n: number) => number, f: (n: number) => number): number {
  const last = shares.length - 1;
  let mean = 0;
  let top = 0;
  for (let n = 0; n <= last; n++) {
    mean += f(n) * shares[n];
    if (shares[n] > shares[top]) top = n;
  }
  let sum = 0;
  for (let n = 0, before = 0; n < top; n++) {
    before += (f(n) - mean) * shares[n];
    if (before !== 0) sum += before ** 2 / (upPerS(n) * shares[n]);
  }
  for (let n = last - 1, behind = 0; n >= top; n--) {
    behind += (f(n + 1) - mean) * shares[n + 1];
    if (behind !== 0) sum += behind ** 2 / (upPerS(n) * shares[n]);
  }
  return 2 * sum;
}
