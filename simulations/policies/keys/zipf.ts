import { f64, i32 } from '../../engine/arena';
import type { KeyKind } from '../../engine/kind';
import { J_KEY, J_SORT, SORT_TOUCHED } from '../../engine/layout';
import { numberParam } from '../../engine/param';
import { drawUniform } from '../../engine/random';
import { keyCount } from './key-count';

// Numbers: how many keys, the exponent, H(1.5) − 1, H(keys + 0.5), and how near to a key is surely its own.
const EXPONENT = 1;
const FROM = 2;
const TO = 3;
const NEAR = 4;

/**
 * A few keys are asked for most of the time: key n is as likely as n^−exponent. With the exponent 1, the first key comes twice as often
 * as the second; 0 makes all alike. Web pages have 0.6 to 0.9 (Breslau and others, INFOCOM 1999).
 *
 * Drawn by rejection from the inverted integral of the density, which is exact for any number of keys and needs no table, so
 * that keys and exponent can be dragged during a run.
 * Source: Hörmann & Derflinger, "Rejection-inversion to generate variates from monotone discrete distributions", ACM TOMACS 6 (1996).
 */
export const zipfKeys: KeyKind = {
  kind: 'zipf',
  label: 'Zipf',
  help: 'A few keys are asked for most of the time, and very many hardly ever: pages, products, users.',
  params: {
    keys: numberParam(keyCount),
    exponent: numberParam({
      label: 'Exponent', unit: 'ratio', min: 0, max: 10, initial: 0.9, slider: [0, 2], primary: true,
      help: 'How unequal the keys are. 0: all alike. 1: the first comes twice as often as the second, three times as often as the third.',
    }),
  },
  compile: (values) => {
    const keys = values['keys'] as number;
    const exponent = values['exponent'] as number;
    return [
      keys, exponent, integral(1.5, exponent) - 1, integral(keys + 0.5, exponent),
      2 - inverse(integral(2.5, exponent) - density(2, exponent), exponent),
    ];
  },
  drawKey: (_k, numbersAt, j) => {
    const keys = f64[numbersAt];
    const exponent = f64[numbersAt + EXPONENT];
    const from = f64[numbersAt + FROM];
    const to = f64[numbersAt + TO];
    for (;;) {
      const u = to + drawUniform() * (from - to);
      const x = inverse(u, exponent);
      const key = Math.min(keys, Math.max(1, Math.floor(x + 0.5)));
      if (key - x > f64[numbersAt + NEAR] && u < integral(key + 0.5, exponent) - density(key, exponent)) continue;
      i32[(j << 1) + J_SORT] |= SORT_TOUCHED;
      i32[(j << 1) + J_KEY] = key;
      return;
    }
  },
};

const density = (x: number, exponent: number): number => Math.exp(-exponent * Math.log(x));

/** H(x) = (x^(1 − exponent) − 1) / (1 − exponent), and ln x where the exponent is 1. */
const integral = (x: number, exponent: number): number => {
  const log = Math.log(x);
  const power = (1 - exponent) * log;
  return log * (Math.abs(power) > 1e-8 ? Math.expm1(power) / power : 1 + (power / 2) * (1 + power / 3));
};

const inverse = (h: number, exponent: number): number => {
  const t = Math.max(-1, h * (1 - exponent));
  return Math.exp(h * (Math.abs(t) > 1e-8 ? Math.log1p(t) / t : 1 - t * (1 / 2 - t / 3)));
};
