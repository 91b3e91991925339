import { expect } from 'vitest';
import { drawNormal, openRandom } from '../../../../simulations/engine/random';

/** Normal values of mean 0 and variance 1, each φ times the one before it plus something new: consecutive ones are alike, and the true mean is known. */
export function correlated(length: number, phi: number, seed: number): Float64Array {
  const fresh = Math.sqrt(1 - phi * phi);
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    openRandom(seed, 417, i, 0);
    values[i] = i === 0 ? drawNormal() : phi * values[i - 1]! + fresh * drawNormal();
  }
  return values;
}

/** Of `tries` intervals that claim 95 %, so many must cover: within the 99.9 % interval of a binomial count, and `slack` for what the method is known to miss. */
export function expectCoverage(covered: number, tries: number, share: number, slack = 0): void {
  const scatter = 3.29 * Math.sqrt((share * (1 - share)) / tries);
  expect(covered / tries).toBeGreaterThan(share - scatter - slack);
  expect(covered / tries).toBeLessThan(share + scatter + slack);
}
