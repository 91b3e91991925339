import { DRAWN_NS, f64 } from '../engine/arena';
import { drawUniform } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam, type ParamValues } from '../engine/param';
import { cv } from './cv-param';
import { gammaShareUpTo } from './gamma-function';
import { gammaByD, gammaNumbers } from './gamma-sample';
import { meanS } from './mean-param';
import { quantileByBisectionS } from './quantile-by-bisection';

interface Part { readonly share: number; readonly meanS: number; readonly cv: number }

function parts(values: ParamValues): readonly [fast: Part, slow: Part] {
  const slowShare = values['slowShare'] as number;
  return [
    { share: 1 - slowShare, meanS: values['fastMeanS'] as number, cv: values['fastCv'] as number },
    { share: slowShare, meanS: values['slowMeanS'] as number, cv: values['slowCv'] as number },
  ];
}

const ofPart = { ...cv, max: 1, primary: false };
const SLOW = 3;

/**
 * Two kinds of jobs in one: a share p takes the slow way, the others the fast one, each with a gamma time of its own mean
 * and unevenness. F = (1 − p) F₁ + p F₂; mean (1 − p) m₁ + p m₂; variance (1 − p) σ₁² + p σ₂² + p (1 − p) (m₁ − m₂)².
 *
 * Each part is at most as uneven as exponential; both together may be far more. Two exponential parts make any
 * hyperexponential of two. Leaves out more than two parts, and parts that are not gamma.
 * Source: Everitt & Hand, Finite Mixture Distributions (1981), section 1.1.
 */
export const mixture: DistributionKind = {
  kind: 'mixture',
  label: 'Mixture of two',
  help: 'A fast way and a slow one, as a cache has with hits and misses: two humps instead of one. Each is gamma-distributed.',
  params: {
    fastMeanS: numberParam({ ...meanS, label: 'Fast mean', initial: 0.01, help: 'Average time of the jobs that take the fast way.' }),
    slowMeanS: numberParam({ ...meanS, label: 'Slow mean', initial: 0.16, help: 'Average time of the jobs that take the slow way.' }),
    slowShare: numberParam({
      label: 'Slow share', unit: 'share', min: 0, max: 1, initial: 0.2, primary: true,
      help: 'How many of all jobs take the slow way.',
    }),
    fastCv: numberParam({ ...ofPart, label: 'Fast unevenness', initial: 0.3, help: 'Standard deviation divided by mean, of the fast jobs alone. 1 is exponential.' }),
    slowCv: numberParam({ ...ofPart, label: 'Slow unevenness', initial: 0.3, help: 'Standard deviation divided by mean, of the slow jobs alone. 1 is exponential.' }),
  },
  compile: (values) => {
    const [fast, slow] = parts(values);
    return [slow.share, ...gammaNumbers(fast.meanS, 1 / fast.cv ** 2), ...gammaNumbers(slow.meanS, 1 / slow.cv ** 2)];
  },
  drawNs: (_k, numbersAt) => {
    const part = numbersAt + 1 + (drawUniform() < f64[numbersAt] ? SLOW : 0);
    f64[DRAWN_NS] = f64[part + 2] * gammaByD(f64[part], f64[part + 1]);
  },
  meanS: (values) => parts(values).reduce((sum, part) => sum + part.share * part.meanS, 0),
  varianceS2: (values) => {
    const [fast, slow] = parts(values);
    const within = fast.share * (fast.cv * fast.meanS) ** 2 + slow.share * (slow.cv * slow.meanS) ** 2;
    return within + fast.share * slow.share * (fast.meanS - slow.meanS) ** 2;
  },
  quantileS: (values, p) => quantileByBisectionS((timeS) => mixture.cdf(values, timeS), p, mixture.meanS(values)),
  cdf: (values, timeS) => parts(values).reduce((sum, part) => {
    const shape = 1 / part.cv ** 2;
    return sum + part.share * gammaShareUpTo(shape, (shape * timeS) / part.meanS);
  }, 0),
};
