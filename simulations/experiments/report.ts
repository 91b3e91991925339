import { classAt, f64, i32 } from '../engine/arena';
import { arrivedAt, histogramOf, insideOfClass, latenciesOf, settle } from '../engine/figures';
import { SHED_REASONS, type ShedReason } from '../engine/frame';
import {
  AREA, BLOCKED_AREA, C_FAILED, C_INSIDE_AT_START, C_LATE, C_MADE, C_SERVED, C_SHED, C_TIMED_OUT, FAILED, INSIDE, INSIDE_MAX, J_SINCE,
  J_STATION, LEFT, PLACES_AREA, SHED, SURPLUS_AREA, TIMED_OUT, WITHDRAWN, stationAt, stationIndex,
} from '../engine/layout';
import { durationFigures, type DurationFigures } from '../metrics/duration-figures';
import type { EngineRun } from '../scenario/start-run';
import type { Problem } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { linkFigures, type LinkFigures } from './link-figures';
import { judgedBy } from './judged-by';
import type { LatencyIntervals } from './latency-intervals';
import type { TheoryVerdict } from './theory-verdict';
import type { WarmUpVerdict } from './warm-up-verdict';
import type { WholeVerdict } from './whole-verdict';
import { WindowSeries } from './window-series';

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
  /** Whether the figures began after the run had forgotten that it started empty. */
  readonly warmup: WarmUpVerdict;
  readonly jobs: JobFigures;
  readonly latencyS: DurationFigures & LatencyIntervals;
  readonly throughputPerS: number;
  readonly goodputPerS: number;
  readonly classes: Readonly<Record<string, { readonly jobs: JobFigures; readonly latencyS: DurationFigures }>>;
  readonly stations: Readonly<Record<string, StationFigures>>;
  /** Of links that take time, lose jobs or call, by name `from>to`. */
  readonly links: Readonly<Record<string, LinkFigures>>;
  /** For each line and its workers, by "inbox>pickers", and each group, by "fork>join" or the router: what theory says, and whether it agrees; empty where no windows were kept. */
  readonly theory: Readonly<Record<string, TheoryVerdict>>;
  /** The same for the latency of the whole; null where no windows were kept, and while the warm-up goes on. */
  readonly theoryOfWhole: WholeVerdict | null;
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
  /** arrived + inside at the start of the figures = left + shed + failed + timedOut + withdrawn + inside. */
  readonly failed: number;
  readonly timedOut: number;
  /** Attempts and copies that were called back. */
  readonly withdrawn: number;
  readonly inside: number;
  readonly meanJobs: number;
  readonly maxJobs: number;
  /** Mean time that a job stays here. */
  readonly meanStayS: number | null;
  /** Workers only: busy servers' share of all servers, over time. */
  readonly utilisation?: number;
  /** Workers: finished servers that cannot hand over. Queue and producer: share of time in which somebody waits at the door / outside. */
  readonly blockedShare: number;
  /** The kind's own histograms, e.g. `waitS`, `serviceS`; with several classes, `classes` has those of each. */
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

/** The figures of a run up to now. With its windows (measured-run.ts) come intervals, and the verdicts that rest on them. */
export function reportOf(run: EngineRun, windows = WindowSeries.empty()): Report {
  const { kernel, scenario } = run;
  settle(kernel);
  const classIds = Object.keys(scenario.classes);
  const sinceNs = run.figuresSinceNs < 0 ? run.nowNs : run.figuresSinceNs;
  const simulatedS = (run.nowNs - sinceNs) / 1e9;
  const jobs = jobFigures(classIds.map((_, c) => c));
  const insideNs = staysOfThoseInside(run);
  const report = {
    title: scenario.title, seed: run.seed, warmupS: sinceNs / 1e9, simulatedS, events: run.events, stopped: run.reachedEnd ? '' : run.stopped, skipped: run.skipped,
    jobs,
    latencyS: latencyFigures(run, -1),
    throughputPerS: simulatedS === 0 ? 0 : jobs.served / simulatedS,
    goodputPerS: simulatedS === 0 ? 0 : jobs.good / simulatedS,
    classes: Object.fromEntries(classIds.map((id, c) => [id, { jobs: jobFigures([c]), latencyS: latencyFigures(run, c) }])),
    stations: Object.fromEntries(Object.keys(scenario.stations).map((id, s) => [id, stationFigures(run, s, run.nowNs - sinceNs, insideNs[s])])),
    links: linkFigures(kernel, scenario, sinceNs),
  };
  const judged = judgedBy(run, windows, report);
  return { ...report, ...judged, checks: scenario.checks.map((check) => checked(check, { ...report, ...judged })) };
}

function jobFigures(which: readonly number[]): JobFigures {
  const sum = (field: number): number => which.reduce((total, c) => total + f64[classAt(c) + field], 0);
  return {
    made: sum(C_MADE), insideAtStart: sum(C_INSIDE_AT_START), served: sum(C_SERVED), good: sum(C_SERVED) - sum(C_LATE),
    shed: byReason((r) => sum(C_SHED + r)),
    failed: sum(C_FAILED), timedOut: sum(C_TIMED_OUT), inside: which.reduce((total, c) => total + insideOfClass(c), 0),
  };
}

/** Only the reasons that occurred. */
function byReason(count: (reason: number) => number): Partial<Record<ShedReason, number>> {
  return Object.fromEntries(SHED_REASONS.map((reason, r) => [reason, count(r)] as const).filter(([, n]) => n > 0));
}

function latencyFigures(run: EngineRun, cls: number): DurationFigures {
  const { counts, sumNs, maxNs } = latenciesOf(run.kernel, cls);
  return durationFigures(counts, sumNs, maxNs);
}

/** For each station, how long those inside have been there, as far as the figures count, ns. */
function staysOfThoseInside({ kernel, figuresSinceNs }: EngineRun): Float64Array {
  const stays = new Float64Array(kernel.stationCount);
  const { nowNs } = kernel;
  kernel.eachJob((j) => {
    const index = stationIndex(i32[(j << 1) + J_STATION]);
    if (index < kernel.stationCount) stays[index] += nowNs - Math.max(f64[j + J_SINCE], figuresSinceNs);
  });
  return stays;
}

function stationFigures(run: EngineRun, index: number, spanNs: number, staysInsideNs: number): StationFigures {
  const { kernel } = run;
  const s = stationAt(index);
  const { kind } = kernel.plan.stations[index];
  const arrived = arrivedAt(s);
  const placesNs = f64[s + PLACES_AREA];
  const share = (area: number, of: number): number => (of === 0 ? 0 : area / of);
  const shed = byReason((r) => f64[s + SHED + r]);
  const gone = f64[s + LEFT] + f64[s + FAILED] + f64[s + TIMED_OUT] + f64[s + WITHDRAWN] + Object.values(shed).reduce((total, n) => total + n, 0);
  const histograms = (cls: number): Readonly<Record<string, DurationFigures>> => Object.fromEntries((kind.histograms ?? []).map((name, h) => {
    const { counts, sumNs, maxNs } = histogramOf(kernel, s, h, cls);
    return [name, durationFigures(counts, sumNs, maxNs)];
  }));
  const classIds = Object.keys(run.scenario.classes);
  return {
    kind: kind.kind, arrived, left: f64[s + LEFT], shed,
    failed: f64[s + FAILED], timedOut: f64[s + TIMED_OUT], withdrawn: f64[s + WITHDRAWN],
    inside: i32[(s << 1) + INSIDE], meanJobs: share(f64[s + AREA], spanNs), maxJobs: i32[(s << 1) + INSIDE_MAX],
    meanStayS: gone === 0 ? null : (f64[s + AREA] - staysInsideNs) / gone / 1e9,
    ...(placesNs > 0 ? { utilisation: (f64[s + AREA] - f64[s + BLOCKED_AREA] - f64[s + SURPLUS_AREA]) / placesNs } : {}),
    blockedShare: share(f64[s + BLOCKED_AREA], placesNs > 0 ? placesNs : spanNs),
    ...Object.fromEntries(Object.entries(kind.figures ?? {}).map(([name, figure]) => [name, figure(kernel, s)])),
    ...histograms(-1),
    ...(classIds.length > 1 && (kind.histograms ?? []).length > 0 ? { classes: Object.fromEntries(classIds.map((id, cls) => [id, histograms(cls)])) } : {}),
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
