// Method: the table of how many cases each property tries is added up, and each of its rows must belong to a property that is there.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { catalog } from '../../simulations/catalog';
import { RUNS } from './runs';
import { someRunnable } from './some-scenario';

it('ten thousand random scenarios and histories are tried, at the least', () => {
  const runs = Object.values(RUNS).reduce<number>((total, n) => total + n, 0);
  expect(runs).toBeGreaterThanOrEqual(10_000);
});

it('every row of the table is one property', () => {
  const folder = import.meta.dirname;
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const used = [...text.matchAll(/(?:holds|atRandomInstants)\('([^']+)'/g)].map(([, name]) => name!);
  expect(used.sort()).toEqual(Object.keys(RUNS).sort());
});

it('the random scenarios hold everything that the catalogue has', () => {
  const text = JSON.stringify(fc.sample(someRunnable, { numRuns: 600, seed: 1 }));
  const members: readonly (readonly { readonly kind: string }[])[] = [catalog.stations, catalog.faults, ...Object.values(catalog.families)];
  const kinds = members.flatMap((each) => each.map(({ kind }) => kind));
  expect(kinds.length).toBeGreaterThan(80);
  expect(kinds.filter((kind) => !text.includes(`"kind":"${kind}"`))).toEqual([]);
});
