import { erlangC } from './mmc';
import type { ModelId } from './model-facts';
import { hasExponentialService, poolBehind, serviceMoments, variantOf, type Network, type Station } from './network';

/** What is kept in mind while a line is judged. */
export interface Look {
  readonly network: Network;
  /** Every station that the answer depends on. */
  readonly looked: Set<string>;
  /** The lines whose arrivals are being looked for, so that a circle is noticed. */
  readonly onWay: readonly string[];
  /** What is known of queues that block: never full in practice, or not known to be so. */
  readonly neverFull: Map<string, boolean>;
  /** Judges the line that begins at a station: what leaves a line depends on what it is. */
  readonly judge: (this: void, look: Look, front: Station) => Judgement;
}

export interface Judgement {
  /** As far as workers, service and room decide; null where no formula fits. */
  readonly modelId: ModelId | null;
  readonly arrivalPerS: number;
  readonly servers: number;
  /** K, the workers included; Infinity where nobody is lost */
  readonly places: number;
  /** Which assumptions fail, in sentences. */
  readonly broken: readonly string[];
  readonly hasSteadyState: boolean;
  readonly note: string;
  readonly waitAt: readonly string[];
  /** First come, first served: the percentiles hold too. */
  readonly inOrder: boolean;
  /** Coefficient of variation of the gaps between arrivals, where Kingman's approximation makes sense; else null. */
  readonly approximableCv: number | null;
}

export interface Arrivals {
  /** NaN where it is not known. */
  readonly ratePerS: number;
  /** Coefficient of variation of independent gaps; null where they are not known to be such. */
  readonly cv: number | null;
  /** Why they are not known to be Poisson; empty where they are. */
  readonly broken: readonly string[];
}

/** A line that is full for a smaller share of the time is taken never to be. */
const ALMOST_NEVER = 1e-6;

/** The merged stream of all that comes to a line. Independent Poisson streams merge into one whose rate is their sum. */
export function arrivalsAt(look: Look, front: Station): Arrivals {
  if (look.onWay.includes(front.id)) return unknown(`jobs can come round to ${front.name} again, so its arrivals are not Poisson`);
  const inner = { ...look, onWay: [...look.onWay, front.id] };
  look.looked.add(front.id);
  const streams: Arrivals[] = [];
  const poolsSeen = new Set<string>();
  for (const id of front.from) {
    const feeder = look.network.stations.get(id)!;
    look.looked.add(id);
    if (feeder.kind === 'producer') streams.push(madeBy(look.network, feeder));
    else if (feeder.kind === 'queue') streams.push(passedOnBy(inner, feeder, front));
    else if (feeder.kind === 'workers') {
      const line = lineOf(look.network, feeder);
      if (poolsSeen.has(line.id)) continue;
      poolsSeen.add(line.id);
      streams.push(departuresOf(inner, line, feeder, front));
    } else streams.push(unknown(`jobs come from ${feeder.name} (${feeder.kindLabel}), and what leaves it is not known to be Poisson`));
  }
  return merged(streams.filter(({ ratePerS }) => ratePerS !== 0), front);
}

function merged(streams: readonly Arrivals[], front: Station): Arrivals {
  if (streams.length === 0) return { ratePerS: 0, cv: null, broken: [`nothing comes to ${front.name}`] };
  if (streams.length === 1) return streams[0];
  const broken = streams.flatMap((stream) => stream.broken);
  return { ratePerS: streams.reduce((sum, { ratePerS }) => sum + ratePerS, 0), cv: broken.length === 0 ? 1 : null, broken };
}

function unknown(why: string): Arrivals {
  return { ratePerS: NaN, cv: null, broken: [why] };
}

function madeBy(network: Network, producer: Station): Arrivals {
  const { kind, label } = variantOf(network, producer, 'arrivals');
  const ratePerS = rateOf(network, producer);
  const { name, beyondFormulas } = producer;
  if (beyondFormulas.length > 0) return unknown(`${name} has something that no formula here knows: ${beyondFormulas.join(', ')}`);
  switch (kind) {
    case 'poisson': return { ratePerS, cv: 1, broken: [] };
    case 'regular': return { ratePerS, cv: 0, broken: [`arrivals are not Poisson: those of ${name} come regularly`] };
    case 'trace': return unknown(`the arrivals of ${name} come from a recorded trace and are not known to be Poisson`);
    default: return unknown(`arrivals are not Poisson: those of ${name} are “${label}”`);
  }
}

function rateOf(network: Network, producer: Station): number {
  const { ratePerS } = variantOf(network, producer, 'arrivals').values;
  return typeof ratePerS === 'number' ? ratePerS : NaN;
}

/** A queue in front of a queue that always has room holds nobody: its stream goes through as it is. */
function passedOnBy(look: Look, feeder: Station, front: Station): Arrivals {
  if (feeder.to.length > 1) return unknown(`${feeder.name} shares its jobs out by who has room, so what comes to ${front.name} is not known to be Poisson`);
  if (blocks(look.network, front)) return unknown(`${feeder.name} hands a job on only when ${front.name} has room`);
  if (feeder.beyondFormulas.length > 0) return unknown(`${feeder.name} has something that no formula here knows: ${feeder.beyondFormulas.join(', ')}`);
  return arrivalsAt(look, feeder);
}

/** Burke: what leaves an M/M/c in steady state is Poisson, and its past tells nothing of who is still inside. */
function departuresOf(look: Look, line: Station, feeder: Station, front: Station): Arrivals {
  const pool = poolBehind(look.network, line);
  if (pool.some(({ to }) => to.length !== 1 || to[0] !== front.id)) return unknown(`${line.name} gives its jobs to whoever is free, so what ${feeder.name} alone sends on is not Poisson`);
  const { modelId, arrivalPerS, broken, hasSteadyState } = look.judge(look, line);
  const sends = `what ${feeder.name} sends on is not known to be Poisson`;
  if (broken.length > 0) return { ratePerS: arrivalPerS, cv: null, broken: [`${sends}, because there ${broken[0]}`] };
  if (!hasSteadyState) return unknown(`${sends}, because more comes to ${line.name} than its workers can do`);
  if (modelId === 'mmck' || modelId === 'mgcc') return unknown(`${sends}, because ${line.name} loses jobs`);
  if (modelId !== 'mm1' && modelId !== 'mmc') return unknown(`${sends}, because its service times are not exponential`);
  return { ratePerS: arrivalPerS, cv: 1, broken: [] };
}

/** The line that workers serve: their queue, or themselves where there is none. */
function lineOf({ stations }: Network, workers: Station): Station {
  return workers.from.map((id) => stations.get(id)!).find(({ kind }) => kind === 'queue') ?? workers;
}

/** What can keep finished workers from handing over, or null: they never stand still with a finished job. */
export function heldUpBy(look: Look, workers: Station): string | null {
  const next = look.network.stations.get(workers.to[0] ?? '');
  if (next === undefined || next.kind === 'sink') return null;
  look.looked.add(next.id);
  if (next.kind === 'workers') return `${next.name} takes a job only when a worker is free`;
  if (next.kind !== 'queue') return `${next.name} (${next.kindLabel}) may make it wait`;
  if (!blocks(look.network, next) || isAlmostNeverFull(look, next)) return null;
  return `${next.name} blocks when it is full`;
}

function blocks(network: Network, queue: Station): boolean {
  return queue.kind !== 'queue' || (queue.values['capacityJobs'] !== 'unbounded' && variantOf(network, queue, 'whenFull').kind === 'block');
}

/** Were there room for all, it would have at least `capacityJobs` waiting for a share C ρ^capacity of the time, which is next to nothing. */
export function isAlmostNeverFull(look: Look, queue: Station): boolean {
  const known = look.neverFull.get(queue.id);
  if (known !== undefined) return known;
  look.neverFull.set(queue.id, false); // Who asks again before the answer is known asks in a circle.
  const is = fullShare(look, queue) < ALMOST_NEVER;
  look.neverFull.set(queue.id, is);
  return is;
}

/** At most so; NaN where it is not known. */
function fullShare(look: Look, queue: Station): number {
  const { network } = look;
  const pool = poolBehind(network, queue);
  const capacity = queue.values['capacityJobs'];
  if (typeof capacity !== 'number' || pool.length === 0) return NaN;
  for (const each of pool) {
    look.looked.add(each.id);
    if (each.kind !== 'workers' || !hasExponentialService(network, each) || heldUpBy(look, each) !== null) return NaN;
  }
  const slowestS = Math.max(...pool.map((each) => serviceMoments(network, each).meanS));
  const servers = pool.reduce((sum, { values }) => sum + Number(values['workers']), 0);
  const offered = inflowMaxPerS(look, queue) * slowestS;
  return offered < servers ? erlangC(servers, offered) * (offered / servers) ** capacity : NaN;
}

/** All that is made anywhere upstream; NaN where a source has no rate, or jobs go in circles. */
function inflowMaxPerS({ network, looked }: Look, front: Station): number {
  let sum = 0;
  const upstream = new Set(front.from);
  for (const id of upstream) {
    const station = network.stations.get(id)!;
    looked.add(id);
    if (station.kind === 'producer') sum += rateOf(network, station);
    for (const from of station.from) upstream.add(from);
  }
  return upstream.has(front.id) ? NaN : sum;
}
