import { DRAWN_NS, f64 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { drawExponential } from '../../engine/random';
import { ratePerS } from './rate-param';
import { ROWS_HEADER, expectedByRows, rateRows, whenExpectedByRows } from './rate-rows';

const time = { unit: 's', max: 1_000_000, slider: [0, 120] } as const;

/** A Poisson stream that jumps to another rate for a while, once or again and again (rate-rows.ts). A change is exact, as for a schedule. */
export const spike: ArrivalKind = {
  kind: 'spike',
  rateVaries: true,
  label: 'Spike',
  help: 'Independent people, and for a while many more of them: a sale, a push message, an outage elsewhere.',
  params: {
    ratePerS: numberParam({ ...ratePerS, initial: 60, help: 'λ: how many jobs come per second before and after the spike.' }),
    spikeRatePerS: numberParam({ ...ratePerS, label: 'Rate in the spike', initial: 180, slider: [0, 500], help: 'How many jobs come per second during the spike.' }),
    startS: numberParam({ ...time, label: 'Begins at', min: 0, initial: 20, primary: true, help: 'When the spike begins.' }),
    lengthS: numberParam({ ...time, label: 'Lasts', min: 0, initial: 10, primary: true, help: 'How long the spike lasts.' }),
    everyS: numberParam({ ...time, label: 'Comes back every', min: 0, initial: 0, help: 'Time from the beginning of one spike to the next. 0: it comes once.' }),
  },
  refuse: (values) => {
    const { startS, lengthS, everyS } = values as Readonly<Record<string, number>>;
    return everyS === 0 || everyS >= startS + lengthS ? '' : `"everyS" must be at least "startS" and "lengthS" together (${startS + lengthS} s), or 0, found ${everyS} s`;
  },
  compile: (values) => {
    const { ratePerS: base, spikeRatePerS, startS, lengthS, everyS } = values as Readonly<Record<string, number>>;
    const points = [{ atS: 0, ratePerS: base }, { atS: startS, ratePerS: spikeRatePerS }, { atS: startS + lengthS, ratePerS: base }];
    return rateRows(points, false, everyS);
  },
  drawGapNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = drawExponential();
    whenExpectedByRows(numbersAt, f64, numbersAt + ROWS_HEADER);
    f64[DRAWN_NS] = Math.floor(f64[DRAWN_NS] + 0.5);
  },
  expected: (_k, numbersAt) => expectedByRows(numbersAt, f64, numbersAt + ROWS_HEADER),
  whenExpected: (_k, numbersAt) => whenExpectedByRows(numbersAt, f64, numbersAt + ROWS_HEADER),
};
