import type { HedgeKind } from '../../engine/kind';

/** One attempt at a time. */
export const noHedge: HedgeKind = {
  kind: 'none',
  label: 'None',
  help: 'One attempt at a time.',
  params: {},
};
