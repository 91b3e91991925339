import { DRAWN_NS, f64 } from '../engine/arena';
import { drawExponential } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam } from '../engine/param';
import { meanS } from './mean-param';

/**
 * Exponential time: memoryless, so how long it has lasted says nothing of how long it will.
 * F(t) = 1 − exp(−t / mean). Mean and standard deviation are equal.
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 19.
 */
export const exponential: DistributionKind = {
  kind: 'exponential',
  label: 'Exponential',
  help: 'Memoryless and uneven: many short times, a few long ones. The M of M/M/1.',
  params: { meanS: numberParam(meanS) },
  compile: (values) => [(values['meanS'] as number) * 1e9],
  drawNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = f64[numbersAt] * drawExponential();
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => (values['meanS'] as number) ** 2,
  quantileS: (values, p) => -(values['meanS'] as number) * Math.log1p(-p),
  cdf: (values, timeS) => (timeS <= 0 ? 0 : -Math.expm1(-timeS / (values['meanS'] as number))),
};
