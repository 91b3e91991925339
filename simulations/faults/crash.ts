import { i32 } from '../engine/arena';
import type { FaultKind } from '../engine/kind';
import { CRASHED } from '../engine/layout';
import { numberParam } from '../engine/param';

/** Workers are gone at once, with what they had in hand; what becomes of that the station's own parameters say. Two crashes add up. */
export const crash: FaultKind = {
  kind: 'crash',
  label: 'Crash',
  help: 'Some workers are gone for a while.',
  on: 'station',
  suits: ({ params, onFault }) => onFault !== undefined && params['workers'] !== undefined,
  params: {
    workers: numberParam({ label: 'Workers', unit: 'workers', min: 1, max: 1_000, initial: 1, integer: true, slider: [1, 20], primary: true, help: 'How many workers crash.' }),
  },
  apply: (k, s, active) => {
    i32[(s << 1) + CRASHED] = active.reduce((sum, values) => sum + (values['workers'] as number), 0);
    k.kindOf(s).onFault?.(k, s);
  },
};
