import { COUNTER_0, COUNTER_1, KEY_0, KEY_1, UNUSED, VARIATE, WORD_0, WORD_1, f64, i32 } from './arena';

/**
 * Random numbers as a function of (key, counter): Threefry-2x32 with 13 rounds.
 * Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, which
 * reports that 13 rounds already pass BigCrush.
 *
 * Nothing is consumed: draw n of a stream, or a number that belongs to job 417, is the same whatever
 * was drawn before. That is what lets two policies be compared on the same requests, and what makes a
 * keyframe of all randomness a handful of counters.
 */

/** From here on numbers are those of (key, counter); up to 65,536 of them. The first is made at once, because one is always wanted. */
export const openRandom = (key0: number, key1: number, counter0: number, counter1: number): void => {
  const ints = i32;
  ints[KEY_0] = key0;
  ints[KEY_1] = key1;
  ints[COUNTER_0] = counter0;
  ints[COUNTER_1] = counter1 << 16;
  ints[UNUSED] = 1;
  next();
};

/** Makes the next 64 bits, unless those of `openRandom` are still unused. */
const turn = (): void => {
  if (i32[UNUSED] === 1) i32[UNUSED] = 0;
  else next();
};

/** The next 64 bits, in WORD_0 and WORD_1. */
const next = (): void => {
  const ints = i32;
  const k0 = ints[KEY_0];
  const k1 = ints[KEY_1];
  const k2 = k0 ^ k1 ^ 0x1bd11bda;
  const counter1 = ints[COUNTER_1];
  let x0 = (ints[COUNTER_0] + k0) | 0;
  let x1 = (counter1 + k1) | 0;
  ints[COUNTER_1] = counter1 + 1;

  x0 = (x0 + x1) | 0; x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + k1) | 0; x1 = (x1 + k2 + 1) | 0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
  x0 = (x0 + k2) | 0; x1 = (x1 + k0 + 2) | 0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
  x0 = (x0 + k0) | 0; x1 = (x1 + k1 + 3) | 0;
  x0 = (x0 + x1) | 0; x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;

  ints[WORD_0] = x0;
  ints[WORD_1] = x1;
};

/** Both words of the next draw: for tests against the published vectors, and for keys. */
export const randomWords = (): readonly [number, number] => {
  turn();
  return [i32[WORD_0], i32[WORD_1]];
};

/** The last draw as a number of the open interval (0, 1), 52 bits. */
const unit = (): number => (i32[WORD_0] >>> 0) * TWO_TO_MINUS_32 + ((i32[WORD_1] >>> 12) + 0.5) * TWO_TO_MINUS_52;

/** Uniform on the open interval (0, 1), 52 bits. */
export const drawUniform = (): number => {
  turn();
  return unit();
};

/**
 * Exponential with mean 1, by the ziggurat of 256 layers.
 * Source: Marsaglia & Tsang, "The ziggurat method for generating random variables", J. Stat. Softw. 5(8), 2000;
 * layer and height come from different bits (Doornik 2005 on why).
 */
export const drawExponential = (): number => {
  makeExponential(); // The number comes back through the arena: as the value of a function that is called it would be an object.
  return f64[VARIATE];
};

const makeExponential = (): void => {
  turn();
  const layer = i32[WORD_1] & 255;
  const x = unit() * EXP_X[layer];
  f64[VARIATE] = x;
  if (x >= EXP_X[layer + 1]) goBeyond(layer);
};

/** One draw in a hundred: the edge of a layer, or the tail. The first x is in VARIATE. */
const goBeyond = (firstLayer: number): void => {
  let layer = firstLayer;
  let x = f64[VARIATE];
  let beyond = 0;
  for (;;) {
    if (layer === 0) beyond += EXP_R; // memoryless: the tail is the whole curve again
    else if (EXP_Y[layer] + drawUniform() * (EXP_Y[layer + 1] - EXP_Y[layer]) < Math.exp(-x)) break;
    turn();
    layer = i32[WORD_1] & 255;
    x = unit() * EXP_X[layer];
    if (x < EXP_X[layer + 1]) break;
  }
  f64[VARIATE] = beyond + x;
};

/** Standard normal, by the ziggurat of 256 layers; the tail by Marsaglia's method of 1964. */
export const drawNormal = (): number => {
  for (;;) {
    turn();
    const layer = i32[WORD_1] & 255;
    const negative = (i32[WORD_1] & 256) !== 0;
    const x = unit() * NORMAL_X[layer];
    if (x < NORMAL_X[layer + 1]) return negative ? -x : x;
    if (layer === 0) {
      for (;;) {
        const tail = -Math.log(drawUniform()) / NORMAL_R;
        if (-2 * Math.log(drawUniform()) > tail * tail) return negative ? -(NORMAL_R + tail) : NORMAL_R + tail;
      }
    }
    if (NORMAL_Y[layer] + drawUniform() * (NORMAL_Y[layer + 1] - NORMAL_Y[layer]) < Math.exp(-0.5 * x * x)) {
      return negative ? -x : x;
    }
  }
};

const TWO_TO_MINUS_32 = 2 ** -32;
const TWO_TO_MINUS_52 = 2 ** -52;

const EXP_R = 7.697117470131050;
const EXP_V = 0.003949659822581557;
const [EXP_X, EXP_Y] = zigguratTables(EXP_R, EXP_V, (x) => Math.exp(-x), (y) => -Math.log(y));

const NORMAL_R = 3.6541528853610088;
const NORMAL_V = 0.00492867323399;
const [NORMAL_X, NORMAL_Y] = zigguratTables(
  NORMAL_R, NORMAL_V, (x) => Math.exp(-0.5 * x * x), (y) => Math.sqrt(-2 * Math.log(y)),
);

/** Layer i spans widths X[i] (bottom) to X[i + 1] (top) and heights Y[i] to Y[i + 1]; layer 0 holds the tail beyond r. */
function zigguratTables(
  r: number, area: number, density: (x: number) => number, inverse: (y: number) => number,
): readonly [Float64Array, Float64Array] {
  const x = new Float64Array(257);
  const y = new Float64Array(257);
  x[0] = area / density(r);
  x[1] = r;
  y[1] = density(r);
  for (let i = 2; i < 256; i++) {
    y[i] = y[i - 1] + area / x[i - 1];
    x[i] = inverse(y[i]);
  }
  x[256] = 0;
  y[256] = 1;
  return [x, y];
}

/** A key of two words for a purpose of a station, from the scenario's seed. */
export function streamKey(seed: number, station: string, purpose: string): readonly [number, number] {
  let key: readonly [number, number] = [seed % 2 ** 32 | 0, Math.floor(seed / 2 ** 32) | 0];
  const text = `${station}\u0000${purpose}`;
  for (let i = 0; i < text.length; i++) {
    openRandom(key[0], key[1], text.charCodeAt(i), i);
    key = randomWords();
  }
  return key;
}
