import { catalog } from '../../../simulations/catalog';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { recogniseModels, type Recognised } from '../../../simulations/theory/recognise';
import { recogniseWhole, type RecognisedWhole } from '../../../simulations/theory/recognise-whole';
import { stationName } from '../stations-in-flow';

/** One line and its workers as theory sees them, or a single station. Several pools behind one queue are one system. */
export interface TheoryLine {
  /** The id of the station in front. */
  readonly key: string;
  readonly title: string;
  readonly recognised: Recognised;
  /** Places in the scenario's order of stations. */
  readonly front: number;
  readonly workers: readonly number[];
  readonly waitAt: readonly number[];
  /** The station in front is a queue: who leaves it has waited. */
  readonly isQueue: boolean;
}

interface Known {
  readonly scenario: Scenario;
  readonly lines: readonly TheoryLine[];
  readonly whole: RecognisedWhole;
}

let known: Known | null = null;

/** What theory says of a scenario; asked once for each. */
function knownOf(scenario: Scenario): Known {
  if (known?.scenario !== scenario) known = { scenario, lines: linesOf(scenario), whole: recogniseWhole(scenario, catalog) };
  return known;
}

export const theoryLines = (scenario: Scenario): readonly TheoryLine[] => knownOf(scenario).lines;

/** What it says of the way of a job from end to end. */
export const theoryWhole = (scenario: Scenario): RecognisedWhole => knownOf(scenario).whole;

/** The same, without keeping it: for a scenario that is only thought of. */
export function linesOf(scenario: Scenario): readonly TheoryLine[] {
  const ids = Object.keys(scenario.stations);
  const name = (id: string): string => stationName(id, scenario.stations[id] ?? { kind: '' });
  const found = new Map<string, { readonly pool: string[]; readonly recognised: Recognised }>();
  for (const [key, recognised] of Object.entries(recogniseModels(scenario, catalog))) {
    const [from = '', to = from] = key.split('>');
    if (!ids.includes(from) || !ids.includes(to)) continue;
    const line = found.get(from);
    if (line === undefined) found.set(from, { pool: [to], recognised });
    else line.pool.push(to);
  }
  return [...found].map(([from, { pool, recognised }]) => {
    const isQueue = scenario.stations[from]?.kind === 'queue';
    const servers = pool.filter((id) => hasWorkers(scenario, id));
    return {
      key: from, recognised, isQueue,
      title: pool[0] === from ? name(from) : `${name(from)} → ${pool.map(name).join(', ')}`,
      front: ids.indexOf(isQueue ? from : pool[0] ?? from),
      workers: servers.map((id) => ids.indexOf(id)),
      waitAt: recognised.waitAt.map((id) => ids.indexOf(id)).filter((at) => at >= 0),
    };
  });
}

function hasWorkers(scenario: Scenario, id: string): boolean {
  const kind = catalog.stations.find((each) => each.kind === scenario.stations[id]?.kind);
  return kind?.params['workers'] !== undefined;
}
