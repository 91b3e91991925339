export { arrivalsPerS } from './expected-rate';
export { Measurements } from './measurements';
export { barFloorS, type HeatMap } from './latency-heat';
export { PERCENTILE_SHARES } from './latency-counts';
export type { LatencyHistogram, MeasurementSeries, NotedChange, Percentiles, StationSeries, StationTotals, Totals } from './measurement-series';
export type { BatchTotal } from './steady-stretch';
export { fasterThan, openingSpeed, slowerThan, SPEEDS } from './pacing';
export { RunController } from './run-controller';
export type { FrameSpan, RunSnapshot, RunStatus, StageTime } from './run-snapshot';
