import { SHED_REASONS, WINDOW_LINK_STRIDE, WINDOW_STATION_STRIDE, type ShedReason } from '../../simulations/engine/frame';
import type { FaultSpec } from '../../simulations/scenario/scenario';
import type { ParamValue } from '../../simulations/engine/param';
import type { MeasuredShape } from './measured-shape';

/** Percentiles are NaN while n is 0. Durations are in seconds. */
export interface Percentiles {
  readonly n: number;
  readonly meanS: number;
  readonly p50S: number;
  readonly p95S: number;
  readonly p99S: number;
  readonly p999S: number;
  readonly maxS: number;
}

/**
 * Columns of equal length, oldest first, one row for each closed window. They are views into the store: valid until
 * the next frame, never to be written to.
 */
export interface MeasurementSeries {
  readonly length: number;
  /** The window's end, in model seconds. */
  readonly tS: Float64Array;
  /** Rates are taken over the last `rateSpanS` model seconds that end with the window. */
  readonly arrivedPerS: Float64Array;
  readonly throughputPerS: Float64Array;
  readonly goodputPerS: Float64Array;
  readonly shedPerS: Float64Array;
  readonly shedByReasonPerS: Readonly<Record<ShedReason, Float64Array>>;
  readonly failedPerS: Float64Array;
  readonly timedOutPerS: Float64Array;
  readonly insideJobs: Float64Array;
  /** Of jobs served in the last `rollingS` model seconds that end with the window; NaN where n is 0. */
  readonly latencyN: Float64Array;
  readonly latencyMeanS: Float64Array;
  readonly latencyP50S: Float64Array;
  readonly latencyP95S: Float64Array;
  readonly latencyP99S: Float64Array;
  readonly latencyP999S: Float64Array;
  /** In the scenario's order of stations. */
  readonly stations: readonly StationSeries[];
  /** Of the links that call, in the scenario's order. */
  readonly calls: readonly CallSeries[];
  /** In the order of scenario/gauges.ts: a state as it was at the window's end, of a count the rate per s over `rateSpanS`. */
  readonly gauges: readonly Float64Array[];
  /** In the scenario's order, where it has two or more. */
  readonly classes: readonly ClassSeries[];
}

/** Of the jobs of one class: those served, over the last `rateSpanS`, and the latencies of those served in the last `rollingS`; NaN where n is 0. */
export interface ClassSeries {
  readonly throughputPerS: Float64Array;
  readonly latencyN: Float64Array;
  readonly latencyP95S: Float64Array;
}

/** A call link's rates, and the share of the time in which its breaker was open, over the last `rateSpanS`. */
export interface CallSeries {
  readonly callsPerS: Float64Array;
  readonly failedPerS: Float64Array;
  readonly retriesPerS: Float64Array;
  readonly hedgesPerS: Float64Array;
  readonly timeoutsPerS: Float64Array;
  readonly refusedPerS: Float64Array;
  readonly breakerOpenShare: Float64Array;
}

export interface StationSeries {
  readonly meanJobs: Float64Array;
  readonly meanWaiting: Float64Array;
  /** Busy servers' share of all servers; NaN where there are none. */
  readonly utilisation: Float64Array;
  /** Blocked servers' share of all servers; of a station without servers, the share of time somebody waits at its door. */
  readonly blockedShare: Float64Array;
  readonly arrivedPerS: Float64Array;
  readonly leftPerS: Float64Array;
  readonly shedPerS: Float64Array;
  readonly failedPerS: Float64Array;
  readonly timedOutPerS: Float64Array;
}

/** A station's part of the totals, in the words of WindowStation. */
export interface StationTotals {
  readonly arrived: number;
  readonly left: number;
  readonly shed: number;
  readonly meanJobs: number;
  /** NaN where there are no servers. */
  readonly utilisation: number;
  readonly blockedShare: number;
}

/** A change made by hand while the run went on. */
export interface NotedChange {
  readonly atS: number;
  readonly path: string;
  readonly value: ParamValue;
}

/** A fault made by hand while the run went on. */
export interface NotedFault {
  readonly atS: number;
  readonly fault: FaultSpec;
}

/** Since the warm-up's end, or since the start as long as the warm-up goes on. */
export interface Totals {
  readonly sinceS: number;
  /** Model time that they cover. */
  readonly coveredS: number;
  readonly warmingUp: boolean;
  readonly made: number;
  readonly served: number;
  readonly good: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly shed: Readonly<Record<ShedReason, number>>;
}

/** For whatever reason. */
export const shedInAll = ({ shed }: Pick<Totals, 'shed'>): number => SHED_REASONS.reduce((sum, reason) => sum + shed[reason], 0);

export interface LatencyHistogram extends Percentiles {
  readonly sinceS: number;
  readonly warmingUp: boolean;
  /** Counts by bucket of metrics/histogram-scale; only [firstBucket, lastBucket] hold any. A view, not a copy. */
  readonly counts: Float64Array;
  readonly firstBucket: number;
  readonly lastBucket: number;
}

export interface MeasurementSpans {
  readonly rateSpanS: number;
  readonly rollingS: number;
}

// Columns of the store: the running totals that figures over any span are read from …
export const REASONS = SHED_REASONS.length;
export const Total = { coveredNs: 0, made: 1, served: 2, good: 3, failed: 4, timedOut: 5, shedAt: 6 } as const;
export const TOTALS = Total.shedAt + REASONS;
// … and the figures that the charts draw.
export const Figure = {
  tS: 0, arrivedPerS: 1, throughputPerS: 2, goodputPerS: 3, shedPerS: 4, failedPerS: 5, timedOutPerS: 6, insideJobs: 7,
  latencyN: 8, latencyMeanS: 9, latencyP50S: 10, latencyP95S: 11, latencyP99S: 12, latencyP999S: 13, shedByReasonAt: 14,
} as const;
export const FIGURES = Figure.shedByReasonAt + REASONS;
export const StationFigure = { meanJobs: 0, meanWaiting: 1, utilisation: 2, blockedShare: 3, arrivedPerS: 4, leftPerS: 5, shedPerS: 6, failedPerS: 7, timedOutPerS: 8 } as const;
export const STATION_FIGURES = 9;
export const PER_STATION = WINDOW_STATION_STRIDE + STATION_FIGURES;
export const STATIONS_AT = TOTALS + FIGURES;
export const CallFigure = { callsPerS: 0, failedPerS: 1, retriesPerS: 2, hedgesPerS: 3, timeoutsPerS: 4, refusedPerS: 5, breakerOpenShare: 6 } as const;
export const PER_CALL = WINDOW_LINK_STRIDE + 7;
/** A count's running total; what is drawn. */
export const PER_GAUGE = 2;
/** Of a class the running total of those served, then what is drawn. */
export const ClassColumn = { served: 0, throughputPerS: 1, latencyN: 2, latencyP95S: 3 } as const;
export const PER_CLASS = 4;

/** Where the columns of calls, of gauges and of classes begin, and how many columns there are. */
export function columnsOf({ stations, calls, gauges, classes }: MeasuredShape): { readonly callsAt: number; readonly gaugesAt: number; readonly classesAt: number; readonly columns: number } {
  const callsAt = STATIONS_AT + stations * PER_STATION;
  const gaugesAt = callsAt + calls.length * PER_CALL;
  const classesAt = gaugesAt + gauges.length * PER_GAUGE;
  return { callsAt, gaugesAt, classesAt, columns: classesAt + classes * PER_CLASS };
}

/** The columns of figures by their names; `view` answers a column's rows so far. */
export function makeSeries(length: number, shape: MeasuredShape, view: (column: number) => Float64Array): MeasurementSeries {
  const { callsAt, gaugesAt, classesAt } = columnsOf(shape);
  const figure = (index: number): Float64Array => view(TOTALS + index);
  return {
    length,
    tS: figure(Figure.tS),
    arrivedPerS: figure(Figure.arrivedPerS),
    throughputPerS: figure(Figure.throughputPerS),
    goodputPerS: figure(Figure.goodputPerS),
    shedPerS: figure(Figure.shedPerS),
    shedByReasonPerS: byReason((reason) => figure(Figure.shedByReasonAt + reason)),
    failedPerS: figure(Figure.failedPerS),
    timedOutPerS: figure(Figure.timedOutPerS),
    insideJobs: figure(Figure.insideJobs),
    latencyN: figure(Figure.latencyN),
    latencyMeanS: figure(Figure.latencyMeanS),
    latencyP50S: figure(Figure.latencyP50S),
    latencyP95S: figure(Figure.latencyP95S),
    latencyP99S: figure(Figure.latencyP99S),
    latencyP999S: figure(Figure.latencyP999S),
    stations: Array.from({ length: shape.stations }, (_, station) => makeStationSeries(station, view)),
    calls: shape.calls.map((_, call) => makeCallSeries(callsAt + call * PER_CALL + WINDOW_LINK_STRIDE, view)),
    gauges: shape.gauges.map((_, gauge) => view(gaugesAt + gauge * PER_GAUGE + 1)),
    classes: Array.from({ length: shape.classes }, (_, c) => {
      const at = classesAt + c * PER_CLASS;
      return { throughputPerS: view(at + ClassColumn.throughputPerS), latencyN: view(at + ClassColumn.latencyN), latencyP95S: view(at + ClassColumn.latencyP95S) };
    }),
  };
}

function makeStationSeries(station: number, view: (column: number) => Float64Array): StationSeries {
  const at = STATIONS_AT + station * PER_STATION + WINDOW_STATION_STRIDE;
  const figure = (index: number): Float64Array => view(at + index);
  return {
    meanJobs: figure(StationFigure.meanJobs),
    meanWaiting: figure(StationFigure.meanWaiting),
    utilisation: figure(StationFigure.utilisation),
    blockedShare: figure(StationFigure.blockedShare),
    arrivedPerS: figure(StationFigure.arrivedPerS),
    leftPerS: figure(StationFigure.leftPerS),
    shedPerS: figure(StationFigure.shedPerS),
    failedPerS: figure(StationFigure.failedPerS),
    timedOutPerS: figure(StationFigure.timedOutPerS),
  };
}

function makeCallSeries(at: number, view: (column: number) => Float64Array): CallSeries {
  const figure = (index: number): Float64Array => view(at + index);
  return {
    callsPerS: figure(CallFigure.callsPerS),
    failedPerS: figure(CallFigure.failedPerS),
    retriesPerS: figure(CallFigure.retriesPerS),
    hedgesPerS: figure(CallFigure.hedgesPerS),
    timeoutsPerS: figure(CallFigure.timeoutsPerS),
    refusedPerS: figure(CallFigure.refusedPerS),
    breakerOpenShare: figure(CallFigure.breakerOpenShare),
  };
}

export function byReason<T>(make: (reason: number) => T): Record<ShedReason, T> {
  return Object.fromEntries(SHED_REASONS.map((name, reason) => [name, make(reason)])) as Record<ShedReason, T>;
}
