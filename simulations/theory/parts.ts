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
const NO_PARTS = ['producer', 'queue', 'sink', 'join'];

/** Lines with their workers, delays, fork with join, routers that choose among lines; and what no formula knows. */
export function partsOf(network: Network): readonly Part[] {
  return [...network.stations.values()].flatMap((station): readonly Part[] => {
    switch (station.kind) {
      case 'workers': return feedersOf(network, station).map((feeder) => lineAsPart(network, `${feeder.id}>${station.id}`, feeder.kind === 'queue' ? feeder : station));
      case 'delay': return [lineAsPart(network, station.id, station)];
      case 'fork': {
        const join = joinOf(network, station);
        return join === null ? [] : [{ id: `${station.id}>${join.id}`, ask: (look) => forkJoinOpinion(look, station, join) }];
      }
      case 'router': return choicesOf(network, station) > 1 ? [{ id: station.id, ask: (look) => choicesOpinion(look, station) }] : [];
      default: return NO_PARTS.includes(station.kind) ? [] : [{ id: station.id, ask: () => ({ ...noOpinion, broken: [`no formula for a ${station.kindLabel} (${station.name})`] }) }];
    }
  });
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
