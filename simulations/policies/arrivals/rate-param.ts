import { DRAWN_NS, DUE_NS, NOW_NS, f64 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';

/** What every source with a mean rate says of it. */
export const ratePerS = {
  label: 'Arrival rate', unit: 'per s', min: 0, max: 1_000_000, initial: 90, slider: [0, 200], primary: true,
  help: 'λ: how many jobs come per second on average. 0 makes none.',
} as const;

/** Mean gap in ns; a source that is turned off never comes. */
export const gapOfRateNs = (ratePerSecond: number): number => (ratePerSecond === 0 ? -1 : 1e9 / ratePerSecond);

/** For a source whose first number is its mean gap: what is left of a gap is stretched as the mean is. */
export const expectedAtPace: NonNullable<ArrivalKind['expected']> = (_k, numbersAt) => {
  f64[DRAWN_NS] = (f64[DUE_NS] - f64[NOW_NS]) / f64[numbersAt];
};

export const whenExpectedAtPace: NonNullable<ArrivalKind['whenExpected']> = (_k, numbersAt) => {
  const mean = f64[numbersAt];
  f64[DRAWN_NS] = mean < 0 ? -1 : f64[DRAWN_NS] * mean;
};
