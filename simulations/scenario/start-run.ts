import { invariant } from '../engine/invariant';
import { writeFrame } from '../engine/frame-writer';
import { loadKernel, saveKernel } from '../engine/keyframe';
import { Pause, TIME_MAX_NS, type Kernel } from '../engine/kernel';
import { insideJobs, restartFigures } from '../engine/figures';
import { HALT, Halt, JOBS_AT, JOB_TOP, i32, linkAt } from '../engine/arena';
import { deadCircle } from '../engine/deadlock';
import { CHANGED, JOB_NUMBERS, stationAt, stationIndex } from '../engine/layout';
import { takeSeat } from '../engine/seat';
import { STOPS } from '../engine/frame';
import { withInitials, type ParamValues } from '../engine/param';
import { WindowLog } from '../engine/window-log';
import { compile, compileParam } from './compile';
import { applyChange } from './param-path';
import { checkFault, faultKind, faultTarget } from './fault-spec';
import { endOf, inOrder, insert, planOf, type PlanItem } from './plan';
import { ok, refuse, type Problem, type Result } from './problem';
import { ProblemList } from './problem-list';
import type { Keyframe, RecordedAt, RecordedChange, RecordedFault, Recording, Run, RunOptions } from './run-api';
import { linkId, type Change, type FaultSpec, type Scenario } from './scenario';
import { stationKind } from './station-kind';

/** Starts a valid scenario (parse or validate it first) at model time 0. */
export function startRun(scenario: Scenario, options: RunOptions = {}): Result<EngineRun> {
  const seed = options.seed ?? scenario.seed;
  const kernel = compile(scenario, seed);
  if (!kernel.ok) return kernel;
  const endS = options.endS ?? scenario.warmupS + scenario.durationS;
  const run = new EngineRun(scenario, seed, endS, kernel.value);
  kernel.value.start();
  if (scenario.warmupS === 0) run.restartFigures();
  return ok(run);
}

/** Continues from a keyframe: the same history as if the run had never been left. */
export function resumeRun(keyframe: Keyframe): EngineRun {
  const { scenario, seed, endS } = keyframe;
  const kernel = compile(scenario, seed);
  invariant(kernel.ok, 'a keyframe of a scenario that compiles');
  const run = new EngineRun(scenario, seed, endS, kernel.value);
  run.load(keyframe);
  return run;
}

/** Replays a recording up to its last change: the same history, event for event. */
export function replay(recording: Recording, options: RunOptions = {}): Result<EngineRun> {
  const { scenario, seed } = recording;
  const run = startRun(scenario, { ...options, seed });
  if (!run.ok) return run;
  let refused: Result<EngineRun> | undefined;
  const keep = (done: Result<unknown>): void => { if (!done.ok) refused ??= done; };
  inOrder(recording, (change) => {
    run.value.advanceToChange(change);
    keep(run.value.change(change));
  }, (recorded) => {
    run.value.advanceToChange(recorded);
    keep(run.value.fault(recorded.fault));
  });
  return refused ?? run;
}

const toNs = (seconds: number): number => (seconds === Infinity ? Infinity : Math.round(seconds * 1e9));

/** After so many the run looks whether time goes on. */
const EVENTS_PER_SLICE = 500_000;
/** A circle may close when the last that could have moved it goes by in vain. So one is looked for every so many events, and rarely enough where there are many jobs. */
const EVENTS_PER_LOOK = 8_192;
/** So many at one instant are too many, beside one for each job inside at each station. */
const EVENTS_PER_INSTANT_MAX = 1_000_000;

/** A run of one scenario in one engine. */
export class EngineRun implements Run {
  private present: Scenario;
  private readonly windows: WindowLog;
  private readonly endNs: number;
  private readonly warmupNs: number;
  private figuresFromNs = -1;
  /** The timeline, and the ends of faults made by hand; so many of its items are done. */
  private readonly plan: PlanItem[];
  private plannedDone = 0;
  private changes: RecordedChange[] = [];
  private faults: RecordedFault[] = [];
  /** The faults that are on. */
  private active: FaultSpec[] = [];
  /** Planned changes that could not be made, and why. */
  readonly skipped: Problem[] = [];
  private instantNs = -1;
  private instantEvents = 0;
  private stop: number = 0;
  private frameFromNs = 0;

  constructor(private readonly original: Scenario, readonly seed: number, readonly endS: number, private readonly ownKernel: Kernel) {
    this.present = original;
    this.plan = planOf(original);
    this.windows = new WindowLog(ownKernel);
    this.endNs = Math.min(toNs(endS), TIME_MAX_NS);
    this.warmupNs = toNs(original.warmupS);
  }

  /** As it is now, with the changes made so far. */
  get scenario(): Scenario { return this.present; }
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
      if (kernel.eventCount > before && this.isTimeToLook()) this.stopIfDeadlocked();
      if (this.standsStill(kernel.eventCount - before)) this.stop = 5;
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

  /** It follows from how many events there were, and not from how the run is cut into pieces. */
  private isTimeToLook(): boolean {
    const { hasCircles, eventCount } = this.kernel;
    if (!hasCircles || eventCount % EVENTS_PER_LOOK !== 0) return false;
    const rows = (i32[JOB_TOP] - JOBS_AT) / JOB_NUMBERS;
    return (eventCount / EVENTS_PER_LOOK) % Math.max(1, Math.ceil(rows / EVENTS_PER_LOOK)) === 0;
  }

  /** True when stations wait for each other and will never move again. */
  private isDeadlocked(): boolean {
    if (!this.kernel.hasCircles) return false;
    this.deadlock = deadCircle(this.kernel).map((s) => this.kernel.plan.stations[stationIndex(s)].id);
    return this.deadlock.length > 0;
  }
  /** What the plan does later may let them move again, so the run goes on until that is done. */
  private stopIfDeadlocked(): void {
    if (this.nextDoneNs() >= this.endNs && this.isDeadlocked()) this.stop = STOPS.indexOf('deadlock');
  }
  /** The stations that wait for each other, in order, when the run has stopped because of them. */
  deadlock: readonly string[] = [];

  /** True when so many events have come at one instant that no time will ever pass. */
  private standsStill(events: number): boolean {
    if (this.kernel.nowNs !== this.instantNs) {
      this.instantNs = this.kernel.nowNs;
      this.instantEvents = 0;
    }
    this.instantEvents += events;
    return this.instantEvents > EVENTS_PER_INSTANT_MAX + insideJobs(this.kernel) * this.kernel.plan.stations.length;
  }

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
        if (pause === Pause.blocked || this.isTimeToLook()) this.stopIfDeadlocked();
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
      const isDue = this.plannedDone < afterPlanned || (inFigures && this.figuresFromNs < 0);
      if (kernel.eventCount >= afterEvents && !isDue) break;
      invariant(boundary <= atNs, `a change at ${atNs} ns after ${afterEvents} events, but there are only ${kernel.eventCount}`);
      kernel.nowNs = Math.max(kernel.nowNs, boundary);
      this.passBoundaries(afterPlanned, inFigures);
    }
    kernel.nowNs = Math.max(kernel.nowNs, atNs);
    if (kernel.nowNs >= this.endNs) this.stop = 1;
  }

  change(change: Change): Result<RecordedChange> {
    const recorded = { path: change.path, value: change.value, ...this.place() };
    const done = this.apply(change);
    if (!done.ok) return done;
    this.changes.push(recorded);
    this.lookAgain();
    return ok(recorded);
  }

  fault(fault: FaultSpec): Result<RecordedFault> {
    const problems = new ProblemList();
    checkFault(fault, this.present, 'fault', problems);
    if (problems.count > 0) return refuse(...problems.list());
    const recorded = { fault, afterChanges: this.changes.length, ...this.place() };
    this.beginByHand(fault, this.kernel.nowNs);
    this.faults.push(recorded);
    this.lookAgain();
    return ok(recorded);
  }

  /** Something was done by hand: there may be events again, or room; or a circle has closed, or still is. */
  private lookAgain(): void {
    if (this.stop === 2 || this.stop === 4) this.stop = 0;
    if (this.stop === 0) this.stopIfDeadlocked();
    i32[HALT] &= ~Halt.blocked;
  }

  /** Where in the history something is done by hand now. */
  private place(): RecordedAt {
    return { atS: this.nowS, afterEvents: this.kernel.eventCount, afterPlanned: this.plannedDone, inFigures: this.figuresFromNs >= 0 };
  }

  /** It begins now, and its end is planned. Each is an object of its own, for the same one may come twice. */
  private beginByHand(fault: FaultSpec, atNs: number): void {
    const own = { ...fault };
    this.begin(own);
    insert(this.plan, endOf(own, atNs), this.plannedDone);
  }

  private begin(fault: FaultSpec): void {
    this.active.push(fault);
    this.strike(fault);
  }

  private end(fault: FaultSpec): void {
    this.active = this.active.filter((each) => each !== fault);
    this.strike(fault);
  }

  /** Brings a station or link into the state that the faults which are on there make of it. */
  private strike(fault: FaultSpec): void {
    const kind = faultKind(fault.kind);
    invariant(kind !== undefined, `fault ${fault.kind}`);
    const target = faultTarget(fault);
    const same = this.active.filter((each) => faultTarget(each) === target);
    const { stations, links } = this.original;
    const handle = kind.on === 'station'
      ? stationAt(Object.keys(stations).indexOf(fault.station ?? ''))
      : linkAt(links.findIndex((link) => linkId(link) === fault.link));
    kind.apply(this.kernel, handle, same.map((each) => withInitials(kind.params, each as ParamValues)));
  }

  /** Does the next item of the plan. */
  private doPlanned(): void {
    const { change, begins, ends } = this.plan[this.plannedDone++];
    if (begins !== undefined) this.begin(begins);
    if (ends !== undefined) this.end(ends);
    if (change === undefined) return;
    const done = this.apply(change);
    // A change by hand may have taken away what the plan wanted to set.
    if (!done.ok) this.skipped.push(...done.problems);
  }

  private apply(change: Change): Result<void> {
    const changed = applyChange(this.present, change);
    if (!changed.ok) return changed;
    const problem = compileParam(this.kernel, changed.value, change.path);
    if (problem !== undefined) return problem;
    this.present = changed.value;
    const [top, id = ''] = change.path.split('.');
    if (top === 'stations') {
      const s = Object.keys(changed.value.stations).indexOf(id);
      i32[(stationAt(s) << 1) + CHANGED]++;
      stationKind(changed.value.stations[id].kind)?.onChange?.(this.kernel, stationAt(s));
    }
    return ok(undefined);
  }

  private nextBoundaryNs(): number {
    return Math.min(this.windows.endNs, this.nextPlannedNs());
  }

  /** The next thing that happens without an event, but for the end of a window. */
  private nextPlannedNs(): number {
    return Math.min(this.figuresFromNs < 0 ? this.warmupNs : Infinity, this.nextDoneNs());
  }

  /** When the plan changes something next. */
  private nextDoneNs(): number {
    return this.plan[this.plannedDone]?.atNs ?? Infinity;
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
    const before = this.plannedDone;
    while (this.plannedDone < plannedMax && this.nextDoneNs() <= now) this.doPlanned();
    if (this.plannedDone > before) this.stopIfDeadlocked();
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
      ...windows.numbers, this.figuresFromNs, this.plannedDone, this.stop, this.frameFromNs,
    ], into?.state);
    return { scenario: this.original, seed: this.seed, endS: this.endS, changes: this.changes.slice(), faults: this.faults.slice(), state, beside, numbers };
  }

  /** Fills a fresh run from a keyframe. */
  load(keyframe: Keyframe): void {
    // Changes first, for the scenario and for what they keep beside the tables; then the tables as they were.
    const plannedDone = keyframe.numbers[keyframe.numbers.length - 3];
    const planUpTo = (upTo: number): void => { while (this.plannedDone < upTo) this.doPlanned(); };
    inOrder(keyframe, ({ path, value, afterPlanned }) => {
      planUpTo(afterPlanned);
      const done = this.apply({ path, value });
      invariant(done.ok, `a recorded change: ${path}`);
    }, ({ fault, atS, afterPlanned }) => {
      planUpTo(afterPlanned);
      this.beginByHand(fault, toNs(atS));
    });
    planUpTo(plannedDone);
    this.changes = keyframe.changes.slice();
    this.faults = keyframe.faults.slice();
    const { before, latenciesBefore, numbers } = loadKernel(this.kernel, keyframe, this.windows.totalsLength);
    const [windowNs, openedNs, fromNs, figuresFromNs, , stop, frameFromNs] = numbers as [number, number, number, number, number, number, number];
    this.windows.load([windowNs, openedNs, fromNs], before, latenciesBefore);
    this.figuresFromNs = figuresFromNs;
    this.stop = stop;
    this.frameFromNs = frameFromNs;
  }

  recording(): Recording {
    return { scenario: this.original, seed: this.seed, changes: this.changes.slice(), faults: this.faults.slice() };
  }
}
