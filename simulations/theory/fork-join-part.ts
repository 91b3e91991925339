import { FORK_JOIN_BRANCHES_MAX, forkJoinIsExact, forkJoinMeanTimeInSystemS } from './fork-join';
import { lineAt, type Line } from './line';
import type { Look } from './look';
import { mm1MeanWaitS } from './mm1';
import { modelFacts } from './model-facts';
import { strangeness, targetsOf, type Network, type Station } from './network';
import { noOpinion, overloadOf, type Opinion } from './opinion';
import { arrivalsAt } from './stream';
import { durations } from './theory-figures';

/** The join in which all that a fork sends out comes together, or null. */
export function joinOf(network: Network, fork: Station): Station | null {
  const reached = targetsOf(network, fork).map((target) => downstreamOf(network, target));
  return [...(reached[0] ?? [])].find((each) => each.kind === 'join' && reached.length > 1 && reached.every((stations) => stations.has(each))) ?? null;
}

export function downstreamOf(network: Network, station: Station): ReadonlySet<Station> {
  const downstream = new Set([station]);
  for (const each of downstream) for (const target of targetsOf(network, each)) downstream.add(target);
  return downstream;
}

/**
 * From the fork to the join: n equal branches, of one exponential worker each, and a job is done when all its copies are. The fork keeps the
 * job meanwhile, so its `meanJobs` are the jobs in the time of the figures; the wait is that of one copy.
 */
export function forkJoinOpinion(look: Look, fork: Station, join: Station): Opinion {
  const { network } = look;
  look.looked.add(fork.id).add(join.id);
  const arrivals = arrivalsAt(look, fork);
  const fronts = targetsOf(network, fork);
  const branches = fronts.map((front) => branchAt(look, front, join));
  const odd = branches.filter((branch) => typeof branch === 'string');
  const lines = branches.filter((branch) => typeof branch !== 'string');
  const broken = [...new Set([...arrivals.broken, ...strangeness(network, fork), ...strangeness(network, join), ...joinProblems(join, fronts), ...odd])];
  if (arrivals.isJackson) broken.push(`jobs come round to ${fork.name}, so its arrivals are not Poisson`);
  if (new Set(lines.map(({ service }) => service.key)).size > 1) broken.push(`the branches behind ${fork.name} are not equal: their service times differ`);
  const first = lines[0];
  if (first === undefined || broken.length > 0) return { ...noOpinion, broken };

  const model = { arrivalPerS: arrivals.ratePerS, servicePerS: 1 / first.service.meanS, branches: fronts.length };
  const overload = overloadOf(model.arrivalPerS, 1, first.service.meanS);
  if (forkJoinIsExact(model)) return { ...noOpinion, fit: fitOfTwo(model), overload };
  return {
    ...noOpinion, broken: [`there is no exact formula for a fork and join of more than two branches, and behind ${fork.name} there are ${model.branches}`],
    approximation: () => {
      if (overload !== '' || model.branches > FORK_JOIN_BRANCHES_MAX) return null;
      return { model: 'Nelson–Tantawi', meanWaitS: mm1MeanWaitS(model), meanTimeInSystemS: forkJoinMeanTimeInSystemS(model), caveat: modelFacts.forkJoinN.caveat };
    },
  };
}

function joinProblems({ name, values, in: ways }: Station, fronts: readonly Station[]): string[] {
  const { needed, order } = values;
  const forAll = needed === undefined || needed === 'unbounded' || Number(needed) === fronts.length;
  return [
    ...(forAll ? [] : [`${name} waits for ${Number(needed)} of ${fronts.length} copies, and the formula for all of them`]),
    ...(order === undefined || order === 'completion' ? [] : [`${name} hands jobs on in the order of the fork, and the formula in that of completion`]),
    ...(ways.length === fronts.length ? [] : [`${name} gets more than the copies of one fork`]),
  ];
}

/** A line of one exponential worker between fork and join, or why it is none. */
function branchAt(look: Look, front: Station, join: Station): Line | string {
  const { network } = look;
  const line = lineAt(look, front);
  if (!('front' in line)) return line[0];
  const { servers, service, room, patience, isShared } = line;
  const [worker] = front.kind === 'queue' ? targetsOf(network, front) : [front];
  if (targetsOf(network, worker)[0] !== join) return `${worker.name} does not lead straight to ${join.name}`;
  if (front.in.length > 1) return `${front.name} gets jobs from elsewhere, too`;
  if ([...front.in, ...worker.out].some(({ delayS, lossRatio }) => delayS > 0 || lossRatio > 0)) return `the ways from the fork to ${join.name} take time or lose jobs`;
  if (servers !== 1) return `${worker.name} has ${servers} workers, and the formula is for one in each branch`;
  if (isShared) return `${worker.name} shares its time among jobs`;
  if (!service.isExponential) return `service times are not exponential (“${service.label}”)`;
  if (patience !== 'none') return `jobs leave ${front.name} by themselves`;
  if (line.order !== null && line.order.kind !== 'fifo') return `${front.name} does not serve first come first served`;
  return room.isEndless ? line : `${front.name} has not room for all`;
}

function fitOfTwo(model: { readonly arrivalPerS: number; readonly servicePerS: number; readonly branches: number }): NonNullable<Opinion['fit']> {
  const { arrivalPerS, servicePerS } = model;
  const load = arrivalPerS / servicePerS;
  return {
    modelId: 'forkJoin2', title: 'fork and join of two', hasSteadyState: load < 1, spoils: 'it waits for all copies', keepsClasses: false, classes: null,
    figures: () => {
      const waitS = mm1MeanWaitS(model);
      const timeS = forkJoinMeanTimeInSystemS(model);
      return {
        arrivalPerS, throughputPerS: arrivalPerS, lossShare: 0, utilisation: load, shareThatWaits: load,
        waitS: durations(waitS), timeInSystemS: durations(timeS), meanWaitingJobs: 2 * arrivalPerS * waitS, meanJobs: arrivalPerS * timeS,
      };
    },
  };
}
