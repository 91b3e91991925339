import { SHED_REASONS, WINDOW_LINK_STRIDE, WINDOW_STATION_STRIDE, WindowClass, WindowField, WindowLink, WindowStation } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import type { LatencyCounts } from './latency-counts';
import { NO_SHAPE, type MeasuredShape } from './measured-shape';
import {
  CallFigure, ClassColumn, Figure, PER_CALL, PER_CLASS, PER_GAUGE, PER_STATION, STATIONS_AT, StationFigure, TOTALS, Total, columnsOf, makeSeries, type MeasurementSeries, type Percentiles,
} from './measurement-series';
import { RowStore } from './row-store';

/** Some seven minutes of watching until the past is thinned; fewer rows when there are hundreds of stations. */
const ROWS_MAX = 8192;
const ROWS_MIN = 256;
/** 32 MB. */
const NUMBERS_MAX = 4_000_000;

const RATES = [
  [Figure.arrivedPerS, Total.made], [Figure.throughputPerS, Total.served], [Figure.goodputPerS, Total.good], [Figure.failedPerS, Total.failed],
  [Figure.timedOutPerS, Total.timedOut],
] as const;
const STATION_RATES = [
  [StationFigure.arrivedPerS, WindowStation.arrived], [StationFigure.leftPerS, WindowStation.left], [StationFigure.shedPerS, WindowStation.shed],
  [StationFigure.failedPerS, WindowStation.failed], [StationFigure.timedOutPerS, WindowStation.timedOut],
] as const;
const CALL_RATES = [
  [CallFigure.callsPerS, WindowLink.calls], [CallFigure.failedPerS, WindowLink.failed], [CallFigure.retriesPerS, WindowLink.retries],
  [CallFigure.hedgesPerS, WindowLink.hedges], [CallFigure.timeoutsPerS, WindowLink.timeouts], [CallFigure.refusedPerS, WindowLink.refused],
] as const;
const TOTAL_FIELDS = [
  [Total.made, WindowField.made], [Total.served, WindowField.served], [Total.good, WindowField.good], [Total.failed, WindowField.failed],
  [Total.timedOut, WindowField.timedOut],
] as const;

interface AddedWindow {
  readonly coveredNs: number;
  readonly toNs: number;
  readonly rateSpanS: number;
  readonly latency: Percentiles;
  readonly ofClasses: readonly LatencyCounts[];
}

/** One row for each closed window: running totals, and from them the figures that the charts draw. */
export class MeasurementRows {
  private shape = NO_SHAPE;
  private callsAt = STATIONS_AT;
  private gaugesAt = STATIONS_AT;
  private classesAt = STATIONS_AT;
  private store = makeStore(STATIONS_AT);

  get length(): number { return this.store.length; }

  /** Forgets everything; from now on rows are of this shape. */
  begin(shape: MeasuredShape): void {
    const { callsAt, gaugesAt, classesAt, columns } = columnsOf(shape);
    if (columns === columnsOf(this.shape).columns) this.store.clear();
    else this.store = makeStore(columns);
    this.shape = shape;
    this.callsAt = callsAt;
    this.gaugesAt = gaugesAt;
    this.classesAt = classesAt;
  }

  keep(): Float64Array | null {
    return this.store.newest();
  }

  /** Goes back to when this row was the newest; null: to the beginning. */
  goBackTo(kept: Float64Array | null): void {
    this.store.goBackTo(kept, TOTALS + Figure.tS);
  }

  series(): MeasurementSeries {
    return makeSeries(this.store.length, this.shape, (column) => this.store.view(column));
  }

  /** A window that covers `coveredNs` and ends at `toNs`; rates are over `rateSpanS`, `latency` is the rolling one, `ofClasses` that of each class. */
  add(view: FrameView, at: number, { coveredNs, toNs, rateSpanS, latency, ofClasses }: AddedWindow): void {
    const row = this.store.addRow();
    this.addTotals(view, at, row, coveredNs);
    this.column(TOTALS + Figure.tS)[row] = toNs / 1e9;
    this.column(TOTALS + Figure.insideJobs)[row] = view.numbers[at + WindowField.inside] ?? 0;
    this.writeLatencies(row, latency);
    const before = this.rowBeforeSpan(row, rateSpanS);
    this.writeRates(row, before);
    for (let station = 0; station < this.shape.stations; station++) this.writeStation(station, row, before);
    this.shape.calls.forEach((_, call) => this.writeCall(call, row, before));
    this.writeGauges(view, at, row, before);
    ofClasses.forEach((each, c) => this.writeClass(view, at, c, row, before, each));
  }

  /** How much a station's total of WindowStation (null: the covered time, ns) grew in the `spanS` that end with this row. */
  grownOver(row: number, spanS: number, station: number | null, field: number): number {
    return this.grown(station === null ? Total.coveredNs : STATIONS_AT + station * PER_STATION + field, this.rowBeforeSpan(row, spanS), row);
  }

  /** A running total of the whole run, or of a station. */
  newestTotal(total: number): number {
    const rows = this.store.length;
    return rows === 0 ? 0 : this.column(total)[rows - 1] ?? 0;
  }
  newestOf(station: number, field: number): number {
    return this.newestTotal(STATIONS_AT + station * PER_STATION + field);
  }

  private addTotals(view: FrameView, at: number, row: number, coveredNs: number): void {
    const { numbers } = view;
    this.total(row, Total.coveredNs, coveredNs);
    for (const [total, field] of TOTAL_FIELDS) this.total(row, total, numbers[at + field] ?? 0);
    SHED_REASONS.forEach((_, reason) => this.total(row, Total.shedAt + reason, numbers[at + WindowField.shedAt + reason] ?? 0));
    for (let station = 0; station < this.shape.stations; station++) {
      this.addAll(row, STATIONS_AT + station * PER_STATION, numbers, view.windowStationAt(at, station), WINDOW_STATION_STRIDE);
    }
    this.shape.calls.forEach((link, call) => this.addAll(row, this.callsAt + call * PER_CALL, numbers, view.windowLinkAt(at, link), WINDOW_LINK_STRIDE));
  }

  private addAll(row: number, to: number, numbers: Float64Array, from: number, fields: number): void {
    for (let field = 0; field < fields; field++) this.total(row, to + field, numbers[from + field] ?? 0);
  }

  private total(row: number, index: number, amount: number): void {
    const column = this.column(index);
    column[row] = (row === 0 ? 0 : column[row - 1] ?? 0) + amount;
  }

  private writeLatencies(row: number, { n, meanS, p50S, p95S, p99S, p999S }: Percentiles): void {
    this.column(TOTALS + Figure.latencyN)[row] = n;
    this.column(TOTALS + Figure.latencyMeanS)[row] = meanS;
    this.column(TOTALS + Figure.latencyP50S)[row] = p50S;
    this.column(TOTALS + Figure.latencyP95S)[row] = p95S;
    this.column(TOTALS + Figure.latencyP99S)[row] = p99S;
    this.column(TOTALS + Figure.latencyP999S)[row] = p999S;
  }

  private writeRates(row: number, before: number): void {
    const spanS = this.grown(Total.coveredNs, before, row) / 1e9;
    for (const [figure, total] of RATES) this.column(TOTALS + figure)[row] = this.grown(total, before, row) / spanS;
    let shedPerS = 0;
    SHED_REASONS.forEach((_, reason) => {
      const perS = this.grown(Total.shedAt + reason, before, row) / spanS;
      this.column(TOTALS + Figure.shedByReasonAt + reason)[row] = perS;
      shedPerS += perS;
    });
    this.column(TOTALS + Figure.shedPerS)[row] = shedPerS;
  }

  private writeStation(station: number, row: number, before: number): void {
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
    for (const [figure, field] of STATION_RATES) write(figure, grown(field) / spanNs * 1e9);
  }

  private writeCall(call: number, row: number, before: number): void {
    const totalsAt = this.callsAt + call * PER_CALL;
    const spanNs = this.grown(Total.coveredNs, before, row);
    const write = (figure: number, value: number): void => { this.column(totalsAt + WINDOW_LINK_STRIDE + figure)[row] = value; };
    for (const [figure, field] of CALL_RATES) write(figure, this.grown(totalsAt + field, before, row) / spanNs * 1e9);
    write(CallFigure.breakerOpenShare, this.grown(totalsAt + WindowLink.openNs, before, row) / spanNs);
  }

  private writeGauges(view: FrameView, at: number, row: number, before: number): void {
    const spanNs = this.grown(Total.coveredNs, before, row);
    this.shape.gauges.forEach((is, gauge) => {
      const column = this.gaugesAt + gauge * PER_GAUGE;
      const value = view.numbers[view.windowGaugeAt(at, gauge)] ?? NaN;
      if (is === 'count') this.total(row, column, value);
      this.column(column + 1)[row] = is === 'count' ? this.grown(column, before, row) / spanNs * 1e9 : value;
    });
  }

  private writeClass(view: FrameView, at: number, c: number, row: number, before: number, latency: LatencyCounts): void {
    const column = this.classesAt + c * PER_CLASS;
    this.total(row, column + ClassColumn.served, view.numbers[view.windowClassAt(at, c) + WindowClass.served] ?? 0);
    this.column(column + ClassColumn.throughputPerS)[row] = this.grown(column + ClassColumn.served, before, row) / this.grown(Total.coveredNs, before, row) * 1e9;
    this.column(column + ClassColumn.latencyN)[row] = latency.n;
    this.column(column + ClassColumn.latencyP95S)[row] = latency.p95S;
  }

  /** The newest row that ends at or before the span of `row` begins; −1: the run is younger than the span. At least the row before. */
  private rowBeforeSpan(row: number, spanS: number): number {
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

  private column(index: number): Float64Array {
    return this.store.column(index);
  }
}

function makeStore(columns: number): RowStore {
  const rows = 2 ** Math.floor(Math.log2(NUMBERS_MAX / columns));
  return new RowStore(columns, Math.min(Math.max(rows, ROWS_MIN), ROWS_MAX));
}
