import { BUCKETS, bucketOf } from '../metrics/histogram-scale';
import { EventList } from './event-list';
import { SHED_REASONS, What } from './frame';
import { invariant } from './invariant';
import { JobTable } from './job-table';
import type { Families, StationKind } from './kind';
import {
  AREA, BLOCKED, BLOCKED_AREA, BLOCKED_LAST, CLASS_NUMBERS, C_DEADLINE, C_FAILED, C_GOOD, C_INSIDE, C_INSIDE_AT_START,
  C_LATENCY_MAX, C_LATENCY_SUM, C_MADE, C_SERVED, C_SHARE_UP_TO, C_SHED, C_TIMED_OUT, DOOR_HEAD, DOOR_TAIL, E_JOB,
  E_TIME, E_WHAT, FAILED, HISTOGRAM_AT, INSIDE, INSIDE_AT_START, INSIDE_MAX, J_BORN, J_CLASS, J_DEMAND,
  J_ORIGIN, J_PATIENCE, J_SAMPLE, J_SERIAL, J_SINCE, J_STATION, J_TIMER, LAST, LEFT, LINK_INTS, L_FROM, L_NEXT, L_TO,
  L_WAITS, NOWHERE, ORIGIN_KEY, OUT_AT, OUT_COUNT, PLACES, PLACES_AREA, PLACES_LAST, SHED, STATION_NUMBERS, STAY_SUM, STREAMS, TABLE_AT, TIMED_OUT, at, intAt,
} from './layout';
import { MoveTrace } from './move-trace';
import { Random } from './random';

/** 640 MB of rows. A run with more jobs inside stops and says so. */
export const JOBS_INSIDE_MAX = 8_000_000;
/** The clock counts exactly up to here: 104 days. */
export const TIME_MAX_NS = 2 ** 53;

/** Why `run` came back. */
export const Pause = { reached: 0, eventsDone: 1, traceFull: 2, noEvents: 3, jobsFull: 4 } as const;

/** Sizes that are fixed for a run's life. */
export interface KernelPlan {
  readonly stations: readonly { readonly kind: StationKind; readonly id: string }[];
  readonly links: readonly { readonly from: number; readonly to: number }[];
  readonly classes: readonly { readonly shareUpTo: number; readonly deadlineNs: number }[];
  readonly families: Families;
  readonly streamKeyOf: (station: string, purpose: string) => readonly [number, number];
}

/**
 * Everything that moves: the clock, the events, the jobs, and what stations keep, as typed arrays.
 * It knows no station kind: it calls the handlers that it was given, and offers them the few
 * operations that they share. Nothing here allocates while a run goes on.
 */
export class Kernel {
  nowNs = 0;
  /** Since when the figures count, ns; a stay that began before counts from here. */
  figuresNs = 0;
  eventCount = 0;
  readonly random = new Random();
  readonly trace = new MoveTrace();
  readonly events = new EventList(1024);
  readonly jobs = new JobTable(1024);

  /** Stations: floats and whole numbers of the same records (layout.ts). */
  readonly sf: Float64Array;
  readonly si: Int32Array;
  /** Jobs, likewise; replaced when the table grows. */
  jf: Float64Array;
  ji: Int32Array;
  readonly links: Int32Array;
  readonly outLinks: Int32Array;
  readonly classes: Float64Array;
  readonly classCount: number;
  /** Private tables of the stations. */
  readonly table: Int32Array;
  /** First the classes' latencies, then the stations' own, BUCKETS each. */
  readonly histograms: Int32Array;
  /** Jobs made before the figures began, then for each station those that had come, gone on and been shed: for the screen, which counts from the start. */
  readonly earlier: Float64Array;
  /** Exact Σ and maximum beside each of the stations' histograms, by the same number: 2 n and 2 n + 1. */
  readonly sums: Float64Array;
  /** Numbers that never change during a run and are too many for a station's slots, e.g. a trace. */
  constants = new Float64Array(0);

  readonly families: Families;
  /** The families' functions by the member's index, for a call without a detour. */
  readonly samplers: Families['distribution'][number]['sampleNs'][];
  readonly gaps: Families['arrivals'][number]['gapNs'][];
  readonly inserts: Families['discipline'][number]['insert'][];
  private readonly accepts: StationKind['accept'][];
  private readonly timers: StationKind['onTimer'][];
  private readonly rooms: StationKind['onRoom'][];

  constructor(readonly plan: KernelPlan) {
    const { stations, links, classes } = plan;
    this.sf = new Float64Array(stations.length * STATION_NUMBERS);
    this.si = new Int32Array(this.sf.buffer);
    this.jf = this.jobs.f;
    this.ji = this.jobs.i;
    this.links = new Int32Array(links.length * LINK_INTS);
    this.outLinks = new Int32Array(links.length);
    this.classCount = classes.length;
    this.classes = new Float64Array(classes.length * CLASS_NUMBERS);
    this.families = plan.families;
    this.samplers = plan.families.distribution.map(({ sampleNs }) => sampleNs);
    this.gaps = plan.families.arrivals.map(({ gapNs }) => gapNs);
    this.inserts = plan.families.discipline.map(({ insert }) => insert);
    this.accepts = stations.map(({ kind }) => kind.accept);
    this.timers = stations.map(({ kind }) => kind.onTimer);
    this.rooms = stations.map(({ kind }) => kind.onRoom);

    let words = 0;
    let histograms = classes.length;
    let out = 0;
    stations.forEach(({ kind, id }, s) => {
      const n = intAt(s);
      this.si[n + TABLE_AT] = words;
      words += kind.tableWords ?? 0;
      this.si[n + HISTOGRAM_AT] = histograms;
      histograms += kind.histograms?.length ?? 0;
      this.si[n + OUT_AT] = out;
      links.forEach(({ from }, l) => {
        if (from === s) this.outLinks[out++] = l;
      });
      this.si[n + OUT_COUNT] = out - this.si[n + OUT_AT];
      kind.streams.forEach((purpose, stream) => {
        const [k0, k1] = plan.streamKeyOf(id, purpose);
        this.si[n + 2 * STREAMS + 4 * stream] = k0;
        this.si[n + 2 * STREAMS + 4 * stream + 1] = k1;
      });
      const [o0, o1] = plan.streamKeyOf(id, 'origin');
      this.si[n + 2 * ORIGIN_KEY] = o0;
      this.si[n + 2 * ORIGIN_KEY + 1] = o1;
    });
    links.forEach(({ from, to }, l) => {
      this.links[l * LINK_INTS + L_FROM] = from;
      this.links[l * LINK_INTS + L_TO] = to;
    });
    classes.forEach(({ shareUpTo, deadlineNs }, c) => {
      this.classes[c * CLASS_NUMBERS + C_SHARE_UP_TO] = shareUpTo;
      this.classes[c * CLASS_NUMBERS + C_DEADLINE] = deadlineNs;
    });
    this.table = new Int32Array(words);
    this.histograms = new Int32Array(histograms * BUCKETS);
    this.sums = new Float64Array(histograms * 2);
    this.earlier = new Float64Array(1 + 3 * stations.length);
  }

  /** Once: lets every station begin. */
  start(): void {
    this.plan.stations.forEach(({ kind }, s) => kind.start?.(this, s));
  }

  /** Executes events up to and including `untilNs`, at most `eventsMax`; says why it came back. */
  run(untilNs: number, eventsMax: number): number {
    const { events, jobs, trace, timers } = this;
    for (let left = eventsMax; ; left--) {
      const e = events.first();
      if (e === 0) return Pause.noEvents;
      const t = events.f[e + E_TIME];
      if (t > untilNs) return Pause.reached;
      if (left <= 0) return Pause.eventsDone;
      if (trace.nearlyFull) return Pause.traceFull;
      if (jobs.inside >= JOBS_INSIDE_MAX) return Pause.jobsFull;
      const what = events.i[2 * e + E_WHAT];
      const j = events.i[2 * e + E_JOB];
      events.takeFirst();
      this.nowNs = t;
      this.eventCount++;
      timers[what >> 8]!(this, what >> 8, what & 255, j);
    }
  }

  // ── what kinds call ─────────────────────────────────────────────────────────────────────────────

  /** Has `onTimer(s, code, j)` called `afterNs` (whole, ≥ 0) from now; the handle cancels it. */
  schedule(s: number, code: number, j: number, afterNs: number): number {
    return this.events.schedule(this.nowNs + afterNs, (s << 8) | code, j);
  }

  /** A station's parameter, by its slot (slots.ts). */
  param(s: number, slot: number): number {
    return this.sf[at(s) + slot];
  }

  /** The one outgoing link of a station that has one. */
  outLink(s: number): number {
    return this.outLinks[this.si[intAt(s) + OUT_AT]];
  }

  /** Offers a job over a link. False: it stays where it is, and the link waits in line for room. */
  offer(link: number, j: number): boolean {
    const to = this.links[link * LINK_INTS + L_TO];
    if (this.accepts[to]!(this, to, j, link)) return true;
    this.waitAtDoor(link);
    return false;
  }

  /** Puts a link in the line at the door of the station behind it: its holder is called when there is room. */
  waitAtDoor(link: number): void {
    const l = link * LINK_INTS;
    const { links, si } = this;
    if (links[l + L_WAITS] !== 0) return;
    links[l + L_WAITS] = 1;
    links[l + L_NEXT] = 0;
    const n = intAt(links[l + L_TO]);
    const tail = si[n + DOOR_TAIL];
    if (tail === 0) si[n + DOOR_HEAD] = link + 1;
    else links[(tail - 1) * LINK_INTS + L_NEXT] = link + 1;
    si[n + DOOR_TAIL] = link + 1;
  }

  /** True while a link waits in line: then there is no room behind it, and to offer over it would be in vain. */
  waits(link: number): boolean {
    return this.links[link * LINK_INTS + L_WAITS] === 1;
  }

  /** Takes a link out of the line at the door behind it: its holder has nothing for it any more. */
  stepAway(link: number): void {
    const l = link * LINK_INTS;
    const { links, si } = this;
    if (links[l + L_WAITS] === 0) return;
    const n = intAt(links[l + L_TO]);
    let before = 0;
    for (let each = si[n + DOOR_HEAD]; each !== link + 1; each = links[(each - 1) * LINK_INTS + L_NEXT]) before = each;
    const next = links[l + L_NEXT];
    if (before === 0) si[n + DOOR_HEAD] = next;
    else links[(before - 1) * LINK_INTS + L_NEXT] = next;
    if (next === 0) si[n + DOOR_TAIL] = before;
    links[l + L_WAITS] = 0;
  }

  /** A place has become free: the first in line that still has a job may hand it over. True when one did. */
  giveRoom(s: number): boolean {
    const n = intAt(s);
    const { links, si } = this;
    for (let passes = 0; passes < DOOR_PASSES_MAX; passes++) {
      const head = si[n + DOOR_HEAD];
      if (head === 0) return false;
      const l = (head - 1) * LINK_INTS;
      const from = links[l + L_FROM];
      links[l + L_WAITS] = 2;
      const answer = this.rooms[from]!(this, from, head - 1);
      if (links[l + L_WAITS] === 2) links[l + L_WAITS] = 1;
      if (answer === Room.refused) return false; // It keeps its place in line; nobody behind it fares better.
      if (si[n + DOOR_HEAD] === head) this.stepBack(n, answer === Room.gaveAndHasMore);
      if (answer !== Room.nothing) return true;
    }
    return false;
  }

  /** The first in line at a door goes to its end, or away. */
  private stepBack(n: number, stays: boolean): void {
    const { links, si } = this;
    const head = si[n + DOOR_HEAD];
    if (stays && head === si[n + DOOR_TAIL]) return;
    const l = (head - 1) * LINK_INTS;
    const next = links[l + L_NEXT];
    si[n + DOOR_HEAD] = next;
    if (next === 0) si[n + DOOR_TAIL] = 0;
    links[l + L_WAITS] = 0;
    if (stays) this.waitAtDoor(head - 1);
  }

  /** Brings ∫ jobs inside dt up to now, before INSIDE changes. */
  touch(s: number): void {
    const b = at(s);
    const { sf } = this;
    const { nowNs } = this;
    sf[b + AREA] += this.si[intAt(s) + INSIDE] * (nowNs - sf[b + LAST]);
    sf[b + LAST] = nowNs;
  }

  /** Sets how much of a station is blocked. */
  setBlocked(s: number, blocked: number): void {
    const n = intAt(s);
    if (this.si[n + BLOCKED] === blocked) return;
    this.touchBlocked(s);
    this.si[n + BLOCKED] = blocked;
  }

  private touchBlocked(s: number): void {
    const b = at(s);
    this.sf[b + BLOCKED_AREA] += this.si[intAt(s) + BLOCKED] * (this.nowNs - this.sf[b + BLOCKED_LAST]);
    this.sf[b + BLOCKED_LAST] = this.nowNs;
  }

  /** Sets the number of servers, whose time is what utilisation is a share of. */
  setPlaces(s: number, places: number): void {
    const b = at(s);
    const n = intAt(s);
    this.sf[b + PLACES_AREA] = this.sf[b + PLACES_AREA] + this.si[n + PLACES] * (this.nowNs - this.sf[b + PLACES_LAST]);
    this.sf[b + PLACES_LAST] = this.nowNs;
    this.si[n + PLACES] = places;
  }

  /** The job leaves where it is and is inside `s` from now on. */
  enter(s: number, j: number): void {
    this.leave(j);
    this.hold(s, j);
  }

  /** A job that is nowhere is inside `s` from now on: one just made, that cannot get in and stays with its producer. */
  hold(s: number, j: number): void {
    this.touch(s);
    const { si } = this;
    const n = intAt(s);
    const inside = si[n + INSIDE] + 1;
    si[n + INSIDE] = inside;
    if (inside > si[n + INSIDE_MAX]) si[n + INSIDE_MAX] = inside;
    this.ji[2 * j + J_STATION] = s;
    this.jf[j + J_SINCE] = this.nowNs;
  }

  /** It is inside `s` no more. */
  private goFrom(s: number, j: number): void {
    this.touch(s);
    this.si[intAt(s) + INSIDE]--;
    this.sf[at(s) + STAY_SUM] += this.stayNs(j);
  }

  /** How long a job has been where it is, as far as the figures count: with that, L = λW holds to the last digit. */
  stayNs(j: number): number {
    const since = this.jf[j + J_SINCE];
    return this.nowNs - (since > this.figuresNs ? since : this.figuresNs);
  }

  private leave(j: number): void {
    const from = this.ji[2 * j + J_STATION];
    if (from < 0) { // made just now, and never inside its producer
      this.sf[at(-2 - from) + LEFT]++;
      return;
    }
    this.goFrom(from, j);
    this.sf[at(from) + LEFT]++;
  }

  /** A job passes through a station without a stop: counted there, never inside. */
  passThrough(s: number): void {
    this.sf[at(s) + LEFT]++;
  }

  /** Counts a duration in the kind's histogram number `h`. */
  record(s: number, h: number, ns: number): void {
    const number = this.si[intAt(s) + HISTOGRAM_AT] + h;
    this.histograms[number * BUCKETS + bucketOf(ns)]++;
    this.sums[2 * number] = this.sums[2 * number] + ns;
    if (ns > this.sums[2 * number + 1]) this.sums[2 * number + 1] = ns;
  }

  /** A new job of producer `s`, meant to be sent now. It is inside nowhere until it enters, ends or is held. */
  makeJob(s: number, serial: number, streamOfClass: number): number {
    const j = this.jobs.take();
    if (this.jf !== this.jobs.f) this.refreshViews(); // the table has grown
    const { jf, ji } = this;
    jf[j + J_SERIAL] = serial;
    jf[j + J_BORN] = this.nowNs;
    jf[j + J_DEMAND] = -1;
    jf[j + J_PATIENCE] = -1;
    const n = 2 * j;
    ji[n + J_STATION] = -2 - s;
    ji[n + J_ORIGIN] = s;
    ji[n + J_TIMER] = 0;
    ji[n + J_SAMPLE] = serial % 1_073_741_824 + 1;
    const cls = this.classCount > 1 ? this.drawClass(s, streamOfClass, j) : 0;
    ji[n + J_CLASS] = cls;
    const c = cls * CLASS_NUMBERS;
    this.classes[c + C_MADE]++;
    this.classes[c + C_INSIDE]++;
    if (this.isTraced(j)) this.note(j, What.made, s, -1, 0, 0);
    return j;
  }

  private drawClass(s: number, stream: number, j: number): number {
    this.openForJob(s, stream, j);
    const u = this.random.uniform();
    let c = 0;
    while (c < this.classCount - 1 && u >= this.classes[c * CLASS_NUMBERS + C_SHARE_UP_TO]) c++;
    return c;
  }

  /** The one end of a job: `what` of `What`, at station `s`, where it came over `link` (−1: it was inside). */
  end(j: number, what: number, s: number, link: number, reason: number): void {
    const { sf, jf } = this;
    const b = at(s);
    const n = 2 * j;
    const from = this.ji[n + J_STATION];
    if (from === s) this.goFrom(s, j);
    else this.leave(j);
    const c = this.ji[n + J_CLASS] * CLASS_NUMBERS;
    const { classes } = this;
    classes[c + C_INSIDE]--;
    if (what === What.served) {
      const latencyNs = this.nowNs - jf[j + J_BORN];
      sf[b + LEFT]++;
      classes[c + C_SERVED]++;
      if (latencyNs <= classes[c + C_DEADLINE]) classes[c + C_GOOD]++;
      classes[c + C_LATENCY_SUM] = classes[c + C_LATENCY_SUM] + latencyNs;
      if (latencyNs > classes[c + C_LATENCY_MAX]) classes[c + C_LATENCY_MAX] = latencyNs;
      this.histograms[this.ji[n + J_CLASS] * BUCKETS + bucketOf(latencyNs)]++;
    } else if (what === What.shed) {
      sf[b + SHED + reason]++;
      classes[c + C_SHED + reason]++;
    } else if (what === What.failed) {
      sf[b + FAILED]++;
      classes[c + C_FAILED]++;
    } else {
      sf[b + TIMED_OUT]++;
      classes[c + C_TIMED_OUT]++;
    }
    if (this.isTraced(j)) this.note(j, what, s, link, reason, 0);
    this.ji[n + J_STATION] = NOWHERE;
    this.jobs.release(j);
  }

  /** Writes a move of a sampled job; the caller has tested `isTraced`. */
  note(j: number, what: number, s: number, link: number, detail: number, untilNs: number): void {
    const c = this.ji[2 * j + J_CLASS];
    const bornNs = this.jf[j + J_BORN];
    this.trace.write(
      this.nowNs, this.jobId(j), bornNs, bornNs + this.classes[c * CLASS_NUMBERS + C_DEADLINE],
      what + 16 * c, s, link, detail, untilNs,
    );
  }

  isTraced(j: number): boolean {
    return (this.ji[2 * j + J_SAMPLE] & this.trace.mask) === 0;
  }

  /** One number for a job on the screen: which producer made it, and its how manieth it was. */
  jobId(j: number): number {
    return this.ji[2 * j + J_ORIGIN] * 2 ** 40 + this.jf[j + J_SERIAL];
  }

  deadlineNs(j: number): number {
    return this.jf[j + J_BORN] + this.classes[this.ji[2 * j + J_CLASS] * CLASS_NUMBERS + C_DEADLINE];
  }

  // ── chance ──────────────────────────────────────────────────────────────────────────────────────

  /** `k.random` now gives the next variate of a station's stream: one variate, however many draws it takes. */
  openStream(s: number, stream: number): void {
    const b = at(s) + STREAMS + 2 * stream;
    const n = this.sf[b + 1];
    this.sf[b + 1] = n + 1;
    this.random.open(this.si[2 * b], this.si[2 * b + 1], n | 0, (n / 4294967296) | 0);
  }

  /** `k.random` now gives what belongs to this job at this station for this purpose, in every run with this seed. */
  openForJob(s: number, stream: number, j: number): void {
    const n = 2 * (at(s) + STREAMS + 2 * stream);
    const origin = intAt(this.ji[2 * j + J_ORIGIN]) + 2 * ORIGIN_KEY;
    const serial = this.jf[j + J_SERIAL];
    const { si } = this;
    this.random.open(si[n] ^ si[origin], si[n + 1] ^ si[origin + 1], serial | 0, (serial / 4294967296) | 0);
  }

  // ── figures ─────────────────────────────────────────────────────────────────────────────────────

  /** Brings every integral up to now. */
  settle(): void {
    for (let s = 0; s < this.plan.stations.length; s++) {
      this.touch(s);
      this.touchBlocked(s);
      this.setPlaces(s, this.si[intAt(s) + PLACES]);
    }
  }

  /** The warm-up is over: all figures begin again, the jobs go on. */
  restartFigures(): void {
    this.settle();
    this.figuresNs = this.nowNs;
    const { sf, si, classes, earlier } = this;
    earlier[0] += this.made();
    for (let s = 0; s < this.plan.stations.length; s++) {
      earlier[3 * s + 1] += this.arrived(s);
      earlier[3 * s + 2] += sf[at(s) + LEFT];
      earlier[3 * s + 3] += this.shed(s);
    }
    for (let s = 0; s < this.plan.stations.length; s++) {
      const b = at(s);
      for (const field of [AREA, LEFT, STAY_SUM, BLOCKED_AREA, PLACES_AREA, FAILED, TIMED_OUT]) sf[b + field] = 0;
      sf.fill(0, b + SHED, b + SHED + SHED_REASONS.length);
      sf[b + INSIDE_AT_START] = si[intAt(s) + INSIDE];
      si[intAt(s) + INSIDE_MAX] = si[intAt(s) + INSIDE];
    }
    for (let c = 0; c < this.classCount; c++) {
      const b = c * CLASS_NUMBERS;
      for (const field of [C_MADE, C_SERVED, C_GOOD, C_FAILED, C_TIMED_OUT, C_LATENCY_SUM, C_LATENCY_MAX]) classes[b + field] = 0;
      classes.fill(0, b + C_SHED, b + C_SHED + SHED_REASONS.length);
      classes[b + C_INSIDE_AT_START] = classes[b + C_INSIDE];
    }
    this.histograms.fill(0);
    this.sums.fill(0);
  }

  /** Jobs that have come to a station since the figures began: those that are gone or here, less those that were here then. */
  arrived(s: number): number {
    const b = at(s);
    const { sf } = this;
    return sf[b + LEFT] + sf[b + FAILED] + sf[b + TIMED_OUT] + this.shed(s) + this.si[intAt(s) + INSIDE] - sf[b + INSIDE_AT_START];
  }

  /** Jobs shed at a station since the figures began, whatever the reason. */
  shed(s: number): number {
    let shed = 0;
    for (let r = 0; r < SHED_REASONS.length; r++) shed += this.sf[at(s) + SHED + r];
    return shed;
  }

  /** Jobs made since the figures began. */
  made(): number {
    let made = 0;
    for (let c = 0; c < this.classCount; c++) made += this.classes[c * CLASS_NUMBERS + C_MADE];
    return made;
  }

  /** Every job inside, in no order that means anything. */
  eachJob(see: (j: number) => void): void {
    this.jobs.eachRow((j) => {
      if (this.ji[2 * j + J_STATION] >= 0) see(j);
    });
  }

  /** The job table has other arrays than before. */
  refreshViews(): void {
    this.jf = this.jobs.f;
    this.ji = this.jobs.i;
    invariant(this.jobs.inside >= 0, `jobs inside ${this.jobs.inside}`);
  }
}

/** What a station answers to `onRoom`. */
export const Room = {
  /** It has no job for this link any more. */
  nothing: 0,
  gave: 1,
  gaveAndHasMore: 2,
  /** It offered one, which was not taken after all. */
  refused: 3,
} as const;

/** How many links in line may have nothing to give before the place is left free; each is asked once. */
const DOOR_PASSES_MAX = 4096;
