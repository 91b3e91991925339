import { Graph, layout } from '@dagrejs/dagre';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { layOut, type PlacedStation } from './layout';

const GAP_ACROSS = 70;
const GAP_DOWN = 34;

/**
 * Places along the flow, from left to right, by layers (dagre). A station goes into it as a box whose middle is the line on which its links
 * come and go, so that a chain lies on one level whatever its stations' heights. Answers how far each has to go.
 */
export function tidyPlaces(scenario: Pick<Scenario, 'stations' | 'links'>): ReadonlyMap<string, readonly [number, number]> {
  const { stations, links } = layOut(scenario);
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: GAP_DOWN, edgesep: GAP_DOWN, ranksep: GAP_ACROSS });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, form: { width, height, river } } of stations) graph.setNode(id, { width, height: 2 * Math.max(river, height - river) });
  for (const { from, to } of links) graph.setEdge(from, to, {});
  layout(graph);

  const middles = stations.map((station) => ({ station, ...graph.node(station.id) as { readonly x: number; readonly y: number } }));
  const turn = isUpsideDown(middles) ? -1 : 1;
  const wanted = middles.map(({ station, x, y }) => ({ station, x: x - station.form.width / 2, y: turn * y - station.form.river }));
  // The picture stays where it was: its left upper corner does.
  const by = (axis: 'x' | 'y'): number => least(stations.map((station) => station[axis])) - least(wanted.map((place) => place[axis]));
  const [acrossBy, downBy] = [by('x'), by('y')];
  const shifts = new Map<string, readonly [number, number]>();
  for (const { station, x, y } of wanted) {
    const shift = [snap(x + acrossBy) - station.x, snap(y + downBy + station.form.river) - (station.y + station.form.river)] as const;
    if (shift[0] !== 0 || shift[1] !== 0) shifts.set(station.id, shift);
  }
  return shifts;
}

/** Upside down it would be as tidy: what stood above stays above. */
function isUpsideDown(middles: readonly { readonly station: PlacedStation; readonly y: number }[]): boolean {
  const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [before, after] = [mean(middles.map(({ station }) => station.y + station.form.river)), mean(middles.map(({ y }) => y))];
  return middles.reduce((sum, { station, y }) => sum + (station.y + station.form.river - before) * (y - after), 0) < 0;
}

const snap = (value: number): number => Math.round(value / 10) * 10;
const least = (values: readonly number[]): number => Math.min(...values);
