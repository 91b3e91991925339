import { DRAWN_NS, f64 } from '../engine/arena';
import { drawExponential } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam } from '../engine/param';
import { cv } from './cv-param';
import { gammaShareUpTo } from './gamma-function';
import { gammaByD, gammaNumbers } from './gamma-sample';
import { meanS } from './mean-param';
import { quantileByBisectionS } from './quantile-by-bisection';

/**
 * Gamma time: with shape a = 1 / cv² and scale mean / a, F(t) = P(a, t / scale).
 *
 * Below shape 1, a variate of shape a + 1 is multiplied by U^(1/a), U uniform on (0, 1).
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 17; Marsaglia & Tsang 2000 for the draw.
 */
export const gamma: DistributionKind = {
  kind: 'gamma',
  label: 'Gamma',
  help: 'From nearly clockwork over exponential to very uneven, by one number; its tail falls off as an exponential one does.',
  params: {
    meanS: numberParam(meanS),
    // Beyond cv 5 most times would be too short for any clock.
    cv: numberParam({ ...cv, max: 5, initial: 0.5 }),
  },
  compile: (values) => {
    const mean = values['meanS'] as number;
    const shape = 1 / (values['cv'] as number) ** 2;
    if (shape >= 1) return [...gammaNumbers(mean, shape), 0];
    const [d, c, factorNs] = gammaNumbers((mean * (shape + 1)) / shape, shape + 1);
    return [d, c, factorNs, 1 / shape];
  },
  drawNs: (_k, numbersAt) => {
    const ns = f64[numbersAt + 2] * gammaByD(f64[numbersAt], f64[numbersAt + 1]);
    const overShape = f64[numbersAt + 3];
    f64[DRAWN_NS] = overShape === 0 ? ns : ns * Math.exp(-overShape * drawExponential());
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => ((values['cv'] as number) * (values['meanS'] as number)) ** 2,
  quantileS: (values, p) => quantileByBisectionS((timeS) => gamma.cdf(values, timeS), p, values['meanS'] as number),
  cdf: (values, timeS) => {
    const shape = 1 / (values['cv'] as number) ** 2;
    return gammaShareUpTo(shape, (shape * timeS) / (values['meanS'] as number));
  },
};
