import { catalog, stationKinds } from '../catalog';
import type { StationKind } from '../engine/kind';
import { withInitials, type ParamValues } from '../engine/param';
import { checkParams } from './check-param';
import { checkAllClassNames } from './class-names';
import { checkKeys, checkList, checkObject, isObject, isReserved, joinPath, own, type JsonObject } from './json-object';
import { checkFault } from './fault-spec';
import { instantCircle } from './instant-circle';
import * as limits from './limits';
import { stationMetrics, wholeMetrics } from './metric-paths';
import { namedWayProblems } from './named-ways';
import { didYouMean } from './nearest';
import { applyChange, isWay } from './param-path';
import { ok, refuse, type Problem, type Result } from './problem';
import { ProblemList } from './problem-list';
import { SCENARIO_FORMAT, type LinkSpec, type Scenario } from './scenario';
import { stationKind, stationKindIds } from './station-kind';
import { waysOut } from './ways-out';
import { found, numberProblem, numeral, quoted, textProblem } from './wording';

export interface ValidateOptions {
  /** Accepts a drawing that is not finished: a station may still lack the link that it needs to run. */
  readonly draft?: boolean;
}

/** What stands for a top-level field that is left out. Parameters of stations stay as they are written. */
export const SCENARIO_DEFAULTS = {
  title: 'Untitled', about: '', seed: 1, warmupS: 0, durationS: 60,
  classes: { job: { share: 1, priority: 0 } }, links: [], timeline: [], checks: [], changelog: [],
} as const satisfies Partial<Scenario>;

export const STATION_OWN_KEYS = ['kind', 'label', 'at'] as const;
/** To look for a near one among more would take longer than it is worth. */
const NEAR_NAMES_MAX = 2_000;
export const ID = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** The ranges of the numbers that belong to no station; param-path and the JSON Schema read them too. */
export const SCENARIO_NUMBERS = {
  seed: { min: 0, max: limits.SEED_MAX, integer: true, unbounded: false, unit: '' },
  warmupS: { min: 0, max: limits.DURATION_S_MAX, integer: false, unbounded: false, unit: 's' },
  durationS: { min: limits.DURATION_S_MIN, max: limits.DURATION_S_MAX, integer: false, unbounded: false, unit: 's' },
} as const;
export const CLASS_NUMBERS = {
  share: { min: 0, max: limits.SHARE_MAX, integer: false, unbounded: false, unit: '' },
  priority: { min: -limits.PRIORITY_MAX, max: limits.PRIORITY_MAX, integer: true, unbounded: false, unit: '' },
  deadlineS: { min: limits.DEADLINE_S_MIN, max: limits.DURATION_S_MAX, integer: false, unbounded: false, unit: 's' },
} as const;
const COORDINATE = { min: -limits.COORDINATE_MAX, max: limits.COORDINATE_MAX, integer: false, unbounded: false, unit: 'pixels' } as const;

/** Checks a value of the present format, wherever it comes from. Never throws. */
export function validateScenario(value: unknown, { draft = false }: ValidateOptions = {}): Result<Scenario> {
  const problems = new ProblemList();
  if (!checkObject(value, '', problems)) return refuse(...problems.list());
  const given: JsonObject = { ...SCENARIO_DEFAULTS, ...withoutUndefined(value) };

  if (given['format'] !== SCENARIO_FORMAT) problems.add('format', `must be "${SCENARIO_FORMAT}", found ${found(given['format'])}`);
  checkKeys(given, ['format', ...Object.keys(SCENARIO_DEFAULTS), 'stations'], '', problems);
  problems.check('title', textProblem(given['title'], limits.TITLE_CHARS_MAX));
  problems.check('about', textProblem(given['about'], limits.ABOUT_CHARS_MAX));
  for (const [name, range] of Object.entries(SCENARIO_NUMBERS)) problems.check(name, numberProblem(given[name], range));
  checkClasses(given['classes'], problems);
  checkStations(given['stations'], problems);
  const stations = isObject(given['stations']) ? given['stations'] : {};
  checkLinks(given['links'], stations, problems);
  checkChecks(given['checks'], stations, isObject(given['classes']) ? given['classes'] : {}, linksOf(given['links']), problems);
  checkChangelog(given['changelog'], problems);
  checkTimelineShape(given['timeline'], problems);
  if (problems.count > 0) return refuse(...problems.list());

  const scenario = inOrder(given);
  checkAllClassNames(scenario, problems);
  checkTimeline(scenario, problems);
  if (!draft) problems.addAll(missingParts(scenario));
  return problems.count > 0 ? refuse(...problems.list()) : ok(scenario);
}

/** What a drawing still lacks before it can run. */
export function missingParts(scenario: Scenario): readonly Problem[] {
  const ids = Object.keys(scenario.stations);
  if (ids.length === 0) return [{ path: 'stations', message: 'needs at least one station' }];
  const linked = new Set(scenario.links.filter(({ call }) => call === undefined).map(({ from }) => from));
  const isCalled = calledIn(scenario);
  const unlinked = ids.flatMap((id) => {
    const linksOut = kindOf(scenario.stations, id)?.linksOut;
    if (linksOut === undefined || linksOut === 'none' || linked.has(id)) return [];
    if (linksOut === 'some' && isCalled(id)) return [];
    return [{ path: `stations.${id}`, message: `needs ${linksOut === 'one' || linksOut === 'some' ? 'one' : 'at least one'} outgoing link, found none` }];
  });
  return [...unlinked, ...tooManyLinks(scenario), ...tooManyWays(scenario), ...instantCircle(scenario), ...namedWayProblems(scenario)];
}

/** More links out than a station's kind can serve. */
function tooManyLinks({ stations, links }: Scenario): readonly Problem[] {
  const counts = new Map<string, number>();
  for (const { from, call } of links) if (call === undefined) counts.set(from, (counts.get(from) ?? 0) + 1);
  return [...counts].flatMap(([id, count]) => {
    const kind = kindOf(stations, id);
    const max = kind?.linksOutMax ?? Infinity;
    return count <= max ? [] : [{ path: `stations.${id}`, message: `must have at most ${numeral(max)} outgoing links, found ${numeral(count)}: a ${kind?.kind ?? ''} can serve no more` }];
  });
}

/** A link that takes time or loses jobs counts as a station and as a link more. */
function tooManyWays({ stations, links }: Scenario): readonly Problem[] {
  const ways = links.filter(isWay).length;
  const room = Math.min(limits.STATIONS_MAX - Object.keys(stations).length, limits.LINKS_MAX - links.length);
  return ways <= room ? [] : [{ path: 'links', message: `must be at most ${numeral(Math.max(0, room))} with a delay or losses beside so many stations and links, found ${numeral(ways)}` }];
}

/** Where a call may come by: there the way may end, and the answer goes back. */
function calledIn({ links }: Scenario): (id: string) => boolean {
  const called = new Set(links.filter(({ call }) => call !== undefined).map(({ to }) => to));
  const onward = waysOut(links, ({ call }) => call === undefined);
  // A set grows while it is walked, and the walk goes on to what was added.
  for (const id of called) for (const to of onward.get(id) ?? []) called.add(to);
  return (id) => called.has(id);
}

/** What is wrong with the id of a station or a class, or ''. */
export function idProblem(id: string): string {
  if (isReserved(id)) return `the name ${quoted(id)} is reserved`;
  if (id.length > limits.ID_CHARS_MAX) return `an id must be at most ${limits.ID_CHARS_MAX} characters, found ${numeral(id.length)}`;
  return ID.test(id) ? '' : `an id must begin with a letter and hold only letters, digits, - and _, found ${quoted(id)}`;
}

function withoutUndefined(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

/** The order of a file, so that printing the same scenario gives the same text. */
function inOrder(given: JsonObject): Scenario {
  const { format, title, about, seed, warmupS, durationS, classes, stations, links, timeline, checks, changelog } = given as unknown as Scenario;
  return { format, title, about, seed, warmupS, durationS, classes, stations, links, timeline, checks, changelog };
}

function checkTable(value: unknown, countMax: number, what: string, path: string, problems: ProblemList): value is JsonObject {
  if (!checkObject(value, path, problems)) return false;
  const count = Object.keys(value).length;
  return problems.check(path, count <= countMax ? '' : `must be at most ${numeral(countMax)} ${what}, found ${numeral(count)}`);
}

function checkClasses(value: unknown, problems: ProblemList): void {
  if (!checkTable(value, limits.CLASSES_MAX, 'classes', 'classes', problems)) return;
  const entries = Object.entries(value);
  const before = problems.count;
  for (const [id, jobClass] of entries) {
    const path = joinPath('classes', id);
    if (!problems.check(path, idProblem(id)) || !checkObject(jobClass, path, problems)) continue;
    checkKeys(jobClass, Object.keys(CLASS_NUMBERS), path, problems);
    for (const [name, range] of Object.entries(CLASS_NUMBERS)) {
      const number = own(jobClass, name);
      if (number === undefined && name === 'deadlineS') continue;
      problems.check(joinPath(path, name), numberProblem(number, range));
    }
  }
  if (problems.count > before) return;
  if (!entries.some(([, jobClass]) => Number((jobClass as JsonObject)['share']) > 0)) {
    problems.add('classes', 'needs at least one class with a share above 0');
  }
}

function checkStations(value: unknown, problems: ProblemList): void {
  if (value === undefined) {
    problems.add('stations', 'is missing; it lists the stations by their ids');
    return;
  }
  if (!checkTable(value, limits.STATIONS_MAX, 'stations', 'stations', problems)) return;
  for (const [id, station] of Object.entries(value)) {
    if (problems.isFull) return;
    const path = joinPath('stations', id);
    if (problems.check(path, idProblem(id)) && checkObject(station, path, problems)) checkStation(station, path, problems);
  }
}

function checkStation(station: JsonObject, path: string, problems: ProblemList): void {
  const kind = stationKind(own(station, 'kind'));
  if (kind === undefined) {
    problems.add(joinPath(path, 'kind'), unknownKind(own(station, 'kind')));
    return;
  }
  checkKeys(station, [...STATION_OWN_KEYS, ...Object.keys(kind.params)], path, problems);
  const label = own(station, 'label');
  if (label !== undefined) problems.check(joinPath(path, 'label'), textProblem(label, limits.LABEL_CHARS_MAX));
  const at = own(station, 'at');
  if (at !== undefined) problems.check(joinPath(path, 'at'), placeProblem(at));
  checkParams(kind.params, station, path, problems);
}

function unknownKind(kind: unknown): string {
  if (typeof kind !== 'string') return `must be one of ${stationKindIds.join(', ')}, found ${found(kind)}`;
  return `unknown kind of station ${quoted(kind)}${didYouMean(kind, stationKindIds)}`;
}

function placeProblem(at: unknown): string {
  if (!Array.isArray(at) || at.length !== 2) return `must be a list of two numbers [x, y], found ${Array.isArray(at) ? `a list of ${at.length}` : found(at)}`;
  return numberProblem(at[0], COORDINATE) || numberProblem(at[1], COORDINATE);
}

function checkLinks(value: unknown, stations: JsonObject, problems: ProblemList): void {
  if (!checkList(value, limits.LINKS_MAX, 'links', 'links', problems)) return;
  const firstFrom = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const [index, link] of value.entries()) {
    if (problems.isFull) return;
    const path = `links.${index}`;
    if (!checkObject(link, path, problems)) continue;
    checkKeys(link, ['from', 'to', 'call', ...Object.keys(catalog.links.flow.params)], path, problems);
    checkParams(catalog.links.flow.params, link, path, problems);
    if (own(link, 'call') !== undefined) checkCall(link, path, problems);
    const from = linkEnd(own(link, 'from'), stations, `${path}.from`, problems);
    const to = linkEnd(own(link, 'to'), stations, `${path}.to`, problems);
    if (from === undefined || to === undefined) continue;

    const pair = `${from}>${to}`;
    const same = pairs.get(pair);
    if (from === to) problems.add(path, `leads from ${quoted(from)} to itself`);
    else if (same !== undefined) problems.add(path, `leads from ${quoted(from)} to ${quoted(to)}, as links.${same} does already`);
    else checkLinkCounts(path, from, to, stations, firstFrom, own(link, 'call') !== undefined, problems);
    if (same === undefined) pairs.set(pair, index);
    if (!firstFrom.has(from) && own(link, 'call') === undefined) firstFrom.set(from, index);
  }
}

function checkLinkCounts(path: string, from: string, to: string, stations: JsonObject, firstFrom: ReadonlyMap<string, number>, calls: boolean, problems: ProblemList): void {
  const source = kindOf(stations, from);
  const target = kindOf(stations, to);
  const first = firstFrom.get(from);
  if (calls) {
    if (source?.calls !== true) problems.add(`${path}.call`, `a ${source?.kind ?? 'station'} cannot call: only ${callers()} can`);
  } else if (source?.linksOut === 'none') problems.add(`${path}.from`, `nothing leaves ${quoted(from)}: a ${source.kind} has no outgoing link`);
  else if ((source?.linksOut === 'one' || source?.linksOut === 'some') && first !== undefined) {
    problems.add(`${path}.from`, `${quoted(from)} has its outgoing link already (links.${first}): a ${source.kind} has only one`);
  }
  if (target?.linksIn === 'none') problems.add(`${path}.to`, `nothing enters ${quoted(to)}: a ${target.kind} has no incoming link`);
}

const callers = (): string => stationKinds.filter(({ calls }) => calls === true).map(({ kind }) => kind).join(', ');

function checkCall(link: JsonObject, path: string, problems: ProblemList): void {
  const { call } = catalog.links;
  const given = own(link, 'call');
  const before = problems.count;
  if (!checkObject(given, `${path}.call`, problems)) return;
  checkKeys(given, Object.keys(call.params), `${path}.call`, problems);
  checkParams(call.params, given, `${path}.call`, problems);
  if (problems.count > before) return;
  const values = withInitials(call.params, given as ParamValues);
  problems.check(`${path}.call`, call.refuse?.(values) ?? '');
  const loss = own(link, 'lossRatio');
  if (typeof loss === 'number' && loss > 0 && values['timeoutS'] === 'unbounded') {
    problems.add(`${path}.call.timeoutS`, 'must be a time in s on a link that loses requests: without a timeout the caller waits for ever, found "unbounded"');
  }
}

function linkEnd(id: unknown, stations: JsonObject, path: string, problems: ProblemList): string | undefined {
  if (typeof id === 'string' && Object.hasOwn(stations, id)) return id;
  const ids = Object.keys(stations).slice(0, limits.STATIONS_MAX);
  problems.add(path, typeof id === 'string' ? `no station ${quoted(id)}${didYouMean(id, ids)}` : `must be the id of a station, found ${found(id)}`);
  return undefined;
}

function kindOf(stations: JsonObject, id: string): StationKind | undefined {
  const station = own(stations, id);
  return isObject(station) ? stationKind(own(station, 'kind')) : undefined;
}

function checkTimelineShape(value: unknown, problems: ProblemList): void {
  if (!checkList(value, limits.TIMELINE_ITEMS_MAX, 'items', 'timeline', problems)) return;
  for (const [index, item] of value.entries()) {
    if (problems.isFull) return;
    const path = `timeline.${index}`;
    if (!checkObject(item, path, problems)) continue;
    checkKeys(item, ['atS', 'change', 'fault'], path, problems);
    const atS = own(item, 'atS');
    if (typeof atS !== 'number' || !Number.isFinite(atS)) problems.add(`${path}.atS`, `must be a time in s, found ${found(atS)}`);
    const isFault = own(item, 'fault') !== undefined;
    if (isFault && own(item, 'change') !== undefined) problems.add(path, 'is a change or a fault, not both');
    if (!isFault) checkChangeShape(own(item, 'change'), `${path}.change`, problems);
  }
}

/** Each item is tried on the scenario as the items before it leave it: they may have set another kind. */
function checkTimeline(scenario: Scenario, problems: ProblemList): void {
  const endS = scenario.warmupS + scenario.durationS;
  let present = scenario;
  let beforeS = 0;
  let traceChars = 0;
  for (const [index, { atS, change, fault }] of scenario.timeline.entries()) {
    if (problems.isFull) return;
    const path = `timeline.${index}`;
    if (!(atS >= 0 && atS <= endS)) problems.add(`${path}.atS`, `must be 0 to ${numeral(endS)} s, the end of the run, found ${numeral(atS)}`);
    else if (atS < beforeS) problems.add(`${path}.atS`, `must not be before the item above it (${numeral(beforeS)} s), found ${numeral(atS)}`);
    else beforeS = atS;
    if (fault !== undefined) checkFault(fault, scenario, `${path}.fault`, problems);
    if (change === undefined) continue;
    traceChars += traceCharsAt(present, change.path);
    if (traceChars > limits.TIMELINE_TRACE_CHARS_MAX) {
      problems.add(path, 'changes long traces too often; shorten their rows');
      return;
    }
    const changed = applyChange(present, change);
    if (changed.ok) present = changed.value;
    else for (const problem of changed.problems) problems.add(`${path}.change`, `${problem.path}: ${problem.message}`);
  }
}

/** How much text a change at `path` would have read again. */
function traceCharsAt({ stations }: Scenario, path: string): number {
  const [, id = '', name = ''] = path.split('.');
  const value = own((own(stations, id) ?? {}) as JsonObject, name);
  const csv = isObject(value) ? own(value, 'csv') : undefined;
  return typeof csv === 'string' ? csv.length : 0;
}

function checkChangeShape(change: unknown, path: string, problems: ProblemList): void {
  if (!checkObject(change, path, problems)) return;
  checkKeys(change, ['path', 'value'], path, problems);
  problems.check(`${path}.path`, textProblem(own(change, 'path'), limits.NAME_CHARS_MAX));
  if (own(change, 'value') === undefined) problems.add(`${path}.value`, 'is missing');
}

/** What is a link at all, of a list that may be wrong. */
function linksOf(value: unknown): readonly LinkSpec[] {
  return Array.isArray(value) ? value.slice(0, limits.LINKS_MAX).filter((link) => isObject(link)) as unknown as LinkSpec[] : [];
}

function checkChecks(value: unknown, stations: JsonObject, classes: JsonObject, links: readonly LinkSpec[], problems: ProblemList): void {
  if (!checkList(value, limits.CHECKS_MAX, 'checks', 'checks', problems)) return;
  // Thousands where there are thousands of calls, and the same for each check.
  const ofWhole = value.length === 0 ? [] : wholeMetrics(Object.keys(classes).slice(0, limits.CLASSES_MAX), links);
  for (const [index, check] of value.entries()) {
    if (problems.isFull) return;
    const path = `checks.${index}`;
    if (!checkObject(check, path, problems)) continue;
    checkKeys(check, ['name', 'station', 'metric', 'min', 'max'], path, problems);
    problems.check(`${path}.name`, textProblem(own(check, 'name'), limits.NAME_CHARS_MAX));
    checkMetric(check, path, stations, ofWhole, problems);
    checkLimits(check, path, problems);
  }
}

function checkMetric(check: JsonObject, path: string, stations: JsonObject, ofWhole: readonly string[], problems: ProblemList): void {
  const metric = own(check, 'metric');
  const station = own(check, 'station');
  let known = ofWhole;
  if (station !== undefined) {
    const id = linkEnd(station, stations, `${path}.station`, problems);
    const kind = id === undefined ? undefined : kindOf(stations, id);
    if (kind === undefined) return;
    known = stationMetrics(kind);
  }
  if (typeof metric !== 'string') problems.add(`${path}.metric`, `must be the name of a figure, found ${found(metric)}`);
  else if (!known.includes(metric)) problems.add(`${path}.metric`, `no figure ${quoted(metric)}${didYouMean(metric, known.slice(0, NEAR_NAMES_MAX))}`);
}

function checkLimits(check: JsonObject, path: string, problems: ProblemList): void {
  const min = own(check, 'min');
  const max = own(check, 'max');
  if (min === undefined && max === undefined) problems.add(path, 'needs "min" or "max"');
  for (const [name, limit] of [['min', min], ['max', max]] as const) {
    if (limit !== undefined && !(typeof limit === 'number' && Number.isFinite(limit))) {
      problems.add(`${path}.${name}`, `must be a number, found ${found(limit)}`);
    }
  }
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    problems.add(`${path}.min`, `must be at most "max" (${numeral(max)}), found ${numeral(min)}`);
  }
}

function checkChangelog(value: unknown, problems: ProblemList): void {
  if (!checkList(value, limits.CHANGELOG_ENTRIES_MAX, 'entries', 'changelog', problems)) return;
  const version = { min: 1, max: limits.SEED_MAX, integer: true, unbounded: false, unit: '' };
  for (const [index, entry] of value.entries()) {
    if (problems.isFull) return;
    const path = `changelog.${index}`;
    if (!checkObject(entry, path, problems)) continue;
    checkKeys(entry, ['version', 'date', 'why', 'changes'], path, problems);
    problems.check(`${path}.version`, numberProblem(own(entry, 'version'), version));
    problems.check(`${path}.why`, textProblem(own(entry, 'why'), limits.WHY_CHARS_MAX));
    const date = own(entry, 'date');
    const isDate = typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date);
    if (!isDate) problems.add(`${path}.date`, `must be a date such as 2026-11-22, found ${found(date)}`);
    const changes = own(entry, 'changes');
    if (!checkList(changes, limits.TIMELINE_ITEMS_MAX, 'changes', `${path}.changes`, problems)) continue;
    // Only their form: what they changed may have gone since.
    for (const [at, change] of changes.entries()) {
      if (problems.isFull) return;
      checkChangeShape(change, `${path}.changes.${at}`, problems);
    }
  }
}
