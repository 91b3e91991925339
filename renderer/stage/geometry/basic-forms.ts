import { packPlaces } from './grid';
import { CAPTION, SKY, type StationForm } from './form';

/** More places than this are drawn as a level. */
export const PLACES_DRAWN_MAX = 120;
const CELLS_DRAWN_MAX = 100;
/** Places of an unbounded line that are drawn before it only says how many more there are. */
const OPEN_PLACES = 72;
const SHARED_PLACES = 36;
/** Jobs waiting outside a producer that are drawn one by one. */
export const OUTSIDE_PLACES = 24;

const BASIN_X = 8;
const BASIN_WIDTH = 156;
const WALL = 8;

export function queueForm(capacity: number): StationForm {
  const levelled = Number.isFinite(capacity) && capacity > PLACES_DRAWN_MAX;
  const drawn = Number.isFinite(capacity) ? capacity : OPEN_PLACES;
  const packing = packPlaces(levelled ? PLACES_DRAWN_MAX : drawn, {
    // Few places are drawn large, but never so large that the dam would be higher than that of a longer queue.
    width: BASIN_WIDTH, height: Math.min(132, 36 + 1.2 * drawn), pitchMax: 24,
  });
  const right = BASIN_X + BASIN_WIDTH;
  const high = levelled ? 132 : packing.rows * packing.pitch;
  const above = Math.max(high - packing.pitch / 2, 12) + 22;
  const wallX = right + WALL;
  return {
    kind: 'queue', stand: 'line', width: 200, height: above + CAPTION, top: SKY - above, river: above, inX: 0, outX: wallX,
    grid: {
      places: levelled ? PLACES_DRAWN_MAX : drawn, columns: packing.columns, rows: packing.rows, pitch: packing.pitch, snake: true,
      x: right - packing.pitch / 2 - 1, y: above, direction: -1,
    },
    tank: levelled
      ? { x: BASIN_X, y: above + packing.pitch / 2 - high, width: BASIN_WIDTH, height: high }
      : null,
    belt: null, lanes: 0,
    places: capacity,
    lip: [wallX - WALL / 2, above + packing.pitch / 2 - high - 7],
    tray: [wallX + 10, above + 36],
  };
}

export function workersForm(workers: number): StationForm {
  // Shared without a bound there are no cells: a few dozen are drawn, and the rest is told.
  const open = workers === Infinity;
  const levelled = !open && workers > CELLS_DRAWN_MAX;
  const drawn = levelled ? CELLS_DRAWN_MAX : open ? SHARED_PLACES : workers;
  const packing = packPlaces(drawn, {
    width: 140, height: 132, pitchMax: 40, columnsMax: Math.max(1, Math.ceil(Math.sqrt(drawn))),
  });
  const high = levelled ? 132 : packing.rows * packing.pitch;
  const wide = packing.columns * packing.pitch;
  const above = high - packing.pitch / 2 + 12;
  const width = 156;
  return {
    kind: 'workers', stand: 'cells', width, height: above + CAPTION, top: SKY - above, river: above, inX: (width - wide) / 2 - 7, outX: (width + wide) / 2 + 7,
    grid: {
      places: drawn, columns: packing.columns, rows: packing.rows, pitch: packing.pitch, snake: false,
      x: (width - wide) / 2 + packing.pitch / 2, y: above, direction: 1,
    },
    tank: levelled ? { x: (width - wide) / 2, y: above + packing.pitch / 2 - high, width: wide, height: high } : null,
    belt: null, lanes: 0,
    places: workers,
    lip: [width / 2, above + packing.pitch / 2],
    tray: [width / 2, above + 40],
  };
}

export function producerForm(): StationForm {
  const above = 76;
  return {
    kind: 'producer', stand: 'line', width: 124, height: above + CAPTION, top: SKY - above, river: above, inX: 62, outX: 62,
    grid: { places: OUTSIDE_PLACES, columns: 8, rows: 3, pitch: 11, snake: true, x: 62 + 3.5 * 11, y: above - 40, direction: -1 },
    tank: null, belt: null, lanes: 0, places: Infinity, lip: [62, above], tray: [62, above + 40],
  };
}

export function sinkForm(): StationForm {
  const above = 40;
  return {
    kind: 'sink', stand: 'cells', width: 124, height: above + CAPTION, top: SKY - above, river: above, inX: 62, outX: 62,
    grid: { places: 1, columns: 1, rows: 1, pitch: 12, snake: false, x: 62, y: above, direction: 1 },
    tank: null, belt: null, lanes: 0, places: Infinity, lip: [62, above], tray: [62, above + 40],
  };
}
