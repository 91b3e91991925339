import type { DisciplineKind } from '../../engine/kind';
import { oldestOfHighest } from '../../stations/queue/waiting';
import { walkByPriority } from '../../stations/queue/walk';

/**
 * The most important class first; within a class, and among classes of the same priority, first in, first out. A job in service is
 * finished, whoever comes (non-preemptive). The least important may wait for ever: nothing is done against it.
 * Source: Cobham, "Priority assignment in waiting line problems", Operations Research 2 (1954); theory/priority.ts.
 */
export const priority: DisciplineKind = {
  kind: 'priority',
  label: 'Priority',
  help: 'The class with the highest priority is next; equals as they came. A job in service is finished first.',
  params: {},
  keeps: 'classes',
  next: (_k, s) => oldestOfHighest(s),
  walk: (_k, s, _numbersAt, see) => { walkByPriority(s, see); },
};
