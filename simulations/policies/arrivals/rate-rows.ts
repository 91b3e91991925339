import { DRAWN_NS, DUE_NS, NOW_NS, f64 } from '../../engine/arena';

/**
 * A Poisson stream whose rate is told by rows, each a time, the rate from then on and its slope: steps and straight ramps. The next job
 * comes when the integral of the rate has grown by an exponential amount of mean 1 (inversion of the integrated rate), which is exact.
 * Where a length is given, the rows begin again after it; without one, the last rate holds on.
 * Source: Çinlar, Introduction to Stochastic Processes (1975), section 4.7; Law, Simulation Modeling and Analysis, section 8.6.2.
 */

/** Numbers before the rows: how many rows, after what time they begin again (0: never), arrivals expected in that time. */
export const ROWS_HEADER = 3;
const COUNT = 0;
const LENGTH = 1;
const PER_LENGTH = 2;
/** ns, per ns, per ns². */
export const ROW_NUMBERS = 3;
const AT = 0;
const RATE = 1;
const SLOPE = 2;

export interface RatePoint { readonly atS: number; readonly ratePerS: number }

/** The header, then the rows. Points are in order of time. Before the first of them its rate holds. */
export function rateRows(points: readonly RatePoint[], ramps: boolean, repeatS: number): number[] {
  const given = points[0].atS === 0 ? points : [{ atS: 0, ratePerS: points[0].ratePerS }, ...points];
  let expected = 0;
  const rows = given.flatMap(({ atS, ratePerS }, i) => {
    const next = given.at(i + 1);
    const lengthNs = ((next?.atS ?? repeatS) - atS) * 1e9;
    const rate = ratePerS / 1e9;
    const slope = ramps && next !== undefined && lengthNs > 0 ? (next.ratePerS / 1e9 - rate) / lengthNs : 0;
    expected += Math.max(0, lengthNs) * (rate + (slope * lengthNs) / 2);
    return [Math.round(atS * 1e9), rate, slope];
  });
  return [given.length, Math.round(repeatS * 1e9), repeatS > 0 ? expected : 0, ...rows];
}

/** The row that holds at `x`, by halves; rows of no length are passed over. */
function rowAt(numbers: Float64Array, first: number, count: number, x: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[first + middle * ROW_NUMBERS + AT] <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** ns from now until as many arrivals as DRAWN_NS are expected, into DRAWN_NS; −1: they never are. */
export function whenExpectedByRows(header: number, numbers: Float64Array, first: number): void {
  const count = f64[header + COUNT];
  const length = f64[header + LENGTH];
  const perLength = f64[header + PER_LENGTH];
  const start = length > 0 ? f64[NOW_NS] % length : f64[NOW_NS];
  let left = f64[DRAWN_NS];
  let passed = 0;
  if (length > 0) {
    if (perLength <= 0) {
      f64[DRAWN_NS] = -1;
      return;
    }
    const rounds = Math.floor(left / perLength);
    left -= rounds * perLength;
    passed = rounds * length;
  }
  let x = start;
  let i = rowAt(numbers, first, count, x);
  // What is left is less than a round's worth, so a round and the row it began in is all there can be; rounding may ask for one more.
  for (let rowsLeft = 2 * count + 2; rowsLeft > 0; rowsLeft--) {
    const row = first + i * ROW_NUMBERS;
    const slope = numbers[row + SLOPE];
    const rate = numbers[row + RATE] + slope * (x - numbers[row + AT]);
    const isLast = i === count - 1;
    const end = isLast ? (length > 0 ? length : Infinity) : numbers[row + ROW_NUMBERS + AT];
    const span = end - x;
    // The last row may have no end, and 0 times for ever is no number.
    const inRow = slope !== 0 ? span * (rate + (slope * span) / 2) : rate === 0 ? 0 : span * rate;
    if (inRow >= left && inRow > 0) {
      // The root of slope/2 y² + rate y = left that does not lose digits.
      const y = slope === 0 ? left / rate : (2 * left) / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * slope * left)));
      f64[DRAWN_NS] = passed + (x - start) + Math.min(y, span);
      return;
    }
    if (end === Infinity) break;
    left -= inRow;
    x = end;
    if (isLast) {
      passed += length;
      x = 0;
      i = 0;
    } else {
      i++;
    }
  }
  f64[DRAWN_NS] = length > 0 ? Math.max(0, passed + (x - start)) : -1;
}

/** How many arrivals are expected from now until DUE_NS, into DRAWN_NS. */
export function expectedByRows(header: number, numbers: Float64Array, first: number): void {
  const from = f64[NOW_NS];
  const to = f64[DUE_NS];
  const length = f64[header + LENGTH];
  const count = f64[header + COUNT];
  const upTo = (t: number): number => {
    let expected = 0;
    const row = rowAt(numbers, first, count, t);
    for (let i = 0; i <= row; i++) {
      const at = first + i * ROW_NUMBERS;
      const span = (i === row ? t : numbers[at + ROW_NUMBERS + AT]) - numbers[at + AT];
      expected += span * (numbers[at + RATE] + (numbers[at + SLOPE] * span) / 2);
    }
    return expected;
  };
  if (length === 0) {
    f64[DRAWN_NS] = upTo(to) - upTo(from);
    return;
  }
  const rounds = Math.floor(to / length) - Math.floor(from / length);
  f64[DRAWN_NS] = rounds * f64[header + PER_LENGTH] + upTo(to % length) - upTo(from % length);
}
