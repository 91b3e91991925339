import { catalog } from '../catalog';
import { choiceParam, withInitials, type ChoiceParam, type Param, type Params, type ParamValue, type ParamValues, type VariantParam, type VariantValue } from '../engine/param';
import { checkParam, variantKind, variantKinds } from './check-param';
import { checkClassNames } from './class-names';
import { isObject, own, type JsonObject } from './json-object';
import { namedWayProblems } from './named-ways';
import { didYouMean } from './nearest';
import { ok, refuse, type Result } from './problem';
import { ProblemList } from './problem-list';
import { linkId, type Change, type LinkSpec, type Scenario } from './scenario';
import { stationKind } from './station-kind';
import { quoted } from './wording';

/**
 * Parameters by path, e.g. `stations.orders.arrivals.ratePerS`. A variant is set whole (`{ kind, … }`), by one
 * parameter of its present kind, or by `….kind`, which keeps the parameters that the new kind has too.
 */
export interface ParamPlace {
  /** Whose parameter it is: a station's, or with `linkIndex` a link's, whose name is then `from>to`. */
  readonly stationId: string;
  readonly linkIndex?: number;
  /** The way inside the station or link, e.g. `['arrivals', 'ratePerS']`. */
  readonly names: readonly string[];
  readonly param: Param;
  /** What stands in the scenario, or the declared value where nothing stands. */
  readonly value: ParamValue;
  readonly isInitial: boolean;
}

/** What settings.ts can set and a run cannot. */
const WHOLE = /^(title|about|seed|warmupS|durationS|classes\..*|stations\.[^.]*\.(label|at|kind))$/;

/** True for a parameter of a station or a link, which can change during a run; the rest belongs to the whole run. */
export function isRunParam(path: string): boolean {
  const [top, , name] = path.split('.');
  if (top === 'links') return name !== undefined && name !== 'from' && name !== 'to';
  return top === 'stations' && name !== undefined && name !== 'label' && name !== 'at' && name !== 'kind';
}

/** Finds a parameter of a station or of a link, or says which name on the way is not known and what was near. */
export function resolveParam(scenario: Scenario, path: string): Result<ParamPlace> {
  const [top, id = '', ...names] = path.split('.');
  if (top === 'links') return resolveOfLink(scenario, path, id, names);
  if (top !== 'stations') return notFound(path, `a parameter begins with "stations." or "links.", found ${quoted(path)}`);
  const station = own(scenario.stations, id) as JsonObject | undefined;
  if (station === undefined) return notFound(path, `no station ${quoted(id)}${didYouMean(id, Object.keys(scenario.stations))}`);
  const kind = stationKind(station['kind']);
  if (kind === undefined) return notFound(path, `unknown kind of station ${quoted(String(station['kind']))}`);
  return walk(path, names, kind.params, station, { stationId: id, names }, kind.kind.endsWith('s') ? kind.kind : `a ${kind.kind}`); // workers are many
}

function resolveOfLink({ links }: Scenario, path: string, id: string, names: readonly string[]): Result<ParamPlace> {
  const linkIndex = links.findIndex((each) => linkId(each) === id);
  const link = links[linkIndex] as (LinkSpec & JsonObject) | undefined;
  if (link === undefined) return notFound(path, `no link ${quoted(id)}${didYouMean(id, links.map(linkId))}`);
  const place = { stationId: id, linkIndex, names };
  const [first, ...rest] = names;
  if (first === 'call') {
    if (link.call === undefined) return notFound(path, `${quoted(id)} is a flow link and has no call`);
    return walk(path, rest, catalog.links.call.params, link.call, place, 'a call');
  }
  if (first !== undefined && !isWay(link)) return notFound(path, `${quoted(id)} takes no time and loses nothing: give the link a "delayS" or a "lossRatio" first`);
  return walk(path, names, catalog.links.flow.params, link, place, 'a link');
}

/** True for a link that is a way of its own, with a delay or losses. */
export const isWay = ({ delayS, lossRatio }: LinkSpec): boolean => delayS !== undefined || lossRatio !== undefined;

/** Follows the names from a table of parameters, and the values beside it. */
function walk(
  path: string, names: readonly string[], declared: Params, values: JsonObject, place: Pick<ParamPlace, 'stationId' | 'linkIndex' | 'names'>, whose: string,
): Result<ParamPlace> {
  let params = declared;
  let holder = values;
  for (const [depth, name] of names.entries()) {
    const param = own(params, name) as Param | undefined;
    if (param === undefined) return notFound(path, `no parameter ${quoted(name)} in ${names.slice(0, depth).join('.') || whose}${didYouMean(name, Object.keys(params))}`);
    const written = own(holder, name) as ParamValue | undefined;
    const value = written ?? param.initial;
    if (depth === names.length - 1) return ok({ ...place, param, value, isInitial: written === undefined });
    if (param.type !== 'variant') return notFound(path, `${quoted(name)} has no parameters of its own`);
    params = paramsOfVariant(param, value);
    holder = value as VariantValue;
  }
  return notFound(path, `names ${whose}; add a parameter: ${Object.keys(params).join(', ') || 'it has none'}`);
}

/** Sets a parameter that can change while a run goes on; everything else is refused. */
export function applyChange(scenario: Scenario, { path, value }: Change): Result<Scenario> {
  if (WHOLE.test(path)) return notFound(path, 'belongs to the whole run and cannot change while it goes on');
  const place = resolveParam(scenario, path);
  if (!place.ok) return place;
  const problems = new ProblemList();
  checkParam(place.value.param, value, path, problems);
  if (problems.count > 0) return refuse(...problems.list());

  const { stationId, linkIndex, names } = place.value;
  const changed = linkIndex === undefined
    ? withParam(scenario.stations[stationId], names, value, stationKind(scenario.stations[stationId].kind)?.params ?? {}, `stations.${stationId}`, problems)
    : withLinkParam(scenario.links[linkIndex] as LinkSpec & JsonObject, names, value, `links.${stationId}`, problems);
  if (problems.count > 0) return refuse(...problems.list());
  if (linkIndex === undefined) {
    const outer = stationKind(scenario.stations[stationId].kind)?.params[names[0] ?? ''];
    if (outer !== undefined) checkClassNames(outer, changed[names[0] ?? ''] as ParamValue, `stations.${stationId}.${names[0] ?? ''}`, Object.keys(scenario.classes), problems);
    if (problems.count > 0) return refuse(...problems.list());
    const station = { ...scenario, stations: { ...scenario.stations, [stationId]: changed as Scenario['stations'][string] } };
    const ways = namedWayProblems(station, [stationId]);
    return ways.length > 0 ? refuse(...ways) : ok(station);
  }
  return ok({ ...scenario, links: scenario.links.with(linkIndex, changed as unknown as LinkSpec) });
}

function withLinkParam(link: LinkSpec & JsonObject, names: readonly string[], value: ParamValue, path: string, problems: ProblemList): JsonObject {
  if (names[0] !== 'call') return withParam(link, names, value, catalog.links.flow.params, path, problems);
  const { call } = catalog.links;
  const changed = withParam(link.call as JsonObject, names.slice(1), value, call.params, `${path}.call`, problems);
  problems.check(`${path}.call`, call.refuse?.(withInitials(call.params, changed as ParamValues)) ?? '');
  return { ...link, call: changed };
}

/** A kind may refuse a combination whose parts are each allowed. */
function withParam(holder: JsonObject, names: readonly string[], value: ParamValue, params: Params, path: string, problems: ProblemList): JsonObject {
  const changed = withValue(holder, names, value, params);
  const [outer = ''] = names;
  if (names.length > 1) checkParam(params[outer], changed[outer], `${path}.${outer}`, problems);
  return changed;
}

/** Copies only what lies on the way. A variant that was left out is written down whole, so that its kind is kept. */
function withValue(holder: JsonObject, names: readonly string[], value: ParamValue, params: Params): JsonObject {
  const [name = '', ...rest] = names;
  if (rest.length === 0) return { ...holder, [name]: value };
  const param = params[name] as VariantParam;
  const inner = (own(holder, name) ?? param.initial) as VariantValue;
  if (rest.length === 1 && rest[0] === 'kind') return { ...holder, [name]: otherKind(param, inner, value as string) };
  return { ...holder, [name]: withValue(inner, rest, value, paramsOfVariant(param, inner)) };
}

/** The same mean with another distribution: what both kinds call the same is kept. */
function otherKind(param: VariantParam, present: VariantValue, kind: string): VariantValue {
  const params = variantKind(param.family, kind)?.params ?? {};
  const kept: Record<string, ParamValue> = {};
  for (const [name, declared] of Object.entries(params)) {
    const value = own(present, name) as ParamValue | undefined;
    if (value === undefined) continue;
    const problems = new ProblemList();
    checkParam(declared, value, name, problems);
    if (problems.count === 0) kept[name] = value;
  }
  return { kind, ...kept };
}

/** A variant's kind is a parameter too: a choice among its family. */
function paramsOfVariant(param: VariantParam, value: ParamValue): Params {
  const kind = isObject(value) ? value['kind'] : undefined;
  return { kind: kindParam(param, String(kind)), ...variantKind(param.family, kind)?.params };
}

function kindParam({ family, label, help }: VariantParam, initial: string): ChoiceParam {
  return choiceParam({ label, help, initial, options: variantKinds(family).map((each) => ({ id: each.kind, label: each.label, help: each.help })) });
}

function notFound<T>(path: string, message: string): Result<T> {
  return refuse({ path, message });
}
