import type { Grid } from './grid';
import { CAPTION, SKY, type FormKind, type StationForm } from './form';

/** The forms of the stations that pass on, split, merge, keep or delay. What they share: a narrow box on the river, with room for the tray at its right. */

interface Body {
  readonly kind: FormKind;
  readonly width: number;
  readonly above: number;
  readonly inX: number;
  readonly outX: number;
  readonly grid: Grid;
}

function form({ kind, width, above, inX, outX, grid }: Body, more: Partial<StationForm> = {}): StationForm {
  return {
    kind, stand: 'line', width, height: above + CAPTION, top: SKY - above, river: above, inX, outX, grid,
    tank: null, belt: null, lanes: 0, places: Infinity, lip: [outX - 12, above + 24], tray: [outX + 4, above + 62], ...more,
  };
}

/** One place in the middle of the river, for those that hold nobody. */
const point = (x: number, y: number): Grid => ({ places: 1, columns: 1, rows: 1, pitch: 22, snake: false, x, y, direction: 1 });

/** A line that ends at `x` and stacks upwards. */
const line = (x: number, y: number, columns: number, rows: number, pitch: number): Grid =>
  ({ places: columns * rows, columns, rows, pitch, snake: true, x, y, direction: -1 });

export const routerForm = (): StationForm =>
  form({ kind: 'router', width: 124, above: 44, inX: 30, outX: 94, grid: point(62, 44) }, { stand: 'cells', lip: [62, 76], tray: [62, 90] });

export const gateForm = (): StationForm =>
  form({ kind: 'gate', width: 178, above: 50, inX: 34, outX: 88, grid: point(61, 50) }, { stand: 'cells', lip: [54, 66], tray: [146, 92] });

/** The rack over the pipe holds tokens, or shows who is under way. */
export const LIMITER_RACK = { x: 28, y: 6, width: 76, height: 50, columns: 6, rows: 4 } as const;
export const limiterForm = (): StationForm =>
  form({ kind: 'limiter', width: 200, above: 92, inX: 24, outX: 108, grid: point(66, 92) }, { stand: 'cells', lip: [60, 108], tray: [164, 132] });

/** Jobs stand before the bar until enough of their copies are back. */
export const forkForm = (): StationForm =>
  form({ kind: 'fork', width: 132, above: 76, inX: 14, outX: 112, grid: line(88, 76, 4, 4, 15) }, { lip: [62, 102], tray: [62, 116] });

export const joinForm = (): StationForm =>
  form({ kind: 'join', width: 132, above: 76, inX: 34, outX: 98, grid: line(84, 76, 2, 4, 15) }, { lip: [62, 102], tray: [62, 116] });

export const cacheForm = (): StationForm =>
  form({ kind: 'cache', width: 132, above: 72, inX: 26, outX: 106, grid: line(91, 60, 3, 2, 25) }, { lip: [62, 102], tray: [62, 116] });

export const BELT = { left: 16, right: 164, high: 34 } as const;
export const beltForm = (): StationForm =>
  form(
    { kind: 'delay', width: 180, above: 54, inX: BELT.left - 6, outX: BELT.right + 6, grid: line(BELT.right - 6, 54 - 24, 9, 2, 14) },
    { stand: 'belt', belt: { x: BELT.left, y: 54 - BELT.high / 2, width: BELT.right - BELT.left, height: BELT.high }, lip: [90, 80], tray: [90, 94] },
  );

/** Rows that fit; a topic with more says how many are not drawn. */
const LANE_ROWS_MAX = 16;
const LANE_COLUMNS = 14;
export function topicForm(partitions: number, groups: number): StationForm {
  const lanes = Math.max(1, Math.min(partitions, Math.floor(LANE_ROWS_MAX / groups)));
  const rows = lanes * Math.min(groups, LANE_ROWS_MAX);
  const pitch = rows > 10 ? 9 : 12;
  const above = rows * pitch - pitch / 2 + 16;
  const right = 16 + LANE_COLUMNS * pitch;
  return form(
    {
      kind: 'topic', width: right + 32, above, inX: 8, outX: right + 8,
      grid: { places: rows * LANE_COLUMNS, columns: LANE_COLUMNS, rows, pitch, snake: false, x: right - pitch / 2, y: above, direction: -1 },
    },
    { stand: 'lanes', lanes, places: partitions, lip: [right - 8, above + 18], tray: [right + 12, above + 46] },
  );
}

/** A kind without a drawing of its own: a plain box, so that a new kind is seen from its first day. */
export const otherForm = (): StationForm =>
  form({ kind: 'other', width: 124, above: 48, inX: 20, outX: 104, grid: line(92, 48, 6, 2, 12) }, { lip: [62, 70], tray: [62, 88] });
