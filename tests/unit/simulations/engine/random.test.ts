// Method: the published answers of Threefry-2x32 with 13 rounds; a plain second implementation written from the paper; and
// tests of the numbers themselves, a million draws each, with fixed keys: a failure means that the code changed.
import { describe, expect, it } from 'vitest';
import { drawExponential, drawNormal, drawUniform, openRandom, randomWords, streamKey } from '../../../../simulations/engine/random';
import { standardNormalCdf } from '../../../../simulations/distributions/standard-normal';

const DRAWS = 1_000_000;
const KS_999 = 1.95;

/** Salmon et al. 2011, section 3.3 and table 2, word for word and slowly: R rounds, a key injected after every fourth. */
function threefry(rounds: number, key: readonly [number, number], counter: readonly [number, number]): [number, number] {
  const rotations = [13, 15, 26, 6, 17, 29, 16, 24];
  const mask = 0xffffffffn;
  const keys = [BigInt(key[0] >>> 0), BigInt(key[1] >>> 0)];
  keys.push(keys[0]! ^ keys[1]! ^ 0x1bd11bdan);
  let x0 = (BigInt(counter[0] >>> 0) + keys[0]!) & mask;
  let x1 = (BigInt(counter[1] >>> 0) + keys[1]!) & mask;
  for (let round = 0; round < rounds; round++) {
    const by = BigInt(rotations[round % 8]!);
    x0 = (x0 + x1) & mask;
    x1 = (((x1 << by) | (x1 >> (32n - by))) & mask) ^ x0;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      x0 = (x0 + keys[injection % 3]!) & mask;
      x1 = (x1 + keys[(injection + 1) % 3]! + BigInt(injection)) & mask;
    }
  }
  return [Number(x0), Number(x1)];
}

/** The engine's own words for a full counter: its lower 16 bits count the draws since it was opened. */
function words(key: readonly [number, number], counter: readonly [number, number]): [number, number] {
  openRandom(key[0], key[1], counter[0], counter[1] >>> 16);
  for (let n = counter[1] & 0xffff; n > 0; n--) randomWords();
  const [a, b] = randomWords();
  return [a >>> 0, b >>> 0];
}

describe('Threefry-2x32-13', () => {
  it.each([
    [[0, 0], [0, 0], [0x9d1c5ec6, 0x8bd50731]],
    [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0xfd36d048, 0x2d17272c]],
    [[0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3], [0xba3e4725, 0xf27d669e]],
  ] as const)('key %j, counter %j gives %j', (key, counter, answer) => {
    expect(threefry(13, key, counter)).toEqual(answer);
    expect(words(key, counter)).toEqual(answer);
  });

  it('agrees with the plain implementation at a thousand keys and counters', () => {
    let word = 12345;
    const next = (): number => (word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0);
    for (let n = 0; n < 1000; n++) {
      const key = [next(), next()] as const;
      const counter = [next(), next() & 0xffff0000 | (n & 7)] as const;
      expect(words(key, counter)).toEqual(threefry(13, key, counter));
    }
  });
});

describe('drawn numbers', () => {
  /** A new counter for each draw, as the engine does it. */
  const draw = (one: () => number, count = DRAWS): Float64Array => Float64Array.from({ length: count }, (_, n) => {
    openRandom(1, 2, n, 0);
    return one();
  });

  it('are uniform', () => {
    const sample = draw(drawUniform);
    expect(ks(sample, (x) => x)).toBeLessThan(KS_999);
    expect(Math.min(...sample.subarray(0, 1000))).toBeGreaterThan(0);
    expect(sample.every((x) => x > 0 && x < 1)).toBe(true);
  });

  it('are exponential', () => {
    expect(ks(draw(drawExponential), (x) => -Math.expm1(-x))).toBeLessThan(KS_999);
  });

  it('are exponential far out, beyond the ziggurat’s last layer', () => {
    const sample = draw(drawExponential, 3_000_000).filter((x) => x > 7.7);
    const expected = 3_000_000 * Math.exp(-7.7);
    expect(Math.abs(sample.length - expected)).toBeLessThan(3.29 * Math.sqrt(expected));
    expect(ks(sample, (x) => -Math.expm1(-(x - 7.7)))).toBeLessThan(KS_999);
  });

  it('are normal, on both sides and far out', () => {
    const sample = draw(drawNormal);
    expect(ks(sample, standardNormalCdf)).toBeLessThan(KS_999);
    expect(Math.abs(sample.reduce((sum, x) => sum + x ** 3, 0) / DRAWS)).toBeLessThan(3.29 * Math.sqrt(15 / DRAWS));
    expect(Math.abs(sample.reduce((sum, x) => sum + x ** 4, 0) / DRAWS - 3)).toBeLessThan(3.29 * Math.sqrt(96 / DRAWS));
    const far = sample.filter((x) => Math.abs(x) > 3.6541528853610088).length;
    const expected = 2 * DRAWS * (1 - standardNormalCdf(3.6541528853610088));
    expect(Math.abs(far - expected)).toBeLessThan(3.29 * Math.sqrt(expected));
  });

  it('set each of their 64 bits in half of all draws, whatever their neighbours are', () => {
    const draws = 200_000;
    const ones = new Float64Array(64);
    const same = new Float64Array(64);
    let before = [0, 0];
    for (let n = 0; n < draws; n++) {
      openRandom(5, 6, n, 0);
      const now = [...randomWords()];
      for (let bit = 0; bit < 64; bit++) {
        const value = (now[bit >> 5]! >>> (bit & 31)) & 1;
        ones[bit]! += value;
        if (value === ((before[bit >> 5]! >>> (bit & 31)) & 1)) same[bit]!++;
      }
      before = now;
    }
    // The largest of 64 honest deviations stays below 4.3 standard deviations in 999 of 1,000 cases.
    for (const counts of [ones, same]) for (const count of counts) expect(Math.abs(count - draws / 2)).toBeLessThan(4.3 * Math.sqrt(draws / 4));
  });

  it('of one stream know nothing of those of another', () => {
    const keys = [streamKey(1, 'a', 'service'), streamKey(1, 'b', 'service'), streamKey(1, 'a', 'arrival'), streamKey(2, 'a', 'service'), streamKey(1, 'a', 'servicf')];
    expect(new Set(keys.map((key) => key.join())).size).toBe(keys.length);
    const draws = 100_000;
    const samples = keys.map(([k0, k1]) => Float64Array.from({ length: draws }, (_, n) => {
      openRandom(k0, k1, n, 0);
      return drawUniform() - 0.5;
    }));
    samples.forEach((a, i) => samples.forEach((b, j) => {
      if (j >= i) return;
      const correlation = a.reduce((sum, x, n) => sum + x * b[n]!, 0) * 12 / draws;
      expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(draws));
    }));
  });

  it('change with every part of the seed, also beyond 32 bits', () => {
    expect(streamKey(1, 's', 'p')).not.toEqual(streamKey(1 + 2 ** 32, 's', 'p'));
    expect(streamKey(Number.MAX_SAFE_INTEGER, 's', 'p')).not.toEqual(streamKey(Number.MAX_SAFE_INTEGER - 1, 's', 'p'));
    expect(streamKey(1, 'ab', 'c')).not.toEqual(streamKey(1, 'a', 'bc'));
  });
});

/** √n times the largest distance between the sample's steps and the distribution function. */
function ks(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const p = cdf(sorted[i]!);
    largest = Math.max(largest, p - i / n, (i + 1) / n - p);
  }
  return Math.sqrt(n) * largest;
}
