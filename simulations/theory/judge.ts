import type { ModelId } from './model-facts';
import { hasExponentialService, poolBehind, serviceMoments, serviceOf, variantOf, type Network, type Station } from './network';
import { arrivalsAt, heldUpBy, isAlmostNeverFull, type Judgement, type Look } from './stream';

/** More places than this are not computed with. */
const PLACES_MAX = 100_000;

/** Orders that do not look at the service time: the means are those of first come, first served. */
const MEANS_ALIKE = ['fifo', 'lifo', 'random', 'priority'];

/** Judges the line in front of which stands `front`: the queue, or the workers where there is none. */
export function judge(look: Look, front: Station): Judgement {
  const { network } = look;
  const pool = poolBehind(network, front);
  const room = roomAt(look, front);
  for (const { id } of [front, ...pool]) look.looked.add(id);

  const arrivals = arrivalsAt(look, front);
  const workersBroken = [...poolProblems(network, front, pool), ...heldUp(look, pool), ...beyond([front, ...pool])];
  const order = front.kind === 'queue' ? variantOf(network, front, 'discipline') : null;
  if (order !== null && !MEANS_ALIKE.includes(order.kind)) workersBroken.push(`${front.name} does not serve first come first served: who is next depends on “${order.label}”`);

  const servers = pool.reduce((sum, { values }) => sum + Number(values['workers']), 0);
  const isSound = workersBroken.length === 0;
  const load = isSound ? (arrivals.ratePerS * serviceMoments(network, pool[0]).meanS) / servers : NaN;
  const fit = isSound ? modelOf(network, pool, servers, room) : { modelId: null, broken: [] };
  const isLossy = room.places !== Infinity;
  return {
    modelId: fit.modelId, arrivalPerS: arrivals.ratePerS, servers, places: room.places + servers,
    broken: [...arrivals.broken, ...room.broken, ...workersBroken, ...fit.broken],
    hasSteadyState: isLossy || load < 1,
    note: room.note, waitAt: room.waitAt, inOrder: room.inOrder && (order === null || order.kind === 'fifo'),
    approximableCv: isSound && room.broken.length === 0 && !isLossy && load < 1 ? arrivals.cv : null,
  };
}

function poolProblems(network: Network, front: Station, pool: readonly Station[]): string[] {
  const other = pool.find(({ kind }) => kind !== 'workers');
  if (other !== undefined) return [`${front.name} leads to ${other.name}, which serves nobody itself (${other.kindLabel})`];
  const shared = pool.find(({ from }) => from.length > 1 && from.some((id) => network.stations.get(id)?.kind === 'queue'));
  if (shared !== undefined) return [`${shared.name} serves more than one line`];
  if (pool.every(({ values }) => values['workers'] === 0)) return ['there is no worker'];
  const services = new Set(pool.map((each) => {
    const { kind, values } = serviceOf(network, each);
    return JSON.stringify({ kind, values });
  }));
  return services.size > 1 ? [`the workers behind ${front.name} are not equal: their service times differ`] : [];
}

function heldUp(look: Look, pool: readonly Station[]): string[] {
  return pool.filter(({ kind }) => kind === 'workers').flatMap((station) => {
    const by = heldUpBy(look, station);
    return by === null ? [] : [`${station.name} can be held up: ${by}`];
  });
}

function beyond(stations: readonly Station[]): string[] {
  return stations.flatMap(({ name, beyondFormulas }) => beyondFormulas.map((what) => `${name} has something that no formula here knows: ${what}`));
}

interface Room {
  /** Waiting places of a line that loses jobs; Infinity where none is lost. */
  readonly places: number;
  readonly broken: readonly string[];
  readonly note: string;
  readonly waitAt: readonly string[];
  /** False where jobs from several sources take turns at the door. */
  readonly inOrder: boolean;
}

/** Is there room for all, is somebody lost, or is somebody held up outside? */
function roomAt(look: Look, front: Station): Room {
  const { network } = look;
  const isQueue = front.kind === 'queue';
  const capacity = !isQueue ? 0 : front.values['capacityJobs'] === 'unbounded' ? Infinity : Number(front.values['capacityJobs']);
  const whenFull = isQueue ? variantOf(network, front, 'whenFull') : null;
  const waitAt = isQueue ? [front.id] : [];
  const endless: Room = { places: Infinity, broken: [], note: '', waitAt, inOrder: true };
  if (capacity === Infinity) return endless;
  if (whenFull !== null && whenFull.kind !== 'block') {
    if (whenFull.kind !== 'shed-newest') return { ...endless, broken: [`when ${front.name} is full, “${whenFull.label}” decides who goes: M/M/c/K turns the newcomer away`] };
    if (capacity <= PLACES_MAX) return { ...endless, places: capacity };
    return isAlmostNeverFull(look, front) ? endless : { ...endless, broken: [`${front.name} has more places than are computed with here`] };
  }
  if (isAlmostNeverFull(look, front)) return endless;

  const feeders = front.from.map((id) => network.stations.get(id)!);
  const stops = feeders.find(({ kind, values }) => kind === 'producer' && values['whenBlocked'] === 'stop-making');
  if (stops !== undefined) return { ...endless, broken: [`${stops.name} stops making jobs while it is blocked, so the arrivals depend on the queue`] };
  const full = isQueue ? `when ${front.name} is full` : 'when all workers are busy';
  if (feeders.some(({ kind }) => kind !== 'producer')) return { ...endless, broken: [`jobs are blocked, not lost, ${full}: M/M/c/K loses them, and M/M/c has room for all`] };
  return {
    ...endless, inOrder: feeders.length === 1, waitAt: [...feeders.map(({ id }) => id), ...waitAt],
    note: `jobs are blocked, not lost, ${full} (M/M/c/K would lose them); they wait at ${feeders.map(({ name }) => name).join(' and ')}, and the wait counts from there`,
  };
}

/** Which model it is, as far as service, workers and room decide. */
function modelOf(network: Network, pool: readonly Station[], servers: number, { places }: Room): { readonly modelId: ModelId | null; readonly broken: readonly string[] } {
  const service = serviceOf(network, pool[0]);
  const isExponential = hasExponentialService(network, pool[0]);
  const say = (...broken: string[]): { modelId: null; broken: string[] } => ({ modelId: null, broken });
  const notExponential = `service times are not exponential (“${service.label}”)`;
  const varianceS2 = service.described.varianceS2(service.values);
  if (!Number.isFinite(service.described.meanS(service.values))) return say('service times have no finite mean');
  if (places === 0) return { modelId: 'mgcc', broken: [] };
  if (isExponential) return { modelId: places < Infinity ? 'mmck' : servers === 1 ? 'mm1' : 'mmc', broken: [] };
  if (places < Infinity) return say(`${notExponential}, which M/M/c/K needs`);
  if (servers > 1) return say(`${notExponential}, and with more than one worker only M/M/c is known exactly`);
  if (!Number.isFinite(varianceS2)) return say('service times have no finite variance, so the mean wait is endless');
  return { modelId: varianceS2 === 0 ? 'md1' : 'mg1', broken: [] };
}
