import type { NumberParam } from '../../simulations/engine/param';

/**
 * The values at which a slider stops, smallest first. A native range input counts the stops, so that arrows,
 * PageUp and Home always land on a number one would have typed, on a linear scale and on a logarithmic one.
 */
export function sliderStops(param: Scale): readonly number[] {
  const known = knownStops.get(param);
  if (known !== undefined) return known;
  const stops = stopsOf(param);
  knownStops.set(param, stops);
  return stops;
}

type Scale = Pick<NumberParam, 'scale' | 'slider' | 'integer'>;
/** By the declaration, which hundreds of stations of a kind share. */
const knownStops = new WeakMap<Scale, readonly number[]>();

function stopsOf({ scale, slider: [low, high], integer }: Scale): readonly number[] {
  const stops = scale === 'log' ? logStops(low, high) : linearStops(low, high, integer);
  const inside = stops.map((stop) => (integer ? Math.round(stop) : stop)).filter((stop) => stop > low && stop < high);
  return [low, ...new Set(inside), high].sort((a, b) => a - b);
}

/** A drag across the screen can hardly tell more than this many places apart. */
const LINEAR_STOPS = 200;

function linearStops(low: number, high: number, integer: boolean): number[] {
  const step = niceStep((high - low) / LINEAR_STOPS, integer);
  const from = Math.ceil(low / step);
  const to = Math.floor(high / step);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => tidy((from + n) * step));
}

/** The smallest of 1, 2, 5 times a power of ten that is not under `least`. */
export function niceStep(least: number, integer = false): number {
  if (integer && least <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((n) => n * power >= least * (1 - 1e-9)) ?? 10;
  return tidy(factor * power);
}

/** Steps of about 5 to 10 %: what one would call "a little more" at any size. */
const DECADE = [
  ...Array.from({ length: 10 }, (_, n) => 1 + n / 10),
  ...Array.from({ length: 15 }, (_, n) => 2 + n / 5),
  ...Array.from({ length: 10 }, (_, n) => 5 + n / 2),
];

function logStops(low: number, high: number): number[] {
  // A logarithmic way cannot begin at zero: it begins at one there, with zero as its first stop.
  const first = Math.floor(Math.log10(low > 0 ? low : Math.min(1, high / 1000)));
  const decades = Math.ceil(Math.log10(high)) - first;
  return Array.from({ length: decades }, (_, n) => DECADE.map((value) => tidy(value * 10 ** (first + n)))).flat();
}

const tidy = (value: number): number => Number(value.toPrecision(12));

/** The place of the stop nearest to a value; unbounded is beyond the last one. */
export function nearestStop(stops: readonly number[], value: number | 'unbounded'): number {
  if (value === 'unbounded') return stops.length - 1;
  let after = stops.findIndex((stop) => stop >= value);
  if (after === -1) after = stops.length - 1;
  const before = Math.max(0, after - 1);
  return value - (stops[before] ?? 0) < (stops[after] ?? 0) - value ? before : after;
}
