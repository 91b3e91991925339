import { jacksonArrivalsPerS } from './jackson';
import { poisson, unknown, type Arrivals, type Look } from './look';
import { stationAt, strangeness, targetsOf, upstreamOf, type Station, type Way } from './network';
import { heldUpBy } from './room';
import { routingChances } from './routes';
import { madeBy } from './sources';

/** The traffic of more stations than this is not worked out: the effort grows with the third power. */
const STATIONS_MAX = 100;

/**
 * What comes to a station to which jobs can come round, or that stands behind such a circle. Where all that is upstream is a
 * Jackson network, the rates follow from the traffic equations. On the circle the stream is not Poisson; what leaves the circle is
 * (Melamed, Adv. Appl. Prob. 11 (1979)).
 */
export function jacksonStream(look: Look, front: Station): Arrivals {
  const { network } = look;
  const upstream = upstreamOf(network, front);
  const round = network.onCircles.has(front.id);
  const nodes = [...upstream, ...(round ? [] : [front])];
  for (const { id } of nodes) look.looked.add(id);
  const circle = nodes.find(({ id }) => network.onCircles.has(id))!;
  const because = round ? `jobs can come round to ${front.name} again, so its arrivals are not Poisson` : `${front.name} stands behind ${circle.name}, to which jobs can come round`;
  if (nodes.length > STATIONS_MAX) return unknown(`${because}, and there are too many stations to work out their traffic`);

  const traffic = trafficOf(look, nodes, front);
  if (typeof traffic === 'string') return unknown(`${because}, and it is no Jackson network: ${traffic}`);
  const rates = jacksonArrivalsPerS(traffic);
  const ratePerS = rates[nodes.indexOf(front)];
  for (const [i, node] of nodes.entries()) {
    const spoilt = node === front ? null : spoils(look, node, rates[i]);
    if (spoilt !== null) return { ...unknown(`${because}, and it is no Jackson network: ${spoilt}`), ratePerS };
  }
  return { ...poisson(ratePerS, null), cv: round ? null : 1, isJackson: round };
}

interface Traffic {
  readonly stations: readonly { readonly outsidePerS: number; readonly servicePerS: number; readonly servers: number }[];
  readonly routing: readonly (readonly number[])[];
}

/** The traffic equations, or why there are none. */
function trafficOf({ network }: Look, nodes: readonly Station[], front: Station): Traffic | string {
  const outside = nodes.map(() => 0);
  const routing = nodes.map(() => nodes.map(() => 0));
  for (const [i, node] of nodes.entries()) {
    if (node === front && !network.onCircles.has(front.id)) continue;
    const shares = sharesOf(network, node);
    if (typeof shares === 'string') return shares;
    for (const [way, share] of shares) {
      const j = nodes.indexOf(stationAt(network, way.to));
      if (j < 0) continue;
      if (node.kind !== 'producer') routing[i][j] += share * (1 - way.lossRatio);
      else outside[j] += madeBy(network, node).ratePerS * (1 - way.lossRatio);
    }
  }
  return { stations: outside.map((outsidePerS) => ({ outsidePerS, servicePerS: 0, servers: 1 })), routing };
}

/** The share of a station's jobs that goes each way, or why it does not depend on chance alone. */
function sharesOf(network: Look['network'], node: Station): readonly (readonly [Way, number])[] | string {
  const strange = strangeness(network, node)[0];
  if (strange !== undefined) return strange;
  switch (node.kind) {
    case 'producer': {
      const { broken } = madeBy(network, node);
      return broken[0] ?? node.out.map((way) => [way, 1]);
    }
    case 'queue': case 'workers': case 'delay': return node.out.map((way) => [way, 1 / node.out.length]);
    case 'router': {
      const chances = routingChances(network, node);
      return typeof chances === 'string' ? chances : node.out.map((way) => [way, chances.get(way.to)!]);
    }
    default: return `no formula knows what leaves ${node.name} (${node.kindLabel})`;
  }
}

/** Why a station is not as a Jackson network needs it, or null. */
function spoils(look: Look, node: Station, ratePerS: number): string | null {
  if (node.kind === 'producer') return null;
  if (ratePerS === Infinity) return `jobs that come to ${node.name} never leave again`;
  if (node.kind === 'router' || node.kind === 'delay') {
    const by = heldUpBy(look, node);
    return by === null ? null : `${node.name} can be held up: ${by}`;
  }
  if (node.kind === 'workers' && node.in.some(({ from }) => stationAt(look.network, from).kind === 'queue')) return null; // Looked at with its queue.
  const { fit, broken, hasSteadyState } = look.judgeWith(look, node, { ...poisson(ratePerS, null), isJackson: true });
  if (broken.length > 0) return broken[0];
  if (fit === null || !hasSteadyState) return `more comes to ${node.name} than its workers can do`;
  const apart = new Set(targetsOf(look.network, node).flatMap((each) => (node.kind === 'queue' ? targetsOf(look.network, each) : [])));
  if (apart.size > 1) return `${node.name} gives its jobs to whoever is free, and they go different ways`;
  return fit.spoils === '' ? null : fit.spoils;
}
