import { f64 } from '../engine/arena';
import type { FaultKind } from '../engine/kind';
import { SLOWNESS } from '../engine/layout';
import { numberParam } from '../engine/param';

/** Whatever takes time there takes so many times as long: a garbage collection, a noisy neighbour, a failing disk. Two of them multiply. */
export const slow: FaultKind = {
  kind: 'slow',
  label: 'Slow down',
  help: 'Work takes a multiple of its time for a while.',
  on: 'station',
  suits: ({ onFault }) => onFault !== undefined,
  params: {
    factor: numberParam({ label: 'Factor', unit: 'ratio', min: 0.01, max: 1_000, initial: 4, scale: 'log', slider: [1, 100], primary: true, help: 'How many times as long everything takes; below 1 it is faster.' }),
  },
  apply: (k, s, active) => {
    f64[s + SLOWNESS] = active.reduce((product, values) => product * (values['factor'] as number), 1);
    k.kindOf(s).onFault?.(k, s);
  },
};
