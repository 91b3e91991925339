// Method: jobs go in and out of the tree at random, and it is held against a sorted array; the tree must stay low, however they come.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { f64, i32 } from '../../../../../simulations/engine/arena';
import { takeJobRow } from '../../../../../simulations/engine/job-table';
import { J_CELL, J_SINCE } from '../../../../../simulations/engine/layout';
import { after, before, first, nth, put, setRank, sizeOf, take } from '../../../../../simulations/stations/queue/ranks';
import { chain, holds, startValid } from '../../../../properties/kit';

interface Ranked { readonly j: number; readonly key: number; readonly sinceNs: number; readonly number: number }

let number = 0;
function ranked(key: number, sinceNs: number): Ranked {
  const j = takeJobRow();
  number = (number + 1) | 0;
  f64[j + J_SINCE] = sinceNs;
  i32[2 * j + J_CELL] = number;
  setRank(j, key);
  return { j, key, sinceNs, number };
}

const byRank = (a: Ranked, b: Ranked): number => (a.key === b.key ? a.sinceNs - b.sinceNs || ((a.number - b.number) | 0) : a.key < b.key ? -1 : 1);
const depthOf = (tree: number): number => (tree === 0 ? 0 : 1 + Math.max(depthOf(before(tree)), depthOf(after(tree))));

/** No deeper than log of n to the base 4/3, which is what a side of at most three quarters allows; for n = 1000 that is 24. */
const depthMax = (n: number): number => Math.log(n + 1) / Math.log(4 / 3) + 1;

describe('the tree of ranks', () => {
  it('is a sorted array, whatever goes in and out', () => {
    const steps = fc.array(fc.record({ key: fc.constantFrom(0, 1, 2, 2.5, Infinity), tick: fc.boolean(), out: fc.option(fc.nat(), { nil: undefined, freq: 2 }) }), { maxLength: 200 });
    holds(300, steps, (acts) => {
      startValid(chain()); // takes the seat
      number = 2 ** 31 - 20; // so that it overflows on the way
      let tree = 0;
      let sinceNs = 0;
      let array: Ranked[] = [];
      for (const { key, tick, out } of acts) {
        if (out !== undefined && array.length > 0) {
          const gone = array[out % array.length]!;
          array = array.filter((each) => each !== gone);
          tree = take(tree, gone.j);
        } else {
          if (tick) sinceNs += 1;
          const come = ranked(key, sinceNs);
          array = [...array, come].sort(byRank);
          tree = put(tree, come.j);
        }
        expect(sizeOf(tree)).toBe(array.length);
        expect(array.map((_, place) => nth(tree, place))).toEqual(array.map(({ j }) => j));
        if (tree !== 0) expect(first(tree)).toBe(array[0]!.j);
        expect(depthOf(tree)).toBeLessThanOrEqual(depthMax(array.length));
      }
    });
  });

  it.each(['rising', 'falling', 'equal'])('stays low with 20,000 %s keys, and when all but a few are gone', (order) => {
    startValid(chain());
    let tree = 0;
    const all = Array.from({ length: 20_000 }, (_, n) => ranked({ rising: n, falling: -n, equal: 0 }[order]!, n));
    for (const { j } of all) tree = put(tree, j);
    expect(depthOf(tree)).toBeLessThan(23);
    for (const { j } of all.slice(50, 19_950)) tree = take(tree, j);
    expect(sizeOf(tree)).toBe(100);
    expect(depthOf(tree)).toBeLessThanOrEqual(depthMax(100));
  });
});
