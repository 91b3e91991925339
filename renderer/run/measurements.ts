import { WINDOW_STATION_STRIDE, WindowField, WindowStation } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import { LatencyCounts } from './latency-counts';
import { LatencyHeat } from './latency-heat';
import {
  byReason, Figure, makeSeries, PER_STATION, REASONS, STATIONS_AT, StationFigure, Total, TOTALS,
  type LatencyHistogram, type MeasurementSeries, type MeasurementSpans, type NotedChange, type Percentiles, type StationTotals, type Totals,
} from './measurement-series';
import { RowStore } from './row-store';
import { SteadyStretch } from './steady-stretch';

/** Some seven minutes of watching until the past is thinned; fewer rows when there are hundreds of stations. */
const ROWS_MAX = 8192;
const ROWS_MIN = 256;
/** 32 MB. */
const NUMBERS_MAX = 4_000_000;

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
  private sinceStations = new Float64Array(0);
  private drawn: MeasurementSeries | null = null;
  private notedChanges: NotedChange[] = [];
  /** When parameters change or have changed, in order; those that the steady stretch has not come to yet. */
  private breaksNs: number[] = [];

  /** The part of the run since the figures began and since the last change, for intervals and for comparing with theory. */
  readonly steady = new SteadyStretch();
  readonly heat = new LatencyHeat();

  /** The span of the newest rates: as wished, or the newest window where that is longer, as it is when time flies. */
  get rateSpanS(): number { return Math.max(this.wanted.rateSpanS, this.newestWindowS); }
  /** The span of the newest rolling percentiles, likewise. */
  get rollingS(): number { return Math.max(this.wanted.rollingS, this.newestWindowS); }

  /** Forgets everything: a new run. */
  reset(stationCount: number, warmupS: number, spans: MeasurementSpans, plannedChangesS: readonly number[] = []): void {
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
    this.sinceStations = new Float64Array(stationCount * WINDOW_STATION_STRIDE);
    this.notedChanges = [];
    this.breaksNs = plannedChangesS.map((atS) => atS * 1e9).sort((a, b) => a - b);
    this.steady.begin(stationCount, 0);
    this.heat.clear();
    this.changed();
  }

  /** A parameter was changed by hand: what is measured from now on is another system. */
  noteChange(change: NotedChange): void {
    this.notedChanges.push({ atS: change.atS, path: change.path, value: change.value });
    this.breaksNs = [...this.breaksNs, change.atS * 1e9].sort((a, b) => a - b);
    this.changed();
  }

  get changesByHand(): readonly NotedChange[] { return this.notedChanges; }

  /** True when something was changed since the totals began: then they are those of several systems. */
  get areTotalsMixed(): boolean { return this.steady.sinceNs > this.sinceNs || (this.breaksNs[0] ?? Infinity) < this.seenNs; }

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
    this.drawn ??= makeSeries(this.store.length, this.stationCount, (column) => this.store.view(column));
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
      coveredS: total(Total.coveredNs) / 1e9,
      warmingUp: this.warmingUp,
      made: total(Total.made),
      served: total(Total.served),
      good: total(Total.good),
      failed: total(Total.failed),
      timedOut: total(Total.timedOut),
      shed: byReason((reason) => total(Total.shedAt + reason)),
    };
  }

  stationTotals(station: number): StationTotals {
    const at = STATIONS_AT + station * PER_STATION;
    const total = (field: number): number => this.newest(at + field) - (this.sinceStations[station * WINDOW_STATION_STRIDE + field] ?? 0);
    const coveredNs = this.newest(Total.coveredNs) - (this.sinceTotals[Total.coveredNs] ?? 0);
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

  /** How much a station's total of WindowStation (null: the covered time, ns) grew in the `spanS` that end with this row. */
  grownOver(row: number, spanS: number, station: number | null, field = 0): number {
    const before = this.rowBeforeSpan(row, spanS);
    return this.grown(station === null ? Total.coveredNs : STATIONS_AT + station * PER_STATION + field, before, row);
  }

  /** Totals and histogram begin anew at the newest window's end: at the warm-up's end, or when the user asks. */
  startFiguresAnew(): void {
    this.sinceCounts.clear();
    this.sinceMaxNs = 0;
    this.sinceNs = this.seenNs;
    for (let index = 0; index < TOTALS; index++) this.sinceTotals[index] = this.newest(index);
    for (let station = 0; station < this.stationCount; station++) {
      const from = STATIONS_AT + station * PER_STATION;
      for (let field = 0; field < WINDOW_STATION_STRIDE; field++) this.sinceStations[station * WINDOW_STATION_STRIDE + field] = this.newest(from + field);
    }
    this.steady.begin(this.stationCount, this.seenNs);
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
    this.addLatencies(view, at, fromNs, toNs);
    this.addSteady(view, at, fromNs, toNs);
    this.addTotals(view, at, row, toNs - fromNs);
    this.column(TOTALS + Figure.tS)[row] = toNs / 1e9;
    this.column(TOTALS + Figure.insideJobs)[row] = view.numbers[at + WindowField.inside] ?? 0;
    this.writeLatencies(row);
    this.writeRates(row);
    for (let station = 0; station < this.stationCount; station++) this.writeStation(station, row);
  }

  /** A window in which something changes belongs to the old system: the new one begins with the next. */
  private addSteady(view: FrameView, at: number, fromNs: number, toNs: number): void {
    let isNew = false;
    for (; (this.breaksNs[0] ?? Infinity) <= fromNs; this.breaksNs.shift()) isNew = true;
    if (isNew) this.steady.begin(this.stationCount, fromNs);
    this.steady.add(view, at, toNs - fromNs);
  }

  private addLatencies(view: FrameView, at: number, fromNs: number, toNs: number): void {
    const { numbers } = view;
    const buckets = numbers[at + WindowField.buckets] ?? 0;
    const sumNs = numbers[at + WindowField.latencySumNs] ?? 0;
    const maxNs = numbers[at + WindowField.latencyMaxNs] ?? 0;
    const pairsAt = view.windowBucketsAt(at);
    this.sinceCounts.add(numbers, pairsAt, buckets, sumNs);
    this.heat.add(fromNs / 1e9, toNs / 1e9, numbers, pairsAt, buckets);
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
    this.column(TOTALS + Figure.latencyP999S)[row] = counts.p999S;
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
  private rowBeforeSpan(row: number, spanS = this.wanted.rateSpanS): number {
    const times = this.column(TOTALS + Figure.tS);
    const fromS = (times[row] ?? 0) - spanS;
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
}

function makeStore(columns: number): RowStore {
  const rows = 2 ** Math.floor(Math.log2(NUMBERS_MAX / columns));
  return new RowStore(columns, Math.min(Math.max(rows, ROWS_MIN), ROWS_MAX));
}

function percentilesOf(counts: LatencyCounts, maxNs: number): Percentiles {
  const { n, meanS, p50S, p95S, p99S, p999S } = counts;
  return { n, meanS, p50S, p95S, p99S, p999S, maxS: n === 0 ? NaN : maxNs / 1e9 };
}
