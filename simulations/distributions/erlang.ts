import { DRAWN_NS, f64 } from '../engine/arena';
import type { DistributionKind } from '../engine/kind';
import { numberParam } from '../engine/param';
import { gammaShareUpTo } from './gamma-function';
import { gammaByD, gammaNumbers } from './gamma-sample';
import { meanS } from './mean-param';
import { quantileByBisectionS } from './quantile-by-bisection';

/**
 * The sum of n exponential phases, each with the mean / n: F(t) = P(n, n t / mean), variance mean² / n.
 * It is the gamma distribution with a whole shape, and drawn as such: the effort does not grow with n.
 * Source: Erlang (1917); Kleinrock, Queueing Systems 1 (1975), section 4.2.
 */
export const erlang: DistributionKind = {
  kind: 'erlang',
  label: 'Erlang',
  help: 'Several exponential steps one after the other: the more steps, the more even. One step is exponential, many are nearly clockwork.',
  params: {
    meanS: numberParam({ ...meanS, help: 'Average time of all phases together.' }),
    phases: numberParam({
      label: 'Phases', unit: 'count', min: 1, max: 1000, initial: 4, integer: true, scale: 'log', slider: [1, 100], primary: true,
      help: 'How many exponential steps make up one time. The unevenness (cv) is 1 / √phases: 4 phases are half as uneven as exponential.',
    }),
  },
  compile: (values) => gammaNumbers(values['meanS'] as number, values['phases'] as number),
  drawNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = f64[numbersAt + 2] * gammaByD(f64[numbersAt], f64[numbersAt + 1]);
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => (values['meanS'] as number) ** 2 / (values['phases'] as number),
  quantileS: (values, p) => quantileByBisectionS((timeS) => erlang.cdf(values, timeS), p, values['meanS'] as number),
  cdf: (values, timeS) => {
    const phases = values['phases'] as number;
    return gammaShareUpTo(phases, (phases * timeS) / (values['meanS'] as number));
  },
};
