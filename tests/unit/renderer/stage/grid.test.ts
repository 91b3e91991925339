import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPlaces, placeAt } from '../../../../renderer/stage/geometry/grid';
import { stationForm } from '../../../../renderer/stage/geometry/station-form';

// Method: properties over every number of places that is drawn one by one. A place that lies outside its basin, or
// on another, would make the picture lie about how full it is.
const queue = (capacityJobs: number | 'unbounded') => stationForm({ kind: 'queue', capacityJobs });

describe('places', () => {
  it('all have room, none lies on another', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 120 }), (capacity) => {
      const { grid, width } = queue(capacity);
      expect(grid.places).toBe(capacity);
      const seen = new Set<string>();
      for (let i = 0; i < capacity; i++) {
        const [x, y] = placeAt(grid, i);
        expect(x - grid.pitch / 2).toBeGreaterThanOrEqual(0);
        expect(x + grid.pitch / 2).toBeLessThanOrEqual(width);
        expect(y - grid.pitch / 2).toBeGreaterThanOrEqual(0);
        seen.add(`${x} ${y}`);
      }
      expect(seen.size).toBe(capacity);
    }));
  });

  it('of a line are one step apart, so that moving up never jumps', () => {
    const { grid } = queue(100);
    for (let i = 1; i < 100; i++) {
      const [ax, ay] = placeAt(grid, i - 1);
      const [bx, by] = placeAt(grid, i);
      expect(Math.hypot(bx - ax, by - ay)).toBeCloseTo(grid.pitch);
    }
  });

  it('start at the exit, at the height where the links are', () => {
    const { grid, river, outX } = queue(37);
    const [x, y] = placeAt(grid, 0);
    expect(y).toBe(river);
    expect(outX - x).toBeLessThan(grid.pitch + 10);
    expect(placeAt(grid, 1)[0]).toBeLessThan(x);
  });

  it('between two whole ones lie between them', () => {
    const { grid } = queue(10);
    expect(placeAt(grid, 0.25)[0]).toBeCloseTo(placeAt(grid, 0)[0] - grid.pitch / 4);
  });

  it('are as large as the room allows', () => {
    expect(packPlaces(4, { width: 156, height: 132, pitchMax: 24 })).toEqual({ columns: 4, rows: 1, pitch: 24 });
    expect(packPlaces(100, { width: 156, height: 132, pitchMax: 24 }).pitch).toBe(13);
  });
});

describe('forms', () => {
  it('stand on one line, whatever they hold', () => {
    const forms = [queue(0), queue(4), queue(120), queue(500), queue('unbounded'), stationForm({ kind: 'workers', workers: 40 }),
      stationForm({ kind: 'producer' }), stationForm({ kind: 'sink' }), stationForm({ kind: 'something new' })];
    expect(new Set(forms.map(({ top, river }) => top + river)).size).toBe(1);
  });

  it('turn into a level above 120 places, and stay a line when unbounded', () => {
    expect(queue(120).tank).toBeNull();
    expect(queue(121).tank).not.toBeNull();
    expect(queue('unbounded').tank).toBeNull();
  });

  it('make a longer queue a higher dam', () => {
    const heights = [4, 20, 50, 100].map((capacity) => queue(capacity).river - queue(capacity).lip[1]);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(new Set(heights).size).toBe(4);
  });
});
