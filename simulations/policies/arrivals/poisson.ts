import { DRAWN_NS, f64 } from '../../engine/arena';
import { drawExponential } from '../../engine/random';
import type { ArrivalKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { expectedAtPace, gapOfRateNs, ratePerS, whenExpectedAtPace } from './rate-param';

/**
 * A Poisson stream: many independent people, none of whom knows of the others. Gaps are exponential
 * with mean 1/λ, rounded to whole nanoseconds.
 */
export const poisson: ArrivalKind = {
  kind: 'poisson',
  label: 'Poisson',
  help: 'Independent people: gaps are exponential, so jobs come in clumps by chance. The first M of M/M/1.',
  params: { ratePerS: numberParam(ratePerS) },
  compile: (values) => [gapOfRateNs(values['ratePerS'] as number)],
  drawGapNs: (_k, numbersAt) => {
    const mean = f64[numbersAt];
    f64[DRAWN_NS] = mean < 0 ? -1 : Math.floor(mean * drawExponential() + 0.5);
  },
  expected: expectedAtPace,
  whenExpected: whenExpectedAtPace,
};
