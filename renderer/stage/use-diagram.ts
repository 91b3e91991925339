import { useMemo, useState, useSyncExternalStore } from 'react';
import type { Scenario } from '../../simulations/scenario/scenario';
import { linkId, nameIn, type Parts } from '../document';
import { Kept } from '../ui/kept';
import type { Places } from './follow/use-followed';
import { layLinks, placeStations, type Layout, type PlacedStation, type Point } from './geometry/layout';
import { nameRooms } from './geometry/name-room';
import { linkWords } from './link-words';
import { makesCopies, reachedByCopies } from './reached-by-copies';
import { ChannelEdge, type ChannelEdgeType } from './nodes/channel-edge';
import { StationNode, type Lit, type StationNodeType } from './nodes/station-node';
import { NO_NUMBERS, QUIET_LINK, type StationBoard } from './station-board';
import { nameOf, stationWords } from './station-words';

interface Options {
  readonly scenario: Scenario;
  readonly board: StationBoard;
  /** Places under the hand that are not in the scenario yet. */
  readonly moved: ReadonlyMap<string, Point>;
  readonly picked: Parts;
  /** Where the job is and was that is followed. */
  readonly places: Places;
  /** What the run that is seen began with, where the stations may be others by now; null: they are the same. */
  readonly known: Scenario | null;
}

/** What there is to explain beside jobs that come and go. */
export interface MoreToExplain {
  readonly hasCalls: boolean;
  readonly hasCopies: boolean;
}

export interface Diagram extends MoreToExplain {
  readonly nodes: StationNodeType[];
  readonly edges: ChannelEdgeType[];
  readonly layout: Layout;
}

export const moreToExplain = ({ stations, links }: Scenario): MoreToExplain => (
  { hasCalls: links.some(({ call }) => call !== undefined), hasCopies: Object.values(stations).some(makesCopies) }
);

export const DIAGRAM_TYPES = { nodeTypes: { station: StationNode }, edgeTypes: { channel: ChannelEdge } } as const;
export const FIT = { maxZoom: 1.6, minZoom: 0.15 } as const;
const PADDING = { top: '36px', right: '40px', bottom: '68px', left: '40px' } as const;
/** The legend needs a second row where there is more to explain. */
const BOTTOM_LONG_PX = 92;
/** Large words reach so far below what a station takes up. */
const WORDS_BELOW_PX = 24;
/** One of two pictures has less room. */
const PADDING_OF_TWO = { top: '10px', right: '64px', bottom: '22px', left: '64px' } as const;

/** `legendPx`: how far up from the edge the legend reaches, where it lies in the picture. */
export function paddingFor(isLong: boolean, isOfTwo: boolean, legendPx = 0) {
  if (isOfTwo) return PADDING_OF_TWO;
  return { ...PADDING, bottom: `${Math.max(isLong ? BOTTOM_LONG_PX : 68, Math.ceil(legendPx + WORDS_BELOW_PX))}px` } as const;
}

/** A scenario as the diagram's stations and links, live in what they say of themselves. */
export function useDiagram({ scenario, board, moved, picked, places, known }: Options): Diagram {
  const spoken = useSyncExternalStore(board.subscribe, board.getSpoken);
  const linkNumbers = useSyncExternalStore(board.subscribe, board.getLinks);
  const { stations, links } = scenario;
  // An edit seldom touches more than one station: the others, and where everything is, stay the same objects, and nothing of them is drawn anew.
  const [keeps] = useState(() => ({ stations: new Kept<readonly PlacedStation[]>(), nodes: new Kept<StationNodeType[]>(), edges: new Kept<ChannelEdgeType[]>() }));
  const placed = useMemo(() => keeps.stations.take(placeStations(stations, links, moved)), [keeps, stations, links, moved]);
  const layout = useMemo(() => layLinks(placed, links), [placed, links]);
  const rooms = useMemo(() => nameRooms(placed), [placed]);

  const copiesAt = useMemo(() => reachedByCopies(scenario), [scenario]);
  const nodes = useMemo(() => keeps.nodes.take(layout.stations.map(({ id, form, x, y }): StationNodeType => {
    const spec = stations[id] ?? { kind: 'other' };
    return {
      id, type: 'station', position: { x, y }, width: form.width, height: form.height, measured: { width: form.width, height: form.height },
      data: { spec, form, nameRoom: rooms.get(id) ?? form.width, board, copiesCome: copiesAt.has(id), isNew: known !== null && !Object.hasOwn(known.stations, id), lit: litOf(id, places) }, selected: picked.stations.includes(id), deletable: false,
      ariaLabel: stationWords(nameOf(id, spec), spec, spoken.get(id) ?? NO_NUMBERS, copiesAt.has(id)),
    };
  })), [keeps, layout, rooms, stations, copiesAt, board, picked.stations, spoken, known, places]);

  const edges = useMemo(() => keeps.edges.take(layout.links.map(({ from, to, d, middle, spec }): ChannelEdgeType => {
    const id = linkId({ from, to });
    const selected = picked.links.includes(id);
    return {
      id, source: from, target: to, type: 'channel', data: { d, middle, spec, board, isLit: places.links.includes(id) }, selected, deletable: false, reconnectable: selected,
      ariaLabel: linkWords(nameIn(scenario, from), nameIn(scenario, to), spec, linkNumbers.get(id) ?? QUIET_LINK),
    };
  })), [keeps, layout, scenario, picked.links, board, linkNumbers, places]);

  return { nodes, edges, layout, ...moreToExplain(scenario) };
}

const litOf = (id: string, { here, been }: Places): Lit => (here.includes(id) ? 'here' : been.includes(id) ? 'been' : 'no');
