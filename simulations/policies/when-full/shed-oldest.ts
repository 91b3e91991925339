import type { FullPolicyKind } from '../../engine/kind';
import { oldest } from '../../stations/queue/waiting';

/** Head drop: the one that has waited longest makes way, whatever the discipline, so what is served is fresh. */
export const shedOldest: FullPolicyKind = {
  kind: 'shed-oldest',
  label: 'Shed oldest',
  help: 'The job that has waited longest makes way for the newcomer: what is served is fresh.',
  params: {},
  victim: (_k, s, j) => oldest(s) || j,
};
