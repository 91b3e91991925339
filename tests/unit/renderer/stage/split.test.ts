import { describe, expect, it } from 'vitest';
import { betterSplit, sizeOfDiagram } from '../../../../renderer/stage/geometry/split';
import { layOut } from '../../../../renderer/stage/geometry/layout';
import { libraryScenarios } from '../../../../simulations/library';

const row = { width: 900, height: 200 };
const tower = { width: 300, height: 800 };

describe('two pictures in one room', () => {
  it.each([
    ['rows, one above the other', [row, row], { width: 1100, height: 460 }, 'rows'],
    ['towers, side by side', [tower, tower], { width: 1100, height: 460 }, 'columns'],
    ['rows in a narrow room', [row, row], { width: 400, height: 900 }, 'rows'],
    ['rows in a flat room', [row, row], { width: 2000, height: 200 }, 'columns'],
    ['one of each, as suits the one that is drawn smaller', [row, tower], { width: 1100, height: 460 }, 'columns'],
  ] as const)('%s', (_, diagrams, room, split) => {
    expect(betterSplit(diagrams, room)).toBe(split);
  });

  it('knows the box around every station', () => {
    for (const { scenario } of libraryScenarios) {
      const { stations } = layOut(scenario);
      const { width, height } = sizeOfDiagram(scenario);
      const [left, top] = [Math.min(...stations.map(({ x }) => x)), Math.min(...stations.map(({ y }) => y))];
      for (const { x, y, form } of stations) {
        expect(x - left + form.width).toBeLessThanOrEqual(width);
        expect(y - top + form.height).toBeLessThanOrEqual(height);
      }
      expect(stations.some(({ x, form }) => x - left + form.width === width)).toBe(true);
      expect(stations.some(({ y, form }) => y - top + form.height === height)).toBe(true);
    }
    expect(sizeOfDiagram({ stations: {}, links: [] })).toEqual({ width: 1, height: 1 });
  });
});
