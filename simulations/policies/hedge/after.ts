import { f64 } from '../../engine/arena';
import type { HedgeKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';

export const HEDGES_MAX = 10;

/**
 * When an attempt has not been answered after a while, another one is made beside it; the first answer wins and the
 * others are called back. Source: Dean & Barroso, "The tail at scale", Communications of the ACM 56(2), 2013.
 */
export const hedgeAfter: HedgeKind = {
  kind: 'after',
  label: 'After a while',
  help: 'Makes a second attempt beside one that takes long; the first answer wins.',
  params: {
    delayS: numberParam({ label: 'After', unit: 's', min: 0, max: 3600, initial: 0.1, slider: [0, 1], primary: true, help: 'How long an attempt may take before another one is made beside it. The 95th percentile is a good start.' }),
    hedgesMax: numberParam({ label: 'At most', unit: 'count', min: 1, max: HEDGES_MAX, initial: 1, integer: true, help: 'How many further attempts may run beside the first.' }),
  },
  compile: (values) => [(values['delayS'] as number) * 1e9, values['hedgesMax'] as number],
  afterNs: (_k, numbersAt, hedged) => (hedged < f64[numbersAt + 1] ? Math.floor(f64[numbersAt] + 0.5) : -1),
};
