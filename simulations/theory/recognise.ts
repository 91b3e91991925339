import type { Catalog } from '../engine/kind';
import type { Scenario } from '../scenario/scenario';
import { judge } from './judge';
import { allenCunneenMeanWaitS } from './kingman';
import { modelFacts, type ModelId } from './model-facts';
import { hasExponentialService, networkOf, poolBehind, serviceMoments, serviceOf, type Network, type Station } from './network';
import type { Judgement, Look } from './stream';
import { md1Figures, mg1Figures, mgccFigures, mmcFigures, mmckFigures, type TheoryFigures } from './theory-figures';

/** What theory says of one line and the workers behind it. */
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
   * The stations in which those wait whom theory counts as waiting: the queue, and the sources where jobs wait outside. By Little, the
   * measured mean wait is the sum of their `meanJobs` over the throughput.
   */
  readonly waitAt: readonly string[];
  /** Never a pass mark; null where there is an exact formula, or no sensible approximation. */
  readonly approximation: { readonly model: string; readonly meanWaitS: number; readonly caveat: string } | null;
}

/**
 * Finds for each line and its workers which model the scenario satisfies, by "inbox>pickers"; for workers that a source feeds directly, by
 * "orders>pickers". Upstream counts: what leaves an M/M/c without loss is Poisson (Burke 1956), and independent
 * Poisson streams merge into one.
 */
export function recogniseModels(scenario: Scenario, catalog: Catalog): Readonly<Record<string, Recognised>> {
  const network = networkOf(scenario, catalog);
  const found: Record<string, Recognised> = {};
  for (const station of network.stations.values()) {
    if (station.kind !== 'workers') continue;
    for (const from of station.from) {
      const front = network.stations.get(from);
      if (front?.kind === 'queue') found[`${from}>${station.id}`] = recognised(network, front);
      else if (front?.kind === 'producer') found[`${from}>${station.id}`] = recognised(network, station);
    }
  }
  return found;
}

function recognised(network: Network, front: Station): Recognised {
  const look: Look = { network, looked: new Set(), onWay: [], neverFull: new Map(), judge };
  const judgement = judge(look, front);
  const changes = changesOf(look);
  const broken = [...judgement.broken, ...changes];
  const none: Recognised = { model: '', modelId: null, source: '', figures: null, why: broken.join('; '), note: '', waitAt: judgement.waitAt, approximation: null };
  const { modelId } = judgement;
  if (modelId === null || broken.length > 0) return { ...none, approximation: changes.length > 0 ? null : approximationOf(network, front, judgement) };

  const named: Recognised = { ...none, model: titleOf(network, front, { ...judgement, modelId }), modelId, source: modelFacts[modelId].source };
  if (!judgement.hasSteadyState) return { ...named, why: overload(network, front, judgement) };
  return { ...named, note: judgement.note, figures: figuresOf(network, front, judgement) };
}

function titleOf(network: Network, front: Station, { modelId, servers, places }: Judgement & { readonly modelId: ModelId }): string {
  if (modelId === 'mmc') return `M/M/${servers}`;
  if (modelId === 'mmck') return `M/M/${servers}/${places}`;
  if (modelId !== 'mgcc') return modelFacts[modelId].title;
  return `M/${hasExponentialService(network, poolBehind(network, front)[0]) ? 'M' : 'G'}/${servers}/${servers}`;
}

function figuresOf(network: Network, front: Station, { modelId, arrivalPerS, servers, places, inOrder }: Judgement): TheoryFigures | null {
  const [workers] = poolBehind(network, front);
  const { meanS, cv } = serviceMoments(network, workers);
  const markov = { arrivalPerS, servicePerS: 1 / meanS, servers };
  const general = { arrivalPerS, serviceMeanS: meanS, serviceCv: cv };
  const { described, values } = serviceOf(network, workers);
  switch (modelId) {
    case 'mm1': case 'mmc': return mmcFigures(markov, inOrder);
    case 'mmck': return mmckFigures({ ...markov, places }, inOrder);
    case 'mgcc': return mgccFigures(markov, (p) => described.quantileS(values, p));
    case 'md1': return md1Figures(general, inOrder);
    case 'mg1': return mg1Figures(general);
    default: return null;
  }
}

function approximationOf(network: Network, front: Station, { arrivalPerS, servers, approximableCv }: Judgement): Recognised['approximation'] {
  if (approximableCv === null) return null;
  const { meanS, cv } = serviceMoments(network, poolBehind(network, front)[0]);
  const meanWaitS = allenCunneenMeanWaitS({ arrivalPerS, arrivalCv: approximableCv, serviceMeanS: meanS, serviceCv: cv, servers });
  if (!Number.isFinite(meanWaitS)) return null;
  return { model: servers === 1 ? 'Kingman' : 'Allen–Cunneen', meanWaitS, caveat: modelFacts.kingman.caveat };
}

function overload(network: Network, front: Station, { arrivalPerS, servers }: Judgement): string {
  const capacityPerS = servers / serviceMoments(network, poolBehind(network, front)[0]).meanS;
  return `λ = ${short(arrivalPerS)} ≥ ${servers === 1 ? 'μ' : 'cμ'} = ${short(capacityPerS)} per second: no steady state, the line grows without end`;
}

/** A system that changes under way has no one steady state. */
function changesOf({ network, looked }: Look): string[] {
  const changed = network.scenario.timeline.flatMap(({ atS, change }) => {
    const station = network.stations.get(change.path.split('.')[1] ?? '');
    return station !== undefined && looked.has(station.id) ? [{ atS, station }] : [];
  });
  return changed.length === 0 ? [] : [`the timeline changes ${changed[0].station.name} at ${short(changed[0].atS)} s, so there is more than one steady state`];
}

const short = (value: number): string => String(Number(value.toPrecision(4)));
