// Method: jobs with known keys, each job's end read from the moves: a hit ends at the cache, a miss behind it. Held, job by job, against a cache
// written a second time with a plain list; hit ratios against Che's approximation and against the stated share.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What } from '../../../../simulations/engine/frame';
import { stationAt } from '../../../../simulations/engine/layout';
import type { VariantValue } from '../../../../simulations/engine/param';
import { cache } from '../../../../simulations/stations/cache';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { change, movesUntil, startValid } from '../../../properties/kit';

interface Asked { readonly atS: number; readonly key: number }

const traceOfKeys = (asked: readonly Asked[]): VariantValue => ({ kind: 'trace', csv: `atS,key\n${asked.map(({ atS, key }) => `${atS},${key === 0 ? '' : key}`).join('\n')}\n` });

/** Source, cache, what stands behind it, and the end. */
function system(source: Readonly<Record<string, VariantValue>>, answers: VariantValue, behind?: StationSpec, rest: Partial<Scenario> = {}): Scenario {
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100_000, timeline: [], checks: [], changelog: [],
    classes: { job: { share: 1, priority: 0 } },
    stations: { source: { kind: 'producer', ...source }, store: { kind: 'cache', answers, hitTime: { kind: 'constant', meanS: 0.000001 } }, ...(behind === undefined ? {} : { behind }), end: { kind: 'sink' } },
    links: behind === undefined ? [{ from: 'source', to: 'store' }, { from: 'store', to: 'end' }] : [{ from: 'source', to: 'store' }, { from: 'store', to: 'behind' }, { from: 'behind', to: 'end' }],
    ...rest,
  };
}

/** For each job in the order in which it was made, whether the cache answered it. */
function hitsOf(scenario: Scenario, untilS: number): boolean[] {
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves = movesUntil(run, untilS);
  const hits = new Map<number, boolean>();
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    if ((moves[m + Move.what]! & 15) === What.served) hits.set(moves[m + Move.job]!, moves[m + Move.station] === 1);
  }
  return [...hits].sort(([a], [b]) => a - b).map(([, hit]) => hit);
}

/** The same once more, with a list from the key used last to the one used first. */
function plainHits(asked: readonly Asked[], sizeKeys: number, timeToLiveS: number): boolean[] {
  let kept: { readonly key: number; readonly sinceS: number }[] = [];
  return asked.map(({ atS, key }) => {
    const known = kept.find((entry) => entry.key === key);
    kept = kept.filter((entry) => entry.key !== key);
    const hit = known !== undefined && Math.round((atS - known.sinceS) * 1e9) < timeToLiveS * 1e9;
    if (key !== 0 && sizeKeys > 0) kept.unshift(hit ? known : { key, sinceS: atS });
    kept.length = Math.min(kept.length, sizeKeys);
    return hit;
  });
}

function someAsked(count: number, keys: number): Asked[] {
  let state = 12345;
  const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
  return Array.from({ length: count }, (_, i) => ({ atS: i / 100, key: Math.floor(next() * next() * keys) }));
}

describe('a cache that remembers', () => {
  for (const [sizeKeys, timeToLiveS] of [[1, 'unbounded'], [7, 'unbounded'], [40, 0.5], [40, 3], [0, 'unbounded'], [1000, 1]] as const) {
    it(`of ${sizeKeys} keys and ${timeToLiveS} s hits just when a plain list does`, () => {
      const asked = someAsked(4000, 100);
      const hits = hitsOf(system({ arrivals: traceOfKeys(asked) }, { kind: 'keys', sizeKeys, timeToLiveS }), 50);
      const expected = plainHits(asked, sizeKeys, timeToLiveS === 'unbounded' ? Infinity : timeToLiveS);
      expect(hits).toEqual(expected);
      if (sizeKeys > 0) expect(new Set(expected)).toEqual(new Set([true, false]));
    });
  }

  it('learns when the first miss has been served; until then all go through, and after a flush again', () => {
    const asked = [0.1, 0.2, 0.3, 1.05, 1.2, 3, 3.1, 4.5].map((atS) => ({ atS, key: 5 }));
    const scenario = system({ arrivals: traceOfKeys(asked) }, { kind: 'keys', sizeKeys: 3 }, { kind: 'workers', workers: 10, service: { kind: 'constant', meanS: 1 } });
    expect(hitsOf(scenario, 10)).toEqual([false, false, false, false, true, true, true, true]);
    const run = startValid(scenario);
    run.advanceTo(2.9);
    cache.flush!(run.kernel, stationAt(1));
    run.advanceTo(10);
    // Those at 3 and 3.1 miss again; the one at 4.5 finds what the first of them brought.
    expect(reportOf(run).stations['store']).toMatchObject({ hits: 2, misses: 6, hitRatio: 0.25, keysKept: 1 });
  });

  it('does not learn from what failed or was shed', () => {
    const asked = [1, 2, 3].map((atS) => ({ atS, key: 5 }));
    const full = system({ arrivals: traceOfKeys(asked) }, { kind: 'keys', sizeKeys: 3 }, { kind: 'queue', capacityJobs: 0, whenFull: { kind: 'shed-newest' } }, {});
    const blocked = { ...full, stations: { ...full.stations, desk: { kind: 'workers', workers: 0 } }, links: [...full.links.slice(0, 2), { from: 'behind', to: 'desk' }, { from: 'desk', to: 'end' }] };
    const run = startValid(blocked);
    run.advanceTo(10);
    expect(reportOf(run).stations['store']).toMatchObject({ hits: 0, misses: 3 });
  });

  it('looks again when there is room for those that wait at its door', () => {
    // One worker, 1 s, no queue: the second job about 5 is refused and, when the worker is free, a hit; so is the third.
    const asked = [{ atS: 0.1, key: 5 }, { atS: 0.2, key: 5 }, { atS: 0.3, key: 6 }, { atS: 0.4, key: 5 }];
    const scenario = system({ arrivals: traceOfKeys(asked) }, { kind: 'keys', sizeKeys: 3 }, { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 1 } });
    expect(hitsOf(scenario, 10)).toEqual([false, true, false, true]);
    const run = startValid(scenario);
    run.advanceTo(1.5);
    expect(reportOf(run)).toMatchObject({ jobs: { served: 3, inside: 1 } });
  });

  it('made smaller forgets what was asked for longest ago', () => {
    const asked = [1, 2, 3, 4, 1, 2, 3, 4].map((key, i) => ({ atS: i + 1, key }));
    const scenario = system({ arrivals: traceOfKeys(asked) }, { kind: 'keys', sizeKeys: 4 }, undefined, { timeline: [{ atS: 4.5, change: change('stations.store.answers.sizeKeys', 2) }] });
    // Kept: 4 and 3; then 1 drives out 3, 2 drives out 4, 3 drives out 1, 4 drives out 2.
    expect(hitsOf(scenario, 20)).toEqual([false, false, false, false, false, false, false, false]);
    const larger = { ...scenario, timeline: [] };
    expect(hitsOf(larger, 20)).toEqual([false, false, false, false, true, true, true, true]);
  });

  it('has nearly the hit ratio of Che, Tung and Wang for Zipf', () => {
    const [keys, size, exponent] = [1000, 100, 0.8] as const;
    const weights = Array.from({ length: keys }, (_, i) => (i + 1) ** -exponent);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const kept = (time: number): number => weights.reduce((sum, weight) => sum - Math.expm1((-weight / total) * time), 0);
    let low = 0;
    let high = 1e6;
    for (let i = 0; i < 100; i++) {
      const middle = (low + high) / 2;
      if (kept(middle) < size) low = middle;
      else high = middle;
    }
    const expected = weights.reduce((sum, weight) => sum - (weight / total) * Math.expm1((-weight / total) * low), 0);
    const run = startValid(system({ arrivals: { kind: 'poisson', ratePerS: 100 }, keys: { kind: 'zipf', keys, exponent } }, { kind: 'keys', sizeKeys: size }, undefined, { warmupS: 50 }));
    run.advanceTo(1550);
    expect(Math.abs((reportOf(run).stations['store']!['hitRatio'] as number) - expected)).toBeLessThan(0.01);
  });
});

describe('a cache with a hit ratio', () => {
  it('answers that share, and a higher one turns misses into hits and no hit into a miss', () => {
    const hits = [0.3, 0.6].map((hitRatio) => hitsOf(system({ arrivals: { kind: 'regular', ratePerS: 100 } }, { kind: 'hit-ratio', hitRatio }), 200));
    const share = hits[0]!.filter((hit) => hit).length / hits[0]!.length;
    expect(Math.abs(share - 0.3)).toBeLessThan(3.29 * Math.sqrt(0.21 / hits[0]!.length));
    expect(hits[0]!.every((hit, i) => !hit || hits[1]![i])).toBe(true);
  });

  it('counts its hits from the end of the warm-up', () => {
    const run = startValid(system({ arrivals: { kind: 'regular', ratePerS: 10 } }, { kind: 'hit-ratio', hitRatio: 1 }, undefined, { warmupS: 10 }));
    run.advanceTo(20);
    expect(reportOf(run).stations['store']).toMatchObject({ hits: 100, misses: 0, answerS: { mean: 0.000001 } });
  });
});
