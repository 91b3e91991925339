import { choicesOf, choicesOpinion } from './choices-part';
import { closedOpinion, closedSourceOf } from './closed-part';
import { forkJoinOpinion, joinOf } from './fork-join-part';
import { judge, type Judgement } from './judge';
import { allenCunneenMeanWaitS } from './kingman';
import type { Look } from './look';
import { modelFacts } from './model-facts';
import { feedersOf, type Network, type Station } from './network';
import { noOpinion, overloadOf, type Approximation, type Opinion } from './opinion';

/** A part of a scenario of which theory may have something to say. */
export interface Part {
  readonly id: string;
  readonly ask: (this: void, look: Look) => Opinion;
}

/** Kinds that let jobs through and are no part by themselves. */
const NO_PARTS = ['producer', 'queue', 'sink', 'router', 'fork', 'join'];

/** Lines with their workers, workers without a line, delays; and what no formula knows. */
export function partsOf(network: Network): readonly Part[] {
  return [...network.stations.values()].flatMap((station): readonly Part[] => {
    if (station.kind === 'delay') return [lineAsPart(network, station.id, station)];
    if (station.kind === 'workers') return workersAsParts(network, station);
    return NO_PARTS.includes(station.kind) ? [] : [{ id: station.id, ask: () => ({ ...noOpinion, broken: [`no formula for a ${station.kindLabel} (${station.name})`] }) }];
  });
}

/** What only makes sense together: a fork with its branches and its join, a router with the lines that it looks at. */
export function groupsOf(network: Network): readonly Part[] {
  return [...network.stations.values()].flatMap((station): readonly Part[] => {
    if (station.kind === 'router' && choicesOf(network, station) > 1) return [{ id: station.id, ask: (look) => choicesOpinion(look, station) }];
    const join = station.kind === 'fork' ? joinOf(network, station) : null;
    return join === null ? [] : [{ id: `${station.id}>${join.id}`, ask: (look) => forkJoinOpinion(look, station, join) }];
  });
}

function workersAsParts(network: Network, workers: Station): readonly Part[] {
  const feeders = feedersOf(network, workers).filter(({ kind }) => kind === 'queue' || kind === 'producer');
  if (feeders.length === 0) return [lineAsPart(network, workers.id, workers)];
  return feeders.map((feeder) => lineAsPart(network, `${feeder.id}>${workers.id}`, feeder.kind === 'queue' ? feeder : workers));
}

function lineAsPart(network: Network, id: string, front: Station): Part {
  const source = closedSourceOf(network, front);
  return { id, ask: (look) => (source === null || front.kind === 'delay' ? lineOpinion(judge(look, front)) : closedOpinion(look, source, front)) };
}

export function lineOpinion(judgement: Judgement): Opinion {
  const { fit, broken, arrivals, line, hasSteadyState } = judgement;
  const overload = fit === null || hasSteadyState || line === null ? '' : overloadOf(arrivals.ratePerS, line.servers, line.service.meanS);
  return { fit, broken, overload, note: line?.room.note ?? '', waitAt: line?.room.waitAt ?? [], approximation: () => kingman(judgement) };
}

function kingman({ arrivals, line, hasSteadyState }: Judgement): Approximation | null {
  if (line === null || arrivals.cv === null || !hasSteadyState || line.room.places < Infinity || line.isShared || line.patience !== 'none') return null;
  const { service, servers } = line;
  const meanWaitS = allenCunneenMeanWaitS({ arrivalPerS: arrivals.ratePerS, arrivalCv: arrivals.cv, serviceMeanS: service.meanS, serviceCv: service.cv, servers });
  if (!Number.isFinite(meanWaitS)) return null;
  return { model: servers === 1 ? 'Kingman' : 'Allen–Cunneen', meanWaitS, meanTimeInSystemS: meanWaitS + service.meanS, caveat: modelFacts.kingman.caveat };
}
