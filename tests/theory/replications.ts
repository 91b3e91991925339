import { expect } from 'vitest';
import { reportOf, type Report } from '../../simulations/experiments/report';
import { histogramOf } from '../../simulations/engine/figures';
import { stationAt } from '../../simulations/engine/layout';
import type { EngineRun } from '../../simulations/scenario/start-run';
import { chain, startValid, type Chain } from '../properties/kit';
import { REPLICATIONS } from './expect-mean';

/** Twenty runs take seconds; a machine that has other things to do may take longer. */
export const RUNS_MS_MAX = 180_000;

export interface Measured extends Report {
  /** The share of jobs that were handed on at once. */
  readonly shareWithoutWait: number;
}

/** Independent runs of producer, queue, workers and sink: seeds 1, 2, 3, …; about `jobs` arrivals each after the warm-up. */
export function replicate(parts: Chain, { arrivalPerS, jobs, warmupJobs = jobs / 10 }: { arrivalPerS: number; jobs: number; warmupJobs?: number }): readonly Measured[] {
  const scenario = chain(
    { arrivals: { kind: 'poisson', ratePerS: arrivalPerS }, ...parts },
    { warmupS: warmupJobs / arrivalPerS, durationS: jobs / arrivalPerS },
  );
  return Array.from({ length: REPLICATIONS }, (_, n) => {
    const run = startValid(scenario, { seed: n + 1 });
    run.advanceTo(Infinity);
    const report = reportOf(run);
    expect(report.stopped).toBe('');
    return { ...report, shareWithoutWait: shareInFirstBucket(run, 1) };
  });
}

/** A wait is 0 or an exponential time: below 8 ns there is practically nothing but the zeros. */
function shareInFirstBucket({ kernel }: EngineRun, s: number): number {
  const { counts } = histogramOf(kernel, stationAt(s), 0);
  return counts[0]! / counts.reduce((sum, n) => sum + n, 0);
}

export const durations = (report: Report, station: string, histogram: string): { n: number; mean: number; p50: number; p95: number; p99: number } =>
  report.stations[station]![histogram] as { n: number; mean: number; p50: number; p95: number; p99: number };

export const waitS = (report: Report): { n: number; mean: number; p50: number; p95: number; p99: number } => durations(report, 'line', 'waitS');
