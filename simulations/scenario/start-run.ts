import { invariant } from '../engine/invariant';
import { writeFrame } from '../engine/frame-writer';
import { loadKernel, saveKernel } from '../engine/keyframe';
import { Pause, TIME_MAX_NS, type Kernel } from '../engine/kernel';
import { E_TIME } from '../engine/layout';
import { STOPS } from '../engine/frame';
import { WindowLog } from '../engine/window-log';
import { compile, compileParam } from './compile';
import { applyChange } from './param-path';
import { ok, type Problem, type Result } from './problem';
import type { Keyframe, RecordedChange, Recording, Run, RunOptions } from './run-api';
import type { Change, Scenario } from './scenario';
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
  const { scenario, seed, endS, changes, state, sizes } = keyframe;
  const kernel = compile(scenario, seed);
  invariant(kernel.ok, 'a keyframe of a scenario that compiles');
  const run = new EngineRun(scenario, seed, endS, kernel.value);
  run.load(changes, sizes, state);
  return run;
}

/** Replays a recording up to its last change: the same history, event for event. */
export function replay({ scenario, seed, changes }: Recording, options: RunOptions = {}): Result<EngineRun> {
  const run = startRun(scenario, { ...options, seed });
  if (!run.ok) return run;
  for (const change of changes) {
    run.value.advanceToEvents(change.atS, change.afterEvents);
    const done = run.value.change(change);
    if (!done.ok) return done;
  }
  return run;
}

const toNs = (seconds: number): number => (seconds === Infinity ? Infinity : Math.round(seconds * 1e9));

/** A run of one scenario in one engine. */
export class EngineRun implements Run {
  private present: Scenario;
  private readonly windows: WindowLog;
  private readonly endNs: number;
  private readonly warmupNs: number;
  private figuresFromNs = -1;
  private timelineDone = 0;
  private changes: RecordedChange[] = [];
  /** Planned changes that could not be made, and why. */
  readonly skipped: Problem[] = [];
  private stop: number = 0;
  private frameFromNs = 0;

  constructor(private readonly original: Scenario, readonly seed: number, readonly endS: number, readonly kernel: Kernel) {
    this.present = original;
    this.windows = new WindowLog(kernel);
    this.endNs = Math.min(toNs(endS), TIME_MAX_NS);
    this.warmupNs = toNs(original.warmupS);
  }

  /** As it is now, with the changes made so far. */
  get scenario(): Scenario { return this.present; }
  get nowNs(): number { return this.kernel.nowNs; }
  get nowS(): number { return this.kernel.nowNs / 1e9; }
  get events(): number { return this.kernel.eventCount; }
  get stopped(): string { return STOPS[this.stop]; }
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
      const pause = kernel.run(boundary, eventsLeft);
      eventsLeft -= kernel.eventCount - before;
      if (pause === Pause.jobsFull) this.stop = 3;
      if (pause === Pause.eventsDone || pause === Pause.traceFull) return false;
      if (pause === Pause.jobsFull) break;
      if (boundary === Infinity) {
        this.stop = 2;
        break;
      }
      kernel.nowNs = Math.max(kernel.nowNs, boundary);
      this.passBoundaries();
      if (kernel.nowNs >= this.endNs) this.stop = 1;
      if (kernel.nowNs >= target) return true;
      if (windows.full) return false;
    }
    return true;
  }

  step(): boolean {
    for (;;) {
      if (this.stop !== 0) return false;
      const first = this.kernel.events.first();
      const nextNs = first === 0 ? Infinity : this.kernel.events.f[first + E_TIME];
      const boundary = Math.min(this.nextBoundaryNs(), this.endNs);
      if (first === 0 && boundary === Infinity) return false;
      if (nextNs <= boundary) {
        if (this.kernel.run(nextNs, 1) === Pause.jobsFull) this.stop = 3;
        return this.stop === 0;
      }
      this.kernel.nowNs = Math.max(this.kernel.nowNs, boundary);
      this.passBoundaries();
      if (this.kernel.nowNs >= this.endNs) this.stop = 1;
    }
  }

  /** For a replay: to the very event after which a change was made. */
  advanceToEvents(timeS: number, events: number): void {
    // Not one event more, even when another is due at this very time.
    this.advanceSome(timeS, events - this.kernel.eventCount);
    this.dropUnread();
    invariant(this.kernel.eventCount === events, `replayed ${this.kernel.eventCount} events, recorded ${events}`);
    this.kernel.nowNs = Math.max(this.kernel.nowNs, toNs(timeS));
  }

  change(change: Change): Result<void> {
    const recorded = { path: change.path, value: change.value, atS: this.nowS, afterEvents: this.kernel.eventCount };
    const done = this.apply(change);
    if (done.ok) this.changes.push(recorded);
    return done;
  }

  private apply(change: Change): Result<void> {
    const changed = applyChange(this.present, change);
    if (!changed.ok) return changed;
    const [, id = '', name = ''] = change.path.split('.');
    const s = Object.keys(this.present.stations).indexOf(id);
    const spec = changed.value.stations[id];
    const problem = compileParam(this.kernel, s, id, spec, name);
    if (problem !== undefined) return problem;
    this.present = changed.value;
    stationKind(spec.kind)?.onChange?.(this.kernel, s);
    return ok(undefined);
  }

  private nextBoundaryNs(): number {
    const planned = this.original.timeline[this.timelineDone];
    return Math.min(
      this.windows.endNs,
      this.figuresFromNs < 0 ? this.warmupNs : Infinity,
      planned === undefined ? Infinity : toNs(planned.atS),
    );
  }

  /** What happens at this very time, after the events of this time: a window ends, the warm-up ends, the plan changes something. */
  private passBoundaries(): void {
    const now = this.kernel.nowNs;
    if (this.figuresFromNs < 0 && now >= this.warmupNs) this.restartFigures();
    else if (now >= this.windows.endNs) this.windows.close();
    for (;;) {
      const planned = this.original.timeline[this.timelineDone];
      if (planned === undefined || toNs(planned.atS) > now) return;
      this.timelineDone++;
      const done = this.apply(planned.change);
      // A change by hand may have taken away what the plan wanted to set.
      if (!done.ok) this.skipped.push(...done.problems);
    }
  }

  /** The end of the warm-up; the open window ends with it. */
  restartFigures(): void {
    if (this.windows.windowNs !== Infinity && this.kernel.nowNs > 0) this.windows.close();
    this.figuresFromNs = this.kernel.nowNs;
    this.kernel.restartFigures();
    this.windows.restart();
  }

  sampleJobs(every: number): void {
    this.kernel.trace.sampleEvery(every);
  }

  setWindowS(windowS: number): void {
    this.windows.setLength(toNs(windowS));
  }

  readFrame(into?: Float64Array): Float64Array {
    const frame = writeFrame(this.kernel, this.windows, { fromNs: this.frameFromNs, stop: this.stop }, into);
    this.dropUnread();
    return frame;
  }

  private dropUnread(): void {
    this.kernel.trace.count = 0;
    this.windows.clear();
    this.frameFromNs = this.kernel.nowNs;
  }

  keyframe(): Keyframe {
    const windows = this.windows.save();
    const { sizes, state } = saveKernel(this.kernel, windows, [
      ...windows.numbers, this.figuresFromNs, this.timelineDone, this.stop, this.frameFromNs,
    ]);
    return { scenario: this.original, seed: this.seed, endS: this.endS, changes: this.changes.slice(), state, sizes };
  }

  /** Fills a fresh run from a keyframe. */
  load(changes: readonly RecordedChange[], sizes: readonly number[], state: ArrayBuffer): void {
    // Changes first, for the scenario and for what they keep beside the tables; then the tables as they were.
    const planned = sizes[sizes.length - 3];
    const made = [
      ...this.original.timeline.slice(0, planned).map((item) => ({ ...item.change, atS: item.atS, planned: true })),
      ...changes.map((change) => ({ ...change, planned: false })),
    ].sort((a, b) => a.atS - b.atS);
    for (const { path, value, planned: isPlanned } of made) {
      const done = this.apply({ path, value });
      invariant(done.ok || isPlanned, `a recorded change: ${path}`);
      if (!done.ok) this.skipped.push(...done.problems);
    }
    this.changes = changes.slice();
    const { before, latenciesBefore, numbers } = loadKernel(this.kernel, sizes, state);
    const [windowNs, openedNs, fromNs, figuresFromNs, timelineDone, stop, frameFromNs] = numbers as [number, number, number, number, number, number, number];
    this.windows.load([windowNs, openedNs, fromNs], before, latenciesBefore);
    this.figuresFromNs = figuresFromNs;
    this.timelineDone = timelineDone;
    this.stop = stop;
    this.frameFromNs = frameFromNs;
  }

  recording(): Recording {
    return { scenario: this.original, seed: this.seed, changes: this.changes.slice() };
  }
}
