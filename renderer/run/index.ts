export { arrivalsPerS } from './expected-rate';
export { Measurements } from './measurements';
export type { LatencyHistogram, MeasurementSeries, Percentiles, StationSeries, Totals } from './measurements';
export { fasterThan, openingSpeed, slowerThan, SPEEDS } from './pacing';
export { RunController } from './run-controller';
export type { FrameSpan, RunSnapshot, RunStatus, StageTime } from './run-snapshot';
