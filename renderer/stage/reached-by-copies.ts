import type { Scenario } from '../../simulations/scenario/scenario';

/**
 * The stations at which not only whole jobs come: copies that a fork or a topic makes, up to the join where they become a job again, and the
 * attempts of calls. What arrives there is more than what is served.
 */
export function reachedByCopies({ stations, links }: Scenario): ReadonlySet<string> {
  const makesCopies = (id: string): boolean => stations[id]?.kind === 'fork' || stations[id]?.kind === 'topic';
  const reached = new Set(links.filter(({ from, call }) => call !== undefined || makesCopies(from)).map(({ to }) => to));
  for (const at of reached) {
    if (stations[at]?.kind === 'join') continue;
    for (const { from, to, call } of links) if (from === at && call === undefined) reached.add(to);
  }
  return reached;
}
