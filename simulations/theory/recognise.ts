import type { Catalog } from '../engine/kind';
import type { Scenario } from '../scenario/scenario';
import { judge, judgeWith, type Judgement } from './judge';
import { allenCunneenMeanWaitS } from './kingman';
import type { Look } from './look';
import { modelFacts, type ModelId } from './model-facts';
import { feedersOf, networkOf, type Network, type Station } from './network';
import type { ClassWait } from './priority-fit';
import type { TheoryFigures } from './theory-figures';
import { changesOf } from './unsteady';

/** What theory says of one part of a scenario: a line and the workers behind it, or a single station. */
export interface Recognised {
  /** E.g. "M/M/4"; '' where no formula of ours fits. A model whose only failing is overload is named all the same. */
  readonly model: string;
  readonly modelId: ModelId | null;
  readonly source: string;
  /** null where no formula fits, and where there is no steady state. */
  readonly figures: TheoryFigures | null;
  /** Which assumption fails, for a learner; '' where `figures` are given. */
  readonly why: string;
  /** What to know when figures are compared with a run, or ''. */
  readonly note: string;
  /**
   * The stations in which those wait whom theory counts as waiting: the queue, and the sources where jobs wait outside. Their `meanJobs` add up
   * to `meanWaitingJobs`. Where nobody leaves unserved, that over the throughput is the mean wait (Little).
   */
  readonly waitAt: readonly string[];
  /** The mean wait of each class, where the order makes a difference between them; else null. */
  readonly classes: Readonly<Record<string, ClassWait>> | null;
  /** Never a pass mark; null where there is an exact formula, or no sensible approximation. */
  readonly approximation: Approximation | null;
}

export interface Approximation {
  readonly model: string;
  readonly meanWaitS: number;
  readonly meanTimeInSystemS: number;
  readonly caveat: string;
}

/**
 * Finds for each part which model the scenario satisfies: for a line and its workers by "inbox>pickers", for workers that something else
 * feeds by "orders>pickers", for a delay by its id. Upstream counts: what leaves an M/M/c without loss is Poisson
 * (Burke 1956), and independent Poisson streams merge into one.
 */
export function recogniseModels(scenario: Scenario, catalog: Catalog): Readonly<Record<string, Recognised>> {
  const network = networkOf(scenario, catalog);
  const found: Record<string, Recognised> = {};
  for (const station of network.stations.values()) {
    if (station.kind === 'delay') found[station.id] = recognised(network, station);
    if (station.kind !== 'workers') continue;
    for (const feeder of feedersOf(network, station)) {
      found[`${feeder.id}>${station.id}`] = recognised(network, feeder.kind === 'queue' ? feeder : station);
    }
  }
  return found;
}

export function lookAt(network: Network): Look {
  return { network, looked: new Set(), neverFull: new Map(), arrivals: new Map(), judge, judgeWith };
}

function recognised(network: Network, front: Station): Recognised {
  const look = lookAt(network);
  const judgement = judge(look, front);
  const { fit, line } = judgement;
  const changes = changesOf(look);
  const broken = [...judgement.broken, ...changes];
  const none: Recognised = {
    model: '', modelId: null, source: '', figures: null, why: broken.join('; '), note: '', waitAt: line?.room.waitAt ?? [], classes: null, approximation: null,
  };
  if (fit === null || broken.length > 0) return { ...none, approximation: changes.length > 0 ? null : approximationOf(judgement) };

  const named: Recognised = { ...none, model: fit.title, modelId: fit.modelId, source: modelFacts[fit.modelId].source, classes: fit.classes };
  if (!judgement.hasSteadyState) return { ...named, why: overload(judgement) };
  return { ...named, note: line?.room.note ?? '', figures: fit.figures() };
}

function approximationOf({ arrivals, line, hasSteadyState }: Judgement): Approximation | null {
  if (line === null || arrivals.cv === null || !hasSteadyState || line.room.places < Infinity || line.isShared || line.patience !== 'none') return null;
  const { service, servers } = line;
  const meanWaitS = allenCunneenMeanWaitS({ arrivalPerS: arrivals.ratePerS, arrivalCv: arrivals.cv, serviceMeanS: service.meanS, serviceCv: service.cv, servers });
  if (!Number.isFinite(meanWaitS)) return null;
  return { model: servers === 1 ? 'Kingman' : 'Allen–Cunneen', meanWaitS, meanTimeInSystemS: meanWaitS + service.meanS, caveat: modelFacts.kingman.caveat };
}

function overload({ arrivals, line }: Judgement): string {
  if (line === null) return '';
  const { servers, service } = line;
  return `λ = ${short(arrivals.ratePerS)} ≥ ${servers === 1 ? 'μ' : 'cμ'} = ${short(servers / service.meanS)} per second: no steady state, the line grows without end`;
}

export const short = (value: number): string => String(Number(value.toPrecision(4)));
