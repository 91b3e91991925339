import { i32 } from '../engine/arena';
import type { FaultKind } from '../engine/kind';
import { PAUSED } from '../engine/layout';

/** Nothing new begins there until it is over: a stop of the world, a lock that somebody else holds. */
export const pause: FaultKind = {
  kind: 'pause',
  label: 'Pause',
  help: 'No work begins for a while.',
  on: 'station',
  suits: ({ onFault }) => onFault !== undefined,
  params: {},
  apply: (k, s, active) => {
    i32[(s << 1) + PAUSED] = active.length;
    k.kindOf(s).onFault?.(k, s);
  },
};
