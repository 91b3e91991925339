import type { FaultKind } from '../engine/kind';

/** Everything that the station keeps is forgotten at once: a cache that was restarted. It is over in the same instant. */
export const flush: FaultKind = {
  kind: 'flush',
  label: 'Flush',
  help: 'Forgets everything that is kept there.',
  on: 'station',
  suits: ({ flush: forget }) => forget !== undefined,
  params: {},
  apply: (k, s, active) => {
    if (active.length > 0) k.kindOf(s).flush?.(k, s);
  },
};
