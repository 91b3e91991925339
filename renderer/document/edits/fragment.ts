import { parseScenario } from '../../../simulations/scenario/parse-scenario';
import { refuse, ok, type Result } from '../../../simulations/scenario/problem';
import { SCENARIO_FORMAT, type LinkSpec, type Scenario, type StationSpec } from '../../../simulations/scenario/scenario';
import { freshId, freshLabel } from './names';
import { linkId, type Parts } from './parts';

/** Stations with the links among them, as they lie on the clipboard. */
export interface Fragment {
  readonly stations: Readonly<Record<string, StationSpec>>;
  readonly links: readonly LinkSpec[];
}

/** A copy lies this far beside what it was copied from. */
const OFFSET = 40;

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

/** Puts copies in, with names that are free, beside what stands where they stood. Answers what came in. */
export function withFragment(scenario: Scenario, fragment: Fragment): { readonly scenario: Scenario; readonly added: Parts } {
  const stations: Record<string, StationSpec> = { ...scenario.stations };
  const ids = new Map<string, string>();
  const by = offsetFor(scenario, fragment);
  for (const [id, station] of Object.entries(fragment.stations)) {
    const copy = freshId((each) => Object.hasOwn(stations, each), id);
    const label = station.label === undefined ? {} : { label: freshLabel(Object.values(stations), station.label) };
    const at = station.at ?? [ids.size * 260, 0];
    stations[copy] = { ...station, ...label, at: [at[0] + by, at[1] + by] };
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

/** None where it does not hide anything; pasted again and again, the copies lie like steps. */
function offsetFor({ stations }: Scenario, fragment: Fragment): number {
  const taken = new Set(Object.values(stations).map(({ at }) => String(at)));
  const places = Object.values(fragment.stations).map(({ at }) => at ?? ([0, 0] as const));
  let by = 0;
  while (places.some(([x, y]) => taken.has(`${x + by},${y + by}`))) by += OFFSET;
  return by;
}
