// Method: the table of how many cases each property tries is added up, and each of its rows must belong to a property that is there.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RUNS } from './runs';

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
