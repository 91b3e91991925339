// Method: values that are known in closed form, and identities that hold for every shape: duplication, recurrence, whole shapes as sums.
import { describe, expect, it } from 'vitest';
import { gammaShareUpTo, logGamma } from '../../../../simulations/distributions/gamma-function';
import { standardNormalCdf } from '../../../../simulations/distributions/standard-normal';

const shapes = [0.04, 0.3, 0.5, 1, 1.7, 4, 11.1, 25, 100, 1234.5, 10_000];
const near = (found: number, right: number, relative = 1e-12): void => expect(Math.abs(found - right)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(right)));

describe('ln Γ', () => {
  it('has the factorials at the whole numbers', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      near(logGamma(n), Math.log(factorial), 1e-14);
      factorial *= n;
    }
  });

  it('is half of ln π at 1/2', () => near(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14));

  it.each(shapes)('duplicates at %d (Legendre)', (x) => {
    near(logGamma(x) + logGamma(x + 0.5), (1 - 2 * x) * Math.LN2 + Math.log(Math.PI) / 2 + logGamma(2 * x), 1e-13);
  });

  it.each([0.001, 0.2, 0.5, 0.9])('reflects at %d (Euler)', (x) => {
    near(logGamma(x) + logGamma(1 - x), Math.log(Math.PI / Math.sin(Math.PI * x)), 1e-13);
  });
});

describe('P(a, x)', () => {
  const places = (a: number): number[] => [0.01, 0.3, 0.9, 1, 1.1, 2, 5].map((of) => a * of);

  it('is exponential for shape 1', () => {
    for (const x of [1e-9, 0.1, 1, 1.9, 2.1, 5, 30]) near(gammaShareUpTo(1, x), -Math.expm1(-x), 1e-14);
  });

  it('is the square of a normal variate for shape 1/2', () => {
    for (const x of [1e-6, 0.1, 1, 1.4, 1.6, 5, 15]) near(gammaShareUpTo(0.5, x), 2 * standardNormalCdf(Math.sqrt(2 * x)) - 1, 1e-12);
  });

  it.each([2, 7, 40])('is the chance of at least %d Poisson events', (n) => {
    for (const x of places(n)) {
      let term = Math.exp(-x);
      let fewer = 0;
      for (let k = 0; k < n; k++) {
        fewer += term;
        term *= x / (k + 1);
      }
      near(gammaShareUpTo(n, x), 1 - fewer, 1e-13);
    }
  });

  it.each(shapes)('steps down to the next shape at %d', (a) => {
    // Where one side is computed by the series and the other by the fraction, this joins them.
    for (const x of [...places(a), a + 1.5]) near(gammaShareUpTo(a, x) - gammaShareUpTo(a + 1, x), Math.exp(a * Math.log(x) - x - logGamma(a + 1)), 1e-11);
  });

  it.each(shapes)('rises from 0 to 1 at %d', (a) => {
    let before = 0;
    expect(gammaShareUpTo(a, 0)).toBe(0);
    expect(gammaShareUpTo(a, -1)).toBe(0);
    for (let x = 1e-12; x < 1e9; x *= 1.7) {
      const now = gammaShareUpTo(a, x);
      expect(now).toBeGreaterThanOrEqual(before - 1e-13);
      expect(now).toBeLessThanOrEqual(1);
      before = now;
    }
    expect(before).toBe(1);
  });
});
