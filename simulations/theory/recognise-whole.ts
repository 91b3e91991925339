import type { Catalog } from '../engine/kind';
import type { Scenario } from '../scenario/scenario';
import { closedResponseS, closedSourceOf, closedSystemOf, titleOf } from './closed-part';
import { downstreamOf, forkJoinOpinion, joinOf } from './fork-join-part';
import { judge } from './judge';
import type { Look } from './look';
import { modelFacts, type ModelId } from './model-facts';
import { lineOf, networkOf, poolBehind, type Network, type Station, type Way } from './network';
import type { Opinion } from './opinion';
import { lineOpinion } from './parts';
import { lookAt } from './recognise';
import { routingChances } from './routes';
import { madeBy } from './sources';
import { arrivalsAt } from './stream';
import { tandemTimeInSystemQuantileS } from './tandem';
import { durations, type TheoryDurations } from './theory-figures';
import { changesOf } from './unsteady';

/** What theory says of a whole scenario: the way of a job from when it is made to its end. */
export interface RecognisedWhole {
  /** E.g. "tandem of M/M/1 and M/M/3"; '' where no formula of ours fits. */
  readonly model: string;
  readonly modelId: ModelId | null;
  readonly source: string;
  readonly figures: WholeFigures | null;
  /** Which assumption fails, for a learner; '' where `figures` are given. */
  readonly why: string;
}

export interface WholeFigures {
  /** What is served. */
  readonly throughputPerS: number;
  readonly lossShare: number;
  /** All jobs inside, those outside a door included; of a closed network without those whose users think. */
  readonly meanJobs: number;
  /** The latency of those that are served. */
  readonly latencyS: TheoryDurations;
}

/** Which model the scenario as a whole satisfies. */
export function recogniseWhole(scenario: Scenario, catalog: Catalog): RecognisedWhole {
  const network = networkOf(scenario, catalog);
  const look = lookAt(network);
  const found = wholeOf(look);
  const broken = [...('why' in found ? found.why : []), ...changesOf(look)];
  if ('why' in found || broken.length > 0) return { model: '', modelId: null, source: '', figures: null, why: [...new Set(broken)].join('; ') };
  return { ...found, source: modelFacts[found.modelId].source, why: '' };
}

type Found = Omit<RecognisedWhole, 'source' | 'why'> & { readonly modelId: ModelId };
interface Miss { readonly why: readonly string[] }

function wholeOf(look: Look): Found | Miss {
  const { network } = look;
  const producers = [...network.stations.values()].filter((each) => each.kind === 'producer' && madeBy(network, each).ratePerS !== 0);
  if (producers.length === 0) return { why: ['nothing is made'] };
  const closed = producers.find((each) => closedSourceOf(network, each) === each);
  if (closed !== undefined) return producers.length === 1 ? closedWhole(look, closed) : { why: [`jobs come from others than ${closed.name}, and a closed network has none but its own`] };
  const stations = [...new Set(producers.flatMap((each) => [...downstreamOf(network, each)]))];
  const steps = stepsOf(look, stations);
  return 'why' in steps ? steps : openWhole(look, producers, stations, steps.steps);
}

function closedWhole(look: Look, producer: Station): Found | Miss {
  const system = closedSystemOf(look, producer);
  if (!('places' in system)) return { why: system };
  const { throughputPerS } = system.figures;
  const responseS = closedResponseS(system);
  return { model: titleOf(system), modelId: 'closed', figures: { throughputPerS, lossShare: 0, meanJobs: throughputPerS * responseS, latencyS: durations(responseS) } };
}

/** Where a job spends time. */
interface Step {
  readonly front: Station;
  readonly fit: NonNullable<Opinion['fit']>;
}

function stepsOf(look: Look, stations: readonly Station[]): { readonly steps: readonly Step[] } | Miss {
  const { network } = look;
  const inForks = new Set<Station>();
  const steps: Step[] = [];
  const asked: [Station, Opinion][] = [];
  for (const fork of stations.filter(({ kind }) => kind === 'fork')) {
    const join = joinOf(network, fork);
    if (join === null) return { why: [`${fork.name} copies jobs that do not come together again`] };
    for (const each of downstreamOf(network, fork)) if (!downstreamOf(network, join).has(each)) inForks.add(each);
    asked.push([fork, forkJoinOpinion(look, fork, join)]);
  }
  for (const station of stations) {
    if (inForks.has(station)) continue;
    if (station.kind === 'delay' || (station.kind === 'workers' && lineOf(network, station) === station)) asked.push([station, lineOpinion(judge(look, station))]);
    else if (station.kind === 'queue' && leadsToWorkers(network, station)) asked.push([station, lineOpinion(judge(look, station))]);
    else if (!['producer', 'queue', 'workers', 'router', 'join', 'sink'].includes(station.kind)) return { why: [`no formula for a ${station.kindLabel} (${station.name})`] };
  }
  for (const [front, { fit, broken, overload }] of asked) {
    if (broken.length > 0 || overload !== '' || fit === null) return { why: broken.length > 0 ? broken : [overload] };
    steps.push({ front, fit });
  }
  return { steps };
}

const leadsToWorkers = (network: Network, queue: Station): boolean => queue.out.some(({ to }) => network.stations.get(to)?.kind === 'workers');

/** The means of all steps add up, each as often as it is made (Little). */
function openWhole(look: Look, producers: readonly Station[], stations: readonly Station[], steps: readonly Step[]): Found | Miss {
  const madePerS = producers.reduce((sum, each) => sum + madeBy(look.network, each).ratePerS, 0);
  if (!Number.isFinite(madePerS)) return { why: producers.flatMap((each) => madeBy(look.network, each).broken) };
  if (stations.some(({ out }) => out.some(({ lossRatio }) => lossRatio > 0))) return { why: ['jobs get lost on a link'] };
  const figures = steps.map(({ fit }) => fit.figures());
  /** Every job takes every step, once. */
  const inRow = figures.every(({ arrivalPerS }) => Math.abs(arrivalPerS / madePerS - 1) < 1e-12) && steps.every(({ front }) => !look.network.onCircles.has(front.id));
  const lossy = figures.findIndex(({ lossShare }) => lossShare > 0);
  if (lossy >= 0 && !(inRow && steps.length === 1)) return { why: [`${steps[lossy].front.name} loses jobs that have taken time elsewhere`] };
  const lossShare = figures[lossy]?.lossShare ?? 0;
  const onLinksS = onLinksJobs(look, stations, 1) / madePerS;
  if (Number.isNaN(onLinksS)) return { why: ['it is not known how many jobs take a link with a delay'] };

  const throughputPerS = madePerS * (1 - lossShare);
  const meanJobs = figures.reduce((sum, each) => sum + each.meanJobs, onLinksJobs(look, stations, 1 - lossShare));
  // Which links a job takes says nothing of whether it is lost: those that are served are as long on links as all would be.
  const meanS = onLinksS + figures.reduce((sum, each) => sum + each.throughputPerS * each.timeInSystemS.mean, 0) / throughputPerS;
  return {
    ...nameOf(steps, inRow),
    figures: { throughputPerS, lossShare, meanJobs, latencyS: { ...(inRow && onLinksS === 0 ? quantilesOf(steps, figures) : durations(0)), mean: meanS } },
  };
}

type Figures = ReturnType<Step['fit']['figures']>;

/** Percentiles of a single step, and of steps of one worker each that all jobs take one after the other (Reich). */
function quantilesOf(steps: readonly Step[], figures: readonly Figures[]): TheoryDurations {
  if (steps.length === 1) return figures[0].timeInSystemS;
  if (steps.length === 0 || !steps.every(({ fit }, i) => fit.modelId === 'mm1' && figures[i].timeInSystemS.p50 !== null)) return durations(0);
  const servicesPerS = figures.map(({ arrivalPerS, utilisation }) => arrivalPerS / utilisation);
  return durations(0, (p) => tandemTimeInSystemQuantileS({ arrivalPerS: figures[0].arrivalPerS, servicesPerS }, p));
}

function nameOf(steps: readonly Step[], inRow: boolean): { readonly model: string; readonly modelId: ModelId } {
  const titles = steps.map(({ fit }) => fit.title);
  if (steps.length === 1 && inRow) return { model: titles[0], modelId: steps[0].fit.modelId };
  const isMarkov = steps.length > 0 && steps.every(({ fit: { modelId } }) => modelId === 'mm1' || modelId === 'mmc' || modelId === 'jackson');
  if (isMarkov && inRow) return { model: `tandem of ${listed(titles)}`, modelId: 'tandem' };
  if (isMarkov) return { model: `Jackson network of ${steps.length} ${steps.length === 1 ? 'station' : 'stations'}`, modelId: 'jackson' };
  return { model: listed(titles) || 'nothing takes time', modelId: 'oneByOne' };
}

function listed(titles: readonly string[]): string {
  return titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} and ${titles[titles.length - 1]}`;
}

/** Mean number of jobs on links with a delay if a share `kept` of those that come to workers gets through; NaN where it is not known. */
function onLinksJobs(look: Look, stations: readonly Station[], kept: number): number {
  return stations.reduce((sum, station) => station.out.reduce((inner, way) => (way.delayS === 0 ? inner : inner + flowOver(look, station, way, kept) * way.delayS), sum), 0);
}

/** Where jobs are lost there is one line, so routers and delays whose flow is known stand in front of it, and no workers do. */
function flowOver(look: Look, station: Station, { to }: Way, kept: number): number {
  switch (station.kind) {
    case 'producer': return madeBy(look.network, station).ratePerS;
    case 'delay': return arrivalsAt(look, station).ratePerS;
    case 'router': {
      const chances = routingChances(look.network, station);
      return typeof chances === 'string' ? NaN : arrivalsAt(look, station).ratePerS * chances.get(to)!;
    }
    case 'workers': {
      const line = lineOf(look.network, station);
      return poolBehind(look.network, line).length === 1 ? kept * arrivalsAt(look, line).ratePerS : NaN;
    }
    default: return NaN;
  }
}
