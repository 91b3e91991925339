import type { Catalog } from '../engine/kind';
import type { Scenario } from '../scenario/scenario';
import { judge, judgeWith } from './judge';
import type { Look } from './look';
import { modelFacts, type ModelId } from './model-facts';
import { networkOf, type Network } from './network';
import type { Approximation, Opinion } from './opinion';
import { groupsOf, partsOf, type Part } from './parts';
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

/**
 * Finds for each part which model the scenario satisfies: for a line and its workers by "inbox>pickers", for workers that a source feeds directly
 * by "orders>pickers", for any other station by its id. Upstream counts: what leaves an M/M/c without loss is Poisson (Burke 1956), and
 * independent Poisson streams merge into one.
 */
export function recogniseModels(scenario: Scenario, catalog: Catalog): Readonly<Record<string, Recognised>> {
  const network = networkOf(scenario, catalog);
  return opinionsOf(network, partsOf(network));
}

/**
 * The same for what only makes sense together: a fork, its branches and its join by "split>merge", a router that looks at some of its lines by its
 * id. The fork keeps the job until its copies are back, so its `meanJobs` are the jobs that the figures speak of; the wait is that of one copy.
 */
export function recogniseGroups(scenario: Scenario, catalog: Catalog): Readonly<Record<string, Recognised>> {
  const network = networkOf(scenario, catalog);
  return opinionsOf(network, groupsOf(network));
}

function opinionsOf(network: Network, parts: readonly Part[]): Readonly<Record<string, Recognised>> {
  const shared = lookAt(network);
  return Object.fromEntries(parts.map(({ id, ask }) => {
    const look = { ...shared, looked: new Set<string>() };
    return [id, recognised(ask(look), changesOf(look))];
  }));
}

export function lookAt(network: Network): Look {
  return { network, looked: new Set(), neverFull: new Map(), arrivals: new Map(), closed: new Map(), judge, judgeWith };
}

/** What holds up a station and is said by itself needs no second sentence that says it of whom it holds up. */
function withoutEchoes(broken: readonly string[]): readonly string[] {
  return broken.filter((each, at) => broken.indexOf(each) === at && !broken.some((other) => each.endsWith(`: ${other}`)));
}

function recognised({ fit, broken, overload, note, waitAt, approximation }: Opinion, changes: readonly string[]): Recognised {
  const why = [...withoutEchoes(broken), ...changes].join('; ');
  const none: Recognised = { model: '', modelId: null, source: '', figures: null, why, note: '', waitAt, classes: null, approximation: null };
  if (fit === null || why !== '') return { ...none, approximation: changes.length > 0 ? null : approximation() };

  const named: Recognised = { ...none, model: fit.title, modelId: fit.modelId, source: modelFacts[fit.modelId].source, classes: fit.classes };
  return overload === '' ? { ...named, note, figures: fit.figures() } : { ...named, why: overload };
}
