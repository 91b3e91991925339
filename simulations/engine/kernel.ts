import {
  CLASS_COUNT, DUE_NS, FAILURE, FIGURES_NS, HALT, HISTOGRAM_INTS, Halt, MOVES_AT, NOW_NS, ROOM_AT, TRACE_MASK, TRACE_TOP, WATCHED, classAt, f64, fits, i32,
} from './arena';
import { ASK } from './call-row';
import { beginCalls, callDesk, giveUpCalls } from './calls';
import { openForJob } from './chance';
import { count, countLost, countServed } from './count';
import { cut } from './cut';
import { mayBeCircle } from './deadlock';
import { dispatchOf, type Dispatch } from './dispatch';
import { outLink, stepAway, stepBack, waitAtDoor, waits } from './doors';
import { clearEvents, eventsPending, firstEvent, scheduleDue, takeFirstEvent } from './event-list';
import { MOVE_STRIDE, SHED_REASONS, What, rootOfJobId } from './frame';
import { invariant } from './invariant';
import { classOf } from './job-class';
import { clearJobs, eachJobRow, releaseJobRow, takeJobRow } from './job-table';
import type { Families, StationKind } from './kind';
import {
  CALL_COUNT, CODES, C_MADE, C_SHARE_UP_TO, DOOR_HEAD, DOOR_TAIL, E_JOB, E_TIME, E_WHAT, HISTOGRAM_AT, JOB_0, J_BORN, J_ID, J_SORT,
  J_STATION, KIND_SHIFT, L_ASKS, L_FROM, L_INDEX, L_KIND, L_TO, L_WAITS, OUT_COUNT, SORT_CLOSES, SORT_TOUCHED,
  STATION_MASK, WHAT, stationAt, stationIndex,
} from './layout';
import { note } from './moves';
import { drawUniform } from './random';
import { writeRecords } from './records';
import { roomOf } from './room';
import { tell } from './rows';
import { sweep, takeSeat } from './seat';
import { leave } from './whereabouts';

/** The clock counts exactly up to here: 104 days. */
export const TIME_MAX_NS = 2 ** 53;

/** Why `run` came back. */
export const Pause = { reached: 0, eventsDone: 1, traceFull: 2, noEvents: 3, jobsFull: 4, blocked: 5 } as const;

/** Sizes that are fixed for a run's life. */
export interface KernelPlan {
  readonly stations: readonly { readonly kind: StationKind; readonly id: string }[];
  /** `index` is the link's number on the screen: a link with a delay has two parts. */
  readonly links: readonly { readonly from: number; readonly to: number; readonly index?: number; readonly calls?: boolean }[];
  readonly classes: readonly { readonly shareUpTo: number; readonly deadlineNs: number; readonly priority: number }[];
  readonly families: Families;
  readonly streamKeyOf: (station: string, purpose: string) => readonly [number, number];
  /** So many of the stations are the scenario's own; those behind them stand for links that take time. */
  readonly shown?: number;
  /** Links lead in a circle, calls included. */
  readonly hasCircles?: boolean;
  /** Shared by all runs of one catalogue; without it the kernel makes its own. */
  readonly dispatch?: Dispatch;
}

/**
 * The clock, the events, the jobs, and what stations keep. It knows no station kind: it calls the handlers
 * that it was given, and offers them the few operations that they share. Its numbers stand in the arena
 * while the run has the seat there (seat.ts). Nothing here allocates while a run goes on.
 */
export class Kernel {
  eventCount = 0;
  readonly dispatch: Dispatch;
  readonly families: Families;
  /** The families' functions by the member's index, for a call without a detour. */
  readonly draws: Families['distribution'][number]['drawNs'][];
  readonly gaps: Families['arrivals'][number]['drawGapNs'][];
  /** Whether links lead in a circle anywhere, so that stations could wait for each other. */
  readonly hasCircles: boolean;
  readonly classCount: number;
  /** Stations that the screen and the report know. */
  readonly stationCount: number;
  /** Numbers that never change during a run and are too many for a station's slots, e.g. a trace; place 0 is none. */
  constants = new Float64Array(1);
  /** Jobs made before the figures began, then for each station those that had come, gone on and been shed: for the screen, which counts from the start. */
  readonly earlier: Float64Array;
  /** The stations' histograms in which latencies are counted, by their first place in `i32`: one for each class from there. */
  readonly latenciesAt: readonly number[];
  /** Where the histograms end and the tables begin, and the end of what this run uses of the arena's room. */
  readonly tablesAt: number;
  readonly roomEnd: number;

  constructor(readonly plan: KernelPlan) {
    const { stations, links, classes } = plan;
    this.families = plan.families;
    this.draws = plan.families.distribution.map(({ drawNs }) => drawNs);
    this.gaps = plan.families.arrivals.map(({ drawGapNs }) => drawGapNs);
    this.dispatch = plan.dispatch ?? dispatchOf([...new Set(stations.map(({ kind }) => kind)), callDesk, cut]);
    this.hasCircles = plan.hasCircles ?? false;
    this.classCount = classes.length;
    this.stationCount = plan.shown ?? stations.length;
    this.earlier = new Float64Array(1 + 3 * this.stationCount);

    const room = roomOf(plan);
    this.tablesAt = room.tablesAt;
    this.roomEnd = room.roomEnd;
    invariant(fits(stations.length, links.length, classes.length, room.roomEnd - 2 * ROOM_AT), `a scenario of ${stations.length} stations is too large`);

    takeSeat(this);
    sweep(this);
    clearEvents();
    clearJobs();
    i32[CLASS_COUNT] = classes.length;
    f64[L_INDEX] = -1;
    i32[TRACE_MASK] = -1;
    i32[TRACE_TOP] = MOVES_AT;
    this.latenciesAt = writeRecords(this, room);
  }

  get nowNs(): number { return f64[NOW_NS]; }
  set nowNs(ns: number) { f64[NOW_NS] = ns; }
  get figuresNs(): number { return f64[FIGURES_NS]; }
  get eventsPending(): number { return eventsPending(); }
  /** When the next event is due, ns; Infinity: there is none. */
  get nextEventNs(): number {
    const e = firstEvent();
    return e === 0 ? Infinity : f64[e + E_TIME];
  }

  /** Moves written since the reader took the last ones. */
  get moves(): number { return (i32[TRACE_TOP] - MOVES_AT) / MOVE_STRIDE; }
  get sampleEvery(): number { return i32[TRACE_MASK] + 1; }
  get traceNearlyFull(): boolean { return (i32[HALT] & Halt.trace) !== 0; }
  /** Every n-th job's moves are written; 0: none. */
  sampleJobs(every: number): void {
    i32[TRACE_MASK] = every === 0 ? -1 : every - 1;
  }
  get watchedJob(): number { return f64[WATCHED]; }
  /** Where moves are written at all, those of this job are, with its attempts and copies; 0: nobody's. */
  watchJob(job: number): void {
    f64[WATCHED] = rootOfJobId(job);
  }
  dropMoves(): void {
    i32[TRACE_TOP] = MOVES_AT;
    i32[HALT] &= ~Halt.trace;
  }

  /** Once: lets every station begin. */
  start(): void {
    this.plan.stations.forEach(({ kind }, index) => kind.start?.(this, stationAt(index)));
  }

  /**
   * Executes events up to and including `untilNs`, at most `eventsMax`; says why it came back. The run has the seat.
   * The loop is entered anew every few hundred events: in a loop that goes on, V8 stays in code that it entered midway, and that
   * code asks anew where the arena lies and what the constants are.
   */
  run(untilNs: number, eventsMax: number): number {
    let left = eventsMax;
    let pause: number;
    do {
      const slice = Math.min(left, LOOP_EVENTS);
      pause = this.loop(untilNs, slice);
      left -= slice;
      this.eventCount += slice - this.left;
    } while (pause === Pause.eventsDone && left > 0);
    return pause;
  }
  /** What `loop` left of its events. */
  private left = 0;

  private loop(untilNs: number, eventsMax: number): number {
    const ints = i32;
    const { dispatch } = this;
    let left = eventsMax;
    let pause: number = Pause.eventsDone;
    for (;;) {
      const e = firstEvent();
      if (e === 0) { pause = Pause.noEvents; break; }
      const t = f64[e + E_TIME];
      if (t > untilNs) { pause = Pause.reached; break; }
      if (left <= 0) break;
      if (ints[HALT] !== 0) { pause = this.halted(); break; }
      left--;
      const what = ints[(e << 1) + E_WHAT];
      const j = ints[(e << 1) + E_JOB];
      takeFirstEvent();
      f64[NOW_NS] = t;
      dispatch.onTimer(what >>> KIND_SHIFT, this, what & STATION_MASK, what & (CODES - 1), j);
    }
    this.left = left;
    return pause;
  }

  /** Why the loop has to come back. */
  private halted(): number {
    const why = i32[HALT];
    if ((why & Halt.rows) !== 0) return Pause.jobsFull;
    if ((why & Halt.trace) !== 0) return Pause.traceFull;
    i32[HALT] = why & ~Halt.blocked;
    return Pause.blocked;
  }

  // ── what kinds call ─────────────────────────────────────────────────────────────────────────────

  /** Offers a job over a link. False: it stays where it is, and the link waits in line for room. */
  offer(link: number, j: number): boolean {
    const to = i32[(link << 1) + L_TO];
    if (this.dispatch.accept(i32[(link << 1) + L_KIND], this, to, j, link)) return true;
    waitAtDoor(link);
    this.lookForCircle(link);
    return false;
  }

  /** Somebody waits before a link: where that may close a circle, the run looks whether any of them will ever move again. */
  lookForCircle(link: number): void {
    if (this.hasCircles && mayBeCircle(link)) i32[HALT] |= Halt.blocked;
  }

  /** Cuts a link, or mends it. What waits to be sent over it is lost with the rest. */
  setCut(link: number, isCut: boolean): void {
    const n = link << 1;
    if (isCut === this.isCut(link)) return;
    i32[n + L_KIND] = this.dispatch.kinds.indexOf(isCut ? cut : this.kindOf(i32[n + L_TO]));
    if (!isCut || i32[n + L_WAITS] === 0) return;
    stepAway(link);
    for (let hasMore = true; hasMore;) {
      i32[n + L_WAITS] = 2; // as at a door; afterwards it stands in no line
      hasMore = this.dispatch.onRoom(i32[n + L_ASKS], this, i32[n + L_FROM], link) === Room.gaveAndHasMore;
      i32[n + L_WAITS] = 0;
    }
  }

  isCut(link: number): boolean {
    return i32[(link << 1) + L_KIND] === this.dispatch.kinds.indexOf(cut);
  }

  /** A place has become free: the first in line that still has a job may hand it over. True when one did. */
  giveRoom(s: number): boolean {
    const ints = i32;
    const n = s << 1;
    let head = ints[n + DOOR_HEAD];
    for (let passes = 0; head !== 0 && passes < DOOR_PASSES_MAX; passes++) {
      const l = head << 1;
      ints[l + L_WAITS] = 2;
      const answer = this.dispatch.onRoom(ints[l + L_ASKS], this, ints[l + L_FROM], head);
      if (ints[l + L_WAITS] === 2) ints[l + L_WAITS] = 1;
      if (answer === Room.refused) return false; // It keeps its place in line; nobody behind it fares better.
      if (ints[n + DOOR_HEAD] === head && (answer !== Room.gaveAndHasMore || ints[n + DOOR_TAIL] !== head)) stepBack(n, answer === Room.gaveAndHasMore);
      if (answer !== Room.nothing) return true;
      head = ints[n + DOOR_HEAD];
    }
    return false;
  }

  /**
   * Another one is first before a link than the one that was refused. Where it would go through a station that holds nobody, there may be room
   * on its way: it is offered in an event of its own at this instant.
   */
  askSoon(link: number): void {
    if (i32[(link << 1) + L_WAITS] === 0 || this.dispatch.kinds[i32[(link << 1) + L_KIND]].instant !== true) return;
    f64[DUE_NS] = f64[NOW_NS];
    scheduleDue(i32[WHAT] + ASK, link);
  }

  /** Offers what is first before a link that stands in line, whoever stands before it, and what comes after that while it is taken. */
  askAgain(link: number): void {
    while (waits(link)) {
      const answer = this.ask(link);
      if (answer === Room.refused) return;
      if (answer !== Room.gaveAndHasMore) stepAway(link);
    }
  }

  /** Has one who stands in line hand over a job, whoever stands before it; what becomes of its place is the caller's to say. */
  ask(link: number): number {
    const l = link << 1;
    i32[l + L_WAITS] = 2;
    const answer = this.dispatch.onRoom(i32[l + L_ASKS], this, i32[l + L_FROM], link);
    if (i32[l + L_WAITS] === 2) i32[l + L_WAITS] = 1;
    return answer;
  }

  /** Counts SPAN_NS in the kind's histogram number `h`, likewise. */
  recordIn(s: number, h: number, c: number): void {
    count(i32[(s << 1) + HISTOGRAM_AT] + Math.imul(h * this.classCount + c, HISTOGRAM_INTS));
  }

  /**
   * A new job of producer `s`, meant to be sent now. It is inside nowhere until it enters, ends or is held. Its class is `given`, or, with −1,
   * drawn by the shares that begin at `mix` in the constants, or, with 0, by the classes' own. Its producer notes it when it knows what the job is about.
   */
  makeJob(s: number, serial: number, streamOfClass: number, mix = 0, given = -1): number {
    const ints = i32;
    const j = takeJobRow();
    f64[j + J_ID] = f64[s + JOB_0] + serial;
    f64[j + J_BORN] = f64[NOW_NS];
    ints[(j << 1) + J_STATION] = -s;
    ints[(j << 1) + J_SORT] = s;
    if (this.classCount > 1) ints[(j << 1) + J_SORT] = s + (given < 0 ? this.drawClass(s, streamOfClass, mix, j) : given);
    f64[classOf(j) + C_MADE]++;
    return j;
  }

  private drawClass(s: number, stream: number, mix: number, j: number): number {
    openForJob(s, stream, j);
    const u = drawUniform();
    let c = 0;
    while (c < this.classCount - 1 && u >= (mix === 0 ? f64[classAt(c) + C_SHARE_UP_TO] : this.constants[mix + c])) c++;
    return c;
  }

  /** Hands a job on over the one link of its station, or ends it where the way ends. False: it stays, and waits for room. */
  handOn(s: number, j: number): boolean {
    if (i32[(s << 1) + OUT_COUNT] > 0) return this.offer(outLink(s), j);
    this.end(j, What.served, s, 0, 0);
    return true;
  }

  /** The one end of a job: `what` of `What`, at station `s`, where it came over `link` (0: it was inside). */
  end(j: number, what: number, s: number, link: number, reason: number): void {
    leave(s, j);
    if (what === What.served) countServed(s, j);
    else countLost(s, j, what, reason);
    if (i32[TRACE_MASK] >= 0) note(j, what, s, link, reason, 0);
    if ((i32[(j << 1) + J_SORT] & (SORT_TOUCHED | SORT_CLOSES)) !== 0) tell(this, j, what);
    releaseJobRow(j);
  }

  kindOf(s: number): StationKind {
    return this.plan.stations[stationIndex(s)].kind;
  }

  /** Takes a job out of wherever it is and ends it there: an attempt or a copy that nobody waits for, or one that a fault hits. */
  withdraw(j: number, what: number, reason: number): void {
    const s = i32[(j << 1) + J_STATION];
    invariant(s > 0, 'only what is inside a station is withdrawn from it');
    const kind = this.kindOf(s);
    giveUpCalls(this, j);
    kind.withdraw?.(this, s, j);
    this.end(j, what, s, 0, reason);
    kind.afterWithdraw?.(this, s);
  }

  /** Begins the calls of a station's call links for a job that it holds; `onAnswer` comes when they are answered. False: it has none. */
  callFor(s: number, j: number, inParallel: boolean): boolean {
    return i32[(s << 1) + CALL_COUNT] > 0 && beginCalls(this, s, j, inParallel);
  }

  /** Ends a job whose calls were not answered, as the last of them failed. */
  endUnanswered(s: number, j: number): void {
    this.end(j, i32[FAILURE], s, 0, i32[FAILURE] === What.shed ? BREAKER : 0);
  }

  /** Every job inside, in no order that means anything. */
  eachJob(see: (j: number) => void): void {
    eachJobRow((j) => {
      if (i32[(j << 1) + J_STATION] > 0) see(j);
    });
  }
}

const BREAKER = SHED_REASONS.indexOf('breaker');

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

/** Events for which the inner loop is entered once. */
const LOOP_EVENTS = 256;
