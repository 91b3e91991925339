import { closedNetwork, closedShareOfTimeWith, type ClosedNetwork } from './closed-network';
import { downstreamOf } from './fork-join-part';
import { jacksonArrivalsPerS } from './jackson';
import { lineAt, type Line } from './line';
import { once, type Look } from './look';
import { meanValueAnalysis, type ClosedFigures } from './mva';
import { poolBehind, stationAt, strangeness, targetsOf, upstreamOf, type Network, type Station } from './network';
import { noOpinion, type Opinion } from './opinion';
import { routingChances } from './routes';
import { durations, type TheoryFigures } from './theory-figures';
import { timesOf, variantIn, variantOf } from './times';

const STATIONS_MAX = 100;
/** With one worker everywhere the effort grows with users × lines; else with the square of the users, for each line and its neighbours. */
const SINGLE_STEPS_MAX = 10_000_000;
const STEPS_MAX = 20_000_000;

export interface ClosedSystem {
  readonly producer: Station;
  /** Delays are counted as thinking there. */
  readonly network: ClosedNetwork;
  /** Without the delays. */
  readonly thinkMeanS: number;
  readonly figures: ClosedFigures;
  /** With one user less: what who comes finds there, as if in passing (the arrival theorem). */
  readonly found: ClosedFigures;
  /** In the order of the network's stations: the front of each line. */
  readonly places: readonly { readonly front: Station; readonly line: Line; readonly visits: number }[];
}

/** The producer whose users wait for their answers before they send again, and whose jobs come here; or null. */
export function closedSourceOf(network: Network, station: Station): Station | null {
  return [station, ...upstreamOf(network, station)].find((each) => each.kind === 'producer' && variantOf(network, each, 'arrivals')?.kind === 'closed') ?? null;
}

/** The closed network that a producer's users go round in, or why there is no formula for it. */
export function closedSystemOf(look: Look, producer: Station): ClosedSystem | readonly string[] {
  return once<ClosedSystem | readonly string[]>(look, look.closed, producer.id, [], (inner) => systemOf({ ...inner, neverFull: new Map() }, producer));
}

function systemOf(look: Look, producer: Station): ClosedSystem | readonly string[] {
  const { network } = look;
  const stations = [...downstreamOf(network, producer)];
  for (const { id } of stations) look.looked.add(id);
  const arrivals = variantOf(network, producer, 'arrivals');
  const users = Number(arrivals?.values['users']);
  const think = arrivals === null ? null : timesOf(variantIn(network, arrivals.described.params, arrivals.values, 'thinkTime'));
  if (think === null || !Number.isFinite(think.meanS) || !(users >= 1)) return [`no formula knows the users of ${producer.name}`];
  if (stations.length > STATIONS_MAX) return [`${producer.name} has more stations behind it than are computed with here`];
  const other = stations.flatMap((each) => [...upstreamOf(network, each)]).find((each) => each.kind === 'producer' && each !== producer);
  if (other !== undefined) return [`jobs come from ${other.name}, too, and a closed network has none but its own`];

  const visits = visitsOf(network, producer, stations);
  if (typeof visits === 'string') return [visits];
  // No more than all of the users can ever wait.
  for (const { id, values } of stations) if (Number(values['capacityJobs'] ?? values['jobsAtOnce']) >= users) look.neverFull.set(id, { answer: true, looked: new Set() });
  const places: ClosedSystem['places'][number][] = [];
  let thinkS = think.meanS;
  for (const [i, station] of stations.entries()) {
    for (const way of station.out) thinkS += visits[i] * (station.kind === 'router' ? chanceOf(network, station, way.to) : 1) * way.delayS;
    if (station.kind === 'delay') {
      const time = timesOf(variantOf(network, station, 'time'));
      if (time === null || !Number.isFinite(time.meanS)) return [`no formula knows how long ${station.name} takes`];
      thinkS += visits[i] * time.meanS;
      continue;
    }
    if (station.kind !== 'queue' && (station.kind !== 'workers' || station.in.some(({ from }) => stationAt(network, from).kind === 'queue'))) continue;
    const line = closedLineAt(look, station);
    if (typeof line === 'string') return [line];
    places.push({ front: station, line, visits: visits[i] });
  }
  const closed: ClosedNetwork = { users, thinkS, stations: places.map(({ line, visits: v }) => ({ demandS: v * line.service.meanS, servers: line.servers })) };
  const solve = solverOf(closed);
  if (solve === null) return [`${producer.name} has more users than are computed with here`];
  return { producer, thinkMeanS: think.meanS, network: closed, figures: solve(users), found: solve(users - 1), places };
}

/** null where the effort would be too large. */
function solverOf({ users, thinkS, stations }: ClosedNetwork): ((users: number) => ClosedFigures) | null {
  if (stations.every(({ servers }) => servers === 1)) {
    const demandsS = stations.map(({ demandS }) => demandS);
    return users * stations.length > SINGLE_STEPS_MAX ? null : (n) => meanValueAnalysis({ users: n, thinkS, demandsS });
  }
  return (users * stations.length) ** 2 > STEPS_MAX ? null : (n) => closedNetwork({ users: n, thinkS, stations });
}

const chanceOf = (network: Network, router: Station, to: string): number => {
  const chances = routingChances(network, router);
  return typeof chances === 'string' ? NaN : chances.get(to)!;
};

/** How often a job comes to each station on its way, on average. */
function visitsOf(network: Network, producer: Station, stations: readonly Station[]): readonly number[] | string {
  const routing: number[][] = [];
  for (const station of stations) {
    const strange = strangeness(network, station)[0];
    if (strange !== undefined) return strange;
    if (!['producer', 'queue', 'workers', 'delay', 'router', 'sink'].includes(station.kind)) return `no formula knows ${station.name} (${station.kindLabel}) in a closed network`;
    if (station.out.some(({ lossRatio }) => lossRatio > 0)) return `${station.name} loses jobs on their way`;
    const chances = station.kind === 'router' ? routingChances(network, station) : new Map(station.out.map(({ to }) => [to, 1 / station.out.length]));
    if (typeof chances === 'string') return chances;
    routing.push(stations.map(({ id }) => chances.get(id) ?? 0));
  }
  const visits = jacksonArrivalsPerS({ stations: stations.map((each) => ({ outsidePerS: each === producer ? 1 : 0, servicePerS: 0, servers: 1 })), routing });
  const trap = visits.indexOf(Infinity);
  return trap < 0 ? visits : `jobs that come to ${stations[trap].name} never leave again`;
}

/** A station of a closed network, or why it is none. */
function closedLineAt(look: Look, front: Station): Line | string {
  const line = lineAt(look, front);
  if (!('front' in line)) return line[0];
  if (!line.room.isEndless) return `there is not room for all at ${front.name}`;
  if (line.patience !== 'none') return `jobs leave ${front.name} by themselves`;
  if (!line.isShared && !line.service.isExponential) return `service times are not exponential (“${line.service.label}”)`;
  const next = new Set(poolBehind(look.network, front).flatMap((each) => targetsOf(look.network, each)));
  if (next.size > 1) return `${front.name} gives its jobs to whoever is free, and they go different ways`;
  return Number.isFinite(line.service.meanS) ? line : 'service times have no finite mean';
}

/** One line of a closed network. Who comes to it finds there what a network of one user less has on average (the arrival theorem). */
export function closedOpinion(look: Look, producer: Station, front: Station): Opinion {
  const system = closedSystemOf(look, producer);
  if (!('places' in system)) return { ...noOpinion, broken: [`who sends at ${producer.name} waits for the answer before sending again, and it is no closed network: ${system[0]}`] };
  const i = system.places.findIndex((place) => place.front === front);
  if (i < 0) return { ...noOpinion, broken: [`no formula knows ${front.name} in a closed network`] };
  const { line, visits } = system.places[i];
  if (visits === 0) return { ...noOpinion, broken: [`nothing comes to ${front.name}`] };
  return {
    ...noOpinion, waitAt: line.room.waitAt,
    fit: {
      modelId: 'closed', title: titleOf(system), hasSteadyState: true, spoils: 'its arrivals depend on it', keepsClasses: false, classes: null,
      figures: () => placeFigures(system, i),
    },
  };
}

export const titleOf = ({ network: { users } }: ClosedSystem): string => `closed network of ${users} ${users === 1 ? 'user' : 'users'}`;

function placeFigures(system: ClosedSystem, i: number): TheoryFigures {
  const { network, figures, found, places } = system;
  const { line: { servers, service, isShared }, visits } = places[i];
  const { utilisation, meanJobs } = figures.stations[i];
  const arrivalPerS = figures.throughputPerS * visits;
  const stayS = meanJobs / arrivalPerS;
  const waitS = isShared ? 0 : Math.max(0, stayS - service.meanS);
  const meets = (): number => closedShareOfTimeWith({ ...network, users: network.users - 1 }, i).subarray(servers).reduce((sum, share) => sum + share, 0);
  return {
    arrivalPerS, throughputPerS: arrivalPerS, lossShare: 0, utilisation, shareThatWaits: isShared ? 0 : servers === 1 ? found.stations[i].utilisation : meets(),
    waitS: durations(waitS), timeInSystemS: durations(stayS), meanWaitingJobs: arrivalPerS * waitS, meanJobs,
    ...(waitS === 0 ? {} : { waitScatterS: (2 * waitingVariance(system, i) * network.users) / figures.throughputPerS / (arrivalPerS * waitS) ** 2 }),
  };
}

/**
 * The variance of the number that waits at a station. How it is now is forgotten by when all have gone round once: between users who think and one line that is a
 * bound, for the difference that one user more in line makes dies away at the rate of thinking.
 */
function waitingVariance({ network, figures, places }: ClosedSystem, i: number): number {
  const { servers } = places[i].line;
  const { meanJobs, variance, utilisation } = figures.stations[i];
  if (servers === 1) return Math.max(0, variance - (1 - utilisation) * (2 * meanJobs - utilisation));
  const shares = closedShareOfTimeWith(network, i);
  const moment = (power: number): number => shares.reduce((sum, share, n) => sum + Math.max(0, n - servers) ** power * share, 0);
  return moment(2) - moment(1) ** 2;
}

/** How long a whole way through takes, delays included and thinking left out. */
export function closedResponseS({ network: { users }, thinkMeanS, figures: { throughputPerS } }: ClosedSystem): number {
  return users / throughputPerS - thinkMeanS;
}
