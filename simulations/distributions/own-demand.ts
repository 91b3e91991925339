import { DRAWN_NS, f64, i32 } from '../engine/arena';
import { drawExponential } from '../engine/random';
import type { DistributionKind } from '../engine/kind';
import { J_ROW } from '../engine/layout';
import { numberParam } from '../engine/param';
import { meanS } from './mean-param';

/**
 * The service time that the job brought along from a recorded trace. Where the recording does not know
 * it (a caller who hung up was never served), an exponential time with the given mean stands in.
 * Its mean, variance and quantiles are those of the stand-in: what a trace holds is not known here.
 */
export const ownDemand: DistributionKind = {
  kind: 'own-demand',
  label: 'From the trace',
  help: 'Each job takes as long as its row of the trace says; an unknown time is drawn exponentially.',
  params: { meanS: numberParam({ ...meanS, label: 'Mean where unknown', help: 'Average of the exponential time that stands in where the trace has none.' }) },
  compile: (values) => [(values['meanS'] as number) * 1e9],
  drawNs: (k, numbersAt, j) => {
    const row = i32[(j << 1) + J_ROW];
    const own = row === 0 ? -1 : k.constants[row + 1];
    f64[DRAWN_NS] = own >= 0 ? own : f64[numbersAt] * drawExponential();
  },
  meanS: (values) => values['meanS'] as number,
  varianceS2: (values) => (values['meanS'] as number) ** 2,
  quantileS: (values, p) => -(values['meanS'] as number) * Math.log1p(-p),
  cdf: (values, timeS) => (timeS <= 0 ? 0 : -Math.expm1(-timeS / (values['meanS'] as number))),
};
