import type { Look } from './look';
import { feedersOf, poolBehind, strangeness, type Network, type Station } from './network';
import { patienceOf, type Patience } from './patience';
import { heldUpBy, isAlmostNeverFull, roomAt, sharesTime, type Room } from './room';
import { serviceOf, variantOf, type Times, type Variant } from './times';

/** A line and the equal workers behind it, or workers without one. */
export interface Line {
  readonly front: Station;
  readonly servers: number;
  readonly service: Times;
  /** null where there is no queue. */
  readonly order: Variant | null;
  readonly patience: Patience;
  readonly isShared: boolean;
  readonly room: Room;
}

/** Orders that do not look at the service time: the means are those of first come, first served. */
const MEANS_ALIKE = ['fifo', 'lifo', 'random', 'priority', 'edf', 'fair', 'adaptive-lifo'];

/** The line that begins at `front`, or what is wrong with it, whatever comes to it. */
export function lineAt(look: Look, front: Station): Line | readonly string[] {
  const { network } = look;
  const pool = poolBehind(network, front);
  for (const { id } of [front, ...pool]) look.looked.add(id);
  const room = roomAt(look, front);
  const order = front.kind === 'queue' ? variantOf(network, front, 'discipline') : null;
  const crowded = front.kind === 'queue' ? pool.filter((each) => sharesTime(each) && !isAlmostNeverFull(look, each)).map(({ name }) => `only so many jobs may share the time of ${name}`) : [];
  const broken = [...room.broken, ...crowded, ...poolProblems(network, front, pool), ...heldUp(look, pool), ...[front, ...pool.filter((each) => each !== front)].flatMap((each) => strangeness(network, each))];
  if (order !== null && !MEANS_ALIKE.includes(order.kind)) broken.push(`${front.name} does not serve first come first served: who is next depends on “${order.label}”`);
  if (broken.length > 0) return broken;
  return {
    front, room, order, servers: pool.reduce((sum, { values }) => sum + Number(values['workers']), 0), service: serviceOf(network, pool[0])!,
    patience: front.kind === 'queue' ? patienceOf(network, front) : 'none', isShared: sharesTime(pool[0]),
  };
}

function poolProblems(network: Network, front: Station, pool: readonly Station[]): string[] {
  if (pool.length === 0) return [`${front.name} leads nowhere`];
  const other = pool.find(({ kind }) => kind !== 'workers');
  if (other !== undefined) return [`${front.name} leads to ${other.name}, which serves nobody itself (${other.kindLabel})`];
  if (front.kind === 'queue' && front.out.some(({ delayS, lossRatio }) => delayS > 0 || lossRatio > 0)) return [`the way from ${front.name} to its workers takes time or loses jobs`];
  const shared = pool.find((each) => each.in.length > 1 && feedersOf(network, each).some(({ kind }) => kind === 'queue'));
  if (shared !== undefined) return [`${shared.name} serves more than one line`];
  if (pool.every(({ values }) => values['workers'] === 0)) return ['there is no worker'];
  const services = pool.map((each) => serviceOf(network, each));
  if (services.includes(null)) return [`no formula knows how long ${pool[services.indexOf(null)].name} serves`];
  if (pool.length > 1 && pool.some(sharesTime)) return [`${front.name} leads to several stations that share their time among jobs`];
  return new Set(services.map((each) => each!.key)).size > 1 ? [`the workers behind ${front.name} are not equal: their service times differ`] : [];
}

function heldUp(look: Look, pool: readonly Station[]): string[] {
  return pool.filter(({ kind }) => kind === 'workers').flatMap((station) => {
    const by = heldUpBy(look, station);
    return by === null ? [] : [`${station.name} can be held up: ${by}`];
  });
}
