import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ceil125, fasterThan, floor125, MOVES_PER_SCREEN_S_MAX, nextSampleEvery, openingSpeed, slowerThan, SPEEDS, windowS,
} from '../../../../renderer/run/pacing';

// Method: the pure functions that choose how a run is shown, over the whole range of rates and speeds.

it('finds the neighbours on the 1-2-5 row', () => {
  expect([0.0011, 0.02, 0.7, 1, 3, 5, 99].map(floor125)).toEqual([0.001, 0.02, 0.5, 1, 2, 5, 50]);
  expect([0.0011, 0.02, 0.7, 1, 3, 5, 99].map(ceil125)).toEqual([0.002, 0.02, 1, 1, 5, 5, 100]);
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
    expect(floor125(x)).toBeLessThanOrEqual(x * (1 + 1e-9));
    expect(ceil125(x)).toBeGreaterThanOrEqual(x * (1 - 1e-9));
    expect(ceil125(x) / floor125(x)).toBeLessThanOrEqual(2.5 + 1e-9);
  }), { seed: 1 });
});

describe('the opening speed', () => {
  it.each([[90, 0.1], [9, 1], [4, 2], [0.05, 200], [900, 0.01], [0, 1]])('of %s jobs per s is %s', (jobsPerS, speed) => {
    expect(openingSpeed(jobsPerS)).toBe(speed);
  });

  it('shows 4 to 20 jobs per screen second wherever the row of speeds allows it', () => {
    fc.assert(fc.property(fc.double({ min: 0.01, max: 8000, noNaN: true }), (jobsPerS) => {
      const shownPerS = jobsPerS * openingSpeed(jobsPerS);
      expect(shownPerS).toBeGreaterThan(4);
      expect(shownPerS).toBeLessThan(20);
    }), { seed: 1 });
  });
});

it('faster and slower walk the whole row and stay at its ends', () => {
  const walked = [SPEEDS[0]!];
  for (let n = 1; n < SPEEDS.length + 3; n++) walked.push(fasterThan(walked.at(-1)!));
  expect(walked.slice(0, SPEEDS.length)).toEqual(SPEEDS);
  expect(walked.at(-1)).toBe(Infinity);
  expect(slowerThan(Infinity)).toBe(1000);
  expect(slowerThan(0.001)).toBe(0.001);
  expect(slowerThan(0.3)).toBe(0.2);
});

it('windows close 8 to 20 times per screen second, unless jobs are too rare', () => {
  for (const speed of SPEEDS.filter((each) => each !== Infinity)) {
    const perScreenS = speed / windowS(speed, 1e9);
    expect(perScreenS).toBeGreaterThanOrEqual(7.99);
    expect(perScreenS).toBeLessThanOrEqual(20.01);
  }
  expect(windowS(0.1, 90)).toBe(0.02);
  expect(windowS(0.001, 90)).toBe(0.02);
});

describe('sampling of jobs', () => {
  it('keeps the moves below the limit, never stops, and is a power of two', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 20 }), (movesPerS, power) => {
      const every = nextSampleEvery(2 ** power, movesPerS);
      expect(Number.isInteger(Math.log2(every))).toBe(true);
      expect(movesPerS / every).toBeLessThanOrEqual(MOVES_PER_SCREEN_S_MAX);
      expect(every === 1 || movesPerS / every > MOVES_PER_SCREEN_S_MAX / 4).toBe(true);
    }), { seed: 1 });
  });

  it('does not flicker when the rate wavers', () => {
    const around = [0.98, 1.02, 0.95, 1.05, 0.92].map((share) => share * MOVES_PER_SCREEN_S_MAX);
    let every = nextSampleEvery(1, 1.02 * MOVES_PER_SCREEN_S_MAX);
    const seen = around.map((movesPerS) => (every = nextSampleEvery(every, movesPerS)));
    expect(new Set(seen).size).toBe(1);
  });
});
