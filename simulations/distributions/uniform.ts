import { DRAWN_NS, f64 } from '../engine/arena';
import { drawUniform } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam, type ParamValues } from '../engine/param';
import { meanS } from './mean-param';

/** From mean · (1 − spread) to mean · (1 + spread). */
function ends(values: ParamValues): readonly [fromS: number, toS: number] {
  const mean = values['meanS'] as number;
  const spread = values['spreadShare'] as number;
  return [mean * (1 - spread), mean * (1 + spread)];
}

/**
 * Any time between two ends is as likely as any other: F(t) = (t − a) / (b − a), variance (b − a)² / 12.
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2, ch. 26.
 */
export const uniform: DistributionKind = {
  kind: 'uniform',
  label: 'Uniform',
  help: 'Every time between a shortest and a longest one is equally likely: never a surprise.',
  params: {
    meanS: numberParam(meanS),
    spreadShare: numberParam({
      label: 'Spread', unit: 'share', min: 0, max: 1, initial: 0.5, primary: true,
      help: 'How far times reach to either side of the mean, as a share of it: 0.5 is from half the mean to one and a half times the mean.',
    }),
  },
  compile: (values) => {
    const [from, to] = ends(values);
    return [from * 1e9, (to - from) * 1e9];
  },
  drawNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = f64[numbersAt] + f64[numbersAt + 1] * drawUniform();
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => ((values['meanS'] as number) * (values['spreadShare'] as number)) ** 2 / 3,
  quantileS: (values, p) => {
    const [from, to] = ends(values);
    return from + p * (to - from);
  },
  cdf: (values, timeS) => {
    const [from, to] = ends(values);
    if (timeS >= to) return 1;
    return timeS <= from ? 0 : (timeS - from) / (to - from);
  },
};
