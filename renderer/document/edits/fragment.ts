import { parseScenario } from '../../../simulations/scenario/parse-scenario';
import { refuse, ok, type Result } from '../../../simulations/scenario/problem';
import { SCENARIO_FORMAT, type LinkSpec, type Scenario, type StationSpec } from '../../../simulations/scenario/scenario';
import { freshId, freshLabel } from './names';
import { linkId, type Parts } from './parts';
import { COLUMN, liesOn, ROW, type Point } from './places';

/** Stations with the links among them, as they lie on the clipboard. */
export interface Fragment {
  readonly stations: Readonly<Record<string, StationSpec>>;
  readonly links: readonly LinkSpec[];
}


export function fragmentOf({ stations, links }: Scenario, parts: Parts): Fragment {
  const chosen = new Set(parts.stations);
  return {
    stations: Object.fromEntries(Object.entries(stations).filter(([id]) => chosen.has(id))),
    links: links.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
  };
}

/** As text a fragment is a scenario that says little: it can be read, mended, mailed and opened as a file. */
export function fragmentText({ stations, links }: Fragment): string {
  return `${JSON.stringify({ format: SCENARIO_FORMAT, stations, links }, null, 2)}\n`;
}

/** Takes any scenario, and of it what is a diagram. */
export function readFragment(text: string): Result<Fragment> {
  if (!text.trim().startsWith('{')) return refuse({ path: '', message: 'The clipboard holds no stations.' });
  const read = parseScenario(text, { draft: true });
  if (!read.ok) return read;
  if (Object.keys(read.value.stations).length === 0) return refuse({ path: '', message: 'The clipboard holds no stations.' });
  return ok(read.value);
}

/** Puts copies in, with names that are free, below whatever stands where they stood. Answers what came in. */
export function withFragment(scenario: Scenario, fragment: Fragment): { readonly scenario: Scenario; readonly added: Parts } {
  const stations: Record<string, StationSpec> = { ...scenario.stations };
  const ids = new Map<string, string>();
  const down = roomBelow(scenario, fragment);
  for (const [id, station] of Object.entries(fragment.stations)) {
    const copy = freshId((each) => Object.hasOwn(stations, each), id);
    const label = station.label === undefined ? {} : { label: freshLabel(Object.values(stations), station.label) };
    const [x, y] = placeOf(station, ids.size);
    stations[copy] = { ...station, ...label, at: [x, y + down] };
    ids.set(id, copy);
  }
  const links = fragment.links.flatMap((link) => {
    const [from, to] = [ids.get(link.from), ids.get(link.to)];
    return from === undefined || to === undefined ? [] : [{ ...link, from, to }];
  });
  return {
    scenario: { ...scenario, stations, links: links.length === 0 ? scenario.links : [...scenario.links, ...links] },
    added: { stations: [...ids.values()], links: links.map(linkId) },
  };
}

/** How far down there is room for all of it as it stands. */
function roomBelow(scenario: Scenario, fragment: Fragment): number {
  const taken = Object.values(scenario.stations).map(placeOf);
  const places = Object.values(fragment.stations).map(placeOf);
  let down = 0;
  while (places.some(([x, y]) => liesOn(taken, [x, y + down]))) down += ROW;
  return down;
}

const placeOf = ({ at }: StationSpec, index: number): Point => at ?? [index * COLUMN, 0];
