/**
 * ln Γ(x) for x > 0, to about 14 digits: Stirling's series from 10 upwards, reached by Γ(x + 1) = x Γ(x).
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 6.1.41 and 6.1.15.
 */
export function logGamma(x: number): number {
  let product = 1;
  let z = x;
  while (z < 10) product *= z++;
  const w = 1 / (z * z);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * 691 / 360_360))))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}

/**
 * P(a, x), the share of gamma variates of shape a and scale 1 that are at most x: the regularised lower incomplete gamma
 * function, by its series below a + 1 and by Lentz's continued fraction of its complement above.
 * Source: Press et al., Numerical Recipes, 3rd edition, section 6.2; Abramowitz & Stegun 6.5.29 and 6.5.31.
 */
export function gammaShareUpTo(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) return front === 0 ? 0 : Math.min(1, front * lowerSeries(a, x));
  return front === 0 ? 1 : 1 - front * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < FRACTION_STEPS_MAX; n++) {
    const an = n * (a - n);
    b += 2;
    d = 1 / awayFromZero(an * d + b);
    c = awayFromZero(b + an / c);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction;
}

/** Shapes up to 10,000 need some hundreds; what is left after this many is below any use. */
const FRACTION_STEPS_MAX = 100_000;

const awayFromZero = (x: number): number => (Math.abs(x) < 1e-300 ? 1e-300 : x);
