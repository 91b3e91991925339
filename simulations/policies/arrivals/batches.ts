import { DRAWN_NS, f64 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';
import { choiceParam, numberParam } from '../../engine/param';
import { drawExponential, drawUniform } from '../../engine/random';
import { expectedAtPace, gapOfRateNs, ratePerS, whenExpectedAtPace } from './rate-param';

const GEOMETRIC = 1;
const MEAN_JOBS = 2;
/** State: how many of the batch are still to come. */
const LEFT = 0;

/**
 * Jobs that come in groups, all of a group at the same instant; groups come as a Poisson stream of rate λ / mean size, so that λ is the rate of
 * jobs: M^[X]/M/1. Sizes are all equal, or geometric, P(X = n) = (1 − p)^(n−1) p with p = 1 / mean, whose second moment is (2 − p) / p².
 * In front of one exponential worker the mean number inside is ρ / (1 − ρ) · (E[X²] + E[X]) / (2 E[X]).
 * Source: Gross, Shortle, Thompson & Harris, Fundamentals of Queueing Theory (4th ed., 2008), section 3.1.
 */
export const batches: ArrivalKind = {
  kind: 'batches',
  label: 'Batches',
  help: 'Jobs come in groups, all of a group at once, as uploads and nightly imports do. The mean load is that of Poisson; the waiting is not.',
  params: {
    ratePerS: numberParam({ ...ratePerS, help: 'λ: how many jobs come per second on average, counted one by one. 0 makes none.' }),
    batchJobs: numberParam({ label: 'Batch size', unit: 'jobs', min: 1, max: 100_000, initial: 5, integer: true, slider: [1, 50], primary: true, help: 'How many jobs come at once, on average.' }),
    size: choiceParam({
      label: 'Sizes', initial: 'fixed', help: 'Whether all batches are of the same size.',
      options: [
        { id: 'fixed', label: 'All equal', help: 'Every batch has just so many jobs.' },
        { id: 'geometric', label: 'Geometric', help: 'Many small batches and a few large ones: after each job, the chance that another belongs to the batch is the same.' },
      ],
    }),
  },
  compile: (values) => {
    const { ratePerS: rate, batchJobs } = values as Readonly<Record<string, number>>;
    return [gapOfRateNs(rate / batchJobs), values['size'] === 'geometric' ? 1 : 0, batchJobs];
  },
  drawGapNs: (_k, numbersAt, stateAt) => {
    if (f64[stateAt + LEFT] > 0) {
      f64[stateAt + LEFT]--;
      f64[DRAWN_NS] = 0;
      return;
    }
    const mean = f64[numbersAt];
    if (mean < 0) { // no batch will come, and none has been begun
      f64[DRAWN_NS] = -1;
      return;
    }
    const gap = Math.floor(mean * drawExponential() + 0.5);
    const jobs = f64[numbersAt + MEAN_JOBS];
    if (f64[numbersAt + GEOMETRIC] === 0 || jobs === 1) f64[stateAt + LEFT] = jobs - 1;
    else f64[stateAt + LEFT] = Math.floor(Math.log(drawUniform()) / Math.log1p(-1 / jobs));
    f64[DRAWN_NS] = gap;
  },
  expected: expectedAtPace,
  whenExpected: whenExpectedAtPace,
};
