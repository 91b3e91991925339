import type { Catalog, Described, DistributionKind } from '../engine/kind';
import type { Param, ParamValue, ParamValues, VariantValue } from '../engine/param';
import type { Scenario, StationSpec } from '../scenario/scenario';

/** A scenario as theory looks at it: every parameter has its value, every station knows its neighbours. */
export interface Network {
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly stations: ReadonlyMap<string, Station>;
}

export interface Station {
  readonly id: string;
  /** As it is called in a sentence: “Inbox”. */
  readonly name: string;
  readonly kind: string;
  /** What such a station is called: Queue. */
  readonly kindLabel: string;
  readonly values: ParamValues;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What is set here beside the parameters that the formulas know. */
  readonly beyondFormulas: readonly string[];
}

/** A parameter that is a kind with parameters of its own. */
export interface Variant<Kind extends Described = Described> {
  readonly kind: string;
  readonly label: string;
  readonly values: ParamValues;
  readonly described: Kind;
}

/** The parameters that the formulas look at. Any other one is taken to be off while it has its declared value. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  producer: ['arrivals', 'whenBlocked'],
  queue: ['capacityJobs', 'discipline', 'whenFull'],
  workers: ['workers', 'service'],
};

export function networkOf(scenario: Scenario, catalog: Catalog): Network {
  const stations = Object.entries(scenario.stations).map(([id, spec]) => [id, stationOf(id, spec, scenario, catalog)] as const);
  return { scenario, catalog, stations: new Map(stations) };
}

function stationOf(id: string, spec: StationSpec, { links }: Scenario, catalog: Catalog): Station {
  const described = catalog.stations.find(({ kind }) => kind === spec.kind);
  const params = Object.entries(described?.params ?? {});
  const values = Object.fromEntries(params.map(([name, param]) => [name, (spec[name] as ParamValue | undefined) ?? param.initial]));
  const known = KNOWN[spec.kind] ?? [];
  const set = params.filter(([name, param]) => !known.includes(name) && JSON.stringify(values[name]) !== JSON.stringify(param.initial));
  const special = links.filter((link) => link.to === id && Object.keys(link).some((name) => name !== 'from' && name !== 'to'));
  return {
    id, name: nameOf(id, spec), kind: spec.kind, kindLabel: described?.label ?? spec.kind, values,
    from: links.filter(({ to }) => to === id).map(({ from }) => from),
    to: links.filter(({ from }) => from === id).map(({ to }) => to),
    beyondFormulas: [...set.map(([, param]) => param.label.toLowerCase()), ...special.map(({ from, to }) => `the link from ${from} to ${to}`)],
  };
}

function nameOf(id: string, { label }: StationSpec): string {
  return `“${label === undefined || label === '' ? id : label}”`;
}

/** A station's distribution, arrivals, discipline or policy, with all of its values. */
export function variantOf({ catalog }: Network, { kind, values }: Station, name: string): Variant {
  const param = catalog.stations.find((each) => each.kind === kind)?.params[name] as Extract<Param, { type: 'variant' }>;
  const value = values[name] as VariantValue;
  const described = (catalog.families[param.family] as readonly Described[]).find((each) => each.kind === value.kind)!;
  const inner = Object.fromEntries(Object.entries(described.params).map(([each, { initial }]) => [each, value[each] ?? initial]));
  return { kind: value.kind, label: described.label, values: inner, described };
}

export function serviceOf(network: Network, station: Station): Variant<DistributionKind> {
  return variantOf(network, station, 'service') as Variant<DistributionKind>;
}

/** The stations that a queue hands its jobs to; workers without a queue are behind themselves. */
export function poolBehind({ stations }: Network, front: Station): readonly Station[] {
  return front.kind === 'queue' ? front.to.map((id) => stations.get(id)!) : [front];
}

const SHARES = [0.01, 0.3, 0.5, 0.9, 0.999];

/**
 * An Erlang time of one stage is exponential too, so it is the quantiles that tell, −mean · ln(1 − p). A time "from the trace" is
 * taken as it is where no trace comes; where one does, the arrivals are found not to be Poisson.
 */
export function hasExponentialService(network: Network, station: Station): boolean {
  const { described, values } = serviceOf(network, station);
  const meanS = described.meanS(values);
  return SHARES.every((p) => Math.abs(described.quantileS(values, p) / (-meanS * Math.log1p(-p)) - 1) < 1e-6);
}

/** Mean and coefficient of variation of the service time. */
export function serviceMoments(network: Network, station: Station): { readonly meanS: number; readonly cv: number } {
  const { described, values } = serviceOf(network, station);
  const meanS = described.meanS(values);
  return { meanS, cv: Math.sqrt(described.varianceS2(values)) / meanS };
}
