// Method: the published table (NIST/SEMATECH e-Handbook 1.3.6.7.2, and its 99.95 % column from Abramowitz & Stegun 26.10), the two cases with closed
// forms, the normal limit, and quantiles put back.
import { describe, expect, it } from 'vitest';
import { studentTCdf, studentTQuantile, studentTTwoSided } from '../../../../simulations/metrics/student-t';

describe('Student’s t', () => {
  it.each([
    // ν, 90 %, 95 %, 97.5 %, 99 %, 99.5 %, 99.95 %
    [1, 3.078, 6.314, 12.706, 31.821, 63.657, 636.619],
    [2, 1.886, 2.920, 4.303, 6.965, 9.925, 31.599],
    [3, 1.638, 2.353, 3.182, 4.541, 5.841, 12.924],
    [5, 1.476, 2.015, 2.571, 3.365, 4.032, 6.869],
    [10, 1.372, 1.812, 2.228, 2.764, 3.169, 4.587],
    [19, 1.328, 1.729, 2.093, 2.539, 2.861, 3.883],
    [29, 1.311, 1.699, 2.045, 2.462, 2.756, 3.659],
    [60, 1.296, 1.671, 2.000, 2.390, 2.660, 3.460],
    [120, 1.289, 1.658, 1.980, 2.358, 2.617, 3.373],
  ])('ν = %i as in the table', (degrees, ...values) => {
    [0.9, 0.95, 0.975, 0.99, 0.995, 0.9995].forEach((p, i) => expect(Math.abs(studentTQuantile(p, degrees) - values[i]!)).toBeLessThanOrEqual(0.00051));
  });

  it('ν = 1 and 2 in closed form, to 13 digits, far into the tail', () => {
    for (const t of [-3, -0.2, 0, 0.5, 1, 7, 1e4]) {
      expect(studentTCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
      expect(studentTCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 13);
    }
    // P(|T| > t) = 1 − t / √(2 + t²) = 2 / (√(2 + t²) (√(2 + t²) + t))
    expect(studentTTwoSided(1e6, 2) * 1e12).toBeCloseTo(1, 9);
    expect(studentTQuantile(0.75, 1)).toBeCloseTo(1, 13);
  });

  it('is the normal distribution for many degrees, and takes any number of them', () => {
    expect(studentTQuantile(0.975, 1e6)).toBeCloseTo(1.959964, 5);
    expect(studentTQuantile(0.975, 10_000)).toBeCloseTo(1.960201, 6);
    expect(studentTQuantile(0.975, 7.5)).toBeCloseTo(2.333039626864974, 12);
    const between = studentTQuantile(0.975, 7.5);
    expect(between).toBeLessThan(studentTQuantile(0.975, 7));
    expect(between).toBeGreaterThan(studentTQuantile(0.975, 8));
  });

  it('quantiles are where the distribution says, on both sides', () => {
    for (const degrees of [1, 2.5, 4, 15, 31, 999]) {
      for (const p of [0.0005, 0.025, 0.3, 0.5, 0.8, 0.9999]) expect(studentTCdf(studentTQuantile(p, degrees), degrees)).toBeCloseTo(p, 13);
      expect(studentTQuantile(0.025, degrees)).toBe(-studentTQuantile(0.975, degrees));
    }
  });
});
