import { DRAWN_NS, f64 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { expectedAtPace, gapOfRateNs, ratePerS, whenExpectedAtPace } from './rate-param';

/** Clockwork: a job every 1/λ, the first after one gap. Rounding to whole nanoseconds never adds up. */
export const regular: ArrivalKind = {
  kind: 'regular',
  label: 'Regular',
  help: 'Clockwork: a job at every tick. The D of D/M/1.',
  params: { ratePerS: numberParam(ratePerS) },
  compile: (values) => [gapOfRateNs(values['ratePerS'] as number)],
  drawGapNs: (_k, numbersAt, stateAt) => {
    const mean = f64[numbersAt];
    if (mean < 0) {
      f64[DRAWN_NS] = -1;
      return;
    }
    // The state carries what rounding owes, so that a billion ticks still keep time.
    const exact = mean + f64[stateAt];
    const whole = Math.floor(exact + 0.5);
    f64[stateAt] = exact - whole;
    f64[DRAWN_NS] = whole;
  },
  expected: expectedAtPace,
  whenExpected: whenExpectedAtPace,
};
