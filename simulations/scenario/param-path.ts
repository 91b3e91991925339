import { choiceParam, type ChoiceParam, type Param, type Params, type ParamValue, type VariantParam, type VariantValue } from '../engine/param';
import { checkParam, variantKind, variantKinds } from './check-param';
import { checkClassNames } from './class-names';
import { isObject, own, type JsonObject } from './json-object';
import { namedWayProblems } from './named-ways';
import { didYouMean } from './nearest';
import { ok, refuse, type Result } from './problem';
import { ProblemList } from './problem-list';
import type { Change, Scenario } from './scenario';
import { stationKind } from './station-kind';
import { quoted } from './wording';

/**
 * Parameters by path, e.g. `stations.orders.arrivals.ratePerS`. A variant is set whole (`{ kind, … }`), by one
 * parameter of its present kind, or by `….kind`, which keeps the parameters that the new kind has too.
 */
export interface ParamPlace {
  readonly stationId: string;
  /** The way inside the station, e.g. `['arrivals', 'ratePerS']`. */
  readonly names: readonly string[];
  readonly param: Param;
  /** What stands in the scenario, or the declared value where nothing stands. */
  readonly value: ParamValue;
  readonly isInitial: boolean;
}

/** What settings.ts can set and a run cannot. */
const WHOLE = /^(title|about|seed|warmupS|durationS|classes\..*|stations\.[^.]*\.(label|at|kind))$/;

/** True for a parameter of a station, which can change during a run; the rest belongs to the whole run. */
export function isRunParam(path: string): boolean {
  const [top, , name] = path.split('.');
  return top === 'stations' && name !== undefined && name !== 'label' && name !== 'at' && name !== 'kind';
}

/** Finds a station's parameter, or says which name on the way is not known and what was near. */
export function resolveParam(scenario: Scenario, path: string): Result<ParamPlace> {
  const [top, stationId = '', ...names] = path.split('.');
  if (top !== 'stations') return notFound(path, `a station's parameter begins with "stations.", found ${quoted(path)}`);
  const station = own(scenario.stations, stationId) as JsonObject | undefined;
  if (station === undefined) return notFound(path, `no station ${quoted(stationId)}${didYouMean(stationId, Object.keys(scenario.stations))}`);
  const kind = stationKind(station['kind']);
  if (kind === undefined) return notFound(path, `unknown kind of station ${quoted(String(station['kind']))}`);

  let params = kind.params;
  let holder: JsonObject = station;
  for (const [depth, name] of names.entries()) {
    const param = own(params, name) as Param | undefined;
    if (param === undefined) return notFound(path, `no parameter ${quoted(name)} in ${names.slice(0, depth).join('.') || `a ${kind.kind}`}${didYouMean(name, Object.keys(params))}`);
    const written = own(holder, name) as ParamValue | undefined;
    const value = written ?? param.initial;
    if (depth === names.length - 1) return ok({ stationId, names, param, value, isInitial: written === undefined });
    if (param.type !== 'variant') return notFound(path, `${quoted(name)} has no parameters of its own`);
    params = paramsOfVariant(param, value);
    holder = value as VariantValue;
  }
  return notFound(path, `names a station; add a parameter: ${Object.keys(kind.params).join(', ') || 'it has none'}`);
}

/** Sets a parameter that can change while a run goes on; everything else is refused. */
export function applyChange(scenario: Scenario, { path, value }: Change): Result<Scenario> {
  if (WHOLE.test(path)) return notFound(path, 'belongs to the whole run and cannot change while it goes on');
  const place = resolveParam(scenario, path);
  if (!place.ok) return place;
  const problems = new ProblemList();
  checkParam(place.value.param, value, path, problems);
  if (problems.count > 0) return refuse(...problems.list());

  const { stationId, names } = place.value;
  const before = scenario.stations[stationId] as JsonObject;
  const station = withValue(before, names, value, stationKind(before['kind'])?.params ?? {});
  // A kind may refuse a combination whose parts are each allowed.
  const [outer = ''] = names;
  const outerParam = stationKind(before['kind'])?.params[outer];
  if (names.length > 1 && outerParam !== undefined) checkParam(outerParam, station[outer], `stations.${stationId}.${outer}`, problems);
  if (problems.count === 0 && outerParam !== undefined) checkClassNames(outerParam, station[outer] as ParamValue, `stations.${stationId}.${outer}`, Object.keys(scenario.classes), problems);
  if (problems.count > 0) return refuse(...problems.list());
  const changed = { ...scenario, stations: { ...scenario.stations, [stationId]: station as Scenario['stations'][string] } };
  const ways = namedWayProblems(changed, [stationId]);
  return ways.length > 0 ? refuse(...ways) : ok(changed);
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
