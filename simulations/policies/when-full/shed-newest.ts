import type { FullPolicyKind } from '../../engine/kind';

/** Tail drop: the newcomer is turned away. The K of M/M/1/K. */
export const shedNewest: FullPolicyKind = {
  kind: 'shed-newest',
  label: 'Shed newest',
  help: 'The newcomer is turned away at once. Those who wait are served in time, if the queue is short.',
  params: {},
  victim: (_k, _s, j) => j,
};
