import { WindowField } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import { AskedAnew } from './asked-anew';
import { ByHand } from './by-hand';
import { ClassLatencies } from './class-latencies';
import { FiguresSince, type KeptFigures } from './figures-since';
import { percentilesOf } from './latency-counts';
import { LatencyHeat } from './latency-heat';
import type { MeasuredShape } from './measured-shape';
import { MeasurementRows } from './measurement-rows';
import type { LatencyHistogram, MeasurementSeries, MeasurementSpans, NotedChange, NotedFault, Percentiles, StationTotals, Totals } from './measurement-series';
import { RollingLatency, type KeptLatency } from './rolling-latency';
import { SteadyStretch, type KeptStretch } from './steady-stretch';

/** What was measured up to a moment, so that measuring can go on from there once more. Of the rows only the last is in it: later ones are cut off. */
export interface KeptMeasurements {
  readonly seenNs: number;
  readonly newestWindowS: number;
  readonly rolling: KeptLatency;
  readonly rollingOfClasses: readonly KeptLatency[];
  readonly figures: KeptFigures;
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
  private readonly figures = new FiguresSince(this.rows);
  private drawn: MeasurementSeries | null = null;
  private readonly byHand = new ByHand();

  /** The part of the run since the figures began and since the last change, for intervals and for comparing with theory. */
  readonly steady = new SteadyStretch();
  readonly heat = new LatencyHeat();

  readonly askedAnew: AskedAnew;

  /** `lead`: another, which is asked for both. */
  constructor(private readonly lead: Measurements | null = null) {
    this.askedAnew = lead?.askedAnew ?? new AskedAnew();
  }

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
    if (this.lead === null) this.askedAnew.clear();
    this.byHand.begin(breaksS);
    this.fromTheStart();
  }

  /** Nothing is measured yet; what was and will be done by hand is known still. */
  private fromTheStart(): void {
    this.figures.begin(this.stationCount, this.warmupNs > 0);
    this.newestWindowS = 0;
    this.seenNs = 0;
    this.recently.clear();
    this.ofClasses.clear();
    this.rows.goBackTo(null);
    this.steady.begin(this.stationCount, 0);
    this.heat.clear();
    this.byHand.goBack(-1);
    this.changed();
  }

  keep(): KeptMeasurements {
    const { seenNs, newestWindowS } = this;
    return {
      seenNs, newestWindowS, rolling: this.recently.keep(), rollingOfClasses: this.ofClasses.keep(), figures: this.figures.keep(),
      steady: this.steady.keep(), row: this.rows.keep(), heat: this.heat.keep(),
    };
  }

  /** Goes back to what was kept in this run; null: to its start. */
  goBack(kept: KeptMeasurements | null): void {
    if (kept === null) return this.fromTheStart();
    this.seenNs = kept.seenNs;
    this.newestWindowS = kept.newestWindowS;
    this.recently.take(kept.rolling);
    this.ofClasses.take(kept.rollingOfClasses);
    this.figures.take(kept.figures);
    this.rows.goBackTo(kept.row);
    this.heat.goBackTo(kept.heat);
    this.steady.take(kept.steady);
    this.byHand.goBack(kept.steady.sinceNs);
    this.changed();
  }

  /** Something was done by hand: what is measured from now on is another system. */
  noteChange(change: NotedChange): void {
    this.askedAnew.forgetAfter(change.atS * 1e9);
    this.byHand.addChange(change);
    this.changed();
  }

  noteFault(fault: NotedFault): void {
    this.askedAnew.forgetAfter(fault.atS * 1e9);
    this.byHand.addFault(fault);
    this.changed();
  }

  /** Up to where the run was measured, ns. */
  get measuredNs(): number { return this.seenNs; }

  get changesByHand(): readonly NotedChange[] { return this.byHand.changes; }
  get faultsByHand(): readonly NotedFault[] { return this.byHand.faults; }

  /** True when something was changed since the totals began: then they are those of several systems. */
  get areTotalsMixed(): boolean { return this.steady.sinceNs > this.figures.fromNs || this.byHand.nextNs < this.seenNs; }

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
    return this.figures.histogram();
  }

  totals(): Totals {
    return this.figures.totals();
  }

  stationTotals(station: number): StationTotals {
    return this.figures.stationTotals(station);
  }

  /** How much a station's total of WindowStation (null: the covered time, ns) grew in the `spanS` that end with this row. */
  grownOver(row: number, spanS: number, station: number | null, field = 0): number {
    return this.rows.grownOver(row, spanS, station, field);
  }

  /** The user asks for it. */
  startFiguresAnew(): void {
    this.askedAnew.ask(this.seenNs);
    this.beginFiguresAnew();
  }

  /** Totals and histogram begin anew at the newest window's end: at the warm-up's end, or when the user has asked. */
  beginFiguresAnew(atNs = this.seenNs): void {
    this.figures.beginAnew(atNs);
    this.steady.begin(this.stationCount, atNs);
    this.changed();
  }

  private addWindow(view: FrameView, at: number, fromNs: number, toNs: number): void {
    // Windows that began before the warm-up's end count as part of it.
    if (this.figures.warmingUp && fromNs >= this.warmupNs) {
      this.beginFiguresAnew();
      this.figures.warmingUp = false;
    }
    if (this.askedAnew.isDue(this.figures.fromNs, fromNs)) this.beginFiguresAnew(fromNs);
    this.newestWindowS = (toNs - fromNs) / 1e9;
    this.addLatencies(view, at, fromNs, toNs);
    this.addSteady(view, at, fromNs, toNs);
    this.ofClasses.add(view, at, toNs, this.wanted.rollingS * 1e9);
    this.rows.add(view, at, { coveredNs: toNs - fromNs, toNs, rateSpanS: this.wanted.rateSpanS, latency: this.rolling(), ofClasses: this.ofClasses.counts });
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
    this.figures.add(numbers, pairsAt, buckets, sumNs, maxNs);
    this.heat.add(fromNs / 1e9, toNs / 1e9, numbers, pairsAt, buckets);
    this.recently.add(toNs, this.wanted.rollingS * 1e9, numbers, pairsAt, buckets, sumNs, maxNs);
  }

  private changed(): void {
    this.version += 1;
    this.drawn = null;
  }
}
