import { DRAWN_NS, f64 } from '../engine/arena';
import { drawExponential, drawUniform } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam, type ParamValues } from '../engine/param';
import { cv } from './cv-param';
import { meanS } from './mean-param';
import { quantileByBisectionS } from './quantile-by-bisection';

interface Branches { readonly longShare: number; readonly shortMeanS: number; readonly longMeanS: number }

/** Balanced means, share · mean equal in both: with r = √((cv² − 1) / (cv² + 1)) the shares are (1 ± r) / 2. */
function branches(values: ParamValues): Branches {
  const mean = values['meanS'] as number;
  const c2 = (values['cv'] as number) ** 2;
  const longShare = 1 / ((c2 + 1) * (1 + Math.sqrt((c2 - 1) / (c2 + 1)))); // (1 − r) / 2 without the loss of digits
  return { longShare, shortMeanS: mean / (2 * (1 - longShare)), longMeanS: mean / (2 * longShare) };
}

/**
 * Two kinds of exponential time, many short and few long, such that each kind makes up half of all the work ("balanced
 * means"). F(t) = 1 − (1 − p) exp(−t / short) − p exp(−t / long), p the share of the long ones.
 * Source: Morse, Queues, Inventories and Maintenance (1958); Allen, Probability, Statistics and Queueing Theory (1990), section 3.2.9.
 */
export const hyperexponential: DistributionKind = {
  kind: 'hyperexponential',
  label: 'Hyperexponential',
  help: 'Many short jobs and a few long ones, both exponential; half of all the work lies in the long ones. More uneven than exponential.',
  params: {
    meanS: numberParam(meanS),
    cv: numberParam({
      ...cv, min: 1, initial: 2,
      help: 'Coefficient of variation: standard deviation divided by mean. 1 is exponential; this distribution is never more even than that.',
    }),
  },
  compile: (values) => {
    const { longShare, shortMeanS, longMeanS } = branches(values);
    return [longShare, shortMeanS * 1e9, longMeanS * 1e9];
  },
  drawNs: (_k, numbersAt) => {
    const mean = drawUniform() < f64[numbersAt] ? f64[numbersAt + 2] : f64[numbersAt + 1];
    f64[DRAWN_NS] = mean * drawExponential();
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => ((values['cv'] as number) * (values['meanS'] as number)) ** 2,
  quantileS: (values, p) => quantileByBisectionS((timeS) => hyperexponential.cdf(values, timeS), p, values['meanS'] as number),
  cdf: (values, timeS) => {
    if (timeS <= 0) return 0;
    const { longShare, shortMeanS, longMeanS } = branches(values);
    return -(1 - longShare) * Math.expm1(-timeS / shortMeanS) - longShare * Math.expm1(-timeS / longMeanS);
  },
};
