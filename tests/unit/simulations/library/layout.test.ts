// Method: boxes are those that the screen draws: none lies over another, names and numbers included, and all fit a screen. A picture at human scale
// has 3 to 12 stations, where sources, lines and ends count as stations like all others; the smallest that makes sense is a source, a line or a worker, and an end.
import { describe, expect, it } from 'vitest';
import { stationForm } from '../../../../renderer/stage/geometry/station-form';
import { libraryScenarios } from '../../../../simulations/library';

const [STATIONS_MIN, STATIONS_MAX] = [3, 12];
/** Larger pictures would be too small to read on a laptop. */
const [WIDTH_MAX, HEIGHT_MAX] = [2100, 1150];

describe.each(libraryScenarios.map(({ id, scenario }) => [id, scenario] as const))('%s', (_id, { stations, links }) => {
  const boxes = Object.entries(stations).map(([id, spec]) => {
    const { width, height, top } = stationForm(spec, links.filter(({ from, call }) => from === id && call === undefined).length);
    const [x, y] = spec.at ?? [NaN, NaN];
    return { id, label: spec.label ?? '', left: x, right: x + width, top: y + top, bottom: y + top + height };
  });

  it('has a place and a name for each of three to twelve stations', () => {
    expect(boxes.length).toBeGreaterThanOrEqual(STATIONS_MIN);
    expect(boxes.length).toBeLessThanOrEqual(STATIONS_MAX);
    for (const { label, left } of boxes) {
      expect(label).toMatch(/^.{2,20}$/);
      expect(left % 260).toBe(0);
    }
    expect(new Set(boxes.map(({ label }) => label)).size).toBe(boxes.length);
  });

  it('has no station over another, and fits', () => {
    const over = boxes.flatMap((a) => boxes
      .filter((b) => a.id < b.id && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.id} and ${b.id}: ${Math.min(a.bottom - b.top, b.bottom - a.top)} px`));
    expect(over).toEqual([]);
    expect(Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left))).toBeLessThan(WIDTH_MAX);
    expect(Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top))).toBeLessThan(HEIGHT_MAX);
  });
});
