import { describe, expect, it } from 'vitest';
import { layOut } from '../../../../renderer/stage/geometry/layout';
import { flattenCubic, linkCubic } from '../../../../renderer/stage/geometry/link-path';
import { lengthOf, samplePath } from '../../../../renderer/stage/geometry/path-sampler';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';

// Method: known lines, and what must hold for every way: it begins and ends where the stations are, evenly divided.
const sampled = (points: readonly number[], samples: number): [number, number][] => {
  const out = new Float32Array(samples * 4);
  samplePath(points, out, 0, 4, samples);
  return Array.from({ length: samples }, (_, i) => [out[i * 4]!, out[i * 4 + 1]!]);
};

describe('samplePath', () => {
  it('divides a bent line evenly by length', () => {
    const points = sampled([0, 0, 30, 0, 30, 10], 5);
    expect(points).toEqual([[0, 0], [10, 0], [20, 0], [30, 0], [30, 10]]);
  });

  it('keeps to both ends of a curve, at an even pace', () => {
    const curve = flattenCubic(linkCubic([0, 0], [200, 120]), 64);
    const points = sampled(curve, 32);
    expect(points[0]).toEqual([0, 0]);
    expect(points.at(-1)![0]).toBeCloseTo(200, 3);
    expect(points.at(-1)![1]).toBeCloseTo(120, 3);
    const steps = points.slice(1).map(([x, y], i) => Math.hypot(x - points[i]![0], y - points[i]![1]));
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.02);
  });

  it('survives a way without length', () => {
    expect(sampled([5, 6, 5, 6], 3)).toEqual([[5, 6], [5, 6], [5, 6]]);
  });
});

describe('layOut', () => {
  const layout = layOut(boundedQueue);

  it('draws links from exit to entrance, straight where stations stand side by side', () => {
    const [link] = layout.links;
    const [orders, inbox] = layout.stations;
    expect(link!.way.slice(0, 2)).toEqual([orders!.x + orders!.form.outX, orders!.y + orders!.form.river]);
    expect(link!.way.slice(-2)).toEqual([inbox!.x + inbox!.form.inX, inbox!.y + inbox!.form.river]);
    const heights = link!.way.filter((_, i) => i % 2 === 1);
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1e-6);
  });

  it('leads a job that is turned away over the lip and down into the tray', () => {
    const [link] = layout.links;
    const inbox = layout.stations[1]!;
    expect(link!.spill.slice(-2)).toEqual([inbox.x + inbox.form.tray[0], inbox.y + inbox.form.tray[1]]);
    expect(Math.min(...link!.spill.filter((_, i) => i % 2 === 1))).toBeCloseTo(inbox.y + inbox.form.lip[1]);
    expect(lengthOf(link!.spill)).toBeGreaterThan(lengthOf(link!.way));
  });

  it('follows a station under the hand, with its links', () => {
    const moved = layOut(boundedQueue, new Map([['inbox', [300, 80]]]));
    expect(moved.stations[1]!.x).toBe(300);
    expect(moved.links[0]!.way.at(-2)).toBe(300);
    expect(moved.links[2]).toEqual(layout.links[2]);
  });
});
