import type { DisciplineKind } from '../../engine/kind';
import { oldest } from '../../stations/queue/waiting';
import { walkOldestFirst } from '../../stations/queue/walk';

/** First in, first out. */
export const fifo: DisciplineKind = {
  kind: 'fifo',
  label: 'First in, first out',
  help: 'The job that has waited longest is next.',
  params: {},
  next: (_k, s) => oldest(s),
  walk: (_k, s, _numbersAt, see) => { walkOldestFirst(s, see); },
};
