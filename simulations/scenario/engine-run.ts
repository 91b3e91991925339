import { HALT, Halt, i32 } from '../engine/arena';
import { restartFigures } from '../engine/figures';
import { STOPS } from '../engine/frame';
import { writeFrame } from '../engine/frame-writer';
import { invariant } from '../engine/invariant';
import { Pause, TIME_MAX_NS, type Kernel } from '../engine/kernel';
import { loadKernel, saveKernel } from '../engine/keyframe';
import { takeSeat } from '../engine/seat';
import { WindowLog } from '../engine/window-log';
import { Deeds } from './deeds';
import { toNs } from './plan';
import type { Problem, Result } from './problem';
import type { Keyframe, RecordedAt, RecordedChange, RecordedFault, Recording, Run } from './run-api';
import type { Change, FaultSpec, Scenario } from './scenario';
import { EVENTS_PER_LOOK, Instant, deadlocked, isTimeToLook } from './standstill';

/** After so many the run looks whether time goes on. */
const EVENTS_PER_SLICE = 500_000;

/** A run of one scenario in one engine. */
export class EngineRun implements Run {
  private readonly deeds: Deeds;
  private readonly instant = new Instant();
  private readonly windows: WindowLog;
  private readonly endNs: number;
  private readonly warmupNs: number;
  private figuresFromNs = -1;
  private stop: number = 0;
  private frameFromNs = 0;

  constructor(private readonly original: Scenario, readonly seed: number, readonly endS: number, private readonly ownKernel: Kernel) {
    this.deeds = new Deeds(original);
    this.windows = new WindowLog(ownKernel);
    this.endNs = Math.min(toNs(endS), TIME_MAX_NS);
    this.warmupNs = toNs(original.warmupS);
  }

  /** As it is now, with the changes made so far. */
  get scenario(): Scenario { return this.deeds.scenario; }
  /** Planned changes that could not be made, and why. */
  get skipped(): readonly Problem[] { return this.deeds.skipped; }
  /** The engine, with this run in its seat: reach it through here each time. */
  get kernel(): Kernel {
    takeSeat(this.ownKernel);
    return this.ownKernel;
  }

  get nowNs(): number { return this.kernel.nowNs; }
  get nowS(): number { return this.kernel.nowNs / 1e9; }
  get events(): number { return this.kernel.eventCount; }
  get stopped(): string {
    if (this.stop !== STOPS.indexOf('deadlock')) return STOPS[this.stop];
    if (this.deadlock.length === 0) this.isDeadlocked(); // it goes on from a keyframe
    return `deadlock: ${[...this.deadlock, this.deadlock[0]].join(' waits for ')}`;
  }
  get reachedEnd(): boolean { return this.stop === 1; }
  /** Since when the figures count, ns; −1 while the warm-up goes on. */
  get figuresSinceNs(): number { return this.figuresFromNs; }

  advanceTo(timeS: number): void {
    while (!this.advanceSome(timeS, Infinity)) this.dropUnread();
  }

  advanceSome(timeS: number, eventsMax: number): boolean {
    const target = Math.min(toNs(timeS), this.endNs);
    const { kernel, windows } = this;
    let eventsLeft = eventsMax;
    while (this.stop === 0) {
      const boundary = Math.min(target, this.nextBoundaryNs());
      const before = kernel.eventCount;
      const pause = kernel.run(boundary, Math.min(eventsLeft, kernel.hasCircles ? EVENTS_PER_LOOK - (before % EVENTS_PER_LOOK) : EVENTS_PER_SLICE));
      eventsLeft -= kernel.eventCount - before;
      if (kernel.eventCount > before && isTimeToLook(kernel)) this.stopIfDeadlocked();
      if (this.instant.standsStill(kernel, kernel.eventCount - before)) this.stop = 5;
      if (pause === Pause.jobsFull) this.stop = 3;
      if (pause === Pause.blocked) this.stopIfDeadlocked();
      if (this.stop !== 0) break;
      if (pause === Pause.blocked) continue;
      if (pause === Pause.eventsDone && eventsLeft > 0) continue;
      if (pause === Pause.eventsDone || pause === Pause.traceFull) return false;
      if (pause === Pause.noEvents) this.stopIfDeadlocked();
      if (this.stop === 0 && pause === Pause.noEvents && timeS === Infinity && this.isIdle()) this.stop = 2;
      if (this.stop !== 0) break;
      kernel.nowNs = Math.max(kernel.nowNs, boundary);
      this.passBoundaries();
      if (kernel.nowNs >= this.endNs) this.stop = 1;
      if (kernel.nowNs >= target) return true;
      if (windows.full) return false;
    }
    return true;
  }

  /** True when stations wait for each other and will never move again. */
  private isDeadlocked(): boolean {
    this.deadlock = deadlocked(this.kernel);
    return this.deadlock.length > 0;
  }
  /** What the plan does later may let them move again, so the run goes on until that is done. */
  private stopIfDeadlocked(): void {
    if (this.deeds.nextPlannedNs >= this.endNs && this.isDeadlocked()) this.stop = STOPS.indexOf('deadlock');
  }
  /** The stations that wait for each other, in order, when the run has stopped because of them. */
  deadlock: readonly string[] = [];

  step(): boolean {
    for (;;) {
      if (this.stop !== 0) return false;
      const nextNs = this.kernel.nextEventNs;
      const boundary = Math.min(this.nextBoundaryNs(), this.endNs);
      if (nextNs === Infinity) this.stopIfDeadlocked();
      if (this.stop !== 0 || (nextNs === Infinity && this.isIdle())) return false;
      if (nextNs <= boundary) {
        if (this.kernel.traceNearlyFull) this.dropUnread(); // who steps and does not look
        const pause = this.kernel.run(nextNs, 1);
        if (pause === Pause.jobsFull) this.stop = 3;
        if (pause === Pause.blocked || isTimeToLook(this.kernel)) this.stopIfDeadlocked();
        if (pause !== Pause.blocked) return this.stop === 0;
        continue;
      }
      this.kernel.nowNs = Math.max(this.kernel.nowNs, boundary);
      this.passBoundaries();
      if (this.kernel.nowNs >= this.endNs) this.stop = 1;
    }
  }

  /** For a replay: to the very place in the history at which a change was made. `isWatched`: somebody will read what happens until then. */
  advanceToChange({ atS, afterEvents, afterPlanned, inFigures }: RecordedAt, isWatched = false): void {
    const { kernel } = this;
    const atNs = toNs(atS);
    for (;;) {
      const boundary = this.nextBoundaryNs();
      let pause: number;
      do pause = kernel.run(Math.min(boundary, atNs), afterEvents - kernel.eventCount); while (pause === Pause.blocked);
      if (!isWatched || pause === Pause.traceFull) this.dropUnread();
      const isDue = this.deeds.plannedDone < afterPlanned || (inFigures && this.figuresFromNs < 0);
      if (kernel.eventCount >= afterEvents && !isDue) break;
      invariant(boundary <= atNs, `a change at ${atNs} ns after ${afterEvents} events, but there are only ${kernel.eventCount}`);
      kernel.nowNs = Math.max(kernel.nowNs, boundary);
      this.passBoundaries(afterPlanned, inFigures);
    }
    kernel.nowNs = Math.max(kernel.nowNs, atNs);
    if (kernel.nowNs >= this.endNs) this.stop = 1;
  }

  change(change: Change): Result<RecordedChange> {
    const done = this.deeds.change(this.kernel, change, this.place());
    if (done.ok) this.lookAgain();
    return done;
  }

  fault(fault: FaultSpec): Result<RecordedFault> {
    const done = this.deeds.fault(this.kernel, fault, this.place());
    if (done.ok) this.lookAgain();
    return done;
  }

  /** Something was done by hand: there may be events again, or room; or a circle has closed, or still is. */
  private lookAgain(): void {
    if (this.stop === 2 || this.stop === 4) this.stop = 0;
    if (this.stop === 0) this.stopIfDeadlocked();
    i32[HALT] &= ~Halt.blocked;
  }

  /** Where in the history something is done by hand now. */
  private place(): RecordedAt {
    return { atS: this.nowS, afterEvents: this.kernel.eventCount, afterPlanned: this.deeds.plannedDone, inFigures: this.figuresFromNs >= 0 };
  }

  private nextBoundaryNs(): number {
    return Math.min(this.windows.endNs, this.nextPlannedNs());
  }

  /** The next thing that happens without an event, but for the end of a window. */
  private nextPlannedNs(): number {
    return Math.min(this.figuresFromNs < 0 ? this.warmupNs : Infinity, this.deeds.nextPlannedNs);
  }

  /** Without an event, nothing would ever happen again. */
  private isIdle(): boolean {
    return this.endS === Infinity && this.nextPlannedNs() === Infinity;
  }

  /** What happens at this very time, after the events of this time: a window ends, the warm-up ends, the plan changes something. */
  private passBoundaries(plannedMax = Infinity, figures = true): void {
    const now = this.kernel.nowNs;
    if (figures && this.figuresFromNs < 0 && now >= this.warmupNs) this.restartFigures();
    else if (now >= this.windows.endNs) this.windows.close();
    const before = this.deeds.plannedDone;
    while (this.deeds.plannedDone < plannedMax && this.deeds.nextPlannedNs <= now) this.deeds.doPlanned(this.kernel);
    if (this.deeds.plannedDone > before) this.stopIfDeadlocked();
  }

  /** The end of the warm-up; the open window ends with it. */
  restartFigures(): void {
    if (this.windows.windowNs !== Infinity && this.kernel.nowNs > 0) this.windows.close();
    this.figuresFromNs = this.kernel.nowNs;
    restartFigures(this.kernel);
    this.windows.restart();
  }

  sampleJobs(every: number): void {
    this.kernel.sampleJobs(every);
  }

  watchJob(job: number): void {
    this.kernel.watchJob(job);
  }

  setWindowS(windowS: number): void {
    takeSeat(this.ownKernel);
    this.windows.setLength(toNs(windowS));
  }

  readFrame(into?: Float64Array): Float64Array {
    const frame = writeFrame(this.kernel, this.windows, { fromNs: this.frameFromNs, stop: this.stop }, into);
    this.dropUnread();
    return frame;
  }

  private dropUnread(): void {
    this.kernel.dropMoves();
    this.windows.clear();
    this.frameFromNs = this.kernel.nowNs;
  }

  keyframe(into?: Keyframe): Keyframe {
    const windows = this.windows.save();
    const { numbers, state, beside } = saveKernel(this.kernel, windows, [
      ...windows.numbers, this.figuresFromNs, this.deeds.plannedDone, this.stop, this.frameFromNs,
    ], into?.state);
    return { scenario: this.original, seed: this.seed, endS: this.endS, ...this.deeds.byHand, state, beside, numbers };
  }

  /** Fills a fresh run from a keyframe. */
  load(keyframe: Keyframe): void {
    // Changes first, for the scenario and for what they keep beside the tables; then the tables as they were.
    this.deeds.redo(this.kernel, keyframe, keyframe.numbers[keyframe.numbers.length - 3]);
    const { before, latenciesBefore, numbers } = loadKernel(this.kernel, keyframe, this.windows.totalsLength);
    const [windowNs, openedNs, fromNs, figuresFromNs, , stop, frameFromNs] = numbers as [number, number, number, number, number, number, number];
    this.windows.load([windowNs, openedNs, fromNs], before, latenciesBefore);
    this.figuresFromNs = figuresFromNs;
    this.stop = stop;
    this.frameFromNs = frameFromNs;
  }

  recording(): Recording {
    return { scenario: this.original, seed: this.seed, ...this.deeds.byHand };
  }
}
