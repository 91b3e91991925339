import type { LinkSpec, Scenario } from '../../../simulations/scenario/scenario';
import type { StationForm } from './form';
import { curvesText, flattenCurves, middleOfCurves, spillPolyline, type Polyline } from './link-path';
import { linkRoute } from './link-route';
import { stationForm } from './station-form';

export interface PlacedStation {
  readonly id: string;
  readonly form: StationForm;
  /** Left upper corner of its box. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedLink {
  readonly from: string;
  readonly to: string;
  readonly spec: LinkSpec;
  readonly d: string;
  readonly way: Polyline;
  /** Where a word about it stands. */
  readonly middle: Point;
  /** The way of a job that is turned away at the far end: along the link, over the lip, down. */
  readonly spill: Polyline;
  /** The way of a job that is lost on the link: as far as the middle, then down. */
  readonly loss: Polyline;
}

/** Where everything is in the picture. Stations and links are in the scenario's order. */
export interface Layout {
  readonly stations: readonly PlacedStation[];
  readonly links: readonly PlacedLink[];
  /** The way of a job shed from inside a station, by station. */
  readonly spills: readonly Polyline[];
}

export type Point = readonly [number, number];

/** A station without a place stands in a row after the others. */
export const placeOf = (at: Point | undefined, index: number): Point => at ?? [index * 260, 0];

/** A call leaves its caller beside the channel through which the job will go on. */
const CALL_ASIDE = 12;
const CALL_APART = 8;
const CALLS_APART_MAX = 3;
const LOST_BELOW = 70;

/** `moved`: places under the hand that are not in the document yet. */
export function layOut({ stations, links }: Pick<Scenario, 'stations' | 'links'>, moved: ReadonlyMap<string, Point> = new Map()): Layout {
  return layLinks(placeStations(stations, links, moved), links);
}

export function placeStations(specs: Scenario['stations'], links: readonly LinkSpec[], moved: ReadonlyMap<string, Point>): readonly PlacedStation[] {
  return Object.entries(specs).map(([id, spec], index): PlacedStation => {
    const form = stationForm(spec, links.filter(({ from, call }) => from === id && call === undefined).length);
    const [x, y] = moved.get(id) ?? placeOf(spec.at, index);
    return { id, form, x, y: y + form.top };
  });
}

/** Between stations that have their places. */
export function layLinks(stations: readonly PlacedStation[], specs: readonly LinkSpec[]): Layout {
  const byId = new Map(stations.map((station) => [station.id, station]));
  const links = specs.flatMap((spec): PlacedLink[] => {
    const { from, to } = spec;
    const a = byId.get(from);
    const b = byId.get(to);
    if (a === undefined || b === undefined) return [];
    const aside = spec.call === undefined ? 0 : asideOf(specs, spec) * (b.y + b.form.river < a.y + a.form.river ? -1 : 1);
    const curves = linkRoute(a, b, spec.call !== undefined, aside);
    const way = flattenCurves(curves);
    const middle = middleOfCurves(curves);
    const end: Point = [way.at(-2) ?? 0, way.at(-1) ?? 0];
    const half = way.slice(0, (way.length >> 2) * 2 + 2);
    const loss = [...half, middle[0] + 6, middle[1] + LOST_BELOW / 3, middle[0] + 9, middle[1] + LOST_BELOW];
    return [{ from, to, spec, d: curvesText(curves), way, middle, spill: [...way, ...spillFrom(b, end)], loss }];
  });
  return { stations, links, spills: stations.map((station) => spillFrom(station, at(station, station.form.lip))) };
}

/** Calls of one caller leave it side by side. */
function asideOf(links: readonly LinkSpec[], link: LinkSpec): number {
  const own = links.filter(({ from, call }) => from === link.from && call !== undefined);
  return CALL_ASIDE + CALL_APART * (own.indexOf(link) % CALLS_APART_MAX);
}

const at = ({ x, y }: PlacedStation, [dx, dy]: Point): Point => [x + dx, y + dy];

const spillFrom = (station: PlacedStation, start: Point): Polyline =>
  spillPolyline(start, at(station, station.form.lip), at(station, station.form.tray));
