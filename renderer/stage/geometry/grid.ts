/**
 * Places in a station, counted from the exit. Where place `i` lies is a formula and not a list, because
 * the vertex shader works it out by itself (picture/place.glsl.ts says the same in GLSL).
 */
export interface Grid {
  readonly places: number;
  readonly columns: number;
  readonly rows: number;
  /** Distance between neighbours, in pixels at zoom 1. */
  readonly pitch: number;
  /** A line that turns round at each end, so that moving up by one place is always one short step. */
  readonly snake: boolean;
  /** The middle of place 0, relative to the station's box. */
  readonly x: number;
  readonly y: number;
  /** The way to the next column: −1 to the left, as in a line that leaves at its right end. Rows stack upwards. */
  readonly direction: 1 | -1;
}

interface Room {
  readonly width: number;
  readonly height: number;
  readonly pitchMax: number;
  /** Columns at most, so that a few places do not stand in one long row. */
  readonly columnsMax?: number;
}

export interface Packing {
  readonly columns: number;
  readonly rows: number;
  readonly pitch: number;
}

/** The largest places of which `count` fit into the room. */
export function packPlaces(count: number, { width, height, pitchMax, columnsMax = Infinity }: Room): Packing {
  for (let pitch = pitchMax; pitch > 4; pitch--) {
    const columns = Math.min(Math.floor(width / pitch), columnsMax, Math.max(count, 1));
    const rows = Math.max(1, Math.ceil(count / columns));
    if (rows * pitch <= height) return { columns, rows, pitch };
  }
  const columns = Math.floor(width / 4);
  return { columns, rows: Math.ceil(count / columns), pitch: 4 };
}

/** The middle of place `index`, which may lie between two places while the line moves up. */
export function placeAt(grid: Grid, index: number): readonly [number, number] {
  const at = Math.min(Math.max(index, 0), Math.max(grid.places - 1, 0));
  const whole = Math.floor(at);
  const [ax, ay] = wholePlaceAt(grid, whole);
  const [bx, by] = wholePlaceAt(grid, whole + 1);
  const part = at - whole;
  return [ax + (bx - ax) * part, ay + (by - ay) * part];
}

function wholePlaceAt(grid: Grid, index: number): readonly [number, number] {
  const row = Math.floor(index / grid.columns);
  const along = index - row * grid.columns;
  const column = grid.snake && row % 2 === 1 ? grid.columns - 1 - along : along;
  return [grid.x + column * grid.pitch * grid.direction, grid.y - row * grid.pitch];
}
