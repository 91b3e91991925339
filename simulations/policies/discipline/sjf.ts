import type { DisciplineKind } from '../../engine/kind';
import { rankByDemand, ranksHold } from '../../stations/queue/demand';
import { nthByRank, rankAgain } from '../../stations/queue/waiting';
import { walkByRank } from '../../stations/queue/walk';

/**
 * Shortest job first: the one that will be served for the shortest time is next, equals as they came; a job in service is finished. Of
 * all orders that do not interrupt it has the smallest mean wait, and long jobs pay for it.
 *
 * What a job will take is known exactly: it is what the first station with a service time along the first links behind the queue would draw for
 * it. When that time is changed, those who wait are put into their new order. Where no service time behind can be known (a station on the way has several ways
 * on, or nobody serves there), all count as equal and are served as they came.
 * Source: Miller & Schrage (1966) for M/G/1; Conway, Maxwell & Miller, Theory of Scheduling (1967), section 8-6; theory/shortest-first.ts.
 */
export const sjf: DisciplineKind = {
  kind: 'sjf',
  label: 'Shortest first',
  help: 'The job that will take the shortest time is next, as if its length were known. The best mean wait; long jobs pay for it.',
  params: {},
  keeps: 'ranks',
  rank: rankByDemand,
  next: (k, s) => {
    if (!ranksHold(s)) rankAgain(k, s);
    return nthByRank(s, 0);
  },
  walk: (_k, s, _numbersAt, see) => { walkByRank(s, see); },
};
