/** Probabilities of n, n + 1, … from `from` on; those left out are below 1e-20 of the largest. */
export interface Shares {
  readonly from: number;
  readonly shares: readonly number[];
}

/** Below this share of the largest one a probability adds nothing that a float64 could show. */
const NEGLIGIBLE = 1e-20;

/**
 * Probabilities on 0, 1, 2, … up to `last`, of which only the growth from n − 1 to n is known, and which rise to one top and fall
 * behind it. They are gathered outward from the top, so whatever their size they neither overflow nor cancel.
 */
export function sharesFromTop(top: number, growth: (n: number) => number, last = Infinity): Shares {
  const below: number[] = [];
  for (let n = top, weight = 1; n > 0;) {
    weight /= growth(n--);
    if (!(weight > NEGLIGIBLE)) break;
    below.push(weight);
  }
  const weights = [...below.reverse(), 1];
  for (let n = top + 1, weight = 1; n <= last; n++) {
    weight *= growth(n);
    if (!(weight > NEGLIGIBLE)) break;
    weights.push(weight);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { from: top - below.length, shares: weights.map((weight) => weight / total) };
}

/** P(a Poisson count of this mean is n) = exp(−mean) meanⁿ / n!. */
export function poissonShares(mean: number): Shares {
  return sharesFromTop(Math.floor(mean), (n) => mean / n);
}

/** Σ f(n) p(n). */
export function expectation({ from, shares }: Shares, f: (n: number) => number): number {
  let sum = 0;
  for (let i = 0; i < shares.length; i++) sum += shares[i] * f(from + i);
  return sum;
}
