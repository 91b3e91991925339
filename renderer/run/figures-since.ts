import { WINDOW_STATION_STRIDE, WindowStation } from '../../simulations/engine/frame';
import { LatencyCounts, percentilesOf, type KeptCounts } from './latency-counts';
import type { MeasurementRows } from './measurement-rows';
import { TOTALS, Total, byReason, type LatencyHistogram, type StationTotals, type Totals } from './measurement-series';

export interface KeptFigures {
  readonly fromNs: number;
  readonly warmingUp: boolean;
  readonly counts: KeptCounts;
  readonly maxNs: number;
  readonly totals: Float64Array;
  readonly ofStations: Float64Array;
}

/** The figures that stand for a whole stretch of the run, totals and the histogram of latencies: from when they began up to now. */
export class FiguresSince {
  fromNs = 0;
  /** They began with the run, and begin anew when its warm-up ends. */
  warmingUp = false;
  private readonly counts = new LatencyCounts();
  private maxNs = 0;
  /** The running totals of the rows when they began. */
  private readonly totalsThen = new Float64Array(TOTALS);
  private ofStationsThen = new Float64Array(0);

  constructor(private readonly rows: Pick<MeasurementRows, 'newestTotal' | 'newestOf'>) {}

  /** With the run. */
  begin(stations: number, warmingUp: boolean): void {
    this.warmingUp = warmingUp;
    this.counts.clear();
    this.maxNs = 0;
    this.fromNs = 0;
    this.totalsThen.fill(0);
    this.ofStationsThen = new Float64Array(stations * WINDOW_STATION_STRIDE);
  }

  /** From the newest row on, which ends at this time. */
  beginAnew(atNs: number): void {
    this.counts.clear();
    this.maxNs = 0;
    this.fromNs = atNs;
    for (let index = 0; index < TOTALS; index++) this.totalsThen[index] = this.rows.newestTotal(index);
    for (let at = 0; at < this.ofStationsThen.length; at++) {
      this.ofStationsThen[at] = this.rows.newestOf(Math.floor(at / WINDOW_STATION_STRIDE), at % WINDOW_STATION_STRIDE);
    }
  }

  keep(): KeptFigures {
    const { fromNs, warmingUp, maxNs } = this;
    return { fromNs, warmingUp, maxNs, counts: this.counts.keep(), totals: this.totalsThen.slice(), ofStations: this.ofStationsThen.slice() };
  }

  take(kept: KeptFigures): void {
    this.fromNs = kept.fromNs;
    this.warmingUp = kept.warmingUp;
    this.counts.take(kept.counts);
    this.maxNs = kept.maxNs;
    this.totalsThen.set(kept.totals);
    this.ofStationsThen.set(kept.ofStations);
  }

  /** The latencies of a window. */
  add(numbers: Float64Array, pairsAt: number, buckets: number, sumNs: number, maxNs: number): void {
    this.counts.add(numbers, pairsAt, buckets, sumNs);
    this.maxNs = Math.max(this.maxNs, maxNs);
  }

  histogram(): LatencyHistogram {
    const { counts, firstBucket, lastBucket } = this.counts;
    return { ...percentilesOf(this.counts, this.maxNs), sinceS: this.fromNs / 1e9, warmingUp: this.warmingUp, counts, firstBucket, lastBucket };
  }

  totals(): Totals {
    return {
      sinceS: this.fromNs / 1e9,
      coveredS: this.total(Total.coveredNs) / 1e9,
      warmingUp: this.warmingUp,
      made: this.total(Total.made),
      served: this.total(Total.served),
      good: this.total(Total.good),
      failed: this.total(Total.failed),
      timedOut: this.total(Total.timedOut),
      shed: byReason((reason) => this.total(Total.shedAt + reason)),
    };
  }

  stationTotals(station: number): StationTotals {
    const total = (field: number): number => this.rows.newestOf(station, field) - (this.ofStationsThen[station * WINDOW_STATION_STRIDE + field] ?? 0);
    const coveredNs = this.total(Total.coveredNs);
    const serversNs = total(WindowStation.serversNs);
    return {
      arrived: total(WindowStation.arrived),
      left: total(WindowStation.left),
      shed: total(WindowStation.shed),
      meanJobs: total(WindowStation.jobsNs) / coveredNs,
      utilisation: serversNs > 0 ? total(WindowStation.busyNs) / serversNs : NaN,
      blockedShare: total(WindowStation.blockedNs) / (serversNs > 0 ? serversNs : coveredNs),
    };
  }

  private total(index: number): number {
    return this.rows.newestTotal(index) - (this.totalsThen[index] ?? 0);
  }
}
