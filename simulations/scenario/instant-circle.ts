import type { Problem } from './problem';
import type { Scenario } from './scenario';
import { stationKind } from './station-kind';
import { waysOut } from './ways-out';

/**
 * A circle of stations that hand a job on in the instant they get it: the job would go round for ever
 * while no time passes. One station in it that takes time, such as workers, is enough.
 */
export function instantCircle({ stations, links }: Scenario): readonly Problem[] {
  const isInstant = (id: string): boolean => stationKind(stations[id]?.kind ?? '')?.instant === true;
  const onward = waysOut(links, ({ from, to }) => isInstant(from) && isInstant(to));
  const finished = new Set<string>();
  for (const start of onward.keys()) {
    const circle = circleFrom(start, onward, finished);
    if (circle !== undefined) {
      return [{ path: `stations.${circle[0] ?? start}`, message: `lies on a circle in which no station takes time: ${[...circle, circle[0]].join(' > ')}; put workers into it` }];
    }
  }
  return [];
}

/** Depth first, without recursion: a thousand queues in a row are allowed. */
function circleFrom(start: string, onward: ReadonlyMap<string, readonly string[]>, finished: Set<string>): readonly string[] | undefined {
  const way: string[] = [];
  const next: number[] = [];
  const push = (id: string): void => { way.push(id); next.push(0); };
  if (!finished.has(start)) push(start);
  while (way.length > 0) {
    const depth = way.length - 1;
    const id = way[depth];
    const to = onward.get(id)?.[next[depth]++];
    if (to === undefined) {
      finished.add(id);
      way.pop();
      next.pop();
    } else if (way.includes(to)) {
      return way.slice(way.indexOf(to));
    } else if (!finished.has(to)) {
      push(to);
    }
  }
  return undefined;
}
