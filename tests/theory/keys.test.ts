// Method: keys of 100,000 jobs that stand outside, counted against the stated shares by χ² at 99.9 %; rare keys are counted together.
import { describe, expect, it } from 'vitest';
import { i32 } from '../../simulations/engine/arena';
import { J_KEY } from '../../simulations/engine/layout';
import type { VariantValue } from '../../simulations/engine/param';
import type { Scenario } from '../../simulations/scenario/scenario';
import { startValid, traceOf } from '../properties/kit';
import { chiSquare999 } from './arrivals-kit';

const JOBS = 100_000;

function outside(producer: Readonly<Record<string, VariantValue>>, rest: Partial<Scenario> = {}): Scenario {
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: JOBS, timeline: [], checks: [], changelog: [],
    classes: { job: { share: 1, priority: 0 } },
    stations: { source: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 1 }, ...producer }, desk: { kind: 'workers', workers: 0 }, end: { kind: 'sink' } },
    links: [{ from: 'source', to: 'desk' }, { from: 'desk', to: 'end' }],
    ...rest,
  };
}

function keysOf(scenario: Scenario): number[] {
  const run = startValid(scenario);
  run.advanceTo(Infinity);
  const keys: number[] = [];
  run.kernel.eachJob((j) => keys.push(i32[2 * j + J_KEY]!));
  return keys;
}

function expectShares(keys: readonly number[], weights: readonly number[]): void {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = new Array<number>(weights.length).fill(0);
  for (const key of keys) {
    expect(key >= 1 && key <= weights.length).toBe(true);
    counts[key - 1]!++;
  }
  let chi = 0;
  let degrees = -1;
  let rest = { seen: 0, expected: 0 };
  weights.forEach((weight, i) => {
    rest = { seen: rest.seen + counts[i]!, expected: rest.expected + (keys.length * weight) / total };
    if (rest.expected < 20 && i < weights.length - 1) return;
    chi += (rest.seen - rest.expected) ** 2 / rest.expected;
    degrees++;
    rest = { seen: 0, expected: 0 };
  });
  if (degrees > 0) expect(chi).toBeLessThan(chiSquare999(degrees));
}

describe('keys', () => {
  for (const exponent of [0, 0.5, 1, 1.0001, 2, 10]) {
    it(`of Zipf with exponent ${exponent} come as often as n^−${exponent} says`, () => {
      const keys = keysOf(outside({ keys: { kind: 'zipf', keys: 2000, exponent } }));
      expectShares(keys, Array.from({ length: 2000 }, (_, i) => (i + 1) ** -exponent));
    });
  }

  it('all alike come equally often, and one key is one key', () => {
    expectShares(keysOf(outside({ keys: { kind: 'uniform', keys: 500 } })), new Array<number>(500).fill(1));
    expect(new Set(keysOf(outside({ keys: { kind: 'zipf', keys: 1, exponent: 1 } })))).toEqual(new Set([1]));
  });

  it('may be a thousand million', () => {
    const keys = keysOf(outside({ keys: { kind: 'zipf', keys: 1_000_000_000, exponent: 0.5 } }, { durationS: 10_000 }));
    // P(key ≤ x) is nearly √(x / keys).
    const below = keys.filter((key) => key <= 250_000_000).length / keys.length;
    expect(Math.abs(below - 0.5)).toBeLessThan(3.29 * Math.sqrt(0.25 / keys.length));
    expect(Math.max(...keys)).toBeLessThanOrEqual(1_000_000_000);
  });

  it('belong to the job: the same whatever the source does else', () => {
    const some = keysOf(outside({ keys: { kind: 'zipf', keys: 100, exponent: 1 } }, { durationS: 500 }));
    const others = keysOf(outside({ keys: { kind: 'zipf', keys: 100, exponent: 1 }, arrivals: { kind: 'poisson', ratePerS: 3 } }, { durationS: 500 }));
    expect(others.slice(0, 400)).toEqual(some.slice(0, 400));
  });

  it('stand in a trace, and are drawn where it does not tell', () => {
    const csv = 'atS,key\n1,7\n2,\n3,2147483647\n';
    expect(keysOf(outside({ arrivals: { kind: 'trace', csv }, keys: { kind: 'uniform', keys: 3 } }, { durationS: 10 }))).toEqual([7, expect.toSatisfy((key: number) => key >= 1 && key <= 3), 2147483647]);
    expect(keysOf(outside({ arrivals: traceOf([[1], [2]]) }, { durationS: 10 }))).toEqual([0, 0]);
  });
});
