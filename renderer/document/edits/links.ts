import type { StationKind } from '../../../simulations/engine/kind';
import type { LinkSpec, Scenario } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { validateScenario } from '../../../simulations/scenario/validate-scenario';
import { listed, nameIn } from './names';
import { linkId } from './parts';
import { withoutReferences } from './references';

type Ends = Pick<LinkSpec, 'from' | 'to'>;

/** Why a link cannot lead there, in words for the hand that draws it; '' when it can. `instead` is a link that it would replace. */
export function linkProblem(scenario: Scenario, { from, to }: Ends, instead: string | null = null): string {
  const links = scenario.links.filter((link) => linkId(link) !== instead);
  const [source, target] = [nameIn(scenario, from), nameIn(scenario, to)];
  const [sourceKind, targetKind] = [kindIn(scenario, from), kindIn(scenario, to)];
  if (from === to) return `${source} cannot lead to itself.`;
  if (sourceKind?.linksOut === 'none') return `Nothing leaves ${source}: ${aKind(sourceKind)} has no way out.`;
  if (targetKind?.linksIn === 'none') return `Nothing enters ${target}: ${aKind(targetKind)} has no way in.`;
  if (links.some((link) => link.from === from && link.to === to)) return `${source} leads to ${target} already.`;
  const present = links.filter((link) => link.from === from);
  if (sourceKind?.linksOut === 'one' && present.length > 0) {
    return `${source} leads to ${listed(present.map((link) => nameIn(scenario, link.to)))} already, and ${aKind(sourceKind)} has only one way out.`;
  }
  // Whatever other rule there is has the last word.
  const valid = validateScenario({ ...scenario, links: [...links, { from, to }] }, { draft: true });
  return valid.ok ? '' : `${source} cannot lead to ${target}: ${valid.problems[0]?.message ?? 'the scenario would be broken'}.`;
}

/** The stations that a link from here may lead to, in the scenario's order. */
export function possibleTargets(scenario: Scenario, from: string): readonly string[] {
  return Object.keys(scenario.stations).filter((to) => linkProblem(scenario, { from, to }) === '');
}

export function withLink(scenario: Scenario, { from, to }: Ends): Scenario {
  return { ...scenario, links: [...scenario.links, { from, to }] };
}

/** The same link with another end; what else is set on it stays, and its place in the order. */
export function withLinkMoved(scenario: Scenario, id: string, { from, to }: Ends): Scenario {
  const moved = { ...scenario, links: scenario.links.map((link) => (linkId(link) === id ? { ...link, from, to } : link)) };
  return withoutReferences(moved, new Set(), new Set([id]));
}

const kindIn = (scenario: Scenario, id: string): StationKind | undefined => stationKind(scenario.stations[id]?.kind);

/** "a queue", "an end"; workers and the like are many. */
function aKind({ label }: StationKind): string {
  const word = label.toLowerCase();
  if (/[^s]s$/.test(word)) return `a station of ${word}`;
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}
