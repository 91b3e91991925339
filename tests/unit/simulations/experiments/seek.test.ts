// Method: borders that are known beforehand are sought by bisection, for random borders and ranges; every value that is tried lies in the range.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seek, type SeekRange } from '../../../../simulations/experiments/seek';

async function sought(range: SeekRange, meets: (value: number) => boolean) {
  const tried: number[] = [];
  const answer = await seek(range, (value) => {
    tried.push(value);
    return Promise.resolve(meets(value));
  });
  return { ...answer, tried };
}

describe('seek', () => {
  it('finds every border of whole numbers exactly, in about as many steps as the range has binary digits', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 2, max: 1000 }), fc.nat(), async (low, span, where) => {
      const border = low + 1 + (where % (span - 1)); // the first that meets, or the last
      const range = { low, high: low + span, integer: true, precision: 1 };
      const smallest = await sought({ ...range, wanted: 'smallest' }, (value) => value >= border);
      expect([smallest.found, smallest.neighbour]).toEqual([border, border - 1]);
      const largest = await sought({ ...range, wanted: 'largest' }, (value) => value <= border - 1 + (border - 1 < low ? 1 : 0));
      expect([largest.found, largest.neighbour]).toEqual([border - 1, border]);
      for (const value of [...smallest.tried, ...largest.tried]) expect(Number.isInteger(value) && value >= low && value <= low + span).toBe(true);
      expect(new Set(smallest.tried).size).toBe(smallest.tried.length);
      // By factors where the ends are far apart, which takes a few more.
      expect(smallest.tried.length).toBeLessThan(2 * Math.log2(span) + 8);
    }), { numRuns: 300, seed: 1 });
  });

  it('comes as close to a border as asked', async () => {
    for (const border of [0.1234, 17.3, 99.99]) {
      const { found, neighbour } = await sought({ low: 0.1, high: 100, integer: false, wanted: 'largest', precision: 0.01 }, (value) => value <= border);
      expect(found!).toBeLessThanOrEqual(border);
      expect(neighbour!).toBeGreaterThan(border);
      expect(neighbour! - found!).toBeLessThanOrEqual(0.01);
      // No more digits than the precision is worth.
      expect(Math.abs(found! * 1000 - Math.round(found! * 1000))).toBeLessThan(1e-6);
    }
  });

  it('tries nothing outside of a range whose ends are further apart than the precision is fine', async () => {
    for (const border of [2e-6, 0.044, 7, 3000]) {
      const { found, neighbour, tried } = await sought({ low: 0.000_001, high: 3600, integer: false, wanted: 'largest', precision: 3.6 }, (value) => value <= border);
      for (const value of tried) expect(value >= 0.000_001 && value <= 3600, String(value)).toBe(true);
      expect(found! <= border && neighbour! > border && neighbour! - found! <= 3.6).toBe(true);
    }
  });

  it('says when the border lies beyond the range, on either side', async () => {
    const range = { low: 1, high: 9, integer: true, wanted: 'smallest', precision: 1 } as const;
    expect(await sought(range, () => true)).toEqual({ found: 1, neighbour: null, tried: [1] });
    expect(await sought(range, () => false)).toEqual({ found: null, neighbour: null, tried: [1, 9] });
    expect(await sought({ ...range, wanted: 'largest' }, () => true)).toEqual({ found: 9, neighbour: null, tried: [9] });
  });
});
