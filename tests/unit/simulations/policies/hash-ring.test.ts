// Method: many keys on circles of hashes with one way more or less; what consistent hashing promises is counted.
import { describe, expect, it } from 'vitest';
import { hashRing, mix, wayOnRing } from '../../../../simulations/policies/routing/hash-ring';

const KEYS = 40_000;
const ids = Array.from({ length: 11 }, (_, i) => `node-${i}`);

function placesOf(ways: readonly string[], points: number): string[] {
  const ring = hashRing(ways, points);
  return Array.from({ length: KEYS }, (_, key) => ways[wayOnRing(ring, 0, ring.length / 2, mix(key + 1))]!);
}

describe('a circle of hashes', () => {
  it('gives a new way about one in n keys, all from others, and moves no key between the old ones', () => {
    const before = placesOf(ids.slice(0, 10), 200);
    const after = placesOf(ids, 200);
    const moved = after.filter((way, key) => way !== before[key]);
    expect(new Set(moved)).toEqual(new Set(['node-10']));
    expect(moved.length / KEYS).toBeGreaterThan(0.5 / 11);
    expect(moved.length / KEYS).toBeLessThan(1.5 / 11);
  });

  it('takes no notice of the order of the ways', () => {
    expect(placesOf(ids.toReversed(), 50)).toEqual(placesOf(ids, 50));
  });

  it('with more points has more even shares', () => {
    const largest = (points: number): number => {
      const places = placesOf(ids, points);
      return Math.max(...ids.map((id) => places.filter((way) => way === id).length / KEYS));
    };
    expect(largest(1)).toBeGreaterThan(1.5 / 11);
    expect(largest(500)).toBeLessThan(1.25 / 11);
  });

  it('is found by halving as by looking at every point', () => {
    const ring = hashRing(ids.slice(0, 4), 7);
    for (const hash of [0, 1, 2 ** 31, 2 ** 32 - 1, ...ring.filter((_, i) => i % 2 === 0), ...Array.from({ length: 500 }, (_, i) => mix(i))]) {
      let at = 0;
      while (at < ring.length && ring[at]! < hash) at += 2;
      expect(wayOnRing(ring, 0, ring.length / 2, hash)).toBe(ring[(at % ring.length) + 1]);
    }
  });
});
