import type { ThrottleKind } from '../../engine/kind';

/** The caller never holds itself back. */
export const noThrottle: ThrottleKind = {
  kind: 'none',
  label: 'None',
  help: 'The caller never holds itself back.',
  params: {},
};
