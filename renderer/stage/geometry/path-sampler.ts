import type { Polyline } from './link-path';

export const PATH_SAMPLES = 32;

export function lengthOf(points: Polyline): number {
  let length = 0;
  for (let i = 2; i < points.length; i += 2) length += step(points, i);
  return length;
}

const step = (points: Polyline, i: number): number =>
  Math.hypot((points[i] ?? 0) - (points[i - 2] ?? 0), (points[i + 1] ?? 0) - (points[i - 1] ?? 0));

/**
 * Points spaced evenly by length, so that a dot that advances evenly in time moves at an even speed. Written
 * into `out` as x, y with a gap of `stride` numbers.
 */
export function samplePath(points: Polyline, out: Float32Array, at: number, stride: number, samples = PATH_SAMPLES): void {
  const total = lengthOf(points);
  let i = 2;
  let before = 0;
  for (let n = 0; n < samples; n++) {
    const want = (total * n) / (samples - 1);
    while (i < points.length - 2 && before + step(points, i) < want) {
      before += step(points, i);
      i += 2;
    }
    const here = step(points, i);
    const part = here > 0 ? Math.min((want - before) / here, 1) : 0;
    const o = at + n * stride;
    out[o] = mix(points[i - 2] ?? 0, points[i] ?? points[i - 2] ?? 0, part);
    out[o + 1] = mix(points[i - 1] ?? 0, points[i + 1] ?? points[i - 1] ?? 0, part);
  }
}

const mix = (a: number, b: number, part: number): number => a + (b - a) * part;
