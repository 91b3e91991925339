import { append, listHead } from '../../engine/job-list';
import type { DisciplineKind } from '../../engine/kind';

/** First in, first out. */
export const fifo: DisciplineKind = {
  kind: 'fifo',
  label: 'First in, first out',
  help: 'The job that has waited longest is next.',
  params: {},
  insert: (_k, list, j) => append(list, j),
  oldest: (_k, list) => listHead(list),
};
