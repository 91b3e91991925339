/** Left upper corner in the picture, in pixels at zoom 1. */
export type Point = readonly [number, number];

/** Stations stand this far apart when nobody says where. */
export const COLUMN = 260;
export const ROW = 240;
/** Nearer than this, two stations lie on each other. */
const CLEARANCE: Point = [200, 200];

export const liesOn = (taken: readonly Point[], [x, y]: Point): boolean =>
  taken.some((at) => Math.abs(at[0] - x) < CLEARANCE[0] && Math.abs(at[1] - y) < CLEARANCE[1]);
