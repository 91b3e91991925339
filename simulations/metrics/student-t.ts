/**
 * Student's t distribution with ν degrees of freedom, ν > 0, whole or not.
 *
 * P(T > t) for t ≥ 0 is half the regularised incomplete beta function I(ν/2, 1/2) at ν / (ν + t²), by its continued fraction.
 * Source: Abramowitz & Stegun, 26.5.8 and 26.7.1; the evaluation of the fraction: Lentz, Applied Optics 15 (1976).
 */
export function studentTCdf(t: number, degrees: number): number {
  const upper = upperTail(Math.abs(t), degrees);
  return t > 0 ? 1 - upper : upper;
}

/** P(|T| > |t|): how often chance alone leads so far from 0. */
export function studentTTwoSided(t: number, degrees: number): number {
  return 2 * upperTail(Math.abs(t), degrees);
}

/** The t that a share p of all values does not exceed, 0 < p < 1. */
export function studentTQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentTQuantile(1 - p, degrees);
  const tail = 1 - p;
  let low = 0;
  let high = 1;
  while (upperTail(high, degrees) > tail) {
    low = high;
    high *= 2;
  }
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (upperTail(middle, degrees) > tail) low = middle;
    else high = middle;
  }
}

function upperTail(t: number, degrees: number): number {
  if (t === Infinity) return 0;
  // Both arguments of the beta function are known without cancellation: x = ν / (ν + t²) and 1 − x.
  const square = t * t;
  const x = degrees / (degrees + square);
  const rest = square / (degrees + square);
  const a = degrees / 2;
  const b = 0.5;
  const logX = x < 0.5 ? Math.log(x) : Math.log1p(-rest);
  const front = Math.exp(a * logX + b * Math.log(rest) - logBeta(a, b));
  // The fraction converges quickly below the mean of the beta distribution, (a + 1) / (a + b + 2).
  if (x < (a + 1) / (a + b + 2)) return (0.5 * front * betaFraction(x, a, b)) / a;
  return 0.5 * (1 - (rest === 0 ? 0 : (front * betaFraction(rest, b, a)) / b));
}

const FRACTION_STEPS_MAX = 100_000;
const TINY = 1e-300;

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < FRACTION_STEPS_MAX; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return fraction;
}

/** Never divide by 0. */
function away(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series (Abramowitz & Stegun 6.1.41), after a step up to where it is exact to all digits. */
function logGamma(x: number): number {
  let z = x;
  let product = 1;
  while (z < 10) product *= z++;
  const w = 1 / (z * z);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360_360)))))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
