import { SHED_REASONS, WINDOW_HEADER, WINDOW_STATION_STRIDE, WindowField, WindowStation } from './frame';
import type { Kernel } from './kernel';
import {
  AREA, BLOCKED_AREA, CLASS_NUMBERS, C_FAILED, C_GOOD, C_LATENCY_SUM, C_MADE, C_SERVED, C_SHED, C_TIMED_OUT, LEFT, PLACES,
  PLACES_AREA, at, intAt,
} from './layout';
import { BUCKETS, bucketMiddleNs } from '../metrics/histogram-scale';

/** Closed windows that nobody has read yet; the run pauses for its reader when there are more. */
const WINDOWS_UNREAD_MAX = 256;

const TOTALS = [C_MADE, C_SERVED, C_GOOD, C_FAILED, C_TIMED_OUT, C_LATENCY_SUM] as const;
const TOTAL_FIELDS = [WindowField.made, WindowField.served, WindowField.good, WindowField.failed, WindowField.timedOut, WindowField.latencySumNs];
const TOTALS_LENGTH = TOTALS.length + SHED_REASONS.length;

/** Cuts the run's figures into windows of model time, by the difference of the totals at both ends. */
export class WindowLog {
  /** Infinity: no windows. */
  windowNs = Infinity;
  openedNs = 0;
  numbers = new Float64Array(1024);
  length = 0;
  count = 0;
  /** The totals when the open window began: the whole's, then each station's. */
  private readonly before: Float64Array;
  /** The classes' latency histograms at that moment. */
  private readonly latenciesBefore: Int32Array;

  constructor(private readonly k: Kernel) {
    this.latenciesBefore = new Int32Array(k.classCount * BUCKETS);
    this.before = new Float64Array(TOTALS_LENGTH + k.plan.stations.length * WINDOW_STATION_STRIDE);
  }

  get endNs(): number { return this.openedNs + this.windowNs; }
  get full(): boolean { return this.count >= WINDOWS_UNREAD_MAX; }

  /** From now on windows are this long, and begin at whole multiples of it; the open one ends early. */
  setLength(windowNs: number): void {
    if (this.windowNs === Infinity) this.open();
    else if (this.k.nowNs > this.fromNs) this.close();
    this.windowNs = windowNs;
    const { nowNs } = this.k;
    if (windowNs !== Infinity) this.openedNs = Math.min(nowNs, Math.floor(nowNs / windowNs) * windowNs);
    this.fromNs = nowNs;
  }
  /** Where the open window's figures begin: later than openedNs when it was cut short at its front. */
  private fromNs = 0;

  private open(): void {
    this.k.settle();
    this.totals(this.before);
    this.fromNs = this.k.nowNs;
    this.takeLatencies();
  }

  private totals(into: Float64Array): void {
    const { classes, classCount, sf, si } = this.k;
    into.fill(0);
    for (let c = 0; c < classCount; c++) {
      const b = c * CLASS_NUMBERS;
      for (let t = 0; t < TOTALS.length; t++) into[t] += classes[b + TOTALS[t]];
      for (let r = 0; r < SHED_REASONS.length; r++) into[TOTALS.length + r] += classes[b + C_SHED + r];
    }
    for (let s = 0; s < this.k.plan.stations.length; s++) {
      const b = at(s);
      const o = TOTALS_LENGTH + s * WINDOW_STATION_STRIDE;
      const serves = si[intAt(s) + PLACES] > 0 || sf[b + PLACES_AREA] > 0;
      into[o + WindowStation.jobsNs] = sf[b + AREA];
      into[o + WindowStation.blockedNs] = sf[b + BLOCKED_AREA];
      into[o + WindowStation.busyNs] = serves ? sf[b + AREA] - sf[b + BLOCKED_AREA] : 0;
      into[o + WindowStation.waitingNs] = serves ? 0 : sf[b + AREA];
      into[o + WindowStation.serversNs] = sf[b + PLACES_AREA];
      into[o + WindowStation.arrived] = this.k.arrived(s);
      into[o + WindowStation.left] = sf[b + LEFT];
      into[o + WindowStation.shed] = this.k.shed(s);
    }
  }

  /** Ends the open window now and begins the next. */
  close(): void {
    const { k } = this;
    k.settle();
    const now = new Float64Array(this.before.length);
    this.totals(now);
    const stations = k.plan.stations.length;
    const latencies = this.takeLatencies();
    let buckets = 0;
    let highest = 0;
    for (let b = 0; b < BUCKETS; b++) {
      if (latencies[b] === 0) continue;
      buckets++;
      highest = b;
    }
    const length = WINDOW_HEADER + stations * WINDOW_STATION_STRIDE + 2 * buckets;
    while (this.length + length > this.numbers.length) {
      const larger = new Float64Array(this.numbers.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    const n = this.numbers;
    const o = this.length;
    n[o + WindowField.fromNs] = this.fromNs;
    n[o + WindowField.toNs] = k.nowNs;
    TOTAL_FIELDS.forEach((field, t) => { n[o + field] = now[t] - this.before[t]; });
    for (let r = 0; r < SHED_REASONS.length; r++) {
      n[o + WindowField.shedAt + r] = now[TOTALS.length + r] - this.before[TOTALS.length + r];
    }
    n[o + WindowField.inside] = k.jobs.inside;
    n[o + WindowField.latencyMaxNs] = buckets === 0 ? 0 : bucketMiddleNs(highest);
    n[o + WindowField.buckets] = buckets;
    n[o + WindowField.length] = length;
    let w = o + WINDOW_HEADER;
    for (let i = TOTALS_LENGTH; i < now.length; i++) n[w++] = now[i] - this.before[i];
    for (let b = 0; b < BUCKETS; b++) {
      if (latencies[b] === 0) continue;
      n[w++] = b;
      n[w++] = latencies[b];
    }
    this.length += length;
    this.count++;
    this.before.set(now);
    this.openedNs = Math.floor(k.nowNs / this.windowNs) * this.windowNs;
    this.fromNs = k.nowNs;
  }

  /** The figures were restarted: the open window began just now. */
  restart(): void {
    this.totals(this.before);
    this.takeLatencies();
    this.fromNs = this.k.nowNs;
  }

  clear(): void {
    this.length = 0;
    this.count = 0;
  }

  /** The histogram of latencies since the last call, over all classes. */
  private takeLatencies(): Int32Array {
    const { histograms, classCount } = this.k;
    const taken = new Int32Array(BUCKETS);
    for (let c = 0; c < classCount; c++) {
      const o = c * BUCKETS;
      for (let b = 0; b < BUCKETS; b++) taken[b] += histograms[o + b] - this.latenciesBefore[o + b];
    }
    this.latenciesBefore.set(histograms.subarray(0, this.latenciesBefore.length));
    return taken;
  }

  save(): { numbers: readonly number[]; before: Float64Array; latenciesBefore: Int32Array } {
    return { numbers: [this.windowNs, this.openedNs, this.fromNs], before: this.before, latenciesBefore: this.latenciesBefore };
  }

  load(numbers: readonly number[], before: Float64Array, latenciesBefore: Int32Array): void {
    [this.windowNs, this.openedNs, this.fromNs] = numbers as [number, number, number];
    this.before.set(before);
    this.latenciesBefore.set(latenciesBefore);
    this.clear();
  }
}
