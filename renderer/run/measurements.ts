import { WINDOW_STATION_STRIDE, WindowField, WindowStation } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import { ByHand } from './by-hand';
import { ClassLatencies } from './class-latencies';
import { LatencyCounts, type KeptCounts } from './latency-counts';
import { LatencyHeat } from './latency-heat';
import type { MeasuredShape } from './measured-shape';
import { MeasurementRows } from './measurement-rows';
import {
  TOTALS, Total, byReason, type LatencyHistogram, type MeasurementSeries, type MeasurementSpans, type NotedChange, type NotedFault, type Percentiles,
  type StationTotals, type Totals,
} from './measurement-series';
import { RollingLatency, type KeptLatency } from './rolling-latency';
import { SteadyStretch, type KeptStretch } from './steady-stretch';

/** What was measured up to a moment, so that measuring can go on from there once more. Of the rows only the last is in it: later ones are cut off. */
export interface KeptMeasurements {
  readonly seenNs: number;
  readonly newestWindowS: number;
  readonly rolling: KeptLatency;
  readonly rollingOfClasses: readonly KeptLatency[];
  readonly sinceCounts: KeptCounts;
  readonly sinceMaxNs: number;
  readonly sinceNs: number;
  readonly sinceTotals: Float64Array;
  readonly sinceStations: Float64Array;
  readonly warmingUp: boolean;
  readonly steady: KeptStretch;
  readonly row: Float64Array | null;
  readonly heat: Float64Array | null;
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
  private readonly rows = new MeasurementRows();
  private seenNs = 0;
  private readonly recently = new RollingLatency();
  private readonly ofClasses = new ClassLatencies();
  private readonly sinceCounts = new LatencyCounts();
  private sinceMaxNs = 0;
  private sinceNs = 0;
  private warmingUp = false;
  /** Running totals where the totals on the screen begin. */
  private readonly sinceTotals = new Float64Array(TOTALS);
  private sinceStations = new Float64Array(0);
  private drawn: MeasurementSeries | null = null;
  private readonly byHand = new ByHand();

  /** The part of the run since the figures began and since the last change, for intervals and for comparing with theory. */
  readonly steady = new SteadyStretch();
  readonly heat = new LatencyHeat();

  /** The span of the newest rates: as wished, or the newest window where that is longer, as it is when time flies. */
  get rateSpanS(): number { return Math.max(this.wanted.rateSpanS, this.newestWindowS); }
  /** The span of the newest rolling percentiles, likewise. */
  get rollingS(): number { return Math.max(this.wanted.rollingS, this.newestWindowS); }

  /** Forgets everything: a new run. `breaksS` are the times at which its plan changes something. */
  reset(shape: MeasuredShape, warmupS: number, spans: MeasurementSpans, breaksS: readonly number[] = []): void {
    this.stationCount = shape.stations;
    this.ofClasses.begin(shape.classes);
    this.warmupNs = warmupS * 1e9;
    this.wanted = spans;
    this.rows.begin(shape);
    this.byHand.begin(breaksS);
    this.fromTheStart();
  }

  /** Nothing is measured yet; what was and will be done by hand is known still. */
  private fromTheStart(): void {
    this.warmingUp = this.warmupNs > 0;
    this.newestWindowS = 0;
    this.seenNs = 0;
    this.recently.clear();
    this.ofClasses.clear();
    this.sinceCounts.clear();
    this.sinceMaxNs = 0;
    this.sinceNs = 0;
    this.sinceTotals.fill(0);
    this.sinceStations = new Float64Array(this.stationCount * WINDOW_STATION_STRIDE);
    this.rows.goBackTo(null);
    this.steady.begin(this.stationCount, 0);
    this.heat.clear();
    this.byHand.goBack(-1);
    this.changed();
  }

  keep(): KeptMeasurements {
    const { seenNs, newestWindowS, sinceMaxNs, sinceNs, warmingUp } = this;
    return {
      seenNs, newestWindowS, sinceMaxNs, sinceNs, warmingUp, rolling: this.recently.keep(), rollingOfClasses: this.ofClasses.keep(), sinceCounts: this.sinceCounts.keep(),
      sinceTotals: this.sinceTotals.slice(), sinceStations: this.sinceStations.slice(), steady: this.steady.keep(),
      row: this.rows.keep(), heat: this.heat.keep(),
    };
  }

  /** Goes back to what was kept in this run; null: to its start. */
  goBack(kept: KeptMeasurements | null): void {
    if (kept === null) return this.fromTheStart();
    this.seenNs = kept.seenNs;
    this.newestWindowS = kept.newestWindowS;
    this.recently.take(kept.rolling);
    this.ofClasses.take(kept.rollingOfClasses);
    this.sinceCounts.take(kept.sinceCounts);
    this.sinceMaxNs = kept.sinceMaxNs;
    this.sinceNs = kept.sinceNs;
    this.sinceTotals.set(kept.sinceTotals);
    this.sinceStations.set(kept.sinceStations);
    this.warmingUp = kept.warmingUp;
    this.rows.goBackTo(kept.row);
    this.heat.goBackTo(kept.heat);
    this.steady.take(kept.steady);
    this.byHand.goBack(kept.steady.sinceNs);
    this.changed();
  }

  /** Something was done by hand: what is measured from now on is another system. */
  noteChange(change: NotedChange): void {
    this.byHand.addChange(change);
    this.changed();
  }

  noteFault(fault: NotedFault): void {
    this.byHand.addFault(fault);
    this.changed();
  }

  /** Up to where the run was measured, ns. */
  get measuredNs(): number { return this.seenNs; }

  get changesByHand(): readonly NotedChange[] { return this.byHand.changes; }
  get faultsByHand(): readonly NotedFault[] { return this.byHand.faults; }

  /** True when something was changed since the totals began: then they are those of several systems. */
  get areTotalsMixed(): boolean { return this.steady.sinceNs > this.sinceNs || this.byHand.nextNs < this.seenNs; }

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
    this.drawn ??= this.rows.series();
    return this.drawn;
  }

  rolling(): Percentiles {
    return percentilesOf(this.recently.counts, this.recently.maxNs);
  }

  histogram(): LatencyHistogram {
    const { counts, firstBucket, lastBucket } = this.sinceCounts;
    return {
      ...percentilesOf(this.sinceCounts, this.sinceMaxNs),
      sinceS: this.sinceNs / 1e9, warmingUp: this.warmingUp, counts, firstBucket, lastBucket,
    };
  }

  totals(): Totals {
    const total = (index: number): number => this.rows.newestTotal(index) - (this.sinceTotals[index] ?? 0);
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
    const total = (field: number): number => this.rows.newestOf(station, field) - (this.sinceStations[station * WINDOW_STATION_STRIDE + field] ?? 0);
    const coveredNs = this.rows.newestTotal(Total.coveredNs) - (this.sinceTotals[Total.coveredNs] ?? 0);
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
    return this.rows.grownOver(row, spanS, station, field);
  }

  /** Totals and histogram begin anew at the newest window's end: at the warm-up's end, or when the user asks. */
  startFiguresAnew(): void {
    this.sinceCounts.clear();
    this.sinceMaxNs = 0;
    this.sinceNs = this.seenNs;
    for (let index = 0; index < TOTALS; index++) this.sinceTotals[index] = this.rows.newestTotal(index);
    for (let station = 0; station < this.stationCount; station++) {
      for (let field = 0; field < WINDOW_STATION_STRIDE; field++) this.sinceStations[station * WINDOW_STATION_STRIDE + field] = this.rows.newestOf(station, field);
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
    this.addLatencies(view, at, fromNs, toNs);
    this.addSteady(view, at, fromNs, toNs);
    this.ofClasses.add(view, at, toNs, this.wanted.rollingS * 1e9);
    this.rows.add(view, at, { coveredNs: toNs - fromNs, toNs, rateSpanS: this.wanted.rateSpanS, latency: this.recently.counts, ofClasses: this.ofClasses.counts });
  }

  /** A window in which something changes belongs to the old system: the new one begins with the next. */
  private addSteady(view: FrameView, at: number, fromNs: number, toNs: number): void {
    if (this.byHand.passTo(fromNs)) this.steady.begin(this.stationCount, fromNs);
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
    this.recently.add(toNs, this.wanted.rollingS * 1e9, numbers, pairsAt, buckets, sumNs, maxNs);
  }

  private changed(): void {
    this.version += 1;
    this.drawn = null;
  }
}

/** The middle of the highest bucket may lie above the longest latency of all. */
function percentilesOf(counts: LatencyCounts, maxNs: number): Percentiles {
  const { n, meanS } = counts;
  const maxS = n === 0 ? NaN : maxNs / 1e9;
  const [p50S, p95S, p99S, p999S] = [counts.p50S, counts.p95S, counts.p99S, counts.p999S].map((atS) => Math.min(atS, maxS)) as [number, number, number, number];
  return { n, meanS, p50S, p95S, p99S, p999S, maxS };
}
