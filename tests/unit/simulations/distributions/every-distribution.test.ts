// Method: for every distribution of the catalogue and random values that the program lets through, over all of their ranges: what holds of
// any distribution of times. Fixed seed, printed with the smallest case that fails.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILY_NUMBERS } from '../../../../simulations/engine/slots';
import { withInitials } from '../../../../simulations/engine/param';
import { drawNs } from './draws';
import { kinds, someValues, usualValues } from './some-values';

const runs = { seed: 20_261_122, numRuns: 60 };
const SHARES = [1e-9, 1e-4, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1 - 1e-9];

describe.each(kinds.map((kind) => [kind.kind, kind] as const))('%s', (id, kind) => {
  it('draws finite times that are not negative', () => {
    fc.assert(fc.property(someValues(kind), fc.nat(), (values, first) => {
      const odd = drawNs(id, values, 100, first).find((ns) => !(ns >= 0 && ns < Infinity));
      expect(odd).toBeUndefined();
    }), runs);
  });

  it('draws nothing outside what its distribution function allows', () => {
    for (const values of usualValues(kind)) {
      const outside = drawNs(id, values, 1000).map((ns) => ns / 1e9)
        .find((s) => !(kind.cdf(values, s * (1 + 1e-9)) > 0 && kind.cdf(values, s * (1 - 1e-9)) < 1));
      expect(outside).toBeUndefined();
    }
  });

  it('has a mean, and a variance or an infinite one', () => {
    fc.assert(fc.property(someValues(kind), (values) => {
      expect(kind.meanS(values)).toBeGreaterThan(0);
      expect(kind.meanS(values)).toBeLessThan(Infinity);
      expect(kind.varianceS2(values)).toBeGreaterThanOrEqual(0);
      if ('meanS' in values) expect(Math.abs(kind.meanS(values) / (values['meanS'] as number) - 1)).toBeLessThan(1e-9);
    }), runs);
  });

  it('has quantiles that rise, and a distribution function that is their inverse', () => {
    fc.assert(fc.property(someValues(kind), (values) => {
      let beforeS = 0;
      for (const p of SHARES) {
        const timeS = kind.quantileS(values, p);
        expect(timeS).toBeGreaterThanOrEqual(beforeS * (1 - 1e-9));
        expect(timeS).toBeLessThan(Infinity);
        beforeS = timeS;
        // A step or a level stretch has no other inverse: just above the quantile the share is at least p, just below at most.
        expect(kind.cdf(values, timeS * (1 + 1e-9) + 1e-12)).toBeGreaterThanOrEqual(p - 1e-9);
        expect(kind.cdf(values, timeS * (1 - 1e-9) - 1e-12)).toBeLessThanOrEqual(p + 1e-9);
      }
      expect(kind.cdf(values, -1)).toBe(0);
      expect(kind.cdf(values, 1e300)).toBe(1);
    }), runs);
  });

  it('stretches with its mean', () => {
    if (kind.params['meanS'] === undefined) return;
    fc.assert(fc.property(someValues(kind), (values) => {
      const one = { ...values, meanS: 1 };
      const four = { ...values, meanS: 4 };
      const near = (a: number, b: number): void => expect(a === b || Math.abs(a / b - 1) < 1e-9, `${a} and ${b}`).toBe(true);
      near(kind.varianceS2(four), 16 * kind.varianceS2(one));
      for (const p of [0.1, 0.5, 0.99]) near(kind.quantileS(four, p), 4 * kind.quantileS(one, p));
    }), runs);
  });

  it('takes no more numbers than a station has room for', () => {
    const context = { readTrace: () => { throw new Error('no trace here'); }, keep: () => 1, variant: () => [], meanS: () => 0, classIds: [], wayIds: [] };
    expect(kind.compile!(withInitials(kind.params, {}), context).length).toBeLessThanOrEqual(FAMILY_NUMBERS.distribution);
  });

  it('is given by what can be read off a chart, in words', () => {
    expect(kind.help).toMatch(/\.$/);
    expect(Object.values(kind.params).some(({ primary }) => primary === true)).toBe(true);
  });
});
