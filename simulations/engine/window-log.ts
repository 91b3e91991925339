import { SHED_REASONS, WINDOW_CLASS_STRIDE, WINDOW_HEADER, WINDOW_LINK_STRIDE, WINDOW_STATION_STRIDE, WindowClass, WindowField, WindowLink, WindowStation } from './frame';
import type { Kernel } from './kernel';
import type { Gauge } from './kind';
import { HISTOGRAM_INTS, classAt, f64, i32, linkAt } from './arena';
import { openNs } from './breakers';
import { arrivedAt, insideJobs, settle, shedAt } from './figures';
import {
  AREA, BLOCKED_AREA, C_FAILED, C_LATE, C_MADE, C_SERVED, C_SHED, C_TIMED_OUT, FAILED, LEFT, L_ANSWERED, L_CALLS, L_FAILED, L_HEDGES, L_LOST,
  L_REFUSED, L_RETRIES, L_TIMEOUTS, OUT_COUNT, PLACES, PLACES_AREA, SURPLUS_AREA, TIMED_OUT, stationAt,
} from './layout';
import { bucketMiddleNs } from '../metrics/histogram-scale';
import { WindowLatencies } from './window-latencies';

/** Closed windows that nobody has read yet; the run pauses for its reader when there are more. */
const WINDOWS_UNREAD_MAX = 256;

const TOTALS = [C_MADE, C_SERVED, C_FAILED, C_TIMED_OUT] as const;
const TOTAL_FIELDS = [WindowField.made, WindowField.served, WindowField.failed, WindowField.timedOut, WindowField.good, WindowField.latencySumNs];
const GOOD = TOTALS.length;
const LATENCY_SUM = GOOD + 1;
const SHED_AT = TOTAL_FIELDS.length;
/** The longest latency since the figures began: no sum, but when it has grown, it was in this window. */
const LATENCY_MAX = SHED_AT + SHED_REASONS.length;
const TOTALS_LENGTH = LATENCY_MAX + 1;
/** Of a class: its counts, then the number of its buckets, which is no total. */
const CLASS_TOTALS = WINDOW_CLASS_STRIDE - 1;
const CLASS_COUNTS = [[WindowClass.made, C_MADE], [WindowClass.served, C_SERVED], [WindowClass.failed, C_FAILED], [WindowClass.timedOut, C_TIMED_OUT]] as const;
const LINK_COUNTS = [
  [WindowLink.calls, L_CALLS], [WindowLink.answered, L_ANSWERED], [WindowLink.failed, L_FAILED], [WindowLink.retries, L_RETRIES],
  [WindowLink.timeouts, L_TIMEOUTS], [WindowLink.hedges, L_HEDGES], [WindowLink.refused, L_REFUSED], [WindowLink.lost, L_LOST],
] as const;

/** A gauge of one station, or of one of its links. */
interface Read { readonly gauge: Gauge; readonly s: number; readonly link: number }

/** Cuts the run's figures into windows of model time, by the difference of the totals at both ends. */
export class WindowLog {
  /** Infinity: no windows. */
  windowNs = Infinity;
  openedNs = 0;
  numbers = new Float64Array(1024);
  length = 0;
  count = 0;
  /** The totals when the open window began: the whole's, each station's, each link's, each gauge's, and with several classes each class's. */
  private readonly before: Float64Array;
  /** The totals now: kept, because a window is closed ten times a second or more. */
  private readonly now: Float64Array;
  private readonly latencies: WindowLatencies;
  /** Links that take time have a second half, which is not shown. */
  private readonly linkCount: number;
  private readonly linksAt: number;
  private readonly gauges: readonly Read[];
  private readonly gaugesAt: number;
  private readonly classesAt: number;
  /** Classes that are told of one by one: none, where there is only one. */
  private readonly classes: number;

  constructor(private readonly k: Kernel) {
    this.classes = k.classCount > 1 ? k.classCount : 0;
    this.latencies = new WindowLatencies(k);
    this.linkCount = k.plan.links.filter(({ index }) => index === undefined).length;
    this.gauges = gaugesOf(k);
    this.linksAt = TOTALS_LENGTH + k.stationCount * WINDOW_STATION_STRIDE;
    this.gaugesAt = this.linksAt + this.linkCount * WINDOW_LINK_STRIDE;
    this.classesAt = this.gaugesAt + this.gauges.length;
    this.before = new Float64Array(this.classesAt + this.classes * CLASS_TOTALS);
    this.now = new Float64Array(this.before.length);
  }

  get totalsLength(): number { return this.before.length; }
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
    settle(this.k);
    this.totals(this.before);
    this.fromNs = this.k.nowNs;
    this.latencies.take();
  }

  private totals(into: Float64Array): void {
    const { k } = this;
    into.fill(0);
    for (let index = 0; index < k.classCount; index++) {
      const c = classAt(index);
      for (let t = 0; t < TOTALS.length; t++) into[t] += f64[c + TOTALS[t]];
      into[GOOD] += f64[c + C_SERVED] - f64[c + C_LATE];
      for (let r = 0; r < SHED_REASONS.length; r++) into[SHED_AT + r] += f64[c + C_SHED + r];
    }
    for (let c = 0; c < k.classCount; c++) {
      for (const first of k.latenciesAt) {
        const h = (first + c * HISTOGRAM_INTS) >> 1;
        into[LATENCY_SUM] += f64[h];
        into[LATENCY_MAX] = Math.max(into[LATENCY_MAX], f64[h + 1]);
      }
    }
    for (let c = 0; c < this.classes; c++) this.totalsOfClass(c, into);
    for (let index = 0; index < k.stationCount; index++) {
      const s = stationAt(index);
      const o = TOTALS_LENGTH + index * WINDOW_STATION_STRIDE;
      const serves = i32[(s << 1) + PLACES] > 0 || f64[s + PLACES_AREA] > 0;
      into[o + WindowStation.jobsNs] = f64[s + AREA];
      into[o + WindowStation.blockedNs] = f64[s + BLOCKED_AREA];
      into[o + WindowStation.busyNs] = serves ? f64[s + AREA] - f64[s + BLOCKED_AREA] - f64[s + SURPLUS_AREA] : 0;
      into[o + WindowStation.waitingNs] = serves ? f64[s + SURPLUS_AREA] : f64[s + AREA];
      into[o + WindowStation.serversNs] = f64[s + PLACES_AREA];
      into[o + WindowStation.arrived] = arrivedAt(s);
      into[o + WindowStation.left] = f64[s + LEFT];
      into[o + WindowStation.shed] = shedAt(s);
      into[o + WindowStation.failed] = f64[s + FAILED];
      into[o + WindowStation.timedOut] = f64[s + TIMED_OUT];
    }
    for (let index = 0; index < this.linkCount; index++) {
      const link = linkAt(index);
      const o = this.linksAt + index * WINDOW_LINK_STRIDE;
      for (const [field, count] of LINK_COUNTS) into[o + field] = f64[link + count];
      into[o + WindowLink.openNs] = openNs(link);
    }
    this.gauges.forEach(({ gauge, s, link }, n) => { into[this.gaugesAt + n] = gauge.read(k, s, link); });
  }

  private totalsOfClass(index: number, into: Float64Array): void {
    const c = classAt(index);
    const o = this.classesAt + index * CLASS_TOTALS;
    for (const [field, count] of CLASS_COUNTS) into[o + field] = f64[c + count];
    into[o + WindowClass.good] = f64[c + C_SERVED] - f64[c + C_LATE];
    for (let r = 0; r < SHED_REASONS.length; r++) into[o + WindowClass.shed] += f64[c + C_SHED + r];
    for (const first of this.k.latenciesAt) into[o + WindowClass.latencySumNs] += f64[(first + index * HISTOGRAM_INTS) >> 1];
  }

  /** Ends the open window now and begins the next. */
  close(): void {
    const { k } = this;
    settle(k);
    const { now } = this;
    this.totals(now);
    const { latencies } = this;
    latencies.take();
    const buckets = latencies.count(k.classCount);
    let pairs = buckets;
    for (let c = 0; c < this.classes; c++) pairs += latencies.count(c);
    const length = WINDOW_HEADER + this.classesAt - TOTALS_LENGTH + this.classes * WINDOW_CLASS_STRIDE + 2 * pairs;
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
      n[o + WindowField.shedAt + r] = now[SHED_AT + r] - this.before[SHED_AT + r];
    }
    n[o + WindowField.inside] = insideJobs(k);
    n[o + WindowField.buckets] = buckets;
    n[o + WindowField.length] = length;
    let w = o + WINDOW_HEADER;
    for (let i = TOTALS_LENGTH; i < this.gaugesAt; i++) n[w++] = now[i] - this.before[i];
    this.gauges.forEach(({ gauge }, at) => {
      const value = now[this.gaugesAt + at];
      n[w++] = gauge.is === 'count' ? value - this.before[this.gaugesAt + at] : value;
    });
    n[o + WindowField.classesAt] = this.classes === 0 ? 0 : w - o;
    w = this.writeClasses(n, w);
    w = latencies.write(k.classCount, n, w);
    const highest = buckets === 0 ? 0 : bucketMiddleNs(n[w - 2]);
    n[o + WindowField.latencyMaxNs] = buckets === 0 ? 0 : now[LATENCY_MAX] > this.before[LATENCY_MAX] ? now[LATENCY_MAX] : Math.min(highest, now[LATENCY_MAX]);
    this.length += length;
    this.count++;
    this.before.set(now);
    this.openedNs = Math.floor(k.nowNs / this.windowNs) * this.windowNs;
    this.fromNs = k.nowNs;
  }

  /** The figures were restarted: the open window began just now. */
  restart(): void {
    this.totals(this.before);
    this.latencies.take();
    this.fromNs = this.k.nowNs;
  }

  clear(): void {
    this.length = 0;
    this.count = 0;
  }

  /** Answers where the next number stands. */
  private writeClasses(n: Float64Array, from: number): number {
    const { classes, now, before } = this;
    let w = from + classes * WINDOW_CLASS_STRIDE;
    for (let c = 0; c < classes; c++) {
      const o = from + c * WINDOW_CLASS_STRIDE;
      const t = this.classesAt + c * CLASS_TOTALS;
      for (let field = 0; field < CLASS_TOTALS; field++) n[o + field] = now[t + field] - before[t + field];
      n[o + WindowClass.buckets] = this.latencies.count(c);
      w = this.latencies.write(c, n, w);
    }
    return w;
  }

  save(): { numbers: readonly number[]; before: Float64Array; latenciesBefore: Int32Array } {
    return { numbers: [this.windowNs, this.openedNs, this.fromNs], before: this.before, latenciesBefore: this.latencies.before };
  }

  load(numbers: readonly number[], before: Float64Array, latenciesBefore: Int32Array): void {
    [this.windowNs, this.openedNs, this.fromNs] = numbers as [number, number, number];
    this.before.set(before);
    this.latencies.before.set(latenciesBefore);
    this.clear();
  }
}

function gaugesOf(k: Kernel): readonly Read[] {
  return k.plan.stations.slice(0, k.stationCount).flatMap(({ kind }, index) => {
    const s = stationAt(index);
    return (kind.gauges ?? []).flatMap((gauge) => Array.from({ length: gauge.perLink === true ? i32[(s << 1) + OUT_COUNT] : 1 }, (_, link) => ({ gauge, s, link })));
  });
}
