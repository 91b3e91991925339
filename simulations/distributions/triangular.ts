import { DRAWN_NS, f64 } from '../engine/arena';
import { drawUniform } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { numberParam, type ParamValues } from '../engine/param';
import { meanS } from './mean-param';

function corners(values: ParamValues): readonly [shortest: number, mode: number, longest: number] {
  return [values['minS'] as number, values['modeS'] as number, values['maxS'] as number];
}

/**
 * An estimate by three times: the density rises in a straight line from the shortest, a, to the most likely, c, and
 * falls in one to the longest, b. Mean (a + b + c) / 3, variance (a² + b² + c² − ab − ac − bc) / 18; drawn by inversion.
 * Source: Law, Simulation Modeling and Analysis, 5th edition, sections 6.2.2 and 8.3.15.
 */
export const triangular: DistributionKind = {
  kind: 'triangular',
  label: 'Triangular',
  help: 'An estimate by three times: at least, most often, at most. For when nothing has been measured yet.',
  params: {
    minS: numberParam({ ...meanS, label: 'Shortest', min: 0, initial: 0.02, help: 'No job takes less.' }),
    modeS: numberParam({ ...meanS, label: 'Most likely', min: 0, initial: 0.03, help: 'The peak, between the shortest and the longest time.' }),
    maxS: numberParam({ ...meanS, label: 'Longest', initial: 0.07, help: 'No job takes more. It must be longer than the shortest time.' }),
  },
  refuse: (values) => {
    const [shortest, mode, longest] = corners(values);
    if (shortest >= longest) return `"minS" must be below "maxS" (${longest} s), found ${shortest} s`;
    if (mode < shortest) return `"modeS" must be at least "minS" (${shortest} s), found ${mode} s`;
    return mode > longest ? `"modeS" must be at most "maxS" (${longest} s), found ${mode} s` : '';
  },
  compile: (values) => {
    const [a, c, b] = corners(values).map((s) => s * 1e9) as [number, number, number];
    return [(c - a) / (b - a), a, (b - a) * (c - a), b, (b - a) * (b - c)];
  },
  drawNs: (_k, numbersAt) => {
    const u = drawUniform();
    f64[DRAWN_NS] = u < f64[numbersAt]
      ? f64[numbersAt + 1] + Math.sqrt(u * f64[numbersAt + 2])
      : f64[numbersAt + 3] - Math.sqrt((1 - u) * f64[numbersAt + 4]);
  },
  meanS: (values) => corners(values).reduce((sum, s) => sum + s, 0) / 3,
  varianceS2: (values) => {
    const [a, c, b] = corners(values);
    return ((b - a) ** 2 + (c - a) ** 2 + (b - c) ** 2) / 36;
  },
  quantileS: (values, p) => {
    const [a, c, b] = corners(values);
    return p < (c - a) / (b - a) ? a + Math.sqrt(p * (b - a) * (c - a)) : b - Math.sqrt((1 - p) * (b - a) * (b - c));
  },
  cdf: (values, timeS) => {
    const [a, c, b] = corners(values);
    if (timeS >= b) return 1;
    if (timeS <= a) return 0;
    return timeS < c ? (timeS - a) ** 2 / ((b - a) * (c - a)) : 1 - (b - timeS) ** 2 / ((b - a) * (b - c));
  },
};
