import { SHED_REASONS, WINDOW_STATION_STRIDE, WindowField, WindowStation, type ShedReason } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import { LatencyCounts } from './latency-counts';
import { RowStore } from './row-store';

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
  /** Blocked servers' share of all servers; of a station without servers, the share of time somebody waits at its door. */
  readonly blockedShare: Float64Array;
  readonly arrivedPerS: Float64Array;
  readonly leftPerS: Float64Array;
  readonly shedPerS: Float64Array;
}

/** Since the warm-up's end, or since the start as long as the warm-up goes on. */
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

export interface MeasurementSpans {
  readonly rateSpanS: number;
  readonly rollingS: number;
}

/** Some seven minutes of watching until the past is thinned; fewer rows when there are hundreds of stations. */
const ROWS_MAX = 8192;
const ROWS_MIN = 256;
/** 32 MB. */
const NUMBERS_MAX = 4_000_000;

// Columns of the store: the running totals that figures over any span are read from …
const REASONS = SHED_REASONS.length;
const Total = { coveredNs: 0, made: 1, served: 2, good: 3, failed: 4, timedOut: 5, shedAt: 6 } as const;
const TOTALS = Total.shedAt + REASONS;
// … and the figures that the charts draw.
const Figure = {
  tS: 0, arrivedPerS: 1, throughputPerS: 2, goodputPerS: 3, shedPerS: 4, failedPerS: 5, timedOutPerS: 6, insideJobs: 7,
  latencyN: 8, latencyMeanS: 9, latencyP50S: 10, latencyP95S: 11, latencyP99S: 12, shedByReasonAt: 13,
} as const;
const FIGURES = Figure.shedByReasonAt + REASONS;
const StationFigure = { meanJobs: 0, meanWaiting: 1, utilisation: 2, blockedShare: 3, arrivedPerS: 4, leftPerS: 5, shedPerS: 6 } as const;
const STATION_FIGURES = 7;
const PER_STATION = WINDOW_STATION_STRIDE + STATION_FIGURES;
const STATIONS_AT = TOTALS + FIGURES;

/** A window's part in the rolling percentiles, kept until it falls out of the span. */
interface RecentWindow {
  readonly toNs: number;
  readonly pairs: Float64Array;
  readonly sumNs: number;
  readonly maxNs: number;
}

/**
 * What the instruments read: closed windows of the frames, added up as they come. A window costs the same however long
 * the run is; nothing is computed again for the past.
 */
export class Measurements {
  /** Grows with every frame that brought a window and with every reset: what was drawn at this version is still right. */
  version = 0;
  private wanted: MeasurementSpans = { rateSpanS: 1, rollingS: 10 };
  private newestWindowS = 0;
  private warmupNs = 0;
  private stationCount = 0;
  private store = makeStore(STATIONS_AT);
  private seenNs = 0;
  private recent: RecentWindow[] = [];
  private readonly rollingCounts = new LatencyCounts();
  private readonly sinceCounts = new LatencyCounts();
  private sinceMaxNs = 0;
  private sinceNs = 0;
  private warmingUp = false;
  /** Running totals where the totals on the screen begin. */
  private readonly sinceTotals = new Float64Array(TOTALS);
  private drawn: MeasurementSeries | null = null;

  /** The span of the newest rates: as wished, or the newest window where that is longer, as it is when time flies. */
  get rateSpanS(): number { return Math.max(this.wanted.rateSpanS, this.newestWindowS); }
  /** The span of the newest rolling percentiles, likewise. */
  get rollingS(): number { return Math.max(this.wanted.rollingS, this.newestWindowS); }

  /** Forgets everything: a new run. */
  reset(stationCount: number, warmupS: number, spans: MeasurementSpans): void {
    if (stationCount === this.stationCount) this.store.clear();
    else this.store = makeStore(STATIONS_AT + stationCount * PER_STATION);
    this.stationCount = stationCount;
    this.warmupNs = warmupS * 1e9;
    this.warmingUp = warmupS > 0;
    this.wanted = spans;
    this.newestWindowS = 0;
    this.seenNs = 0;
    this.recent = [];
    this.rollingCounts.clear();
    this.sinceCounts.clear();
    this.sinceMaxNs = 0;
    this.sinceNs = 0;
    this.sinceTotals.fill(0);
    this.changed();
  }

  /** Adds a frame's windows. Those that were seen before, because the run went back to a keyframe, are the same again and are left out. */
  add(view: FrameView): void {
    let added = false;
    for (const at of view.windowOffsets()) {
      const fromNs = view.numbers[at + WindowField.fromNs] ?? 0;
      const toNs = view.numbers[at + WindowField.toNs] ?? 0;
      if (fromNs < this.seenNs || toNs <= fromNs) continue;
      this.addWindow(view, at, fromNs, toNs);
      this.seenNs = toNs;
      added = true;
    }
    if (added) this.changed();
  }

  series(): MeasurementSeries {
    this.drawn ??= this.makeSeries();
    return this.drawn;
  }

  rolling(): Percentiles {
    const counts = this.rollingCounts;
    let maxNs = 0;
    for (const window of this.recent) maxNs = Math.max(maxNs, window.maxNs);
    return percentilesOf(counts, maxNs);
  }

  histogram(): LatencyHistogram {
    const { counts, firstBucket, lastBucket } = this.sinceCounts;
    return {
      ...percentilesOf(this.sinceCounts, this.sinceMaxNs),
      sinceS: this.sinceNs / 1e9, warmingUp: this.warmingUp, counts, firstBucket, lastBucket,
    };
  }

  totals(): Totals {
    const total = (index: number): number => this.newest(index) - (this.sinceTotals[index] ?? 0);
    return {
      sinceS: this.sinceNs / 1e9,
      warmingUp: this.warmingUp,
      made: total(Total.made),
      served: total(Total.served),
      good: total(Total.good),
      failed: total(Total.failed),
      timedOut: total(Total.timedOut),
      shed: byReason((reason) => total(Total.shedAt + reason)),
    };
  }

  /** Totals and histogram begin anew at the newest window's end: at the warm-up's end, or when the user asks. */
  startFiguresAnew(): void {
    this.sinceCounts.clear();
    this.sinceMaxNs = 0;
    this.sinceNs = this.seenNs;
    for (let index = 0; index < TOTALS; index++) this.sinceTotals[index] = this.newest(index);
    this.changed();
  }

  private addWindow(view: FrameView, at: number, fromNs: number, toNs: number): void {
    // Windows that began before the warm-up's end count as part of it.
    if (this.warmingUp && fromNs >= this.warmupNs) {
      this.startFiguresAnew();
      this.warmingUp = false;
    }
    this.newestWindowS = (toNs - fromNs) / 1e9;
    const row = this.store.addRow();
    this.addLatencies(view, at, toNs);
    this.addTotals(view, at, row, toNs - fromNs);
    this.column(TOTALS + Figure.tS)[row] = toNs / 1e9;
    this.column(TOTALS + Figure.insideJobs)[row] = view.numbers[at + WindowField.inside] ?? 0;
    this.writeLatencies(row);
    this.writeRates(row);
    for (let station = 0; station < this.stationCount; station++) this.writeStation(station, row);
  }

  private addLatencies(view: FrameView, at: number, toNs: number): void {
    const { numbers } = view;
    const buckets = numbers[at + WindowField.buckets] ?? 0;
    const sumNs = numbers[at + WindowField.latencySumNs] ?? 0;
    const maxNs = numbers[at + WindowField.latencyMaxNs] ?? 0;
    const pairsAt = view.windowBucketsAt(at);
    this.sinceCounts.add(numbers, pairsAt, buckets, sumNs);
    this.sinceMaxNs = Math.max(this.sinceMaxNs, maxNs);

    this.rollingCounts.add(numbers, pairsAt, buckets, sumNs);
    if (buckets > 0) this.recent.push({ toNs, pairs: numbers.slice(pairsAt, pairsAt + 2 * buckets), sumNs, maxNs });
    const oldestNs = toNs - this.wanted.rollingS * 1e9;
    let gone = 0;
    for (const window of this.recent) {
      if (window.toNs > oldestNs) break;
      this.rollingCounts.subtract(window.pairs, window.pairs.length / 2, window.sumNs);
      gone += 1;
    }
    if (gone > 0) this.recent.splice(0, gone);
  }

  private addTotals(view: FrameView, at: number, row: number, coveredNs: number): void {
    const { numbers } = view;
    const add = (index: number, amount: number): void => {
      const column = this.column(index);
      column[row] = (row === 0 ? 0 : column[row - 1] ?? 0) + amount;
    };
    add(Total.coveredNs, coveredNs);
    add(Total.made, numbers[at + WindowField.made] ?? 0);
    add(Total.served, numbers[at + WindowField.served] ?? 0);
    add(Total.good, numbers[at + WindowField.good] ?? 0);
    add(Total.failed, numbers[at + WindowField.failed] ?? 0);
    add(Total.timedOut, numbers[at + WindowField.timedOut] ?? 0);
    for (let reason = 0; reason < REASONS; reason++) add(Total.shedAt + reason, numbers[at + WindowField.shedAt + reason] ?? 0);
    for (let station = 0; station < this.stationCount; station++) {
      const from = view.windowStationAt(at, station);
      const to = STATIONS_AT + station * PER_STATION;
      for (let field = 0; field < WINDOW_STATION_STRIDE; field++) add(to + field, numbers[from + field] ?? 0);
    }
  }

  private writeLatencies(row: number): void {
    const counts = this.rollingCounts;
    this.column(TOTALS + Figure.latencyN)[row] = counts.n;
    this.column(TOTALS + Figure.latencyMeanS)[row] = counts.meanS;
    this.column(TOTALS + Figure.latencyP50S)[row] = counts.p50S;
    this.column(TOTALS + Figure.latencyP95S)[row] = counts.p95S;
    this.column(TOTALS + Figure.latencyP99S)[row] = counts.p99S;
  }

  private writeRates(row: number): void {
    const before = this.rowBeforeSpan(row);
    const spanS = this.grown(Total.coveredNs, before, row) / 1e9;
    const rate = (figure: number, total: number): void => {
      this.column(TOTALS + figure)[row] = this.grown(total, before, row) / spanS;
    };
    rate(Figure.arrivedPerS, Total.made);
    rate(Figure.throughputPerS, Total.served);
    rate(Figure.goodputPerS, Total.good);
    rate(Figure.failedPerS, Total.failed);
    rate(Figure.timedOutPerS, Total.timedOut);
    let shedPerS = 0;
    for (let reason = 0; reason < REASONS; reason++) {
      rate(Figure.shedByReasonAt + reason, Total.shedAt + reason);
      shedPerS += this.column(TOTALS + Figure.shedByReasonAt + reason)[row] ?? 0;
    }
    this.column(TOTALS + Figure.shedPerS)[row] = shedPerS;
  }

  private writeStation(station: number, row: number): void {
    const before = this.rowBeforeSpan(row);
    const totalsAt = STATIONS_AT + station * PER_STATION;
    const figuresAt = totalsAt + WINDOW_STATION_STRIDE;
    const spanNs = this.grown(Total.coveredNs, before, row);
    const grown = (field: number): number => this.grown(totalsAt + field, before, row);
    const write = (figure: number, value: number): void => { this.column(figuresAt + figure)[row] = value; };
    const serversNs = grown(WindowStation.serversNs);
    write(StationFigure.meanJobs, grown(WindowStation.jobsNs) / spanNs);
    write(StationFigure.meanWaiting, grown(WindowStation.waitingNs) / spanNs);
    write(StationFigure.utilisation, serversNs > 0 ? grown(WindowStation.busyNs) / serversNs : NaN);
    write(StationFigure.blockedShare, grown(WindowStation.blockedNs) / (serversNs > 0 ? serversNs : spanNs));
    write(StationFigure.arrivedPerS, grown(WindowStation.arrived) / spanNs * 1e9);
    write(StationFigure.leftPerS, grown(WindowStation.left) / spanNs * 1e9);
    write(StationFigure.shedPerS, grown(WindowStation.shed) / spanNs * 1e9);
  }

  /** The newest row that ends at or before the span of `row` begins; −1: the run is younger than the span. At least the row before. */
  private rowBeforeSpan(row: number): number {
    const times = this.column(TOTALS + Figure.tS);
    const fromS = (times[row] ?? 0) - this.wanted.rateSpanS;
    let before = row - 1;
    while (before >= 0 && (times[before] ?? 0) > fromS + 1e-9) before -= 1;
    return before;
  }

  private grown(total: number, before: number, row: number): number {
    const column = this.column(total);
    return (column[row] ?? 0) - (before < 0 ? 0 : column[before] ?? 0);
  }

  private newest(total: number): number {
    const rows = this.store.length;
    return rows === 0 ? 0 : this.column(total)[rows - 1] ?? 0;
  }

  private column(index: number): Float64Array {
    return this.store.column(index);
  }

  private changed(): void {
    this.version += 1;
    this.drawn = null;
  }

  private makeSeries(): MeasurementSeries {
    const figure = (index: number): Float64Array => this.store.view(TOTALS + index);
    return {
      length: this.store.length,
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
      stations: Array.from({ length: this.stationCount }, (_, station) => this.makeStationSeries(station)),
    };
  }

  private makeStationSeries(station: number): StationSeries {
    const at = STATIONS_AT + station * PER_STATION + WINDOW_STATION_STRIDE;
    const figure = (index: number): Float64Array => this.store.view(at + index);
    return {
      meanJobs: figure(StationFigure.meanJobs),
      meanWaiting: figure(StationFigure.meanWaiting),
      utilisation: figure(StationFigure.utilisation),
      blockedShare: figure(StationFigure.blockedShare),
      arrivedPerS: figure(StationFigure.arrivedPerS),
      leftPerS: figure(StationFigure.leftPerS),
      shedPerS: figure(StationFigure.shedPerS),
    };
  }
}

function makeStore(columns: number): RowStore {
  const rows = 2 ** Math.floor(Math.log2(NUMBERS_MAX / columns));
  return new RowStore(columns, Math.min(Math.max(rows, ROWS_MIN), ROWS_MAX));
}

function percentilesOf(counts: LatencyCounts, maxNs: number): Percentiles {
  const { n, meanS, p50S, p95S, p99S } = counts;
  return { n, meanS, p50S, p95S, p99S, maxS: n === 0 ? NaN : maxNs / 1e9 };
}

function byReason<T>(make: (reason: number) => T): Record<ShedReason, T> {
  return Object.fromEntries(SHED_REASONS.map((name, reason) => [name, make(reason)])) as Record<ShedReason, T>;
}
