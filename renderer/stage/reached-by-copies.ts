import type { Scenario, StationSpec } from '../../simulations/scenario/scenario';

/** Forks and topics make copies of jobs. */
export const makesCopies = (spec: StationSpec | undefined): boolean => spec?.kind === 'fork' || spec?.kind === 'topic';

/**
 * The stations at which not only whole jobs come: copies that a fork or a topic makes, up to the join where they become a job again, and the
 * attempts of calls. What arrives there is more than what is served.
 */
export function reachedByCopies({ stations, links }: Scenario): ReadonlySet<string> {
  const reached = new Set(links.filter(({ from, call }) => call !== undefined || makesCopies(stations[from])).map(({ to }) => to));
  for (const at of reached) {
    if (stations[at]?.kind === 'join') continue;
    for (const { from, to, call } of links) if (from === at && call === undefined) reached.add(to);
  }
  return reached;
}
