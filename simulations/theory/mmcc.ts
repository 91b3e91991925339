import { erlangB, type Mmc } from './mmc';
import { sharesFromTop, type Shares } from './unimodal';

/**
 * M/M/c/c, Erlang's loss system: Poisson arrivals at rate λ, c servers and no waiting places; who finds all of them busy is lost.
 * In Spillway: a queue of capacity 0 with "shed newest" in front of c workers. There is a steady state at every load.
 *
 * Only the mean of the service time counts, not its distribution (insensitivity), so all of it holds for M/G/c/c too.
 * Source: Erlang (1917); Kleinrock, Queueing Systems 1 (1975), section 3.6; insensitivity: Sevastyanov (1957).
 */
export type Mmcc = Mmc;

/** Erlang B: the share of jobs that is lost, which is the share of time in which all servers are busy. */
export function mmccLossShare({ arrivalPerS, servicePerS, servers }: Mmcc): number {
  return erlangB(servers, arrivalPerS / servicePerS);
}

/** λ (1 − B). */
export function mmccThroughputPerS(model: Mmcc): number {
  return model.arrivalPerS * (1 - mmccLossShare(model));
}

/** a (1 − B) / c, the servers' busy share of time. */
export function mmccUtilisation(model: Mmcc): number {
  return mmccMeanJobs(model) / model.servers;
}

/** L = a (1 − B). Nobody waits, so the time in system is the service time, 1/μ. */
export function mmccMeanJobs(model: Mmcc): number {
  return mmccThroughputPerS(model) / model.servicePerS;
}

/** p(n), the share of time with n jobs inside: a Poisson distribution of mean a, cut off above c. */
export function mmccShareOfTimeWith({ arrivalPerS, servicePerS, servers }: Mmcc): Shares {
  const offered = arrivalPerS / servicePerS;
  return sharesFromTop(Math.min(servers, Math.floor(offered)), (n) => offered / n, servers);
}

/** The least number of servers that loses at most `lossShareMax` of an offered load a = λ/μ. */
export function mmccServersFor(offeredLoad: number, lossShareMax: number): number {
  let servers = 0;
  for (let lost = 1; lost > lossShareMax; servers++) lost = (offeredLoad * lost) / (servers + 1 + offeredLoad * lost);
  return servers;
}
