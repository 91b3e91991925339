import type { StationForm } from './form';
import { linkCubic, type Cubic, type Curves } from './link-path';

interface Placed {
  readonly form: StationForm;
  readonly x: number;
  readonly y: number;
}

type Point = readonly [number, number];

/** How far a link swings out beside a station. */
const SWING = 40;
/** Less room than this between words and a station is none. */
const ROOM_MIN = 10;
/** So much it takes for a call to pass under three lines of large words; with less it comes in from the right. */
const ROOM_BELOW_WORDS_MIN = 30;
const ABOVE_TARGET_MAX = 16;
/** On a way back from here on there is room for other stations. */
const LONG_WAY = 400;

/**
 * Where a link goes. Ahead it is a plain curve. To a station below or behind, it must not run through the words of the one it comes from: it
 * goes around them. Only calls may use the other sides of a station, for they come back the same way and are no part of the river.
 * `aside`: how far beside the river it leaves.
 */
export function linkRoute(a: Placed, b: Placed, isCall: boolean, aside: number): Curves {
  const from: Point = [a.x + a.form.outX, a.y + a.form.river + aside];
  const to: Point = [b.x + b.form.inX, b.y + b.form.river];
  if (to[0] - from[0] > ROOM_MIN) return [linkCubic(from, to)];
  const isHeld = isCall && b.form.kind === 'workers';
  const left: Point = [a.x + a.form.inX, from[1]];
  const right: Point = [b.x + b.form.outX, b.y + b.form.river - (b.form.grid.rows - 1) * b.form.grid.pitch];
  if (isHeld && right[0] < left[0] - ROOM_MIN) return [mirrored(linkCubic([-left[0], left[1]], [-right[0], right[1]]))];

  const words = a.y + a.form.height;
  const room = b.y - words;
  if (room >= (isHeld ? ROOM_BELOW_WORDS_MIN : ROOM_MIN)) return from[0] - to[0] > LONG_WAY ? aroundOthers(from, to, b.y - room / 2) : around(from, to, b.y - Math.min(room / 2, ABOVE_TARGET_MAX));
  if (isHeld) return [{ from, c1: [from[0] + SWING, from[1]], c2: [right[0] + SWING, right[1]], to: right }];
  return [linkCubic(from, to)];
}

/** Down beside the words, back under them, and in from the left, as always. */
function around(from: Point, to: Point, backY: number): Curves {
  const meet: Point = [(from[0] + to[0]) / 2, backY];
  return [
    { from, c1: [from[0] + SWING, from[1]], c2: [from[0] + SWING, backY], to: meet },
    { from: meet, c1: [to[0] - SWING, backY], c2: [to[0] - SWING, to[1]], to },
  ];
}

/** The same, half way between the words and the station behind: others may stand beside it. */
function aroundOthers(from: Point, to: Point, backY: number): Curves {
  const down: Point = [from[0], backY];
  const meet: Point = [(from[0] + to[0]) / 2, backY];
  const up: Point = [to[0], backY];
  return [
    { from, c1: [from[0] + SWING, from[1]], c2: [from[0] + SWING, backY], to: down },
    { from: down, c1: down, c2: meet, to: meet },
    { from: meet, c1: meet, c2: up, to: up },
    { from: up, c1: [to[0] - SWING, backY], c2: [to[0] - SWING, to[1]], to },
  ];
}

const mirrored = ({ from, c1, c2, to }: Cubic): Cubic => ({ from: mirror(from), c1: mirror(c1), c2: mirror(c2), to: mirror(to) });
const mirror = ([x, y]: Point): Point => [-x, y];
