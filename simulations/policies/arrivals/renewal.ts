import { DRAWN_NS, f64 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';
import { variantParam } from '../../engine/param';
import { expectedAtPace, whenExpectedAtPace } from './rate-param';

const DISTRIBUTION = 1;

/**
 * Independent gaps of any distribution: the G of G/M/1. The first job comes after one gap, so the stream begins as if a job had come
 * at time 0. Exponential gaps are Poisson, constant ones clockwork.
 *
 * A change holds for the gaps that begin after it; the rest of the one under way is stretched by the ratio of the means, which
 * is exact where only the mean of an exponential gap changes.
 */
export const renewal: ArrivalKind = {
  kind: 'renewal',
  label: 'Renewal',
  help: 'Independent gaps of a distribution of your choice: evener than Poisson, or more uneven. The G of G/M/1.',
  params: {
    gap: variantParam({
      label: 'Gap', family: 'distribution', initial: { kind: 'gamma', meanS: 0.0125, cv: 2 }, primary: true,
      help: 'Time from one job to the next. Its mean is one over the arrival rate.',
    }),
  },
  compile: (values, context) => [context.meanS(values['gap']) * 1e9, ...context.variant('distribution', values['gap'])],
  drawGapNs: (k, numbersAt) => {
    k.draws[f64[numbersAt + DISTRIBUTION]](k, numbersAt + DISTRIBUTION + 1, 0);
    f64[DRAWN_NS] = Math.floor(f64[DRAWN_NS] + 0.5);
  },
  expected: expectedAtPace,
  whenExpected: whenExpectedAtPace,
};
