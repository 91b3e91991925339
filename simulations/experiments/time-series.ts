import { BUCKETS } from '../metrics/histogram-scale';
import { durationFigures, type DurationFigures } from '../metrics/duration-figures';
import { SHED_REASONS, WindowField, WindowStation } from '../engine/frame';
import { FrameView } from '../engine/frame-view';

/** One interval of a run. Times in seconds. */
export interface SeriesRow {
  readonly fromS: number;
  readonly toS: number;
  readonly made: number;
  readonly served: number;
  readonly good: number;
  readonly shed: number;
  readonly failed: number;
  readonly timedOut: number;
  /** At its end. */
  readonly inside: number;
  readonly throughputPerS: number;
  readonly latencyS: Pick<DurationFigures, 'n' | 'mean' | 'p50' | 'p95' | 'p99' | 'max'>;
  readonly stations: Readonly<Record<string, SeriesStation>>;
}

export interface SeriesStation {
  readonly meanJobs: number;
  readonly waitingJobs: number;
  readonly arrived: number;
  readonly left: number;
  readonly shed: number;
  /** null where there are no servers. */
  readonly utilisation: number | null;
}

/** The windows that a frame brings, as rows. */
export function seriesRows(frame: Float64Array, stationIds: readonly string[]): SeriesRow[] {
  const view = new FrameView(frame);
  return [...view.windowOffsets()].map((at) => seriesRow(view, at, stationIds));
}

function seriesRow(view: FrameView, at: number, stationIds: readonly string[]): SeriesRow {
  const n = view.numbers;
  const spanNs = n[at + WindowField.toNs] - n[at + WindowField.fromNs];
  const served = n[at + WindowField.served];
  let shed = 0;
  for (let r = 0; r < SHED_REASONS.length; r++) shed += n[at + WindowField.shedAt + r];
  return {
    fromS: n[at + WindowField.fromNs] / 1e9, toS: n[at + WindowField.toNs] / 1e9, made: n[at + WindowField.made], served, good: n[at + WindowField.good],
    shed, failed: n[at + WindowField.failed], timedOut: n[at + WindowField.timedOut], inside: n[at + WindowField.inside],
    throughputPerS: (served / spanNs) * 1e9, latencyS: latency(view, at),
    stations: Object.fromEntries(stationIds.map((id, s) => [id, station(view, view.windowStationAt(at, s), spanNs)])),
  };
}

function latency(view: FrameView, at: number): SeriesRow['latencyS'] {
  const { numbers } = view;
  const counts = new Float64Array(BUCKETS);
  const pairs = view.windowBucketsAt(at);
  for (let b = 0; b < numbers[at + WindowField.buckets]; b++) counts[numbers[pairs + 2 * b]] = numbers[pairs + 2 * b + 1];
  const { n, mean, p50, p95, p99, max } = durationFigures(counts, numbers[at + WindowField.latencySumNs], numbers[at + WindowField.latencyMaxNs]);
  return { n, mean, p50, p95, p99, max };
}

function station({ numbers }: FrameView, at: number, spanNs: number): SeriesStation {
  const serversNs = numbers[at + WindowStation.serversNs];
  return {
    meanJobs: numbers[at + WindowStation.jobsNs] / spanNs, waitingJobs: numbers[at + WindowStation.waitingNs] / spanNs,
    arrived: numbers[at + WindowStation.arrived], left: numbers[at + WindowStation.left], shed: numbers[at + WindowStation.shed],
    utilisation: serversNs > 0 ? numbers[at + WindowStation.busyNs] / serversNs : null,
  };
}
