import { DRAWN_NS, f64 } from '../engine/arena';
import { drawExponential } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam, type ParamValues } from '../engine/param';
import { meanS } from './mean-param';

/** The shortest time: mean · (α − 1) / α. */
function shortestS(values: ParamValues): number {
  const shape = values['shape'] as number;
  return ((values['meanS'] as number) * (shape - 1)) / shape;
}

/**
 * Pareto time: F(t) = 1 − (m / t)^α from the shortest time m upwards; mean m α / (α − 1). The variance,
 * mean² / (α (α − 2)), is infinite for α ≤ 2. At α ≤ 1 there is no mean, so such shapes are outside the range.
 * Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, ch. 20.
 */
export const pareto: DistributionKind = {
  kind: 'pareto',
  label: 'Pareto',
  help: 'A heavy tail: a few jobs are so long that they hold much of all the work, as sizes of files and of sessions do.',
  params: {
    meanS: numberParam({ ...meanS, help: 'Average time. With a shape near 1 a sample comes near it only after very many jobs.' }),
    shape: numberParam({
      label: 'Tail index', unit: 'ratio', min: 1.01, max: 100, initial: 2.5, scale: 'log', slider: [1.1, 5], primary: true,
      help: 'α: the smaller, the heavier the tail. At 2 and below the variance is infinite; at 1 and below there would be no mean, so it must be more.',
    }),
  },
  compile: (values) => [shortestS(values) * 1e9, 1 / (values['shape'] as number)],
  drawNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = f64[numbersAt] * Math.exp(f64[numbersAt + 1] * drawExponential());
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => {
    const shape = values['shape'] as number;
    return shape <= 2 ? Infinity : (values['meanS'] as number) ** 2 / (shape * (shape - 2));
  },
  quantileS: (values, p) => shortestS(values) * Math.exp(-Math.log1p(-p) / (values['shape'] as number)),
  cdf: (values, timeS) => {
    const shortest = shortestS(values);
    return timeS <= shortest ? 0 : -Math.expm1((values['shape'] as number) * Math.log(shortest / timeS));
  },
};
