// Method: coverage. Of 500 seeded series whose true mean is known and whose consecutive values are alike, about 95 % of the intervals must cover it; an
// interval that takes the values for independent must be caught missing it. And M/M/1 waits, whose mean theory knows.
import { describe, expect, it, vi } from 'vitest';
import { drawExponential, drawUniform, openRandom } from '../../../../simulations/engine/random';
import { batchMeansInterval, neighbours, windowMeansInterval } from '../../../../simulations/metrics/batch-means';
import { replicationsInterval } from '../../../../simulations/metrics/interval';
import { correlated, expectCoverage } from './correlated-series';

/** Coverage takes many series, and a machine that has other things to do takes longer for them. */
vi.setConfig({ testTimeout: 120_000 });

const TRIES = 500;
const covers = ({ low, high }: { low: number; high: number }, mean: number): number => (low <= mean && mean <= high ? 1 : 0);

describe('batch means', () => {
  it.each([[0, 2_000], [0.5, 2_000], [0.9, 8_000]])('of a series with correlation %d cover in 95 % of experiments', (phi, length) => {
    let covered = 0;
    for (let seed = 1; seed <= TRIES; seed++) covered += covers(batchMeansInterval(correlated(length, phi, seed))!, 0);
    // The test of likeness lets some pass by luck: a known loss of one percent.
    expectCoverage(covered, TRIES, 0.95, 0.01);
  });

  it('by hand: eight batches of two, each like its neighbour, are widened by (1 + φ) / (1 − φ)', () => {
    const levels = [3, 4, 4, 3, 1, 0, 0, 1];
    const found = batchMeansInterval(levels.flatMap((level) => [level, level]))!;
    const plain = replicationsInterval(levels)!;
    const { lag1 } = neighbours(levels);
    expect(lag1).toBeGreaterThan(0.5);
    expect(found.halfWidth / plain.halfWidth).toBeCloseTo(Math.sqrt((1 + lag1) / (1 - lag1)), 12);
    expect(batchMeansInterval([3, 0, 4, 1, 3, 0, 4, 1].flatMap((level) => [level, level]))!.halfWidth).toBeCloseTo(replicationsInterval([3, 0, 4, 1, 3, 0, 4, 1])!.halfWidth, 12);
  });

  it('what takes the values for independent does not cover', () => {
    let covered = 0;
    for (let seed = 1; seed <= 200; seed++) covered += covers(replicationsInterval(correlated(4_000, 0.9, seed))!, 0);
    expect(covered / 200).toBeLessThan(0.5);
  });

  it('cover the mean wait of M/M/1 at 70 % load', () => {
    let covered = 0;
    const tries = 200;
    for (let seed = 1; seed <= tries; seed++) covered += covers(batchMeansInterval(mm1Waits(0.7, 40_000, seed))!, 0.7 / 0.3);
    expectCoverage(covered, tries, 0.95, 0.02);
  });

  it('say so when the run is too short for the correlation in it', () => {
    let alike = 0;
    for (let seed = 1; seed <= 100; seed++) if (batchMeansInterval(correlated(200, 0.995, seed))!.areAlike) alike++;
    expect(alike).toBeGreaterThan(60);
    let falseAlarms = 0;
    for (let seed = 1; seed <= 100; seed++) if (batchMeansInterval(correlated(4_000, 0.5, seed))!.areAlike) falseAlarms++;
    expect(falseAlarms).toBeLessThan(5);
  });

  it('need something to go by', () => {
    expect(batchMeansInterval(correlated(15, 0, 1))).toBeNull();
    expect(batchMeansInterval(correlated(16, 0, 1))!.n).toBe(8);
    // 16 batches of 6: the first four of 100 are over, and left out.
    expect(batchMeansInterval(new Float64Array(100).fill(7).fill(1e6, 0, 4))).toMatchObject({ mean: 7, n: 16 });
    expect(batchMeansInterval(new Float64Array(100).fill(7))).toMatchObject({ mean: 7, halfWidth: 0, lag1: 0, areAlike: false });
  });
});

describe('windows of unequal numbers', () => {
  it('with one value each are the values themselves', () => {
    const values = correlated(640, 0.3, 5);
    expect(windowMeansInterval(values, new Float64Array(640).fill(1))).toEqual(batchMeansInterval(values));
  });

  it('weigh by their numbers, and may be empty', () => {
    const sums = Float64Array.from({ length: 64 }, (_, w) => (w % 2 === 0 ? 0 : 30));
    const counts = Float64Array.from({ length: 64 }, (_, w) => (w % 2 === 0 ? 0 : 3));
    expect(windowMeansInterval(sums, counts)).toMatchObject({ mean: 10, halfWidth: 0 });
    expect(windowMeansInterval(new Float64Array(64), new Float64Array(64))).toBeNull();
  });

  it('cover the mean per value where busy windows are also the slow ones', () => {
    // Each window has 1 to 20 values around a level that grows with their number: the mean per value is E[nX] / E[n].
    let covered = 0;
    for (let seed = 1; seed <= TRIES; seed++) {
      const level = correlated(640, 0.4, seed);
      const counts = level.map((_, w) => {
        openRandom(seed, 99, w, 0);
        return 1 + Math.floor(20 * drawUniform());
      });
      const sums = counts.map((n, w) => n * (n + level[w]!));
      covered += covers(windowMeansInterval(sums, counts)!, (20 * 21 * 41) / 6 / ((20 * 21) / 2));
    }
    expectCoverage(covered, TRIES, 0.95, 0.015);
  });
});

describe('von Neumann’s ratio', () => {
  it('by hand: 1 2 3 4 are alike, 1 4 1 4 are not', () => {
    // Σ steps² = 3, Σ off² = 5: 1 − 3/10. Σ steps² = 27, Σ off² = 9: 1 − 27/18.
    expect(neighbours([1, 2, 3, 4]).lag1).toBeCloseTo(0.7, 14);
    expect(neighbours([1, 4, 1, 4]).lag1).toBeCloseTo(-0.5, 14);
    expect(neighbours([1, 2, 3, 4, 5, 6, 7, 8]).areAlike).toBe(true);
    expect(neighbours([1, 8, 2, 7, 3, 6, 4, 5]).areAlike).toBe(false);
  });
});

/** Lindley: the next wait is this wait, plus service, less the gap, at least 0. The first wait is drawn from the steady state. */
function mm1Waits(load: number, length: number, seed: number): Float64Array {
  openRandom(seed, 5, 0xffffffff, 0);
  const waits = new Float64Array(length);
  waits[0] = drawUniform() < load ? drawExponential() / (1 - load) : 0;
  for (let i = 1; i < length; i++) {
    openRandom(seed, 5, i, 0);
    waits[i] = Math.max(0, waits[i - 1]! + drawExponential() - drawExponential() / load);
  }
  return waits;
}
