import { DRAWN_NS, f64 } from '../engine/arena';
import { drawUniform } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { textParam, type ParamValues } from '../engine/param';
import { meanS as range } from './mean-param';

const TIME = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const SHOWN_CHARS_MAX = 40;

function items(values: ParamValues): readonly string[] {
  return (values['timesS'] as string).split(/[\s,;]+/).filter((item) => item !== '');
}

/** The times in ascending order. */
function sorted(values: ParamValues): Float64Array {
  return Float64Array.from(items(values), Number).sort();
}

const sum = (numbers: Float64Array): number => numbers.reduce((total, each) => total + each, 0);

/**
 * Times as they were measured: each draw is one of them, all with the same probability (the bootstrap). F is the
 * steps of the measured times; mean and variance are those of the list itself (divided by n, not n − 1).
 * There is nothing between two measured times, and nothing beyond the longest.
 * Source: Efron & Tibshirani, An Introduction to the Bootstrap (1993), ch. 4; Law, Simulation Modeling and Analysis, section 6.2.4.
 */
export const empirical: DistributionKind = {
  kind: 'empirical',
  label: 'Empirical',
  help: 'Times that were measured: each job takes one of them, drawn at random. Nothing is longer than the longest measured time.',
  params: {
    timesS: textParam({
      label: 'Measured times, s', lengthMax: 200_000, initial: '0.012, 0.015, 0.018, 0.022, 0.025, 0.03, 0.038, 0.05, 0.07, 0.12', typed: true, primary: true,
      help: 'Times in seconds, between blanks, commas or line ends. A time that stands twice comes twice as often.',
    }),
  },
  refuse: (values) => {
    const all = items(values);
    if (all.length === 0) return '"timesS" needs at least one time in s, found none';
    const wrong = all.findIndex((item) => !TIME.test(item) || Number(item) > range.max);
    if (wrong >= 0) return `item ${wrong + 1} of "timesS" must be 0 to 86,400 s, found ${JSON.stringify(all[wrong].slice(0, SHOWN_CHARS_MAX))}`;
    return all.some((item) => Number(item) > 0) ? '' : '"timesS" needs a time above 0 s, found only 0';
  },
  compile: (values, context) => {
    const timesNs = sorted(values).map((s) => s * 1e9);
    return [context.keep(timesNs), timesNs.length];
  },
  drawNs: (k, numbersAt) => {
    f64[DRAWN_NS] = k.constants[f64[numbersAt] + Math.floor(drawUniform() * f64[numbersAt + 1])];
  },
  meanS: (values) => {
    const times = sorted(values);
    return sum(times) / times.length;
  },
  varianceS2: (values) => {
    const times = sorted(values);
    const mean = sum(times) / times.length;
    return sum(times.map((s) => (s - mean) ** 2)) / times.length;
  },
  quantileS: (values, p) => {
    const times = sorted(values);
    // p may be a share of the list, i / n, that lost its last digit.
    return times[Math.max(0, Math.ceil(p * times.length - 1e-9) - 1)];
  },
  cdf: (values, timeS) => {
    const times = sorted(values);
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= timeS) low = middle + 1;
      else high = middle;
    }
    return low / times.length;
  },
};
