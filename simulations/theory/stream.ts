import { jacksonStream } from './circles';
import { once, poisson, thinned, unknown, type Arrivals, type Look } from './look';
import { lineOf, poolBehind, stationAt, strangeness, targetsOf, upstreamOf, type Station, type Way } from './network';
import { blocks, heldUpBy } from './room';
import { routedShares } from './routes';
import { madeBy } from './sources';

/** The merged stream of all that comes to a station. Independent Poisson streams merge into one whose rate is their sum. */
export function arrivalsAt(look: Look, front: Station): Arrivals {
  return once(look, look.arrivals, front.id, unknown(`jobs can come round to ${front.name} again`), (inner) => {
    inner.looked.add(front.id);
    const comesRound = [front, ...upstreamOf(inner.network, front)].some(({ id }) => inner.network.onCircles.has(id));
    return comesRound ? jacksonStream(inner, front) : merged(streamsTo(inner, front), front);
  });
}

function streamsTo(look: Look, front: Station): Arrivals[] {
  const { network } = look;
  const poolsSeen = new Set<string>();
  return front.in.flatMap((way) => {
    const feeder = stationAt(network, way.from);
    look.looked.add(feeder.id);
    if (feeder.kind === 'workers') {
      const line = lineOf(network, feeder);
      if (poolsSeen.has(line.id)) return [];
      poolsSeen.add(line.id);
    }
    return [thinned(streamOver(look, way, feeder, front), 1 - way.lossRatio)];
  });
}

function streamOver(look: Look, way: Way, feeder: Station, front: Station): Arrivals {
  if (way.isCall) return unknown(`${feeder.name} calls ${front.name}, and when it does depends on the answers it gets`);
  if (way.isStrange) return unknown(`the link from ${feeder.name} to ${front.name} has something that no formula here knows`);
  switch (feeder.kind) {
    case 'producer': return madeBy(look.network, feeder);
    case 'queue': return passedOnBy(look, feeder, front);
    case 'workers': return departuresOf(look, lineOf(look.network, feeder), feeder, front);
    case 'delay': return delayed(passing(look, feeder, arrivalsAt(look, feeder)));
    case 'router': return routedTo(look, feeder, way);
    case 'fork': {
      const copied = passing(look, feeder, arrivalsAt(look, feeder));
      return { ...copied, forks: new Set([...copied.forks, feeder.id]) };
    }
    case 'join': return unknown(`${feeder.name} waits for all copies of a job, so what leaves it is not Poisson`);
    default: return unknown(`no formula for ${front.name} behind a ${feeder.kindLabel} (${feeder.name}): what leaves it is not known to be Poisson`);
  }
}

function merged(streams: readonly Arrivals[], front: Station): Arrivals {
  const coming = streams.filter(({ ratePerS }) => ratePerS !== 0);
  if (coming.length === 0) return { ...poisson(0, null), cv: null, broken: [`nothing comes to ${front.name}`] };
  if (coming.length === 1) return coming[0];
  const ratePerS = coming.reduce((sum, stream) => sum + stream.ratePerS, 0);
  const broken = coming.flatMap((stream) => stream.broken);
  if (broken.length > 0) return { ...unknown(...new Set(broken)), ratePerS };
  const forks = coming.flatMap((stream) => [...stream.forks]);
  if (new Set(forks).size < forks.length) return { ...unknown(`copies of one job come to ${front.name} by several ways, so its arrivals are not Poisson`), ratePerS };
  return { ...poisson(ratePerS, summed(coming)), forks: new Set(forks) };
}

function summed(streams: readonly Arrivals[]): Arrivals['classRates'] {
  const sums = new Map<string, number>();
  for (const { classRates } of streams) {
    if (classRates === null) return null;
    for (const [id, ratePerS] of classRates) sums.set(id, (sums.get(id) ?? 0) + ratePerS);
  }
  return sums;
}

/** Goes through a station that does nothing to the stream, as long as nothing behind it holds it up. */
function passing(look: Look, feeder: Station, stream: Arrivals): Arrivals {
  const strange = strangeness(look.network, feeder);
  if (strange.length > 0) return unknown(...strange);
  const by = heldUpBy(look, feeder);
  return by === null ? stream : unknown(`${feeder.name} can be held up: ${by}`);
}

/** A delay of any kind sends a Poisson stream on as one (Mirasol); other gaps do not stay what they were. */
function delayed(stream: Arrivals): Arrivals {
  return stream.broken.length === 0 ? stream : { ...stream, cv: null };
}

/** A router that decides by chance alone splits a Poisson stream into independent ones. */
function routedTo(look: Look, router: Station, way: Way): Arrivals {
  const stream = passing(look, router, arrivalsAt(look, router));
  const shares = routedShares(look.network, router, stream);
  if (typeof shares === 'string') return unknown(shares);
  return shares.get(way.to) ?? unknown(`no formula knows what ${router.name} sends this way`);
}

/** A queue in front of a queue that always has room holds nobody: its stream goes through as it is. */
function passedOnBy(look: Look, feeder: Station, front: Station): Arrivals {
  const { network } = look;
  if (feeder.out.length > 1) return unknown(`${feeder.name} shares its jobs out by who has room, so what comes to ${front.name} is not known to be Poisson`);
  if (front.kind === 'workers' || (front.kind === 'queue' && blocks(network, front))) return unknown(`${feeder.name} hands a job on only when ${front.name} has room`);
  return passing(look, feeder, arrivalsAt(look, feeder));
}

/** Burke: what leaves an M/M/c in steady state is Poisson, and its past tells nothing of who is still inside. */
function departuresOf(look: Look, line: Station, feeder: Station, front: Station): Arrivals {
  const { network } = look;
  const pool = poolBehind(network, line);
  if (pool.some((each) => targetsOf(network, each).length !== 1 || targetsOf(network, each)[0] !== front)) {
    return unknown(`${line.name} gives its jobs to whoever is free, so what ${feeder.name} alone sends on is not Poisson`);
  }
  if (pool.length > 1 && pool.some(({ out }) => out.some(({ lossRatio }) => lossRatio > 0))) return unknown(`the ways from ${line.name} to ${front.name} lose jobs`);
  const { fit, arrivals, broken, hasSteadyState } = look.judge(look, line);
  const sends = `what ${feeder.name} sends on is not known to be Poisson`;
  if (broken.length > 0) return { ...unknown(`${sends}, because there ${broken[0]}`), ratePerS: arrivals.ratePerS };
  if (fit === null || !hasSteadyState) return unknown(`${sends}, because more comes to ${line.name} than its workers can do`);
  if (fit.spoils !== '') return unknown(`${sends}, because ${fit.spoils}`);
  return { ...poisson(arrivals.ratePerS, fit.keepsClasses ? arrivals.classRates : null), forks: arrivals.forks };
}

