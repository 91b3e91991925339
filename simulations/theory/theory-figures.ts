import { erlangAFigures, erlangAShareOfTimeWith, type ErlangA } from './erlang-a';
import { md1TimeInSystemQuantileS, md1WaitQuantileS } from './md1';
import { mg1MeanWaitS, type Mg1 } from './mg1';
import { mmcMeanTimeInSystemS, mmcMeanWaitS, mmcShareThatWaits, mmcTimeInSystemQuantileS, mmcWaitQuantileS, type Mmc } from './mmc';
import { mmccLossShare } from './mmcc';
import { mmckMeanJobs, mmckMeanTimeInSystemS, mmckMeanWaitS, mmckShareOfTimeWith, mmckTimeInSystemQuantileS, type Mmck } from './mmck';
import { scatterOfUpAndDown } from './scatter';

/** The steady state of one line and the workers behind it, named as in the report. */
export interface TheoryFigures {
  readonly arrivalPerS: number;
  readonly throughputPerS: number;
  /** Share of the arriving jobs that is turned away, or leaves before it is served */
  readonly lossShare: number;
  /** 0 where there is no end of workers */
  readonly utilisation: number;
  /** Share of those let in that has to wait */
  readonly shareThatWaits: number;
  /** Of those that are served */
  readonly waitS: TheoryDurations;
  readonly timeInSystemS: TheoryDurations;
  readonly meanWaitingJobs: number;
  readonly meanJobs: number;
  /** The mean number waiting over T seconds scatters by √(waitScatterS / T) as a share of itself; only where that follows from more than the figures above. */
  readonly waitScatterS?: number;
}

/** Percentiles are null where no formula gives them. */
export interface TheoryDurations {
  readonly mean: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
}

export function mmcFigures(model: Mmc, inOrder: boolean): TheoryFigures {
  return withoutLoss(
    model, mmcShareThatWaits(model),
    durations(mmcMeanWaitS(model), inOrder && ((p) => mmcWaitQuantileS(model, p))),
    durations(mmcMeanWaitS(model) + 1 / model.servicePerS, inOrder && ((p) => mmcTimeInSystemQuantileS(model, p))),
  );
}

export function md1Figures(model: Mg1, inOrder: boolean): TheoryFigures {
  return { ...mg1Figures(model), ...(inOrder ? {
    waitS: durations(mg1MeanWaitS(model), (p) => md1WaitQuantileS(model, p)),
    timeInSystemS: durations(mg1MeanWaitS(model) + model.serviceMeanS, (p) => md1TimeInSystemQuantileS(model, p)),
  } : {}) };
}

export function mg1Figures(model: Mg1): TheoryFigures {
  const { arrivalPerS, serviceMeanS } = model;
  const waitS = mg1MeanWaitS(model);
  return withoutLoss({ arrivalPerS, servicePerS: 1 / serviceMeanS, servers: 1 }, arrivalPerS * serviceMeanS, durations(waitS), durations(waitS + serviceMeanS));
}

export function mmckFigures(model: Mmck, inOrder: boolean): TheoryFigures {
  const { arrivalPerS, servicePerS, servers, places } = model;
  const shares = mmckShareOfTimeWith(model);
  const lossShare = shares[places];
  const throughputPerS = arrivalPerS * (1 - lossShare);
  const meanWaitS = mmckMeanWaitS(model);
  return {
    arrivalPerS, throughputPerS, lossShare, utilisation: throughputPerS / (servers * servicePerS),
    shareThatWaits: shares.subarray(servers, places).reduce((sum, share) => sum + share, 0) / (1 - lossShare),
    waitS: durations(meanWaitS),
    timeInSystemS: durations(mmckMeanTimeInSystemS(model), inOrder && ((p) => mmckTimeInSystemQuantileS(model, p))),
    meanWaitingJobs: throughputPerS * meanWaitS, meanJobs: mmckMeanJobs(model),
    waitScatterS: waitScatterS(shares, 0, model),
  };
}

/** Nobody waits: the time in system is the service time, whose percentiles are its own. */
export function mgccFigures(model: Mmc, serviceQuantileS: (p: number) => number): TheoryFigures {
  const { arrivalPerS, servicePerS, servers } = model;
  const lossShare = mmccLossShare(model);
  const throughputPerS = arrivalPerS * (1 - lossShare);
  return {
    arrivalPerS, throughputPerS, lossShare, utilisation: throughputPerS / (servers * servicePerS), shareThatWaits: 0,
    waitS: durations(0, () => 0), timeInSystemS: durations(1 / servicePerS, serviceQuantileS),
    meanWaitingJobs: 0, meanJobs: throughputPerS / servicePerS,
  };
}

/** Those who leave are lost; the wait is that of the others. */
export function erlangAFiguresOf(model: ErlangA): TheoryFigures {
  const inside = erlangAShareOfTimeWith(model);
  const { shareThatWaits, shareThatLeaves, meanWaitOfServedS, throughputPerS, utilisation, meanWaitingJobs, meanJobs } = erlangAFigures(model);
  return {
    arrivalPerS: model.arrivalPerS, throughputPerS, lossShare: shareThatLeaves, utilisation, shareThatWaits,
    waitS: durations(meanWaitOfServedS), timeInSystemS: durations(meanWaitOfServedS + 1 / model.servicePerS), meanWaitingJobs, meanJobs,
    ...(inside === null ? {} : { waitScatterS: waitScatterS(inside.shares, inside.from, model) }),
  };
}

/** `shares`: of the time with `from` and more inside. */
function waitScatterS(shares: ArrayLike<number>, from: number, { arrivalPerS, servers }: Mmc): number {
  const waiting = (n: number): number => Math.max(0, from + n - servers);
  let mean = 0;
  for (let n = 0; n < shares.length; n++) mean += waiting(n) * shares[n];
  return mean === 0 ? 0 : scatterOfUpAndDown(shares, () => arrivalPerS, waiting) / mean ** 2;
}

/** A delay: the time in system is the time itself. */
export function mginfFigures(arrivalPerS: number, meanS: number, quantileS: (p: number) => number): TheoryFigures {
  return {
    arrivalPerS, throughputPerS: arrivalPerS, lossShare: 0, utilisation: 0, shareThatWaits: 0,
    waitS: durations(0, () => 0), timeInSystemS: durations(meanS, quantileS), meanWaitingJobs: 0, meanJobs: arrivalPerS * meanS,
  };
}

/** Nobody waits, all are slowed: as many are inside as in M/M/c. */
export function mgcpsFigures(model: Mmc): TheoryFigures {
  const { arrivalPerS } = model;
  return {
    ...withoutLoss(model, 0, durations(0, () => 0), durations(mmcMeanTimeInSystemS(model))),
    meanWaitingJobs: 0, meanJobs: arrivalPerS * mmcMeanTimeInSystemS(model),
  };
}

function withoutLoss({ arrivalPerS, servicePerS, servers }: Mmc, shareThatWaits: number, waitS: TheoryDurations, timeInSystemS: TheoryDurations): TheoryFigures {
  return {
    arrivalPerS, throughputPerS: arrivalPerS, lossShare: 0, utilisation: arrivalPerS / (servers * servicePerS), shareThatWaits, waitS, timeInSystemS,
    meanWaitingJobs: arrivalPerS * waitS.mean, meanJobs: arrivalPerS * timeInSystemS.mean,
  };
}

export function durations(mean: number, quantile: ((p: number) => number) | false = false): TheoryDurations {
  const at = (p: number): number | null => (quantile === false ? null : quantile(p));
  return { mean, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), p999: at(0.999) };
}
