import type { ParamValue } from '../../../simulations/engine/param';
import type { StationSpec } from '../../../simulations/scenario/scenario';
import { packPlaces, type Grid } from './grid';

/**
 * The form of a station: its box, where links meet it, and where its jobs stand. It follows from kind and
 * parameters alone, so that the diagram, the moving dots and the tests agree without measuring the screen.
 *
 * Every station stands on the same line, the river, and what it holds stacks up from there: a longer queue is
 * a higher dam. `at` of the scenario is the left end of a strip of SKY pixels above the river.
 */
export interface StationForm {
  readonly kind: FormKind;
  readonly width: number;
  readonly height: number;
  /** The box starts this much below the station's `at`. */
  readonly top: number;
  /** The river's height in the box, where links come in at `inX` and go out at `outX`. */
  readonly river: number;
  readonly inX: number;
  readonly outX: number;
  readonly grid: Grid;
  /** Too many places to draw one by one: a level in this tank instead. */
  readonly tank: Box | null;
  /** Places, as the picture understands them; Infinity: unbounded. */
  readonly places: number;
  /** Where shed jobs fall: over `lip`, down to `tray`. */
  readonly lip: readonly [number, number];
  readonly tray: readonly [number, number];
}

export type FormKind = 'producer' | 'queue' | 'workers' | 'sink' | 'other';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room above the river for what stands there. */
export const SKY = 140;
/** Room below it for name, numbers and the tray. */
const CAPTION = 82;
/** More places than this are drawn as a level. */
export const PLACES_DRAWN_MAX = 120;
const CELLS_DRAWN_MAX = 100;
/** Places of an unbounded line that are drawn before it only says how many more there are. */
const OPEN_PLACES = 72;
/** Jobs waiting outside a producer that are drawn one by one. */
export const OUTSIDE_PLACES = 24;

const BASIN_X = 8;
const BASIN_WIDTH = 156;
const WALL = 8;

export function stationForm(spec: StationSpec): StationForm {
  switch (spec.kind) {
    case 'producer': return producerForm();
    case 'queue': return queueForm(amount(spec['capacityJobs'], 100));
    case 'workers': return workersForm(amount(spec['workers'], 4));
    case 'sink': return sinkForm();
    default: return otherForm();
  }
}

/** A number of places; the word "unbounded" is Infinity. */
function amount(value: ParamValue | readonly [number, number] | undefined, initial: number): number {
  if (value === 'unbounded') return Infinity;
  return typeof value === 'number' ? value : initial;
}

function queueForm(capacity: number): StationForm {
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
    kind: 'queue', width: 200, height: above + CAPTION, top: SKY - above, river: above, inX: 0, outX: wallX,
    grid: {
      places: levelled ? PLACES_DRAWN_MAX : drawn, columns: packing.columns, rows: packing.rows, pitch: packing.pitch, snake: true,
      x: right - packing.pitch / 2 - 1, y: above, direction: -1,
    },
    tank: levelled
      ? { x: BASIN_X, y: above + packing.pitch / 2 - high, width: BASIN_WIDTH, height: high }
      : null,
    places: capacity,
    lip: [wallX - WALL / 2, above + packing.pitch / 2 - high - 7],
    tray: [wallX + 10, above + 36],
  };
}

function workersForm(workers: number): StationForm {
  const levelled = workers > CELLS_DRAWN_MAX;
  const packing = packPlaces(levelled ? CELLS_DRAWN_MAX : workers, {
    width: 140, height: 132, pitchMax: 40, columnsMax: Math.max(1, Math.ceil(Math.sqrt(workers))),
  });
  const high = levelled ? 132 : packing.rows * packing.pitch;
  const wide = packing.columns * packing.pitch;
  const above = high - packing.pitch / 2 + 12;
  const width = 156;
  return {
    kind: 'workers', width, height: above + CAPTION, top: SKY - above, river: above, inX: (width - wide) / 2 - 7, outX: (width + wide) / 2 + 7,
    grid: {
      places: levelled ? CELLS_DRAWN_MAX : workers, columns: packing.columns, rows: packing.rows, pitch: packing.pitch, snake: false,
      x: (width - wide) / 2 + packing.pitch / 2, y: above, direction: 1,
    },
    tank: levelled ? { x: (width - wide) / 2, y: above + packing.pitch / 2 - high, width: wide, height: high } : null,
    places: workers,
    lip: [width / 2, above + packing.pitch / 2],
    tray: [width / 2, above + 40],
  };
}

function producerForm(): StationForm {
  const above = 76;
  return {
    kind: 'producer', width: 124, height: above + CAPTION, top: SKY - above, river: above, inX: 62, outX: 62,
    grid: { places: OUTSIDE_PLACES, columns: 8, rows: 3, pitch: 11, snake: true, x: 62 + 3.5 * 11, y: above - 40, direction: -1 },
    tank: null, places: Infinity, lip: [62, above], tray: [62, above + 40],
  };
}

function sinkForm(): StationForm {
  const above = 40;
  return {
    kind: 'sink', width: 124, height: above + CAPTION, top: SKY - above, river: above, inX: 62, outX: 62,
    grid: { places: 1, columns: 1, rows: 1, pitch: 12, snake: false, x: 62, y: above, direction: 1 },
    tank: null, places: Infinity, lip: [62, above], tray: [62, above + 40],
  };
}

/** A kind without a drawing of its own: a plain box, so that a new kind is seen from its first day. */
function otherForm(): StationForm {
  const above = 36;
  return {
    kind: 'other', width: 124, height: above + CAPTION, top: SKY - above, river: above, inX: 20, outX: 104,
    grid: { places: 6, columns: 6, rows: 1, pitch: 12, snake: true, x: 92, y: above, direction: -1 },
    tank: null, places: Infinity, lip: [62, above], tray: [62, above + 40],
  };
}
