import type { FullPolicyKind } from '../../engine/kind';

/** Head drop: the one that has waited longest makes way, so what is served is fresh. */
export const shedOldest: FullPolicyKind = {
  kind: 'shed-oldest',
  label: 'Shed oldest',
  help: 'The job that has waited longest makes way for the newcomer: what is served is fresh.',
  params: {},
  victim: (k, list, j, discipline) => discipline.oldest(k, list) || j,
};
