import type { Report } from '../../simulations/experiments/report';
import { chain, type Chain } from '../properties/kit';
import { REPLICATIONS } from './expect-mean';
import { measuredRun } from './long-runs';
import type { Measured } from './long-runs';

export type { Measured };

/** Twenty runs take seconds; a machine that has other things to do may take longer. */
export const RUNS_MS_MAX = 180_000;

/** Independent runs of producer, queue, workers and sink: seeds 1, 2, 3, …; about `jobs` arrivals each after the warm-up. */
export function replicate(parts: Chain, { arrivalPerS, jobs, warmupJobs = jobs / 10 }: { arrivalPerS: number; jobs: number; warmupJobs?: number }): readonly Measured[] {
  const scenario = chain(
    { arrivals: { kind: 'poisson', ratePerS: arrivalPerS }, ...parts },
    { warmupS: warmupJobs / arrivalPerS, durationS: jobs / arrivalPerS },
  );
  return Array.from({ length: REPLICATIONS }, (_, n) => measuredRun(scenario, n + 1));
}

export const durations = (report: Report, station: string, histogram: string): { n: number; mean: number; p50: number; p95: number; p99: number } =>
  report.stations[station]![histogram] as { n: number; mean: number; p50: number; p95: number; p99: number };

export const waitS = (report: Report): { n: number; mean: number; p50: number; p95: number; p99: number } => durations(report, 'line', 'waitS');
