import type { Catalog, Described } from '../engine/kind';
import type { ParamValues } from '../engine/param';
import type { LinkSpec, Scenario, StationSpec } from '../scenario/scenario';
import { labelsBeyondFormulas, valuesOf } from './known-params';

/** A scenario as theory looks at it: every parameter has its value, every station knows its neighbours. */
export interface Network {
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly stations: ReadonlyMap<string, Station>;
  /** The stations to which a job can come back. */
  readonly onCircles: ReadonlySet<string>;
}

export interface Station {
  readonly id: string;
  /** As it is called in a sentence: “Inbox”. */
  readonly name: string;
  readonly kind: string;
  /** What such a station is called: Queue. */
  readonly kindLabel: string;
  /** undefined where the catalogue does not know the kind. */
  readonly described: Described | undefined;
  readonly values: ParamValues;
  readonly in: readonly Way[];
  readonly out: readonly Way[];
  /** What is set here beside the parameters that the formulas know. */
  readonly beyondFormulas: readonly string[];
}

/** A link. */
export interface Way {
  readonly from: string;
  readonly to: string;
  /** The sender stays busy until the answer comes. */
  readonly isCall: boolean;
  /** It takes time or loses jobs, so that jobs can be on it, without limit. */
  readonly isWire: boolean;
  readonly delayS: number;
  /** The share of jobs that gets lost on it. */
  readonly lossRatio: number;
  /** It has something else, of which theory knows nothing. */
  readonly isStrange: boolean;
}

export function networkOf(scenario: Scenario, catalog: Catalog): Network {
  const ways = scenario.links.map(wayOf);
  const stations = new Map(Object.entries(scenario.stations).map(([id, spec]) => [id, stationOf(id, spec, ways, catalog)]));
  const bare: Network = { scenario, catalog, stations, onCircles: new Set() };
  const onCircles = [...stations.values()].filter((each) => upstreamOf(bare, each).has(each)).map(({ id }) => id);
  return { ...bare, onCircles: new Set(onCircles) };
}

function stationOf(id: string, spec: StationSpec, ways: readonly Way[], catalog: Catalog): Station {
  const described = catalog.stations.find(({ kind }) => kind === spec.kind);
  const values = valuesOf(described?.params ?? {}, spec);
  return {
    id, name: nameOf(id, spec), kind: spec.kind, kindLabel: described?.label ?? spec.kind, described, values,
    in: ways.filter(({ to }) => to === id), out: ways.filter(({ from }) => from === id),
    beyondFormulas: described === undefined ? [] : labelsBeyondFormulas(described, values),
  };
}

const WAY_KEYS = ['from', 'to', 'call', 'delayS', 'lossRatio'];

function wayOf(link: LinkSpec): Way {
  const { from, to, call, delayS, lossRatio } = link as LinkSpec & { readonly call?: unknown; readonly delayS?: unknown; readonly lossRatio?: unknown };
  const delay = delayS ?? 0;
  const loss = lossRatio ?? 0;
  const isStrange = typeof delay !== 'number' || typeof loss !== 'number' || Object.keys(link).some((name) => !WAY_KEYS.includes(name));
  return { from, to, isCall: call !== undefined, isWire: delayS !== undefined || lossRatio !== undefined, delayS: delay, lossRatio: loss, isStrange };
}

function nameOf(id: string, { label }: StationSpec): string {
  return `“${label === undefined || label === '' ? id : label}”`;
}

export const stationAt = ({ stations }: Network, id: string): Station => stations.get(id)!;

/** The stations that send jobs here, in the order of the links. */
export function feedersOf(network: Network, station: Station): readonly Station[] {
  return station.in.map(({ from }) => stationAt(network, from));
}

/** The stations that get its jobs. */
export function targetsOf(network: Network, station: Station): readonly Station[] {
  return station.out.filter(({ isCall }) => !isCall).map(({ to }) => stationAt(network, to));
}

/** The stations that a queue hands its jobs to; workers without a queue are behind themselves. */
export function poolBehind(network: Network, front: Station): readonly Station[] {
  return front.kind === 'queue' ? targetsOf(network, front) : [front];
}

/** The line that workers serve: their queue, or themselves where there is none. */
export function lineOf(network: Network, workers: Station): Station {
  return feedersOf(network, workers).find(({ kind }) => kind === 'queue') ?? workers;
}

/** All stations from which a job may come here. It is among them itself where jobs can come round. */
export function upstreamOf(network: Network, station: Station): ReadonlySet<Station> {
  const upstream = new Set(feedersOf(network, station));
  for (const each of upstream) for (const feeder of feedersOf(network, each)) upstream.add(feeder);
  return upstream;
}

/** What of a station no formula knows, in sentences. */
export function strangeness(network: Network, station: Station): string[] {
  const calls = station.out.filter(({ isCall }) => isCall).map(({ to }) => stationAt(network, to).name);
  return [
    ...station.beyondFormulas.map((what) => `${station.name} has something that no formula here knows: ${what}`),
    ...(calls.length === 0 ? [] : [`${station.name} calls ${calls.join(' and ')} and stays busy until the answer comes, so it is no station by itself`]),
    ...station.out.filter(({ isStrange }) => isStrange).map(({ to }) => `the link from ${station.name} to ${stationAt(network, to).name} has something that no formula here knows`),
  ];
}
