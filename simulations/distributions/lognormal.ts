import { DRAWN_NS, f64 } from '../engine/arena';
import { drawNormal } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam, type ParamValues } from '../engine/param';
import { cv } from './cv-param';
import { meanS } from './mean-param';
import { standardNormalCdf, standardNormalQuantile } from './standard-normal';

/** Let s² = ln(1 + cv²) and m = ln(mean) − s²/2; then exp(m + s·Z), Z ~ N(0, 1), has exactly that mean and cv. */
function logMeanAndDeviation(values: ParamValues): readonly [number, number] {
  const s2 = Math.log1p((values['cv'] as number) ** 2);
  return [Math.log(values['meanS'] as number) - s2 / 2, Math.sqrt(s2)];
}

/**
 * Log-normal time, described by the two numbers that people read off a latency chart: the mean and
 * the coefficient of variation (standard deviation divided by mean).
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 14.
 */
export const lognormal: DistributionKind = {
  kind: 'lognormal',
  label: 'Log-normal',
  help: 'A hump with a long tail to the right, as measured service times often have.',
  params: {
    meanS: numberParam(meanS),
    cv: numberParam(cv),
  },
  compile: (values) => {
    const [m, s] = logMeanAndDeviation(values);
    return [m + Math.log(1e9), s];
  },
  drawNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = Math.exp(f64[numbersAt] + f64[numbersAt + 1] * drawNormal());
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => ((values['cv'] as number) * (values['meanS'] as number)) ** 2,
  quantileS: (values, p) => {
    const [m, s] = logMeanAndDeviation(values);
    return Math.exp(m + s * standardNormalQuantile(p));
  },
  cdf: (values, timeS) => {
    const [m, s] = logMeanAndDeviation(values);
    return timeS <= 0 ? 0 : standardNormalCdf((Math.log(timeS) - m) / s);
  },
};
