import type { BackoffKind } from '../../engine/kind';

/** No pause: a failed call is tried again in the same instant. What makes retry storms. */
export const atOnce: BackoffKind = {
  kind: 'none',
  label: 'None',
  help: 'Tries again at once.',
  params: {},
};
