// Method: every switch between two members of every family in the catalogue is made, and its outcome checked against the declarations.
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../simulations/catalog';
import type { Described } from '../../../../simulations/engine/kind';
import { switchedTo, textSize } from '../../../../renderer/panels/param-edits';

const { arrivals, distribution, discipline, whenFull } = catalog.families;
const families: readonly (readonly [string, readonly Described[]])[] = Object.entries({ arrivals, distribution, discipline, whenFull });
const pairs = families.flatMap(([family, members]) =>
  members.flatMap((from) => members.filter((to) => to !== from).map((to) => [family, from, to] as const)));

describe('switching to another kind', () => {
  it.each(pairs.map(([family, from, to]) => [`${family}: ${from.kind} → ${to.kind}`, from, to] as const))('%s has all of its parameters and no other', (_, from, to) => {
    const before = { kind: from.kind, ...Object.fromEntries(Object.entries(from.params).map(([name, param]) => [name, param.initial])) };
    const after = switchedTo(to, before);
    expect(Object.keys(after).sort()).toEqual(['kind', ...Object.keys(to.params)].sort());
    expect(after.kind).toBe(to.kind);
  });

  it('keeps what both kinds mean by the same name', () => {
    const regular = catalog.families.arrivals.find(({ kind }) => kind === 'regular');
    expect(switchedTo(regular!, { kind: 'poisson', ratePerS: 123 })).toEqual({ kind: 'regular', ratePerS: 123 });
  });

  it('does not keep what the new kind would refuse', () => {
    const regular = catalog.families.arrivals.find(({ kind }) => kind === 'regular');
    const declared = regular?.params['ratePerS'];
    expect(switchedTo(regular!, { kind: 'poisson', ratePerS: -1 })).toMatchObject({ ratePerS: declared?.initial });
  });
});

it('says how much text there is', () => {
  expect(textSize('')).toBe('empty');
  expect(textSize('a,b\n1,2\n')).toBe('2 lines, 8 characters');
  expect(textSize('1,2\n'.repeat(3000))).toBe('3,000 lines, 12 kB');
});
