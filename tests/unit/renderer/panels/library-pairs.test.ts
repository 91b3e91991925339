import { expect, it } from 'vitest';
import { findScenarios, inPairs } from '../../../../renderer/panels/library/find-scenarios';
import { libraryScenarios } from '../../../../simulations/library';

// Method: the built-in scenarios themselves, grouped as the library shows them.
it('shows every scenario once, and counterparts side by side, the one that keeps its checks first', () => {
  const groups = inPairs(libraryScenarios, libraryScenarios);
  expect(groups.flat().map(({ id }) => id).sort()).toEqual(libraryScenarios.map(({ id }) => id).sort());
  const pairs = groups.filter(({ length }) => length === 2);
  expect(pairs.length).toBeGreaterThan(20);
  for (const [meets, breaking] of pairs) expect([meets?.breaks, typeof breaking?.breaks], breaking?.id).toEqual([undefined, 'string']);
});

it('brings the counterpart along when only one of the two was looked for', () => {
  const found = findScenarios(libraryScenarios, 'bufferbloat');
  const ids = inPairs(found, libraryScenarios).flat().map(({ id }) => id);
  expect(found.some(({ id }) => id === 'bufferbloat')).toBe(true);
  expect(ids).toContain('codel');
});
