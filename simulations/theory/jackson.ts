import { mmcMeanTimeInSystemS, mmcMeanWaitS, mmcUtilisation, type Mmc } from './mmc';

/**
 * Open Jackson network: jobs come to station i from outside in a Poisson stream of rate γᵢ, are served by cᵢ servers at exponential rate μᵢ
 * each, and go on to station j with probability rᵢⱼ, or leave. Room for all, independent service times, first come first served.
 *
 * The traffic equations λⱼ = γⱼ + Σ λᵢ rᵢⱼ say how much comes to each. In steady state (every λᵢ < cᵢ μᵢ) the stations are as if each were
 * an M/M/c of its own with its λ, independent of the others at any one instant (product form), although what flows between
 * them is in general not Poisson.
 * Source: Jackson, "Networks of waiting lines", Operations Research 5 (1957); Kleinrock, Queueing Systems 1 (1975), section 4.8.
 */
export interface JacksonNetwork {
  readonly stations: readonly JacksonStation[];
  /** rᵢⱼ: the share of the jobs leaving station i that goes to station j; a row adds up to at most 1, the rest leaves. */
  readonly routing: readonly (readonly number[])[];
}

export interface JacksonStation {
  /** γ: what comes from outside */
  readonly outsidePerS: number;
  /** μ of one server */
  readonly servicePerS: number;
  /** c */
  readonly servers: number;
}

export interface JacksonFigures {
  /** Mean time from entering the network to leaving it: Σ L / Σ γ (Little). */
  readonly meanTimeInNetworkS: number;
  readonly meanJobs: number;
  readonly stations: readonly {
    readonly arrivalPerS: number;
    /** How often a job comes here on its way, on average: λ / Σ γ */
    readonly visits: number;
    readonly utilisation: number;
    readonly meanWaitS: number;
    readonly meanTimeInSystemS: number;
    readonly meanJobs: number;
  }[];
}

/** 0.1 + 0.2 + 0.7 is not quite 1, and yet nobody leaves there. */
const ROUNDING = 1e-12;

/**
 * λ of each station; Infinity where jobs get in and never get out again.
 *
 * One station after the other is taken out of the network, its traffic passed on over all ways that lead through it. Only positive
 * numbers are added, so small flows are as exact as large ones.
 * Source: Grassmann, Taksar & Heyman, Operations Research 33 (1985).
 */
export function jacksonArrivalsPerS({ stations, routing }: JacksonNetwork): readonly number[] {
  const n = stations.length;
  const ways = routing.map((row) => [...row]);
  const leaves = routing.map((row) => {
    const rest = 1 - row.reduce((sum, share) => sum + share, 0);
    return rest > ROUNDING ? rest : 0;
  });
  const arrivals = stations.map(({ outsidePerS }) => outsidePerS);
  /** The share of what comes to station k that goes on, once it no longer returns to k itself, to stations before k or out. */
  const onward = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    let share = leaves[k];
    for (let j = 0; j < k; j++) share += ways[k][j];
    onward[k] = share;
    for (let i = 0; i < k; i++) {
      const through = share === 0 ? 0 : ways[i][k] / share;
      for (let j = 0; j < k; j++) ways[i][j] += through * ways[k][j];
      // Whoever gets into a station that nobody leaves is gone for the others.
      leaves[i] += share === 0 ? ways[i][k] : through * leaves[k];
    }
    if (share > 0) for (let j = 0; j < k; j++) arrivals[j] += (arrivals[k] / share) * ways[k][j];
  }
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < k; i++) if (ways[i][k] > 0) arrivals[k] += arrivals[i] * ways[i][k];
    if (arrivals[k] > 0) arrivals[k] /= onward[k];
  }
  return arrivals;
}

/** Product form: each station by itself is M/M/c. Infinity where there is no steady state. */
export function jacksonFigures(network: JacksonNetwork): JacksonFigures {
  const outsidePerS = network.stations.reduce((sum, station) => sum + station.outsidePerS, 0);
  const arrivals = jacksonArrivalsPerS(network);
  const stations = network.stations.map(({ servicePerS, servers }, i) => {
    const model: Mmc = { arrivalPerS: arrivals[i], servicePerS, servers };
    const meanTimeInSystemS = mmcMeanTimeInSystemS(model);
    return {
      arrivalPerS: arrivals[i], visits: arrivals[i] / outsidePerS, utilisation: mmcUtilisation(model),
      meanWaitS: mmcMeanWaitS(model), meanTimeInSystemS, meanJobs: arrivals[i] * meanTimeInSystemS,
    };
  });
  const meanJobs = stations.reduce((sum, station) => sum + station.meanJobs, 0);
  return { meanTimeInNetworkS: meanJobs / outsidePerS, meanJobs, stations };
}
