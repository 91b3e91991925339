import { drawNormal, drawUniform } from '../engine/random';

/**
 * A gamma variate of shape a ≥ 1, divided by d = a − 1/3: with c = 1/√(9 d), (1 + c Z)³ for a standard normal Z,
 * accepted with the probability that makes the density right (more than 95 of 100 are).
 * Source: Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000.
 */
export function gammaByD(d: number, c: number): number {
  for (;;) {
    const z = drawNormal();
    const root = 1 + c * z;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = drawUniform();
    const z2 = z * z;
    if (u < 1 - 0.0331 * z2 * z2 || Math.log(u) < 0.5 * z2 + d * (1 - v + Math.log(v))) return v;
  }
}

/** What `gammaByD` needs of a gamma distribution with this mean and shape ≥ 1: d, c, and the ns by which to multiply. */
export function gammaNumbers(meanS: number, shape: number): readonly [d: number, c: number, factorNs: number] {
  const d = shape - 1 / 3;
  return [d, 1 / Math.sqrt(9 * d), d * (meanS / shape) * 1e9];
}
