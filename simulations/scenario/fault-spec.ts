import { catalog } from '../catalog';
import type { FaultKind } from '../engine/kind';
import { checkParams } from './check-param';
import { checkKeys, checkObject, own, type JsonObject } from './json-object';
import * as limits from './limits';
import { didYouMean } from './nearest';
import type { ProblemList } from './problem-list';
import { linkId, type LinkSpec, type Scenario } from './scenario';
import { stationKind } from './station-kind';
import { found, numberProblem, quoted } from './wording';

const OWN_KEYS = ['kind', 'station', 'link', 'forS'] as const;
export const FOR_S = { min: 0, max: limits.DURATION_S_MAX, integer: false, unbounded: false, unit: 's' } as const;

export function faultKind(kind: unknown): FaultKind | undefined {
  return catalog.faults.find((each) => each.kind === kind);
}

/** Adds what is wrong with a fault: its kind, its parameters, and whether it can happen where it is to happen. */
export function checkFault(value: unknown, { stations, links }: Pick<Scenario, 'stations' | 'links'>, path: string, problems: ProblemList): void {
  if (!checkObject(value, path, problems)) return;
  const kind = faultKind(own(value, 'kind'));
  if (kind === undefined) {
    const ids = catalog.faults.map((each) => each.kind);
    const given = own(value, 'kind');
    problems.add(`${path}.kind`, `must be one of ${ids.join(', ')}, found ${found(given)}${typeof given === 'string' ? didYouMean(given, ids) : ''}`);
    return;
  }
  checkKeys(value, [...OWN_KEYS, ...Object.keys(kind.params)], path, problems);
  checkParams(kind.params, value, path, problems);
  problems.check(`${path}.forS`, numberProblem(own(value, 'forS'), FOR_S));
  const target = own(value, kind.on);
  const other = kind.on === 'station' ? 'link' : 'station';
  if (own(value, other) !== undefined) problems.add(`${path}.${other}`, `a ${quoted(kind.kind)} happens to a ${kind.on}; name it as "${kind.on}"`);
  else if (kind.on === 'station') checkStationTarget(kind, target, stations, `${path}.station`, problems);
  else checkLinkTarget(target, links, `${path}.link`, problems);
}

function checkStationTarget(kind: FaultKind, id: unknown, stations: Scenario['stations'], path: string, problems: ProblemList): void {
  if (typeof id !== 'string' || !Object.hasOwn(stations, id)) {
    problems.add(path, typeof id === 'string' ? `no station ${quoted(id)}${didYouMean(id, Object.keys(stations))}` : `must be the id of a station, found ${found(id)}`);
    return;
  }
  const station = stationKind(stations[id]?.kind);
  if (station === undefined || kind.suits(station)) return;
  const suited = catalog.stations.filter((each) => kind.suits(each)).map((each) => each.kind);
  problems.add(path, `a ${quoted(kind.kind)} can happen to ${suited.join(', ') || 'no station'}; ${quoted(id)} is a ${station.kind}`);
}

function checkLinkTarget(id: unknown, links: readonly LinkSpec[], path: string, problems: ProblemList): void {
  const ids = links.map(linkId);
  if (typeof id === 'string' && ids.includes(id)) return;
  problems.add(path, typeof id === 'string' ? `no link ${quoted(id)}${didYouMean(id, ids)}` : `must be the name of a link, from>to, found ${found(id)}`);
}

/** Where a fault happens, for whoever counts those that are on at the same place. */
export const faultTarget = (fault: JsonObject): string => `${String(fault['kind'])} ${String(fault['station'] ?? fault['link'])}`;
