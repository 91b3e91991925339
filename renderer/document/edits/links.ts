import type { StationKind } from '../../../simulations/engine/kind';
import type { LinkSpec, Scenario } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { validateScenario } from '../../../simulations/scenario/validate-scenario';
import { withNamed } from './named';
import { listed, nameIn } from './names';
import { linkId } from './parts';
import { withoutReferences } from './references';

type Ends = Pick<LinkSpec, 'from' | 'to'>;
/** A link to be: with a policy it is a call, which waits for the answer. */
export type NewLink = Ends & Pick<LinkSpec, 'call'>;

/** A call stands beside the links that hand jobs over, and does not count among them. */
export const isCall = ({ call }: Pick<LinkSpec, 'call'>): boolean => call !== undefined;
/** True when a station may wait for answers. */
export const mayCall = (kind: StationKind | undefined): boolean => kind?.calls === true;

/** True when a station hands jobs on one way only. */
export const isSingle = (kind: StationKind | undefined): kind is StationKind => kind?.linksOut === 'one' || kind?.linksOut === 'some';

/** Why a link cannot lead there, in words for the hand that draws it; '' when it can. `instead` is a link that it would replace. */
export function linkProblem(scenario: Scenario, link: NewLink, instead: string | null = null): string {
  const { from, to } = link;
  const links = scenario.links.filter((each) => linkId(each) !== instead);
  const [source, target] = [nameIn(scenario, from), nameIn(scenario, to)];
  const [sourceKind, targetKind] = [kindIn(scenario, from), kindIn(scenario, to)];
  if (from === to) return `${source} cannot lead to itself.`;
  if (isCall(link) && sourceKind !== undefined && !mayCall(sourceKind)) return `${source} cannot call: ${aKind(sourceKind)} waits for no answer.`;
  if (!isCall(link) && sourceKind?.linksOut === 'none') return `Nothing leaves ${source}: ${aKind(sourceKind)} has no way out.`;
  if (targetKind?.linksIn === 'none') return `Nothing enters ${target}: ${aKind(targetKind)} has no way in.`;
  if (links.some((each) => each.from === from && each.to === to)) return `${source} leads to ${target} already.`;
  const present = links.filter((each) => each.from === from && !isCall(each));
  if (!isCall(link) && isSingle(sourceKind) && present.length > 0) {
    return `${source} leads to ${listed(present.map((each) => nameIn(scenario, each.to)))} already, and ${aKind(sourceKind)} has only one way out.`;
  }
  // Whatever other rule there is has the last word. All look at a link and its ends; the rest of a large scenario would take far longer.
  const stations = Object.fromEntries(Object.entries(scenario.stations).filter(([id]) => id === from || id === to));
  const valid = validateScenario({ ...scenario, stations, links: [link], checks: [], timeline: [], changelog: [] }, { draft: true });
  return valid.ok ? '' : `${source} cannot lead to ${target}: ${valid.problems[0]?.message ?? 'the scenario would be broken'}.`;
}

/** The stations that a link from here may lead to, in the scenario's order. */
export function possibleTargets(scenario: Scenario, from: string): readonly string[] {
  return Object.keys(scenario.stations).filter((to) => linkProblem(scenario, { from, to }) === '');
}

export function withLink(scenario: Scenario, { from, to, call }: NewLink): Scenario {
  return { ...scenario, links: [...scenario.links, call === undefined ? { from, to } : { from, to, call }] };
}

/** The same link with another end; what else is set on it stays, and its place in the order. */
export function withLinkMoved(scenario: Scenario, id: string, { from, to }: Ends): Scenario {
  const before = scenario.links.find((link) => linkId(link) === id);
  const links = scenario.links.map((link) => (link === before ? { ...link, from, to } : link));
  const moved = { ...scenario, links };
  return withoutReferences(before === undefined ? moved : withNamed(moved, 'waysNamed', new Map([[before.to, before.from === from ? to : null]]), [before.from]), new Set(), new Set([id]));
}

const kindIn = (scenario: Scenario, id: string): StationKind | undefined => stationKind(scenario.stations[id]?.kind);

/** "a queue", "an end"; workers and the like are many. */
function aKind({ label }: StationKind): string {
  const word = label.toLowerCase();
  if (/[^s]s$/.test(word)) return `a station of ${word}`;
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}
