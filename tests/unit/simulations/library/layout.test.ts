// Method: places are read as the screen reads them: nothing overlaps, everything fits, and nothing stands off the grid by accident.
import { describe, expect, it } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';

const STATIONS_MAX = 14;

describe.each(libraryScenarios.map(({ id, scenario }) => [id, scenario] as const))('%s', (_id, { stations }) => {
  const places = Object.values(stations).map(({ at, label }) => ({ at, label }));

  it('has a place and a name for each of three to fourteen stations', () => {
    expect(places.length).toBeGreaterThanOrEqual(3);
    expect(places.length).toBeLessThanOrEqual(STATIONS_MAX);
    for (const { at, label } of places) {
      expect(at).toBeDefined();
      expect(label).toMatch(/^.{2,20}$/);
    }
    expect(new Set(places.map(({ label }) => label)).size).toBe(places.length);
  });

  it('stands in columns of 260 pixels, with rows that do not touch', () => {
    for (const { at } of places) expect(at![0] % 260).toBe(0);
    for (const { at: [x, y] } of places as { at: readonly [number, number] }[]) {
      const above = places.filter(({ at }) => at![0] === x && at![1] < y);
      for (const { at } of above) expect(y - at![1]).toBeGreaterThanOrEqual(150);
    }
  });
});
