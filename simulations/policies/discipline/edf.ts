import { DRAWN_NS, f64 } from '../../engine/arena';
import { classOf } from '../../engine/job-class';
import type { DisciplineKind } from '../../engine/kind';
import { C_DEADLINE, J_BORN } from '../../engine/layout';
import { nthByRank } from '../../stations/queue/waiting';
import { walkByRank } from '../../stations/queue/walk';

/**
 * Earliest deadline first: when a job was made plus its class's deadline; equals as they came. Classes without a deadline come last. It is the
 * best order where all deadlines can be met, and among the worst under overload, when it serves those first who are just going to be late;
 * it does not ask whether a deadline has passed (the queue's own setting does).
 * Source: Jackson, "Scheduling a production line to minimize maximum tardiness" (1955); Liu & Layland, J. ACM 20 (1973).
 */
export const edf: DisciplineKind = {
  kind: 'edf',
  label: 'Earliest deadline first',
  help: 'The job whose deadline comes soonest is next; jobs without one come last.',
  params: {},
  keeps: 'ranks',
  rank: (k, _s, j) => {
    f64[DRAWN_NS] = f64[j + J_BORN] + f64[classOf(j) + C_DEADLINE];
  },
  next: (_k, s) => nthByRank(s, 0),
  walk: (_k, s, _numbersAt, see) => { walkByRank(s, see); },
};
