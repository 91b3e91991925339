import type { LinkSpec, Scenario, StationSpec } from '../../simulations/scenario/scenario';
import { linkId } from '../document';

/**
 * The document's diagram, with everything set as it is in the run at the moment that is seen: a plan changes parameters too, and at an earlier time
 * what was changed later is not so yet. Where a station stands and what it is called are the document's. `now` null: there is no run.
 */
export function asRun(scenario: Scenario, now: Scenario | null): Scenario {
  if (now === null) return scenario;
  const links = new Map(now.links.map((link) => [linkId(link), link]));
  return {
    ...scenario,
    stations: Object.fromEntries(Object.entries(scenario.stations).map(([id, spec]) => [id, setAs(spec, now.stations[id])])),
    links: scenario.links.map((link) => linkSetAs(link, links.get(linkId(link)))),
  };
}

function setAs({ at, label, ...own }: StationSpec, now: StationSpec | undefined): StationSpec {
  const { at: _, label: __, ...set } = now?.kind === own.kind ? now : own;
  return { ...set, kind: own.kind, ...(at === undefined ? {} : { at }), ...(label === undefined ? {} : { label }) };
}

/** A link that calls is another kind of link. */
const linkSetAs = (link: LinkSpec, now: LinkSpec | undefined): LinkSpec => (now === undefined || (now.call === undefined) !== (link.call === undefined) ? link : now);
