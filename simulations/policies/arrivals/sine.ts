import { DRAWN_NS, DUE_NS, NOW_NS, f64 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { drawExponential } from '../../engine/random';
import { ratePerS } from './rate-param';

// Numbers: mean rate per ns, swing, length of a wave in ns.
const SWING = 1;
const WAVE = 2;
/** Halving a wave of 12 days so often leaves less than a nanosecond. */
const STEPS_MAX = 64;

/**
 * A Poisson stream whose rate goes up and down as a sine does: λ(t) = λ (1 + a sin(2π t / P)), as by day and night. The next job comes when
 * the integral of the rate has grown by an exponential amount of mean 1; that time is found to a fraction of a nanosecond by Newton's
 * method, kept in bounds by halving. A change is exact, as for a schedule.
 */
export const sine: ArrivalKind = {
  kind: 'sine',
  rateVaries: true,
  label: 'Wave',
  help: 'Independent people, more of them by day than by night: the rate goes up and down in a wave around its mean.',
  params: {
    ratePerS: numberParam(ratePerS),
    swing: numberParam({ label: 'Swing', unit: 'share', min: 0, max: 1, initial: 0.5, primary: true, help: 'How far the rate goes up and down, as a share of its mean. 1: from nothing to twice the mean.' }),
    waveS: numberParam({ label: 'Wave', unit: 's', min: 0.001, max: 1_000_000, initial: 60, scale: 'log', slider: [1, 3_600], primary: true, help: 'How long it takes from one peak to the next.' }),
  },
  compile: (values) => [(values['ratePerS'] as number) / 1e9, values['swing'] as number, Math.round((values['waveS'] as number) * 1e9)],
  drawGapNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = drawExponential();
    whenExpected(numbersAt);
    f64[DRAWN_NS] = Math.floor(f64[DRAWN_NS] + 0.5);
  },
  expected: (_k, numbersAt) => {
    const wave = f64[numbersAt + WAVE];
    f64[DRAWN_NS] = grown(numbersAt, f64[NOW_NS] % wave, f64[DUE_NS] - f64[NOW_NS]);
  },
  whenExpected: (_k, numbersAt) => whenExpected(numbersAt),
};

/** ∫ of the rate over `y` ns from `start` on. The difference of two cosines, written so that no digits are lost. */
function grown(numbersAt: number, start: number, y: number): number {
  const half = Math.PI / f64[numbersAt + WAVE];
  return f64[numbersAt] * (y + (f64[numbersAt + SWING] / half) * Math.sin(half * (2 * start + y)) * Math.sin(half * y));
}

function whenExpected(numbersAt: number): void {
  const rate = f64[numbersAt];
  const swing = f64[numbersAt + SWING];
  const wave = f64[numbersAt + WAVE];
  const expected = f64[DRAWN_NS];
  if (rate === 0) {
    f64[DRAWN_NS] = -1;
    return;
  }
  const start = f64[NOW_NS] % wave;
  const waves = Math.floor(expected / (rate * wave));
  const left = expected - waves * rate * wave;
  let low = 0;
  let high = wave;
  let y = Math.min(wave, left / rate);
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const over = grown(numbersAt, start, y) - left;
    if (over > 0) high = y;
    else low = y;
    let next = y - over / (rate * (1 + swing * Math.sin((2 * Math.PI * (start + y)) / wave)));
    if (!(next > low && next < high)) next = (low + high) / 2;
    const step = Math.abs(next - y);
    y = next;
    if (step < 0.01) break;
  }
  f64[DRAWN_NS] = waves * wave + y;
}
