// Method: where two distributions are the same one, or one is the limit of the other, they say the same; figures of a few by hand.
import { describe, expect, it } from 'vitest';
import type { ParamValues } from '../../../../simulations/engine/param';
import { kindOf } from './some-values';

type Member = readonly [kind: string, values: ParamValues];

function expectSame([a, valuesA]: Member, [b, valuesB]: Member, relative = 1e-9): void {
  const [first, second] = [kindOf(a), kindOf(b)];
  const near = (x: number, y: number, what: string): void => expect(Math.abs(x / y - 1), `${what}: ${x} and ${y}`).toBeLessThan(relative);
  near(first.meanS(valuesA), second.meanS(valuesB), 'mean');
  near(first.varianceS2(valuesA), second.varianceS2(valuesB), 'variance');
  for (const p of [0.001, 0.1, 0.5, 0.9, 0.99, 0.9999]) {
    near(first.quantileS(valuesA, p), second.quantileS(valuesB, p), `quantile ${p}`);
    const timeS = second.quantileS(valuesB, p);
    near(first.cdf(valuesA, timeS), second.cdf(valuesB, timeS), `share up to ${timeS} s`);
  }
}

const exponential: Member = ['exponential', { meanS: 0.3 }];

it.each<Member>([
  ['erlang', { meanS: 0.3, phases: 1 }],
  ['gamma', { meanS: 0.3, cv: 1 }],
  ['weibull', { meanS: 0.3, shape: 1 }],
  ['hyperexponential', { meanS: 0.3, cv: 1 }],
  ['mixture', { fastMeanS: 0.3, fastCv: 1, slowMeanS: 7, slowCv: 0.1, slowShare: 0 }],
  ['mixture', { fastMeanS: 7, fastCv: 0.1, slowMeanS: 0.3, slowCv: 1, slowShare: 1 }],
])('%s %j is exponential', (kind, values) => expectSame([kind, values], exponential));

it.each([2, 5, 100])('Erlang of %d phases is gamma with a cv of 1 / √phases', (phases) => {
  expectSame(['erlang', { meanS: 2, phases }], ['gamma', { meanS: 2, cv: 1 / Math.sqrt(phases) }]);
});

it('a mixture of two exponentials with balanced means is hyperexponential', () => {
  const share = (1 - Math.sqrt(3 / 5)) / 2; // cv² = 4
  const parts = { fastMeanS: 0.3 / (2 * (1 - share)), slowMeanS: 0.3 / (2 * share), slowShare: share, fastCv: 1, slowCv: 1 };
  expectSame(['mixture', parts], ['hyperexponential', { meanS: 0.3, cv: 2 }]);
});

it('a bounded Pareto with a far bound is Pareto', () => {
  expectSame(['bounded-pareto', { meanS: 0.3, shape: 5, reach: 1_000_000_000 }], ['pareto', { meanS: 0.3, shape: 5 }], 1e-7);
});

it('two measured times are as far apart as they are', () => {
  const two = { timesS: '1 3' };
  const empirical = kindOf('empirical');
  expect(empirical.meanS(two)).toBe(2);
  expect(empirical.varianceS2(two)).toBe(1);
  expect([0.1, 0.5, 0.51, 0.99].map((p) => empirical.quantileS(two, p))).toEqual([1, 1, 3, 3]);
  expect([0, 0.99, 1, 2.9, 3].map((s) => empirical.cdf(two, s))).toEqual([0, 0, 0.5, 0.5, 1]);
});

it('a list gives its own shares back', () => {
  for (let n = 1; n <= 60; n++) {
    const timesS = Array.from({ length: n }, (_, i) => i + 1).join(',');
    for (let i = 1; i < n; i++) expect(kindOf('empirical').quantileS({ timesS }, i / n)).toBe(i);
  }
});

describe('by hand', () => {
  it('uniform from 1 to 3', () => {
    const values = { meanS: 2, spreadShare: 0.5 };
    expect(kindOf('uniform').quantileS(values, 0.25)).toBe(1.5);
    expect(kindOf('uniform').varianceS2(values)).toBeCloseTo(4 / 12, 14);
  });

  it('triangular 0, 0, 1: mean 1/3, median 1 − √½', () => {
    const values = { minS: 0, modeS: 0, maxS: 1 };
    expect(kindOf('triangular').meanS(values)).toBeCloseTo(1 / 3, 14);
    expect(kindOf('triangular').varianceS2(values)).toBeCloseTo(1 / 18, 14);
    expect(kindOf('triangular').quantileS(values, 0.5)).toBeCloseTo(1 - Math.SQRT1_2, 14);
  });

  it('Pareto from 1 with α = 3: mean 3/2, variance 3/4, and an infinite variance at 2 and below', () => {
    const values = { meanS: 1.5, shape: 3 };
    expect(kindOf('pareto').quantileS(values, 7 / 8)).toBeCloseTo(2, 14);
    expect(kindOf('pareto').varianceS2(values)).toBeCloseTo(0.75, 14);
    expect(kindOf('pareto').varianceS2({ meanS: 1, shape: 2 })).toBe(Infinity);
    expect(kindOf('pareto').varianceS2({ meanS: 1, shape: 1.2 })).toBe(Infinity);
  });

  it('bounded Pareto from 1 to 4 with α = 1: mean ln 4 / (1 − ¼), E[T²] = 3 / (1 − ¼)', () => {
    const mean = Math.log(4) / 0.75;
    const values = { meanS: mean, shape: 1, reach: 4 };
    expect(kindOf('bounded-pareto').quantileS(values, 2 / 3)).toBeCloseTo(2, 13);
    expect(kindOf('bounded-pareto').varianceS2(values)).toBeCloseTo(4 - mean ** 2, 13);
  });

  it('Weibull of shape 2 (Rayleigh): cv = √(4/π − 1)', () => {
    expect(kindOf('weibull').varianceS2({ meanS: 1, shape: 2 })).toBeCloseTo(4 / Math.PI - 1, 13);
    expect(kindOf('weibull').varianceS2({ meanS: 1, shape: 0.5 })).toBeCloseTo(5, 12);
  });

  it('the help of shapes says the unevenness that they have', () => {
    const cvOf = (shape: number): string => Math.sqrt(kindOf('weibull').varianceS2({ meanS: 1, shape })).toPrecision(2);
    const { help } = kindOf('weibull').params['shape']!;
    expect(help).toContain(`0.5 has an unevenness of ${cvOf(0.5)}`);
    expect(help).toContain(`2 has ${cvOf(2)}`);
  });
});
