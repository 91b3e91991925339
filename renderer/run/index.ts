export { Measurements } from './measurements';
export type { LatencyHistogram, MeasurementSeries, Percentiles, StationSeries, Totals } from './measurements';
export { RunController } from './run-controller';
export type { FrameSpan, RunSnapshot, RunStatus, StageTime } from './run-snapshot';
