import { DRAWN_NS, f64 } from '../engine/arena';
import type { DistributionKind } from '../engine/kind';
import { numberParam } from '../engine/param';
import { meanS } from './mean-param';

/** The same time always: clockwork. The D of M/D/1. */
export const constant: DistributionKind = {
  kind: 'constant',
  label: 'Constant',
  help: 'Clockwork: every job takes exactly as long. The D of M/D/1.',
  params: { meanS: numberParam({ ...meanS, label: 'Time', help: 'Every job takes this long.' }) },
  compile: (values) => [(values['meanS'] as number) * 1e9],
  drawNs: (_k, numbersAt) => {
    f64[DRAWN_NS] = f64[numbersAt];
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: () => 0,
  quantileS: (values) => values['meanS'] as number,
  cdf: (values, timeS) => (timeS >= (values['meanS'] as number) ? 1 : 0),
};
