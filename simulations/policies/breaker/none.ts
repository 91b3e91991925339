import type { BreakerKind } from '../../engine/kind';

/** Every call is tried, however many failed before. */
export const noBreaker: BreakerKind = {
  kind: 'none',
  label: 'None',
  help: 'Every call is tried, however many failed before.',
  params: {},
};
