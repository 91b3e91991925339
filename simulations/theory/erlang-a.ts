import type { Mmc } from './mmc';
import { expectation, sharesFromTop, type Shares } from './unimodal';

/**
 * M/M/c+M, Erlang A: as M/M/c, but each waiting job leaves by itself after an exponential patience of mean 1/θ. The patience ends when service
 * begins. With any patience there is a steady state at every load.
 *
 * The number inside goes up at rate λ, down at min(n, c) μ + max(0, n − c) θ. With endless patience it is M/M/c.
 * Source: Palm (1957); Garnett, Mandelbaum & Reiman, "Designing a call center with impatient customers", M&SOM 4 (2002).
 */
export interface ErlangA extends Mmc {
  /** 1/θ; Infinity: nobody leaves */
  readonly patienceMeanS: number;
}

/** P(N = n); null where there is no steady state: endless patience and λ ≥ c μ. */
export function erlangAShareOfTimeWith(model: ErlangA): Shares | null {
  const { arrivalPerS, servicePerS, servers, patienceMeanS } = model;
  const leavingPerS = 1 / patienceMeanS;
  const spare = servers * servicePerS - arrivalPerS;
  if (spare <= 0 && leavingPerS === 0) return null;
  const top = spare >= 0 ? arrivalPerS / servicePerS : servers - spare / leavingPerS;
  return sharesFromTop(Math.floor(top), (n) => arrivalPerS / (Math.min(n, servers) * servicePerS + Math.max(0, n - servers) * leavingPerS));
}

export interface ErlangAFigures {
  /** Share of jobs that find all servers busy. */
  readonly shareThatWaits: number;
  /** Share of jobs that leave by themselves: θ Lq / λ. */
  readonly shareThatLeaves: number;
  /** Mean wait of all jobs, until service or until they leave: Lq / λ. */
  readonly meanWaitS: number;
  /** Mean wait of those who were served. */
  readonly meanWaitOfServedS: number;
  readonly meanWaitingJobs: number;
  readonly meanJobs: number;
  readonly throughputPerS: number;
  readonly utilisation: number;
}

/** Every figure is a sum of positive terms. Without a steady state waits and numbers are Infinity and nobody leaves. */
export function erlangAFigures(model: ErlangA): ErlangAFigures {
  const { arrivalPerS, servicePerS, servers, patienceMeanS } = model;
  const inside = erlangAShareOfTimeWith(model);
  if (inside === null) {
    return {
      shareThatWaits: 1, shareThatLeaves: 0, meanWaitS: Infinity, meanWaitOfServedS: Infinity,
      meanWaitingJobs: Infinity, meanJobs: Infinity, throughputPerS: servers * servicePerS, utilisation: 1,
    };
  }
  const meanWaitingJobs = expectation(inside, (n) => Math.max(0, n - servers));
  const busy = expectation(inside, (n) => Math.min(n, servers));
  const throughputPerS = busy * servicePerS;
  return {
    shareThatWaits: expectation(inside, (n) => (n >= servers ? 1 : 0)),
    shareThatLeaves: meanWaitingJobs / patienceMeanS / arrivalPerS,
    meanWaitS: meanWaitingJobs / arrivalPerS,
    meanWaitOfServedS: (arrivalPerS * waitIfServedS(model, inside)) / throughputPerS,
    meanWaitingJobs, meanJobs: meanWaitingJobs + busy, throughputPerS, utilisation: busy / servers,
  };
}

/**
 * E[wait; served]. The i-th in line stays so until a server is free or one of the i leaves, itself included: 1 / (cμ + iθ) on average, and it is
 * another who goes with probability (cμ + (i − 1)θ) / (cμ + iθ). So who comes to place k is served with probability cμ / (cμ + kθ).
 */
function waitIfServedS({ servicePerS, servers, patienceMeanS }: ErlangA, { from, shares }: Shares): number {
  const capacityPerS = servers * servicePerS;
  let sum = 0;
  let stepsS = 0;
  let k = 0;
  for (let i = Math.max(0, servers - from); i < shares.length; i++) {
    const placeInLine = from + i - servers + 1;
    while (k < placeInLine) stepsS += 1 / (capacityPerS + ++k / patienceMeanS);
    sum += (shares[i] * capacityPerS * stepsS) / (capacityPerS + k / patienceMeanS);
  }
  return sum;
}
