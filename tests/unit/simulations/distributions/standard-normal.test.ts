// Method: the normal distribution, on which the log-normal rests, against published values.
import { expect, it } from 'vitest';
import { standardNormalCdf, standardNormalQuantile } from '../../../../simulations/distributions/standard-normal';

it.each([[0, 0.5], [1, 0.8413447460685429], [1.959963984540054, 0.975], [-3, 0.0013498980316301], [5, 0.9999997133484281], [-6, 9.865876450376981e-10]])('Φ(%d) = %d', (x, p) => {
  expect(standardNormalCdf(x) / p).toBeCloseTo(1, 9);
  expect(standardNormalQuantile(p)).toBeCloseTo(x, 6);
});
