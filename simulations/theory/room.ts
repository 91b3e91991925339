import { erlangAShareOfTimeWith } from './erlang-a';
import { once, type Look } from './look';
import { erlangC } from './mmc';
import { feedersOf, poolBehind, strangeness, targetsOf, upstreamOf, type Network, type Station } from './network';
import { patienceOf, type Patience } from './patience';
import { makesAtMostPerS } from './sources';
import { serviceOf, variantOf } from './times';
import { expectation } from './unimodal';

/** More places than this are not computed with. */
const PLACES_MAX = 100_000;

/** A line that is full for a smaller share of the time is taken never to be. */
const ALMOST_NEVER = 1e-6;

export interface Room {
  /** Waiting places of a line that loses jobs; Infinity where none is lost. */
  readonly places: number;
  /** Nobody is ever refused, or as good as never. */
  readonly isEndless: boolean;
  readonly broken: readonly string[];
  readonly note: string;
  readonly waitAt: readonly string[];
  /** False where jobs from several sources take turns at the door. */
  readonly inOrder: boolean;
  /** Everybody who waits stands in the line itself, whose order holds for all. */
  readonly allInside: boolean;
}

/** Is there room for all, is somebody lost, or is somebody held up outside? */
export function roomAt(look: Look, front: Station): Room {
  const { network } = look;
  const isQueue = front.kind === 'queue';
  const capacity = capacityOf(front);
  const whenFull = isQueue ? variantOf(network, front, 'whenFull') : null;
  const waitAt = isQueue ? [front.id] : [];
  const endless: Room = { places: Infinity, isEndless: true, broken: [], note: '', waitAt, inOrder: true, allInside: true };
  if (capacity === Infinity) return endless;
  if (sharesTime(front)) return isAlmostNeverFull(look, front) ? endless : { ...endless, isEndless: false, broken: [`only so many jobs may share the time of ${front.name}`] };
  if (whenFull !== null && whenFull.kind !== 'block') {
    if (whenFull.kind === 'shed-newest' && capacity <= PLACES_MAX) return { ...endless, places: capacity, isEndless: isAlmostNeverFull(look, front) };
    if (isAlmostNeverFull(look, front)) return endless;
    if (whenFull.kind === 'shed-newest') return { ...endless, broken: [`${front.name} has more places than are computed with here`] };
    return { ...endless, broken: [`when ${front.name} is full, “${whenFull.label}” decides who goes: M/M/c/K turns the newcomer away`] };
  }
  if (isAlmostNeverFull(look, front)) return endless;

  const feeders = feedersOf(network, front);
  const stops = feeders.find(({ kind, values }) => kind === 'producer' && values['whenBlocked'] === 'stop-making');
  if (stops !== undefined) return { ...endless, broken: [`${stops.name} stops making jobs while it is blocked, so the arrivals depend on the queue`] };
  const full = isQueue ? `when ${front.name} is full` : 'when all workers are busy';
  if (feeders.some(({ kind }) => kind !== 'producer')) return { ...endless, broken: [`jobs are blocked, not lost, ${full}: M/M/c/K loses them, and M/M/c has room for all`] };
  if (front.in.some(({ isWire }) => isWire)) return { ...endless, broken: [`jobs are blocked, not lost, ${full}, and wait on their way to ${front.name}`] };
  return {
    ...endless, isEndless: false, inOrder: feeders.length === 1, allInside: false, waitAt: [...feeders.map(({ id }) => id), ...waitAt],
    note: `jobs are blocked, not lost, ${full} (M/M/c/K would lose them); they wait at ${feeders.map(({ name }) => name).join(' and ')}, and the wait counts from there`,
  };
}

/** What can keep a station from handing over, or null: it never stands still with a finished job. */
export function heldUpBy(look: Look, station: Station, onWay: readonly Station[] = []): string | null {
  for (const target of targetsOf(look.network, station)) {
    look.looked.add(target.id);
    const refuses = refusalOf(look, target, [...onWay, station]);
    if (refuses !== null) return refuses;
  }
  return null;
}

/** How a station may refuse a job, or null where it never does. */
function refusalOf(look: Look, station: Station, onWay: readonly Station[]): string | null {
  switch (station.kind) {
    case 'sink': case 'delay': return strangeness(look.network, station)[0] ?? null;
    case 'workers':
      if (!sharesTime(station)) return `${station.name} takes a job only when a worker is free`;
      return strangeness(look.network, station)[0] ?? (isAlmostNeverFull(look, station) ? null : `only so many jobs may share the time of ${station.name}`);
    case 'queue': return blocks(look.network, station) && !isAlmostNeverFull(look, station) ? `${station.name} blocks when it is full` : null;
    case 'router': case 'fork':
      // A circle of stations that hold nobody refuses nobody either.
      return onWay.includes(station) ? null : strangeness(look.network, station)[0] ?? heldUpBy(look, station, onWay);
    case 'join': return onWay.includes(station) ? null : joinRefusal(station) ?? heldUpBy(look, station, onWay);
    default: return `${station.name} (${station.kindLabel}) may make it wait`;
  }
}

/** In the order of the fork it may hold the fork up. */
function joinRefusal({ name, values, beyondFormulas }: Station): string | null {
  return values['order'] === 'completion' && beyondFormulas.length === 0 ? null : `${name} may make it wait`;
}

export function blocks(network: Network, queue: Station): boolean {
  return queue.kind !== 'queue' || (capacityOf(queue) !== Infinity && variantOf(network, queue, 'whenFull')?.kind === 'block');
}

function capacityOf({ kind, values }: Station): number {
  if (kind !== 'queue') return 0;
  return values['capacityJobs'] === 'unbounded' ? Infinity : Number(values['capacityJobs']);
}

/** Were there room for all, it would have at least `capacityJobs` waiting for a share of the time that is next to nothing. */
export function isAlmostNeverFull(look: Look, queue: Station): boolean {
  return once(look, look.neverFull, queue.id, false, (inner) => (
    (queue.kind === 'queue' && heldUpBy(inner, queue) === null) || fullShare(inner, queue) < ALMOST_NEVER
  ));
}

/** All jobs inside are served at once. */
export const sharesTime = ({ kind, values }: Station): boolean => kind === 'workers' && values['sharing'] === 'processor-sharing';

/** As many are inside as in M/M/c, whatever the service times are; NaN where it is not known. */
function crowdedShare(look: Look, workers: Station): number {
  const service = serviceOf(look.network, workers);
  const servers = Number(workers.values['workers']);
  const limit = workers.values['jobsAtOnce'];
  if (service === null || heldUpBy(look, workers) !== null) return NaN;
  return shareAtLeast(limit === undefined ? Infinity : Number(limit) - servers, inflowMaxPerS(look, workers), service.meanS, servers, 'none');
}

/** At most so; NaN where it is not known. */
function fullShare(look: Look, queue: Station): number {
  const { network } = look;
  if (sharesTime(queue)) return crowdedShare(look, queue);
  const pool = poolBehind(network, queue);
  const capacity = queue.values['capacityJobs'];
  const patience = patienceOf(network, queue);
  if (typeof capacity !== 'number' || pool.length === 0 || patience === 'unknown' || strangeness(network, queue).length > 0) return NaN;
  let slowestS = 0;
  for (const each of pool) {
    look.looked.add(each.id);
    const service = each.kind === 'workers' ? serviceOf(network, each) : null;
    if (service?.isExponential !== true || strangeness(network, each).length > 0 || heldUpBy(look, each) !== null) return NaN;
    slowestS = Math.max(slowestS, service.meanS);
  }
  const servers = pool.reduce((sum, { values }) => sum + Number(values['workers']), 0);
  return shareAtLeast(capacity, inflowMaxPerS(look, queue), slowestS, servers, patience);
}

/** P(at least so many wait), M/M/c or M/M/c+M. */
function shareAtLeast(waiting: number, arrivalPerS: number, serviceMeanS: number, servers: number, patience: Patience): number {
  const offered = arrivalPerS * serviceMeanS;
  if (offered < servers) return erlangC(servers, offered) * (offered / servers) ** waiting;
  if (!(offered >= servers) || patience === 'none' || patience === 'unknown' || !patience.isExponential) return NaN;
  const inside = erlangAShareOfTimeWith({ arrivalPerS, servicePerS: 1 / serviceMeanS, servers, patienceMeanS: patience.meanS });
  return inside === null ? NaN : expectation(inside, (n) => (n >= servers + waiting ? 1 : 0));
}

/**
 * All that is made anywhere upstream; NaN where a source has no rate, or jobs go in circles, or something on the way may send them in
 * larger clumps than a Poisson stream has.
 */
function inflowMaxPerS({ network, looked }: Look, front: Station): number {
  const upstream = upstreamOf(network, front);
  let sum = upstream.has(front) ? NaN : 0;
  for (const station of upstream) {
    looked.add(station.id);
    const comesHere = targetsOf(network, station).filter((target) => target === front || upstream.has(target));
    const isKnown = !station.out.some(({ isCall }) => isCall) && strangeness(network, station).length === 0;
    sum += isKnown ? addsAtMostPerS(network, station, comesHere.length) : NaN;
  }
  return sum;
}

function addsAtMostPerS(network: Network, station: Station, waysHere: number): number {
  switch (station.kind) {
    case 'producer': return makesAtMostPerS(network, station);
    case 'queue': case 'router': case 'delay': return 0;
    case 'workers': return serviceOf(network, station)?.isExponential === true ? 0 : NaN;
    case 'fork': return waysHere === 1 ? 0 : NaN; // Else several copies of a job may come.
    default: return NaN;
  }
}
