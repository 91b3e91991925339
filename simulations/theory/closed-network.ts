import type { ClosedFigures } from './mva';

/**
 * The closed network of mva.ts with several servers at a station. Mean value analysis would have to take small differences of
 * large numbers there and loses all digits near saturation; Buzen's convolution only adds.
 *
 * P(n₁, n₂, …) = Π fᵢ(nᵢ) / G(N) with fᵢ(n) = Dᵢⁿ / Π min(k, cᵢ), k = 1 … n, and thinking as a station of endless servers. G sums over all ways to
 * spread N users: it is the convolution of the fᵢ, kept as logarithms. X(N) = G(N − 1) / G(N). Takes time in proportion to N².
 * Source: Gordon & Newell, Operations Research 15 (1967); Buzen, "Computational algorithms for closed queueing networks with exponential
 * servers", Comm. ACM 16 (1973).
 */
export interface ClosedNetwork {
  /** N */
  readonly users: number;
  /** Z */
  readonly thinkS: number;
  readonly stations: readonly {
    /** D = visits × mean service time */
    readonly demandS: number;
    /** c; Infinity: a delay, nobody waits */
    readonly servers: number;
  }[];
}

export function closedNetwork({ users, thinkS, stations }: ClosedNetwork): ClosedFigures {
  const thinking = logWeights(users, thinkS, Infinity);
  const weights = stations.map(({ demandS, servers }) => logWeights(users, demandS, servers));
  const upTo = [thinking];
  for (const each of weights) upTo.push(convolve(upTo[upTo.length - 1], each));
  const all = upTo[upTo.length - 1];
  const throughputPerS = users === 0 ? 0 : Math.exp(all[users - 1] - all[users]);

  /** All that stands behind station i. */
  let behind = logWeights(users, 0, 1);
  const meanJobs = stations.map(() => 0);
  const squares = stations.map(() => 0);
  for (let i = stations.length - 1; i >= 0; i--) {
    const others = convolve(upTo[i], behind);
    for (let n = 1; n <= users; n++) {
      const share = Math.exp(weights[i][n] + others[users - n] - all[users]);
      meanJobs[i] += n * share;
      squares[i] += n ** 2 * share;
    }
    behind = convolve(behind, weights[i]);
  }
  return {
    throughputPerS,
    responseS: users === 0 ? 0 : meanJobs.reduce((sum, jobs) => sum + jobs, 0) / throughputPerS,
    stations: stations.map(({ demandS, servers }, i) => ({
      stayS: users === 0 ? 0 : meanJobs[i] / throughputPerS, meanJobs: meanJobs[i], variance: Math.max(0, squares[i] - meanJobs[i] ** 2),
      utilisation: servers === Infinity ? 0 : (throughputPerS * demandS) / servers,
    })),
  };
}

/** p(0) … p(N): the share of time with n users at station i. */
export function closedShareOfTimeWith({ users, thinkS, stations }: ClosedNetwork, i: number): Float64Array {
  let others = logWeights(users, thinkS, Infinity);
  for (const [j, { demandS, servers }] of stations.entries()) if (j !== i) others = convolve(others, logWeights(users, demandS, servers));
  const here = logWeights(users, stations[i].demandS, stations[i].servers);
  const all = convolve(others, here)[users];
  return here.map((weight, n) => Math.exp(weight + others[users - n] - all));
}

/** ln f(n) for n = 0 … users. */
function logWeights(users: number, demandS: number, servers: number): Float64Array {
  const logs = new Float64Array(users + 1);
  const logDemand = Math.log(demandS);
  for (let n = 1; n <= users; n++) logs[n] = logs[n - 1] + logDemand - Math.log(Math.min(n, servers));
  return logs;
}

/** ln Σ exp(a(k) + b(n − k)), scaled by the largest term. */
function convolve(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((_, n) => {
    let largest = -Infinity;
    for (let k = 0; k <= n; k++) largest = Math.max(largest, a[k] + b[n - k]);
    if (largest === -Infinity) return -Infinity;
    let sum = 0;
    for (let k = 0; k <= n; k++) sum += Math.exp(a[k] + b[n - k] - largest);
    return largest + Math.log(sum);
  });
}
