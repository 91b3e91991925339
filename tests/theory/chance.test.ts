// Method: what the engine really draws in a run: gaps between arrivals, classes, and what should know nothing of each other, against what is
// stated (Kolmogorov and Smirnov; correlations; counts). 200,000 draws each, fixed seeds. Distributions have a file of their own.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What } from '../../simulations/engine/frame';
import type { VariantValue } from '../../simulations/engine/param';
import { reportOf } from '../../simulations/experiments/report';
import { chain, movesUntil, startValid } from '../properties/kit';

const DRAWS = 200_000;
/** √n D beyond which one honest sample in a thousand lies. */
const KS_999 = 1.95;

interface Drawn { readonly gapsS: Float64Array; readonly servicesS: Float64Array }

/** Gaps between arrivals and times of service, from the moves of a run with more workers than jobs. */
function draw(service: VariantValue, seed: number): Drawn {
  const run = startValid(chain({ arrivals: { kind: 'poisson', ratePerS: 1000 }, workers: 1000, service }, { durationS: DRAWS / 1000 + 10 }), { seed });
  run.sampleJobs(1);
  const made: number[] = [];
  const servicesS: number[] = [];
  while (servicesS.length < DRAWS) {
    const moves = movesUntil(run, run.nowS + 1);
    expect(moves.length, 'the run is over before there are enough draws').toBeGreaterThan(0);
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
      const what = moves[m + Move.what]! & 15;
      if (what === What.made) made.push(moves[m + Move.timeNs]! / 1e9);
      if (what === What.entered && moves[m + Move.station] === 2) servicesS.push((moves[m + Move.untilNs]! - moves[m + Move.timeNs]!) / 1e9);
    }
  }
  const gapsS = Float64Array.from(made.slice(0, DRAWS), (at, n) => at - (n === 0 ? 0 : made[n - 1]!));
  return { gapsS, servicesS: Float64Array.from(servicesS.slice(0, DRAWS)) };
}

/** √n times the largest distance between the sample's steps and the stated quantiles, read at n places. */
function ksDistance(sample: Float64Array, quantile: (p: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let largest = 0;
  const places = 2000;
  for (let i = 1; i < places; i++) {
    const p = i / places;
    const x = quantile(p);
    // A nanosecond either side: drawn times are whole. What lies on x itself may be any part of a step.
    largest = Math.max(largest, countUpTo(sorted, x - 1e-9) / n - p, p - countUpTo(sorted, x + 1e-9) / n);
  }
  return Math.sqrt(n) * largest;
}

function countUpTo(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function moments(sample: Float64Array): { mean: number; variance: number; spreadOfSquares: number } {
  const n = sample.length;
  const mean = sample.reduce((sum, x) => sum + x, 0) / n;
  const variance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const fourth = sample.reduce((sum, x) => sum + (x - mean) ** 4, 0) / n;
  return { mean, variance, spreadOfSquares: Math.sqrt(Math.max(0, fourth - variance ** 2) / n) };
}

describe('a Poisson source', () => {
  const { gapsS } = draw({ kind: 'constant', meanS: 0.001 }, 11);

  it('has exponential gaps', () => {
    expect(ksDistance(gapsS, (p) => -Math.log1p(-p) / 1000)).toBeLessThan(KS_999);
  });

  it('has gaps that know nothing of those before them', () => {
    for (const lag of [1, 2, 3, 10]) expect(Math.abs(correlation(gapsS.subarray(lag), gapsS.subarray(0, DRAWS - lag)))).toBeLessThan(3.29 / Math.sqrt(DRAWS - lag));
  });

  it('has counts in a second whose variance is their mean', () => {
    const counts = Array.from({ length: Math.ceil(gapsS.reduce((sum, gap) => sum + gap, 0) / 0.1) + 1 }, () => 0);
    let atS = 0;
    for (const gap of gapsS) {
      atS += gap;
      counts[Math.floor(atS / 0.1)]!++;
    }
    const whole = Float64Array.from(counts.slice(0, -3));
    const { mean, variance } = moments(whole);
    expect(mean).toBeGreaterThan(98);
    // Index of dispersion: (n − 1) s² / m is χ² with n − 1 degrees of freedom.
    expect(Math.abs(variance / mean - 1)).toBeLessThan(3.29 * Math.sqrt(2 / (whole.length - 1)));
  });

  it('knows nothing of how long its jobs will be served', () => {
    const { gapsS: gaps, servicesS } = draw({ kind: 'exponential', meanS: 0.04 }, 13);
    expect(Math.abs(correlation(gaps, servicesS))).toBeLessThan(3.29 / Math.sqrt(DRAWS));
    expect(Math.abs(correlation(servicesS.subarray(1), servicesS.subarray(0, DRAWS - 1)))).toBeLessThan(3.29 / Math.sqrt(DRAWS));
  });
});

describe('classes', () => {
  it('come in the shares that they have', () => {
    const run = startValid(chain({ arrivals: { kind: 'regular', ratePerS: 1000 }, workers: 10, service: { kind: 'constant', meanS: 0.001 } }, {
      classes: { a: { share: 1, priority: 0 }, none: { share: 0, priority: 0 }, b: { share: 3, priority: 0 }, c: { share: 6, priority: 0 } },
    }));
    run.advanceTo(100);
    const made = Object.values(reportOf(run).classes).map(({ jobs }) => jobs.made);
    [0.1, 0, 0.3, 0.6].forEach((share, c) => expect(Math.abs(made[c]! / 100_000 - share)).toBeLessThanOrEqual(3.29 * Math.sqrt((share * (1 - share)) / 100_000)));
  });
});

function correlation(a: Float64Array, b: Float64Array): number {
  const ma = moments(a);
  const mb = moments(b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - ma.mean) * (b[i]! - mb.mean);
  return sum / (a.length - 1) / Math.sqrt(ma.variance * mb.variance);
}
