// Method: for every distribution of the catalogue, as declared and with each parameter at the ends of its slider, 100,000 draws on the
// engine's own way of sampling. Their distribution function (Kolmogorov and Smirnov) and their moments lie within 99.9 % of what the
// distribution says of itself; a moment that so few draws cannot show, because its weight lies beyond them, is not asked of them: there
// the times are cut at the 99.9th percentile, and the moments of what is left are compared. Seeds are fixed.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What } from '../../simulations/engine/frame';
import { movesUntil } from '../properties/kit';
import { drawNs, runWith } from '../unit/simulations/distributions/draws';
import { kinds, kindOf, usualValues } from '../unit/simulations/distributions/some-values';

const DRAWS = 100_000;
/** √n D beyond which one honest sample in a thousand lies; for steps, fewer. */
const KS_999 = 1.95;
const Z_999 = 3.29;
/** A share of one in 2^17 is what 100,000 draws do not reach. */
const REACHED_LEVELS = 17;

const cases = kinds.flatMap((kind) => usualValues(kind).map((values) => [kind.kind, values] as const));

it('every distribution of the catalogue is tried, each number of it at both ends', () => {
  for (const { kind, params } of kinds) {
    const numbers = Object.keys(params).filter((name) => params[name]!.type === 'number' && name !== 'meanS');
    const tried = cases.filter(([id]) => id === kind).length;
    expect(tried, kind).toBeGreaterThanOrEqual(1 + numbers.length);
  }
});

describe.each(cases)('%s %j', (id, values) => {
  const kind = kindOf(id);
  const drawn = drawNs(id, values, DRAWS).map((ns) => ns / 1e9).sort();
  const quantileS = (p: number): number => kind.quantileS(values, p);
  const momentOf = momentsOf(quantileS);
  const mean = kind.meanS(values);
  const variance = kind.varianceS2(values);

  it('has the distribution function that it states', () => {
    expect(distance(drawn, (s) => kind.cdf(values, s))).toBeLessThan(KS_999);
  });

  it('has the mean and the variance that its quantiles have', () => {
    expect(Math.abs(momentOf((s) => s).all / mean - 1)).toBeLessThan(3e-3);
    const square = momentOf((s) => (s - mean) ** 2).all;
    if (variance === Infinity || square === Infinity) expect(square).toBe(variance);
    else expect(Math.abs(square - variance)).toBeLessThan(0.01 * variance + 1e-18);
  });

  it('has draws with that mean and variance, as far as so many can show it', () => {
    const square = momentOf((s) => (s - mean) ** 2);
    const fourth = momentOf((s) => (s - mean) ** 4);
    if (square.beyond < 0.05 * square.all) expectWithin(average(drawn, (s) => s), mean, Math.sqrt(variance), mean);
    if (fourth.beyond < 0.05 * fourth.all) expectWithin(average(drawn, (s) => (s - mean) ** 2), variance, Math.sqrt(Math.max(0, fourth.all - variance ** 2)), mean ** 2);
  });

  it('has draws with the mean and variance of its times cut at the 99.9th percentile', () => {
    const most = quantileS(0.999);
    const cut = (s: number): number => Math.min(s, most);
    const cutMean = momentOf(cut).all;
    const [square, fourth] = [2, 4].map((power) => momentOf((s) => (cut(s) - cutMean) ** power).all) as [number, number];
    expectWithin(average(drawn, cut), cutMean, Math.sqrt(square), 3e-3 * cutMean);
    expectWithin(average(drawn, (s) => (cut(s) - cutMean) ** 2), square, Math.sqrt(Math.max(0, fourth - square ** 2)), 3e-3 * square);
  });
});

describe.each(kinds.map(({ kind }) => kind))('%s', (id) => {
  it('is drawn so in a run: the service times of its jobs, rounded to whole nanoseconds', () => {
    const values = usualValues(kindOf(id))[0]!;
    const run = runWith(id, values);
    run.sampleJobs(1);
    const moves = movesUntil(run, 0.5);
    const served = new Map<number, number>();
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
      if ((moves[m + Move.what]! & 15) !== What.entered || moves[m + Move.station] !== 2) continue;
      served.set(moves[m + Move.job]! % 2 ** 40, moves[m + Move.untilNs]! - moves[m + Move.timeNs]!);
    }
    expect(served.size).toBeGreaterThan(300);
    const drawn = drawNs(id, values, 600);
    for (const [serial, ns] of served) expect(ns, `job ${serial}`).toBe(Math.floor(drawn[serial - 1]! + 0.5));
  });
});

/** The mean of a sample lies within 99.9 % of what is stated; `scale` is what the last digits are measured by. */
function expectWithin(found: number, stated: number, deviation: number, scale: number, n = DRAWS): void {
  expect(Math.abs(found - stated)).toBeLessThanOrEqual((Z_999 * deviation) / Math.sqrt(n) + 1e-6 * scale);
}

function average(sample: Float64Array, of: (x: number) => number): number {
  return sample.reduce((sum, x) => sum + of(x), 0) / sample.length;
}

/** √n times the largest distance between the steps of a sorted sample and a distribution function, which may have steps too. */
function distance(sorted: Float64Array, cdf: (x: number) => number): number {
  const n = sorted.length;
  let largest = 0;
  for (let from = 0, to = 0; from < n; from = to) {
    const x = sorted[from]!;
    while (to < n && sorted[to] === x) to++;
    largest = Math.max(largest, cdf(x * (1 - 1e-9)) - from / n, to / n - cdf(x * (1 + 1e-9)));
  }
  return Math.sqrt(n) * largest;
}

const LEVELS_DOWN = 12;
const LEVELS_UP = 40;
const PLACES = 40;

interface Moment { readonly all: number; readonly beyond: number }

/**
 * Gives ∫ of(Q(p)) dp over (0, 1), level by level: level l has the shares from 2^−l−1 to 2^−l at either end. What lies beyond the last level
 * goes on as its last two do, infinite where they do not fall. `beyond` is the part of levels that a sample does not reach.
 */
function momentsOf(quantileS: (p: number) => number): (of: (timeS: number) => number) => Moment {
  const levels = (count: number, place: (share: number) => number): number[][] => Array.from({ length: count }, (_, l) => (
    Array.from({ length: PLACES }, (__, i) => quantileS(place(2 ** -(l + 2) * (1 + (i + 0.5) / PLACES))))
  ));
  const down = levels(LEVELS_DOWN, (share) => share);
  const least = quantileS(2 ** -(LEVELS_DOWN + 2));
  const up = levels(LEVELS_UP, (share) => 1 - share);
  return (of) => {
    const weigh = (level: readonly number[], l: number): number => level.reduce((sum, x) => sum + of(x), 0) * 2 ** -(l + 2) / PLACES;
    const total = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);
    const parts = up.map(weigh);
    const [before, last] = parts.slice(-2) as [number, number];
    const ratio = before === 0 ? 0 : last / before;
    const rest = ratio >= 1 ? Infinity : (last * ratio) / (1 - ratio);
    return { all: of(least) * 2 ** -(LEVELS_DOWN + 1) + total(down.map(weigh)) + total(parts) + rest, beyond: total(parts.slice(REACHED_LEVELS)) + rest };
  };
}
