import { DRAWN_NS, f64 } from '../engine/arena';
import { drawExponential } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam, type ParamValues } from '../engine/param';
import { logGamma } from './gamma-function';
import { meanS } from './mean-param';

/** λ = mean / Γ(1 + 1/k). */
function scaleS(values: ParamValues): number {
  return (values['meanS'] as number) / Math.exp(logGamma(1 + 1 / (values['shape'] as number)));
}

/**
 * Weibull time: F(t) = 1 − exp(−(t / λ)^k) with shape k and λ = mean / Γ(1 + 1/k);
 * variance λ² (Γ(1 + 2/k) − Γ(1 + 1/k)²).
 * Source: Weibull (1951); Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 21.
 */
export const weibull: DistributionKind = {
  kind: 'weibull',
  label: 'Weibull',
  help: 'Time to a failure: below shape 1 what has lasted long will last longer, above it what is old breaks soon.',
  params: {
    meanS: numberParam(meanS),
    shape: numberParam({
      label: 'Shape', unit: 'ratio', min: 0.2, max: 20, initial: 2, scale: 'log', slider: [0.3, 10], primary: true,
      help: '1 is exponential; below it the tail is longer (0.5 has an unevenness of 2.2), above it the times are more even (2 has 0.52).',
    }),
  },
  compile: (values) => [scaleS(values) * 1e9, 1 / (values['shape'] as number)],
  drawNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = f64[numbersAt] * Math.pow(drawExponential(), f64[numbersAt + 1]);
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => {
    const shape = values['shape'] as number;
    return (values['meanS'] as number) ** 2 * Math.expm1(logGamma(1 + 2 / shape) - 2 * logGamma(1 + 1 / shape));
  },
  quantileS: (values, p) => scaleS(values) * Math.pow(-Math.log1p(-p), 1 / (values['shape'] as number)),
  cdf: (values, timeS) => (timeS <= 0 ? 0 : -Math.expm1(-Math.pow(timeS / scaleS(values), values['shape'] as number))),
};
