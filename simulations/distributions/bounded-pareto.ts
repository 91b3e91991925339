import { DRAWN_NS, f64 } from '../engine/arena';
import { drawUniform } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam, type ParamValues } from '../engine/param';
import { meanS } from './mean-param';

interface Bounded {
  readonly shape: number;
  readonly logReach: number;
  /** 1 − r^−α: the share of an unbounded Pareto that lies below the longest time. */
  readonly inside: number;
  readonly shortestS: number;
}

function bounded(values: ParamValues): Bounded {
  const shape = values['shape'] as number;
  const logReach = Math.log(values['reach'] as number);
  const inside = -Math.expm1(-shape * logReach);
  return { shape, logReach, inside, shortestS: (values['meanS'] as number) / moment(1, shape, logReach, inside) };
}

/** E[Tⁿ] / Lⁿ = α / (1 − r^−α) · ∫ uⁿ⁻¹⁻ᵅ du from 1 to r, for any α. */
function moment(n: number, shape: number, logReach: number, inside: number): number {
  const power = n - shape;
  return (shape / inside) * (power === 0 ? logReach : Math.expm1(power * logReach) / power);
}

/**
 * Pareto time cut off at r times its shortest: with L the shortest time,
 * F(t) = (1 − (L / t)^α) / (1 − r^−α) for L ≤ t ≤ r L. All its moments are finite, for every α.
 * Source: Harchol-Balter, Performance Modeling and Design of Computer Systems (2013), section 20.4.
 */
export const boundedPareto: DistributionKind = {
  kind: 'bounded-pareto',
  label: 'Bounded Pareto',
  help: 'A heavy tail with an end, as every measured one has: a few jobs hold much of all the work, but none takes for ever.',
  params: {
    meanS: numberParam(meanS),
    shape: numberParam({
      label: 'Tail index', unit: 'ratio', min: 0.1, max: 10, initial: 1.5, scale: 'log', slider: [0.5, 5], primary: true,
      help: 'α: the smaller, the heavier the tail. Measured jobs on Unix machines have about 1.',
    }),
    reach: numberParam({
      label: 'Longest / shortest', unit: 'ratio', min: 1.1, max: 1_000_000_000, initial: 1000, scale: 'log', slider: [10, 1_000_000],
      help: 'How many times as long as the shortest job the longest one is.',
    }),
  },
  compile: (values) => {
    const { shape, inside, shortestS } = bounded(values);
    return [shortestS * 1e9, inside, -1 / shape];
  },
  drawNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = f64[numbersAt] * Math.exp(f64[numbersAt + 2] * Math.log1p(-f64[numbersAt + 1] * drawUniform()));
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => {
    const { shape, logReach, inside, shortestS } = bounded(values);
    return shortestS ** 2 * (moment(2, shape, logReach, inside) - moment(1, shape, logReach, inside) ** 2);
  },
  quantileS: (values, p) => {
    const { shape, inside, shortestS } = bounded(values);
    return shortestS * Math.exp(-Math.log1p(-inside * p) / shape);
  },
  cdf: (values, timeS) => {
    const { shape, logReach, inside, shortestS } = bounded(values);
    const log = Math.log(timeS / shortestS);
    if (log >= logReach) return 1;
    return timeS <= shortestS ? 0 : -Math.expm1(-shape * log) / inside;
  },
};
