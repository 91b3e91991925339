import { quantileByBisectionS } from './bisect';
import { mmcMeanTimeInSystemS } from './mmc';
import { expectation, poissonShares } from './unimodal';

/**
 * Tandem: stations one behind the other, Poisson arrivals at rate λ at the first, cᵢ servers of exponential rate μᵢ at each, room for all
 * everywhere, first come first served, every job served anew at each station.
 *
 * What leaves an M/M/c in steady state is Poisson of rate λ again and tells nothing of what is still inside (Burke), so every station is an
 * M/M/c by itself. Where all of them have one server, a job's times at the stations are independent, so its whole time is a sum of
 * exponential times of rates μᵢ − λ, and percentiles are known too (Reich).
 * Source: Burke, "The output of a queuing system", Operations Research 4 (1956); Reich, "Waiting times when queues are in tandem",
 * Ann. Math. Statist. 28 (1957).
 */
export interface Tandem {
  /** λ */
  readonly arrivalPerS: number;
  readonly stations: readonly { readonly servicePerS: number; readonly servers: number }[];
}

/** Σ W; Infinity where one station has λ ≥ c μ. */
export function tandemMeanTimeInSystemS({ arrivalPerS, stations }: Tandem): number {
  return stations.reduce((sum, station) => sum + mmcMeanTimeInSystemS({ arrivalPerS, ...station }), 0);
}

/** One server each: their exponential rates μ − λ, 0 where there is nothing to spare. */
export interface SingleServerTandem {
  readonly arrivalPerS: number;
  readonly servicesPerS: readonly number[];
}

/**
 * P(time in system > t). Seen at the ticks of one Poisson clock as fast as the fastest stage, each stage ends at a tick with a probability of its
 * own; all that is summed is positive, so equal and nearly equal rates need no case of their own.
 * Source of the uniform clock: Jensen, Skand. Aktuarietidskr. 36 (1953).
 */
export function tandemTimeInSystemExceeds(model: SingleServerTandem, timeS: number): number {
  return stagesOf(model).exceeds(timeS);
}

/** The time in system that a share p of all jobs does not exceed. */
export function tandemTimeInSystemQuantileS(model: SingleServerTandem, p: number): number {
  const { exceeds, ratesPerS } = stagesOf(model);
  return quantileByBisectionS(exceeds, p, 1 / Math.min(...ratesPerS));
}

function stagesOf({ arrivalPerS, servicesPerS }: SingleServerTandem): { readonly ratesPerS: readonly number[]; exceeds(this: void, timeS: number): number } {
  const ratesPerS = servicesPerS.map((servicePerS) => Math.max(0, servicePerS - arrivalPerS));
  const ticksPerS = Math.max(...ratesPerS);
  if (Math.min(...ratesPerS) === 0) return { ratesPerS, exceeds: () => 1 };

  /** The chance of being in each stage after as many ticks as `inside` has entries, less one. */
  const stages = ratesPerS.map((_, i): number => (i === 0 ? 1 : 0));
  const inside = [1];
  const insideAfter = (ticks: number): number => {
    while (inside.length <= ticks && inside[inside.length - 1] > 0) {
      for (let i = stages.length - 1; i >= 0; i--) {
        const comes = i === 0 ? 0 : (stages[i - 1] * ratesPerS[i - 1]) / ticksPerS;
        stages[i] = stages[i] * (1 - ratesPerS[i] / ticksPerS) + comes;
      }
      inside.push(stages.reduce((sum, share) => sum + share, 0));
    }
    return inside[ticks] ?? 0;
  };
  return { ratesPerS, exceeds: (timeS) => expectation(poissonShares(ticksPerS * timeS), insideAfter) };
}
