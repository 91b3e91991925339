import type { Grid } from './grid';

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
  readonly stand: Stand;
  /** Too many places to draw one by one: a level in this tank instead. */
  readonly tank: Box | null;
  /** Where jobs move by themselves, from left to right, while their time passes. */
  readonly belt: Box | null;
  /** Places, as the picture understands them; Infinity: unbounded. */
  readonly places: number;
  /** Rows of a topic that are drawn for each of its groups; 0: it has none. */
  readonly lanes: number;
  /** Where shed jobs fall: over `lip`, down to `tray`. */
  readonly lip: readonly [number, number];
  readonly tray: readonly [number, number];
}

export type FormKind = 'producer' | 'queue' | 'workers' | 'delay' | 'router' | 'limiter' | 'fork' | 'join' | 'cache' | 'topic' | 'gate' | 'sink' | 'other';

/**
 * How jobs stand: in a line that moves up towards its head; each in a cell of its own; in the lanes of a topic, where a place tells the lane
 * and the offset; or on a belt, where time itself moves them.
 */
export type Stand = 'line' | 'cells' | 'lanes' | 'belt';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room above the river for what stands there. */
export const SKY = 140;
/** Room below it for name, numbers and the tray. */
export const CAPTION = 82;

/** Who is turned away falls into a basin at the right, and the words stand at the left. */
export const hasBasin = (kind: string): boolean => kind === 'queue' || kind === 'limiter' || kind === 'gate' || kind === 'topic';
