import { SHED_REASONS, type ShedReason } from '../engine/frame';
import {
  AREA, BLOCKED_AREA, CLASS_NUMBERS, C_FAILED, C_GOOD, C_INSIDE, C_INSIDE_AT_START, C_LATENCY_MAX,
  C_LATENCY_SUM, C_MADE, C_SERVED, C_SHED, C_TIMED_OUT, HISTOGRAM_AT, INSIDE, INSIDE_MAX, LEFT, PLACES_AREA, SHED,
  STAY_SUM, at, intAt,
} from '../engine/layout';
import { BUCKETS } from '../metrics/histogram-scale';
import { durationFigures, type DurationFigures } from '../metrics/duration-figures';
import type { EngineRun } from '../scenario/start-run';
import type { Problem } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';

/** The figures of one run after its warm-up: what the command line prints with `--json`. Durations are in seconds. */
export interface Report {
  readonly title: string;
  readonly seed: number;
  readonly warmupS: number;
  /** Model time that the figures cover. */
  readonly simulatedS: number;
  readonly events: number;
  /** Why the run ended before its time, or ''. */
  readonly stopped: string;
  /** Planned changes that could not be made any more, because of a change made by hand before. */
  readonly skipped: readonly Problem[];
  readonly jobs: JobFigures;
  readonly latencyS: DurationFigures;
  readonly throughputPerS: number;
  readonly goodputPerS: number;
  readonly classes: Readonly<Record<string, { readonly jobs: JobFigures; readonly latencyS: DurationFigures }>>;
  readonly stations: Readonly<Record<string, StationFigures>>;
  readonly checks: readonly CheckFigures[];
}

/** made + insideAtStart = served + shed + failed + timedOut + inside. */
export interface JobFigures {
  readonly made: number;
  readonly insideAtStart: number;
  readonly served: number;
  /** Served within the deadline; all served ones where there is none. */
  readonly good: number;
  readonly shed: Readonly<Partial<Record<ShedReason, number>>>;
  readonly failed: number;
  readonly timedOut: number;
  readonly inside: number;
}

export interface StationFigures {
  readonly kind: string;
  readonly arrived: number;
  readonly left: number;
  readonly shed: Readonly<Partial<Record<ShedReason, number>>>;
  readonly inside: number;
  readonly meanJobs: number;
  readonly maxJobs: number;
  /** Mean time that a job stays here. */
  readonly meanStayS: number | null;
  /** Workers only: busy servers' share of all servers, over time. */
  readonly utilisation?: number;
  /** Workers: finished servers that cannot hand over. Queue and producer: share of time in which somebody waits at the door / outside. */
  readonly blockedShare: number;
  /** The kind's own histograms, e.g. `waitS`, `serviceS`. */
  readonly [histogram: string]: unknown;
}

export interface CheckFigures {
  readonly name: string;
  readonly pass: boolean;
  /** null: there is no such figure yet (no job was served, for instance); the check then fails. */
  readonly value: number | null;
  readonly min?: number;
  readonly max?: number;
}

/** The figures of a run up to now. */
export function reportOf(run: EngineRun): Report {
  const { kernel, scenario } = run;
  kernel.settle();
  const classIds = Object.keys(scenario.classes);
  const sinceNs = run.figuresSinceNs < 0 ? run.nowNs : run.figuresSinceNs;
  const simulatedS = (run.nowNs - sinceNs) / 1e9;
  const jobs = jobFigures(kernel.classes, classIds.map((_, c) => c));
  const report = {
    title: scenario.title, seed: run.seed, warmupS: sinceNs / 1e9, simulatedS, events: run.events, stopped: run.reachedEnd ? '' : run.stopped, skipped: run.skipped,
    jobs,
    latencyS: latencyFigures(run, classIds.map((_, c) => c)),
    throughputPerS: simulatedS === 0 ? 0 : jobs.served / simulatedS,
    goodputPerS: simulatedS === 0 ? 0 : jobs.good / simulatedS,
    classes: Object.fromEntries(classIds.map((id, c) => [id, { jobs: jobFigures(kernel.classes, [c]), latencyS: latencyFigures(run, [c]) }])),
    stations: Object.fromEntries(Object.keys(scenario.stations).map((id, s) => [id, stationFigures(run, s, run.nowNs - sinceNs)])),
  };
  return { ...report, checks: scenario.checks.map((check) => checked(check, report)) };
}

function jobFigures(classes: Float64Array, which: readonly number[]): JobFigures {
  const sum = (field: number): number => which.reduce((total, c) => total + classes[c * CLASS_NUMBERS + field], 0);
  return {
    made: sum(C_MADE), insideAtStart: sum(C_INSIDE_AT_START), served: sum(C_SERVED), good: sum(C_GOOD),
    shed: byReason((r) => sum(C_SHED + r)),
    failed: sum(C_FAILED), timedOut: sum(C_TIMED_OUT), inside: sum(C_INSIDE),
  };
}

/** Only the reasons that occurred. */
function byReason(count: (reason: number) => number): Partial<Record<ShedReason, number>> {
  return Object.fromEntries(SHED_REASONS.map((reason, r) => [reason, count(r)] as const).filter(([, n]) => n > 0));
}

function latencyFigures(run: EngineRun, which: readonly number[]): DurationFigures {
  const { classes, histograms } = run.kernel;
  const counts = new Float64Array(BUCKETS);
  let sumNs = 0;
  let maxNs = 0;
  for (const c of which) {
    for (let b = 0; b < BUCKETS; b++) counts[b] += histograms[c * BUCKETS + b];
    sumNs += classes[c * CLASS_NUMBERS + C_LATENCY_SUM];
    maxNs = Math.max(maxNs, classes[c * CLASS_NUMBERS + C_LATENCY_MAX]);
  }
  return durationFigures(counts, sumNs, maxNs);
}

function stationFigures(run: EngineRun, s: number, spanNs: number): StationFigures {
  const { kernel } = run;
  const { sf, si } = kernel;
  const { kind } = kernel.plan.stations[s];
  const b = at(s);
  const arrived = kernel.arrived(s);
  const placesNs = sf[b + PLACES_AREA];
  const share = (area: number, of: number): number => (of === 0 ? 0 : area / of);
  const shed = byReason((r) => sf[b + SHED + r]);
  const gone = sf[b + LEFT] + Object.values(shed).reduce((total, n) => total + n, 0);
  const histograms = (kind.histograms ?? []).map((name, h) => {
    const number = si[intAt(s) + HISTOGRAM_AT] + h;
    const counts = kernel.histograms.subarray(number * BUCKETS, (number + 1) * BUCKETS);
    return [name, durationFigures(counts, kernel.sums[2 * number], kernel.sums[2 * number + 1])] as const;
  });
  return {
    kind: kind.kind, arrived, left: sf[b + LEFT], shed,
    inside: si[intAt(s) + INSIDE], meanJobs: share(sf[b + AREA], spanNs), maxJobs: si[intAt(s) + INSIDE_MAX],
    meanStayS: gone === 0 ? null : sf[b + STAY_SUM] / gone / 1e9,
    ...(placesNs > 0 ? { utilisation: (sf[b + AREA] - sf[b + BLOCKED_AREA]) / placesNs } : {}),
    blockedShare: share(sf[b + BLOCKED_AREA], placesNs > 0 ? placesNs : spanNs),
    ...Object.fromEntries(histograms),
  };
}

function checked(check: Scenario['checks'][number], report: Omit<Report, 'checks'>): CheckFigures {
  const from: unknown = check.station === undefined ? report : report.stations[check.station];
  const parts = check.metric.split('.');
  const found = parts.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], from);
  // A count by reason that never occurred is none; a percentile of nothing is no figure.
  const value = typeof found === 'number' ? found : parts.at(-2) === 'shed' ? 0 : null;
  const pass = value !== null && value >= (check.min ?? -Infinity) && value <= (check.max ?? Infinity);
  return {
    name: check.name, pass, value,
    ...(check.min === undefined ? {} : { min: check.min }), ...(check.max === undefined ? {} : { max: check.max }),
  };
}
