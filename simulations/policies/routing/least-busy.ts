import { i32 } from '../../engine/arena';
import type { RoutingKind } from '../../engine/kind';
import { TURN, jobsOnWay, tryOver, wayAt, wayCount } from './ways';

/**
 * The way with the fewest jobs, those waiting and those in service ("join the shortest queue", "least connections"). Among equals the
 * turn goes on from the way taken last. When the least busy way does not take the job the next one is asked; the job waits only
 * when none does, and then goes wherever there is room first.
 *
 * It sees the present number of jobs, without delay or error, which no real balancer does; it does not see how much work they are.
 * Source: Winston, "Optimality of the shortest line discipline", J. Appl. Prob. 14 (1977), on when nothing is better.
 */
export const leastBusy: RoutingKind = {
  kind: 'least-busy',
  label: 'Least busy',
  help: 'Each job goes where the fewest jobs are, waiting or in service. Sees them all at every moment, as no real balancer can.',
  params: {},
  send(k, s, _numbersAt, j) {
    const ways = wayCount(s);
    const turn = i32[(s << 1) + TURN];
    // The next in order of (jobs, place in the turn) behind the last one asked.
    let askedJobs = -1;
    let askedPlace = -1;
    for (let asked = 0; asked < ways; asked++) {
      let fewest = Infinity;
      let place = -1;
      for (let p = 0; p < ways; p++) {
        const jobs = jobsOnWay(k, wayAt(s, (turn + p) % ways));
        if (jobs < askedJobs || (jobs === askedJobs && p <= askedPlace) || jobs >= fewest) continue;
        fewest = jobs;
        place = p;
      }
      const way = (turn + place) % ways;
      i32[(s << 1) + TURN] = way + 1 < ways ? way + 1 : 0; // first, for its way may lead straight back here
      if (tryOver(k, s, wayAt(s, way), j)) return true;
      i32[(s << 1) + TURN] = turn;
      askedJobs = fewest;
      askedPlace = place;
    }
    return false;
  },
};
