import { linkId, type Scenario } from '../../../simulations/scenario/scenario';

export { linkId };

/** Some of a diagram: stations by their ids, links by theirs. What is selected is of this form. */
export interface Parts {
  readonly stations: readonly string[];
  readonly links: readonly string[];
}

export const NO_PARTS: Parts = { stations: [], links: [] };

export const isEmpty = ({ stations, links }: Parts): boolean => stations.length === 0 && links.length === 0;

/** Without what is not in the scenario (any more); the same object when nothing is missing. */
export function stillThere(parts: Parts, scenario: Scenario): Parts {
  const links = new Set(scenario.links.map(linkId));
  const found: Parts = {
    stations: parts.stations.filter((id) => Object.hasOwn(scenario.stations, id)),
    links: parts.links.filter((id) => links.has(id)),
  };
  const isWhole = found.stations.length === parts.stations.length && found.links.length === parts.links.length;
  return isWhole ? parts : found;
}

export const sameParts = (a: Parts, b: Parts): boolean => sameList(a.stations, b.stations) && sameList(a.links, b.links);

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id, n) => id === b[n]);
