import type { ArrivalKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { gapOfRateNs, ratePerS } from './rate-param';

/** Clockwork: a job every 1/λ, the first after one gap. Rounding to whole nanoseconds never adds up. */
export const regular: ArrivalKind = {
  kind: 'regular',
  label: 'Regular',
  help: 'Clockwork: a job at every tick. The D of D/M/1.',
  params: { ratePerS: numberParam(ratePerS) },
  compile: (values) => [gapOfRateNs(values['ratePerS'] as number)],
  gapNs: (k, numbersAt, stateAt) => {
    const mean = k.sf[numbersAt];
    if (mean < 0) return -1;
    // The state carries what rounding owes, so that a billion ticks still keep time.
    const exact = mean + k.sf[stateAt];
    const whole = Math.floor(exact + 0.5);
    k.sf[stateAt] = exact - whole;
    return whole;
  },
  paceNs: (k, numbersAt) => k.sf[numbersAt],
};
