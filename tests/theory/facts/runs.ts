import type { Report } from '../../../simulations/experiments/report';
import type { LinkSpec, Scenario, StationSpec } from '../../../simulations/scenario/scenario';
import { measuredRun } from '../long-runs';
import { REPLICATIONS } from '../expect-mean';

// Whole scenarios in few words, and independent runs of them.

export interface System {
  readonly stations: Readonly<Record<string, StationSpec>>;
  /** Each way is a row of links: 'source > line > desk > end'. */
  readonly ways: readonly string[];
}

export function scenarioOf({ stations, ways }: System, rest: Partial<Scenario> = {}): Scenario {
  const links: LinkSpec[] = ways.flatMap((way) => {
    const ids = way.split(' > ');
    return ids.slice(1).map((to, i) => ({ from: ids[i]!, to }));
  });
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100, classes: { job: { share: 1, priority: 0 } },
    stations, links, timeline: [], checks: [], changelog: [], ...rest,
  };
}

/** One run to its end. */
export function reportAfter(scenario: Scenario, seed = 1): Report {
  return measuredRun(scenario, seed);
}

/** Independent runs, seeds 1, 2, 3, … */
export function runsOf(scenario: Scenario, count = REPLICATIONS): readonly Report[] {
  return Array.from({ length: count }, (_, n) => reportAfter(scenario, n + 1));
}

export const poisson = (ratePerS: number): StationSpec => ({ kind: 'producer', arrivals: { kind: 'poisson', ratePerS } });
export const line = (capacityJobs: number | 'unbounded' = 'unbounded', whenFull = 'block'): StationSpec => ({ kind: 'queue', capacityJobs, whenFull: { kind: whenFull } });
export const desk = (workers: number, meanS: number): StationSpec => ({ kind: 'workers', workers, service: { kind: 'exponential', meanS } });
export const end: StationSpec = { kind: 'sink' };

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
