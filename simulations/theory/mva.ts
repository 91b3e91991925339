/**
 * A closed network: N users who think, send a job, wait for its answer, and think again; nothing comes from outside or leaves. A station is
 * given by its demand, the service time that one round needs there (visits × mean service time). Exponential service, first come first served,
 * or processor sharing with any service; thinking and delays of any distribution. There is always a steady state.
 *
 * Exact mean value analysis: who comes to a station finds there what a system of one user less has on average (arrival theorem), so
 * Rᵢ(n) = Dᵢ (1 + Qᵢ(n − 1)),  X(n) = n / (Z + Σ Rᵢ(n)),  Qᵢ(n) = X(n) Rᵢ(n),  from an empty system up to N users. In the same way the mean square of the
 * number is X(n) Dᵢ times that of one more than there is with one user less.
 * Stations of one server, and delays; for stations of several servers see closed-network.ts.
 * Source: Reiser & Lavenberg, "Mean-value analysis of closed multichain queuing networks", J. ACM 27 (1980); Lavenberg & Reiser,
 * J. Appl. Prob. 17 (1980) for the arrival theorem.
 */
export interface SingleServerClosedNetwork {
  /** N */
  readonly users: number;
  /** Z: mean time that a user thinks, or spends in any station that nobody waits for */
  readonly thinkS: number;
  /** D of each station */
  readonly demandsS: readonly number[];
}

export interface ClosedFigures {
  /** X: rounds per second of all users together */
  readonly throughputPerS: number;
  /** R: mean time of a round without thinking */
  readonly responseS: number;
  readonly stations: readonly {
    /** Mean time that a round spends here */
    readonly stayS: number;
    readonly meanJobs: number;
    /** The variance of the number of jobs here */
    readonly variance: number;
    readonly utilisation: number;
  }[];
}

export function meanValueAnalysis({ users, thinkS, demandsS }: SingleServerClosedNetwork): ClosedFigures {
  const jobs = demandsS.map(() => 0);
  const squares = demandsS.map(() => 0);
  const staysS = demandsS.map(() => 0);
  let throughputPerS = 0;
  for (let n = 1; n <= users; n++) {
    demandsS.forEach((demandS, i) => { staysS[i] = demandS * (1 + jobs[i]); });
    throughputPerS = n / (thinkS + sum(staysS));
    staysS.forEach((stayS, i) => {
      squares[i] = throughputPerS * demandsS[i] * (squares[i] + 2 * jobs[i] + 1);
      jobs[i] = throughputPerS * stayS;
    });
  }
  return {
    throughputPerS, responseS: sum(staysS),
    stations: demandsS.map((demandS, i) => ({ stayS: staysS[i], meanJobs: jobs[i], variance: Math.max(0, squares[i] - jobs[i] ** 2), utilisation: throughputPerS * demandS })),
  };
}

/**
 * What no closed network of these demands can exceed: X ≤ min(N / (Z + D), 1 / D_max), hence R ≥ max(D, N D_max − Z). The bounds cross at
 * N* = (Z + D) / D_max users; from there on more users buy only waiting.
 * Source: Denning & Buzen, "The operational analysis of queueing network models", ACM Computing Surveys 10 (1978).
 */
export function closedNetworkBounds({ users, thinkS, demandsS }: SingleServerClosedNetwork): { readonly throughputMaxPerS: number; readonly responseMinS: number; readonly usersAtKnee: number } {
  const demandS = sum(demandsS);
  const largestS = Math.max(...demandsS);
  return {
    throughputMaxPerS: Math.min(users / (thinkS + demandS), 1 / largestS),
    responseMinS: Math.max(demandS, users * largestS - thinkS),
    usersAtKnee: (thinkS + demandS) / largestS,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
