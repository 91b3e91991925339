import { LABEL_CHARS_MAX } from '../../../simulations/scenario/limits';
import { ok, refuse, type Result } from '../../../simulations/scenario/problem';
import type { LinkSpec, Scenario, StationSpec } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { idProblem } from '../../../simulations/scenario/validate-scenario';
import { waysOut } from '../../../simulations/scenario/ways-out';
import { linkProblem, withLink } from './links';
import { withNamed } from './named';
import { freshId, freshLabel } from './names';
import { linkId, type Parts } from './parts';
import { COLUMN, liesOn, ROW, type Point } from './places';
import { withoutReferences, withRenamedReferences } from './references';

export interface NewStation {
  readonly kind: string;
  /** Where it stands; absent: to the right of `after`, else of everything. */
  readonly at?: Point;
  /** The station that it follows: it gets a link from there if one is possible. */
  readonly after?: string;
}

export interface Added {
  readonly scenario: Scenario;
  readonly id: string;
  /** The station that it was linked from, or null. */
  readonly from: string | null;
}

/** Adds a station as its kind declares it. */
export function withStation(scenario: Scenario, { kind, at, after }: NewStation): Added {
  const declared = stationKind(kind);
  const id = freshId((each) => Object.hasOwn(scenario.stations, each), kind);
  const station: StationSpec = {
    kind,
    label: freshLabel(Object.values(scenario.stations), declared?.label ?? kind),
    at: at ?? freePlace(scenario, after),
  };
  const added = { ...scenario, stations: { ...scenario.stations, [id]: station } };
  if (after === undefined || linkProblem(added, { from: after, to: id }) !== '') return { scenario: added, id, from: null };
  return { scenario: withLink(added, { from: after, to: id }), id, from: after };
}

/** To the right of a station, or of all of them; below whatever stands there already. */
export function freePlace(scenario: Scenario, after?: string): Point {
  const places = Object.entries(scenario.stations).map(([id, { at }], index) => ({ id, at: at ?? ([index * COLUMN, 0] as const) }));
  const before = places.find(({ id }) => id === after) ?? places.toSorted((a, b) => b.at[0] - a.at[0])[0];
  if (before === undefined) return [0, 0];
  const x = before.at[0] + COLUMN;
  let y = before.at[1];
  while (liesOn(places.map(({ at }) => at), [x, y])) y += ROW;
  return [x, y];
}

/** Takes parts away, and with a station its links and all that is said of it. */
export function withoutParts(scenario: Scenario, { stations, links }: Parts): Scenario {
  const gone = new Set(stations);
  const named = new Set(links);
  const goes = (link: LinkSpec): boolean => named.has(linkId(link)) || gone.has(link.from) || gone.has(link.to);
  const goneLinks = new Set(scenario.links.filter(goes).map(linkId));
  const left = {
    ...scenario,
    stations: gone.size === 0 ? scenario.stations : Object.fromEntries(Object.entries(scenario.stations).filter(([id]) => !gone.has(id))),
    links: goneLinks.size === 0 ? scenario.links : scenario.links.filter((link) => !goes(link)),
  };
  const unnamed = [...waysOut(scenario.links, (link) => goes(link) && !gone.has(link.from))]
    .reduce((present, [from, ways]) => withNamed(present, 'waysNamed', new Map(ways.map((to) => [to, null])), [from]), left);
  return withoutReferences(unnamed, gone, goneLinks);
}

/** Another id, with the same place in the order, and in all that names the station. */
export function withId(scenario: Scenario, before: string, after: string): Result<Scenario> {
  if (before === after) return ok(scenario);
  const problem = idProblem(after) || (Object.hasOwn(scenario.stations, after) ? `there is a station ${JSON.stringify(after)} already` : '');
  if (problem !== '') return refuse({ path: `stations.${before}`, message: problem });
  const stations = Object.fromEntries(Object.entries(scenario.stations).map(([id, station]) => [id === before ? after : id, station]));
  const callers = scenario.links.filter(({ to }) => to === before).map(({ from }) => (from === before ? after : from));
  return ok(withRenamedReferences(withNamed({ ...scenario, stations }, 'waysNamed', new Map([[before, after]]), callers), before, after));
}

/** Another name on the screen; an empty one goes back to the id. */
export function withLabel(scenario: Scenario, id: string, label: string): Result<Scenario> {
  const station = scenario.stations[id];
  if (station === undefined) return refuse({ path: `stations.${id}`, message: 'is not there any more' });
  const words = label.trim();
  if (words.length > LABEL_CHARS_MAX) return refuse({ path: `stations.${id}.label`, message: `must be at most ${LABEL_CHARS_MAX} characters` });
  const { label: _, ...rest } = station;
  return ok({ ...scenario, stations: { ...scenario.stations, [id]: words === '' ? rest : { ...station, label: words } } });
}
