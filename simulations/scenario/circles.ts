import type { Scenario } from './scenario';
import { waysOut } from './ways-out';

/** The stations from which flow links lead back to themselves: a job may come to one of them again. With calls: which may wait for each other. */
export function onCircles({ stations, links }: Scenario, withCalls = false): readonly string[] {
  const onward = waysOut(links, ({ call }) => withCalls || call === undefined);
  return Object.keys(stations).filter((id) => {
    // A set grows while it is walked, and the walk goes on to what was added.
    const reached = new Set(onward.get(id) ?? []);
    for (const next of reached) for (const to of onward.get(next) ?? []) reached.add(to);
    return reached.has(id);
  });
}
