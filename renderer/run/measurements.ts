import type { ShedReason } from '../../simulations/engine/frame';

/** Percentiles are NaN while n is 0. Durations are in seconds. */
export interface Percentiles {
  readonly n: number;
  readonly meanS: number;
  readonly p50S: number;
  readonly p95S: number;
  readonly p99S: number;
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
  /** In the scenario's order of stations. */
  readonly stations: readonly StationSeries[];
}

export interface StationSeries {
  readonly meanJobs: Float64Array;
  readonly meanWaiting: Float64Array;
  /** Busy servers' share of all servers; NaN where there are none. */
  readonly utilisation: Float64Array;
  readonly blockedShare: Float64Array;
  readonly arrivedPerS: Float64Array;
  readonly leftPerS: Float64Array;
  readonly shedPerS: Float64Array;
}

/** Since the warm-up's end, or since the start as long as it goes on. */
export interface Totals {
  readonly sinceS: number;
  readonly warmingUp: boolean;
  readonly made: number;
  readonly served: number;
  readonly good: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly shed: Readonly<Record<ShedReason, number>>;
}

export interface LatencyHistogram extends Percentiles {
  readonly sinceS: number;
  readonly warmingUp: boolean;
  /** Counts by bucket of metrics/histogram-scale; only [firstBucket, lastBucket] hold any. A view, not a copy. */
  readonly counts: Float64Array;
  readonly firstBucket: number;
  readonly lastBucket: number;
}

export declare class Measurements {
  /** Grows with every window that was added and with every reset: what was drawn at this version is still right. */
  readonly version: number;
  readonly rateSpanS: number;
  readonly rollingS: number;
  series(): MeasurementSeries;
  rolling(): Percentiles;
  histogram(): LatencyHistogram;
  totals(): Totals;
  /** Starts totals and histogram anew at the present, e.g. after a change. */
  startFiguresAnew(): void;
}
