import { checkAllClassNames } from '../../../simulations/scenario/class-names';
import { parseScenario } from '../../../simulations/scenario/parse-scenario';
import { ProblemList } from '../../../simulations/scenario/problem-list';
import { refuse, ok, type Result } from '../../../simulations/scenario/problem';
import { SCENARIO_FORMAT, type JobClass, type Scenario, type StationSpec } from '../../../simulations/scenario/scenario';
import { withNamed } from './named';
import { FreshNames, labelsOf } from './names';
import { linkId, type Parts } from './parts';
import { COLUMN, liesOn, ROW, type Point } from './places';
import { withoutParts } from './stations';

/** Stations with the links among them, as they lie on the clipboard, and the classes that they may name. */
export type Fragment = Pick<Scenario, 'classes' | 'stations' | 'links'>;

/** What leads elsewhere stays behind, with the weights and the like that name it. */
export function fragmentOf(scenario: Scenario, parts: Parts): Fragment {
  const others = Object.keys(scenario.stations).filter((id) => !parts.stations.includes(id));
  return withoutParts(scenario, { stations: others, links: [] });
}

/** As text a fragment is a scenario that says little: it can be read, mended, mailed and opened as a file. */
export function fragmentText({ classes, stations, links }: Fragment): string {
  return `${JSON.stringify({ format: SCENARIO_FORMAT, classes, stations, links }, null, 2)}\n`;
}

/** Takes any scenario, and of it what is a diagram. */
export function readFragment(text: string): Result<Fragment> {
  if (!text.trim().startsWith('{')) return refuse({ path: '', message: 'The clipboard holds no stations.' });
  const read = parseScenario(text, { draft: true });
  if (!read.ok) return read;
  if (Object.keys(read.value.stations).length === 0) return refuse({ path: '', message: 'The clipboard holds no stations.' });
  return ok(read.value);
}

interface PutIn {
  readonly scenario: Scenario;
  readonly added: Parts;
  /** Those that came along. */
  readonly classes: readonly string[];
}

/** Puts copies in, with names that are free, below whatever stands where they stood. */
export function withFragment(scenario: Scenario, fragment: Fragment): PutIn {
  const stations = { ...scenario.stations };
  const labels = labelsOf(Object.values(stations));
  const freshIds = new FreshNames((id) => Object.hasOwn(stations, id));
  const freshLabels = new FreshNames((label) => labels.has(label));
  const ids = new Map<string, string>();
  const down = roomBelow(scenario, fragment);
  for (const [id, station] of Object.entries(fragment.stations)) {
    const copy = freshIds.id(id);
    const label = station.label === undefined ? {} : { label: freshLabels.label(station.label) };
    const [x, y] = placeOf(station, ids.size);
    const put: StationSpec = { ...station, ...label, at: [x, y + down] };
    stations[copy] = put;
    labels.add(put.label);
    ids.set(id, copy);
  }
  const links = fragment.links.flatMap((link) => {
    const [from, to] = [ids.get(link.from), ids.get(link.to)];
    return from === undefined || to === undefined ? [] : [{ ...link, from, to }];
  });
  const copies = [...ids.values()];
  const classes = missingClasses(scenario, fragment);
  const together = {
    ...scenario, stations,
    classes: classes.length === 0 ? scenario.classes : { ...scenario.classes, ...Object.fromEntries(classes) },
    links: links.length === 0 ? scenario.links : [...scenario.links, ...links],
  };
  return { scenario: withNamed(together, 'waysNamed', ids, copies), added: { stations: copies, links: links.map(linkId) }, classes: classes.map(([id]) => id) };
}

/** The classes that come along, because a station names them. Where stations are already, those go on making the jobs that they made. */
function missingClasses(scenario: Scenario, fragment: Fragment): (readonly [string, JobClass])[] {
  const isEmpty = Object.keys(scenario.stations).length === 0;
  return Object.entries(fragment.classes)
    .filter(([id]) => !Object.hasOwn(scenario.classes, id) && namesClass(scenario, fragment, id))
    .map(([id, each]) => [id, isEmpty ? each : { ...each, share: 0 }]);
}

function namesClass(scenario: Scenario, { classes, stations }: Fragment, id: string): boolean {
  const problems = new ProblemList();
  checkAllClassNames({ ...scenario, stations, classes: Object.fromEntries(Object.entries(classes).filter(([each]) => each !== id)) }, problems);
  return problems.count > 0;
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
