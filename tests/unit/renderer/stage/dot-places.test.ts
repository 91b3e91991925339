// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { placeAt } from '../../../../renderer/stage/geometry/grid';
import { layOut } from '../../../../renderer/stage/geometry/layout';
import { DotPlaces, type Dot } from '../../../../renderer/stage/picture/dot-places';
import { FlightMode, FlightRing, type Flight } from '../../../../renderer/stage/picture/flight-ring';
import { STANDING_STRIDE, StandingKind } from '../../../../renderer/stage/picture/standing';
import { StageTextures } from '../../../../renderer/stage/picture/stage-textures';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';

// Method: the same textures that the graphics processor reads. Where dots stand is held against the grid's own formula, where they fly against
// the ends of the link's way; that the formulas agree with what is drawn is seen in the browser (tests/e2e/follow.spec.ts).
const layout = layOut(boundedQueue);
const textures = new StageTextures(16, 16);
textures.layOut(layout);
const places = new DotPlaces(textures);
const dot: Dot = { x: 0, y: 0, radius: 0 };
const flight = (given: Partial<Flight>): Flight => ({
  path: 1, startMs: 100, durationMs: 400, look: 0, fromStation: -1, fromPlace: 0, toStation: -1, toPlace: 0, age: 0, mode: 0, scale: 1, sign: 0, job: 7, ...given,
});

function at(given: Partial<Flight>, ms: number): { readonly x: number; readonly y: number } | null {
  const ring = new FlightRing(4);
  ring.write(flight(given), 0);
  return places.flight(dot, ring, 0, ms) ? { x: dot.x, y: dot.y } : null;
}

describe('a job that stands', () => {
  it.each([0, 1, 13, 57, 99])('in place %i of the queue is where the grid says', (place) => {
    const row = layout.stations.findIndex(({ id }) => id === 'inbox');
    const { x, y, form } = layout.stations[row]!;
    const numbers = new Float32Array(STANDING_STRIDE);
    numbers.set([row, place, 0, 0, StandingKind.waiting, 0, 0, 0, 0, 1]);
    expect(places.standing(dot, { numbers }, 0, 0)).toBe(true);
    const [gx, gy] = placeAt(form.grid, place);
    expect([dot.x, dot.y].map((n) => n.toFixed(2))).toEqual([x + gx, y + gy].map((n) => n.toFixed(2)));
  });
});

describe('a job that flies', () => {
  const { way } = layout.links[1]!;
  const [first, last] = [way.slice(0, 2), way.slice(-2)];

  it('begins where its link begins, and ends where that ends; before and after it is not in the picture', () => {
    expect(at({}, 99)).toBeNull();
    expect(at({}, 500)).toBeNull();
    const [start, end] = [at({}, 100)!, at({}, 499.99)!];
    expect(Math.hypot(start.x - first[0]!, start.y - first[1]!)).toBeLessThan(0.5);
    expect(Math.hypot(end.x - last[0]!, end.y - last[1]!)).toBeLessThan(0.5);
  });

  it('goes backwards with an answer', () => {
    const start = at({ mode: FlightMode.backwards }, 100)!;
    expect(Math.hypot(start.x - last[0]!, start.y - last[1]!)).toBeLessThan(0.5);
  });

  it('lands in the cell that it was given', () => {
    const row = layout.stations.findIndex(({ id }) => id === 'pickers');
    const { x, y, form } = layout.stations[row]!;
    const end = at({ toStation: row, toPlace: 2 }, 499.999)!;
    const [gx, gy] = placeAt(form.grid, 2);
    expect(Math.hypot(end.x - x - gx, end.y - y - gy)).toBeLessThan(0.5);
  });
});
