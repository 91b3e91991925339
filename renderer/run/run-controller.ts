import { FrameView } from '../../simulations/engine/frame-view';
import { NO_PROBLEMS, ok, refuse, type Problem, type Result } from '../../simulations/scenario/problem';
import type { RecordedAt } from '../../simulations/scenario/run-api';
import type { Change, FaultSpec, Scenario } from '../../simulations/scenario/scenario';
import { ChangeLine } from './change-line';
import { EngineLink } from './engine-link';
import { arrivalsPerS } from './expected-rate';
import { FaultLine } from './fault-line';
import { Lifeline } from './lifeline';
import { NO_SHAPE, plannedBreaksS, shapeOf } from './measured-shape';
import { Measurements } from './measurements';
import { measurementSpans } from './pacing';
import { Playback, type Asked } from './playback';
import { placeOf, type FrameAnswer, type FromEngine } from './protocol';
import { Rewind, type Place } from './rewind';
import { RunPublisher } from './run-publisher';
import type { FrameSpan, RunSnapshot, RunStatus, StageTime } from './run-snapshot';
import { pageSurroundings, type RunSurroundings } from './run-surroundings';

export type FrameListener = (view: FrameView, span: FrameSpan) => void;
export type BranchListener = (place: RecordedAt) => void;

interface Starting {
  readonly run: number;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly resolve: (result: Result<void>) => void;
  readonly statusBefore: RunStatus;
}

/** Plays a run: begins it, changes it, takes it back and brings it back to life, and hands out what the engine answers. */
export class RunController {
  readonly measurements = new Measurements();

  private readonly surroundings: RunSurroundings;
  private readonly link: EngineLink;
  private readonly playback: Playback;
  private readonly publisher: RunPublisher;
  private readonly lifeline = new Lifeline();
  private readonly rewind: Rewind;
  private readonly changes: ChangeLine;
  private readonly faults: FaultLine;

  private status: RunStatus = 'empty';
  private run = 0;
  private runsMade = 0;
  private seed = 0;
  private begunWith: Scenario | null = null;
  /** What it has become. */
  private present: Scenario | null = null;
  /** What the next run begins with: the document's scenario. */
  private next: Scenario | null = null;
  private stale = false;
  private wantsPlay = false;
  private starting: Starting | null = null;
  /** The engine is asked to take up this run again. */
  private resuming = false;
  /** The engine holds a run that this controller does not want. */
  private replaced = false;

  private events = 0;
  private made = 0;
  private inside = 0;
  private stopped = '';
  private notice: string | null = null;
  private problems = NO_PROBLEMS;

  private readonly frameListeners = new Set<FrameListener>();
  private readonly resetListeners = new Set<() => void>();
  private readonly branchListeners = new Set<BranchListener>();

  constructor(surroundings: Partial<RunSurroundings> = {}) {
    this.surroundings = { ...pageSurroundings, ...surroundings };
    this.changes = new ChangeLine((id, change) => {
      // While a run begins there is none to change; the line sends it again as soon as there is.
      if (!this.isBetweenRuns()) this.link.post({ kind: 'change', run: this.run, id, change });
    });
    this.faults = new FaultLine((id, fault) => this.link.post({ kind: 'fault', run: this.run, id, fault }));
    this.publisher = new RunPublisher(() => this.makeSnapshot(), this.surroundings.nowMs, () => this.playback.clock.modelNs);
    this.link = new EngineLink({
      makeWorker: this.surroundings.makeWorker,
      answerWithinMs: this.surroundings.answerWithinMs,
      onAnswer: (message) => this.take(message),
      onLost: (why) => this.recover(why),
    });
    this.playback = new Playback(this.link, this.surroundings, {
      run: () => this.run,
      isPlaying: () => this.status === 'playing',
      stopped: () => this.stopped,
      mayAsk: () => !this.isBetweenRuns(),
      wantsKeyframe: () => this.lifeline.wantsKeyframe(this.surroundings.nowMs()),
      onPicture: (nowMs, isOver) => this.onPicture(nowMs, isOver),
    });
    this.rewind = new Rewind(this.lifeline, this.measurements, this.link, this.playback);
    this.subscribe = this.publisher.subscribe;
    this.getSnapshot = this.publisher.getSnapshot;
  }

  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => RunSnapshot;

  /** The view is valid during the call only: its buffer goes back to the engine. */
  onFrame(listener: FrameListener): () => void {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  /** A new run began, or the run went back to a keyframe: forget drawn jobs. */
  onReset(listener: () => void): () => void {
    this.resetListeners.add(listener);
    return () => this.resetListeners.delete(listener);
  }

  /** Something was done by hand: what was seen of the run after that place is another history. */
  onBranch(listener: BranchListener): () => void {
    this.branchListeners.add(listener);
    return () => this.branchListeners.delete(listener);
  }

  /** Another number is another run, also when it begins with the same scenario and seed. */
  get number(): number {
    return this.run;
  }

  /** This job's moves come in every frame from now on, also where it is not in the sample; 0: nobody's. */
  watchJob(job: number): void {
    this.playback.watched = job;
  }

  /** The scenario that the run began with. */
  get begun(): Scenario | null {
    return this.begunWith;
  }

  stageTime(): StageTime {
    return this.playback.clock;
  }

  /** Begins another run. What plays goes on playing; a scenario that the engine refuses leaves the present run as it is. */
  start(scenario: Scenario, seed: number = scenario.seed): Promise<Result<void>> {
    this.mendIfFailed();
    const statusBefore = this.starting?.statusBefore ?? this.status;
    this.starting?.resolve(ok(undefined)); // Overtaken.
    return new Promise((resolve) => {
      this.runsMade += 1;
      this.starting = { run: this.runsMade, scenario, seed, resolve, statusBefore };
      this.status = 'starting';
      this.link.post({ kind: 'start', run: this.runsMade, scenario, seed });
      this.publish();
    });
  }

  play(): void {
    this.wantsPlay = true;
    if (this.status === 'starting') return;
    if (this.stale && this.next !== null) void this.start(this.next, this.nextSeed());
    else if (this.status === 'failed') this.restart();
    else if (this.status === 'paused' || this.status === 'ended') {
      this.stopped = ''; // A change may have set it free; if not, it ends again at once.
      this.setStatus('playing');
    }
  }

  pause(): void {
    this.wantsPlay = false;
    if (this.status !== 'playing') return;
    this.setStatus('paused');
    this.playback.rest();
  }

  /** One event. Resolves when it was executed; the picture then shows it for a moment. */
  step(): Promise<void> {
    this.pause();
    return this.status !== 'paused' || this.isBetweenRuns() ? Promise.resolve() : this.playback.step();
  }

  /** One event back. */
  stepBack(): void {
    this.goTo(this.rewind.eventBefore(this.events));
  }

  /**
   * Takes the run, at rest, to any time that it has come to. From there it has the same history again, with what was done by hand at its
   * times, until something else is done.
   */
  seek(toS: number): void {
    this.goTo({ toNs: Math.round(Math.min(Math.max(toS * 1e9, 0), this.rewind.reachedNs)), toEvents: Infinity });
  }

  /** Model seconds per screen second; Infinity: as fast as it goes. */
  setSpeed(speed: number): void {
    if (!(speed > 0)) return;
    this.publisher.measuredSpeed = 0;
    this.playback.setSpeed(speed);
    this.publish();
  }

  /** From the start with the same seed and the newest scenario; an ended run plays again. */
  restart(): void {
    const scenario = this.next ?? this.begunWith;
    if (scenario === null) return;
    this.wantsPlay ||= this.status === 'ended' || this.status === 'failed';
    void this.start(scenario, this.nextSeed());
  }

  newSeed(): void {
    const scenario = this.next ?? this.begunWith;
    if (scenario === null) return;
    this.wantsPlay ||= this.status === 'ended' || this.status === 'failed';
    void this.start(scenario, 1 + Math.floor(Math.random() * 999_999));
  }

  /** What the next run begins with. When `stale`, this run cannot show it: it pauses, and the next play begins that one. */
  setNext(scenario: Scenario, stale: boolean): void {
    this.next = scenario;
    if (stale && !this.stale) this.pause();
    this.stale = stale;
    this.publish();
  }

  /** Applied at the run's present time. A newer value for the same parameter overtakes one that has not been sent. */
  async change(change: Change): Promise<Result<void>> {
    if (this.status === 'empty' || this.status === 'failed') return refuse({ path: change.path, message: 'nothing runs that could be changed' });
    const result = await this.changes.add(change);
    this.problems = result.ok ? NO_PROBLEMS : result.problems;
    this.publish();
    return result;
  }

  /** Something goes wrong from the run's present time on, for a while. */
  fault(fault: FaultSpec): Promise<Result<void>> {
    return this.isBetweenRuns() || this.status === 'empty' || this.status === 'failed' ? Promise.resolve(refuse(NOTHING_RUNS)) : this.faults.add(fault);
  }

  /** The parameters that are changed again by hand later in this history: the run has gone back. */
  get changedLater(): readonly string[] {
    return this.rewind.deedsLater.flatMap((deed) => ('change' in deed ? deed.change.path : []));
  }

  /** There is no run any more, because what is edited cannot run yet. The next play begins with `next`. */
  clear(): void {
    this.mendIfFailed();
    this.starting?.resolve(ok(undefined)); // Overtaken.
    this.starting = null;
    this.wantsPlay = this.resuming = false;
    this.playback.forgetRest();
    this.runsMade += 1;
    this.run = this.runsMade; // Of what the engine still sends, nothing belongs to it.
    this.begunWith = this.present = null;
    this.replaced = true;
    this.events = this.made = this.inside = 0;
    this.stopped = '';
    this.notice = null;
    this.problems = NO_PROBLEMS;
    this.playback.beginAt(0);
    this.rewind.begin();
    this.measurements.reset(NO_SHAPE, 0, measurementSpans(1));
    this.changes.refuseAll(NOTHING_RUNS);
    this.faults.refuseAll(NOTHING_RUNS);
    this.status = 'empty';
    this.publish();
    for (const listener of this.resetListeners) listener();
  }

  /** The present state once more: the picture of it has changed while the run stood. */
  showAgain(): void {
    if (this.status === 'paused' || this.status === 'ended') this.playback.refresh();
  }

  dismissNotice(): void {
    this.notice = null;
    if (this.status !== 'failed') this.problems = NO_PROBLEMS;
    this.publish();
  }

  dispose(): void {
    this.playback.dispose();
    this.link.dispose();
  }

  private take(message: FromEngine): void {
    switch (message.kind) {
      case 'started': return this.takeStarted(message);
      case 'refused': return this.takeRefused(message.problems);
      case 'frame': return this.takeFrame(message);
      case 'done': return this.takeDone(message);
      case 'crashed': return; // The link has ended that worker already.
    }
  }

  private takeStarted({ run, scenario, nowNs }: Extract<FromEngine, { kind: 'started' }>): void {
    if (this.starting?.run === run) {
      this.begin(this.starting);
    } else if (this.rewind.isOn && run === this.run) {
      this.present = scenario;
      this.rewind.hurry();
      return;
    } else if (this.resuming && run === this.run) {
      this.resuming = false;
      if (this.notice !== null) this.notice = `${this.notice} It was restarted from ${seconds(nowNs)}.`;
    } else {
      this.replaced = true; // Overtaken by a newer start, but the engine has given up the run before it.
      return;
    }
    this.replaced = false;
    this.present = scenario;
    this.stopped = '';
    this.showFrom(nowNs);
    this.playback.refresh();
    if (this.status === 'starting') this.setStatus(this.wantsPlay ? 'playing' : 'paused');
    else this.setStatus(this.status);
  }

  /** Another history is shown, or this one from another time on. */
  private showFrom(nowNs: number): void {
    this.playback.beginAt(nowNs);
    for (const listener of this.resetListeners) listener();
    this.changes.resume();
  }

  private begin({ run, scenario, seed, resolve }: Starting): void {
    this.starting = null;
    this.run = run;
    this.seed = seed;
    this.begunWith = scenario;
    this.stale = false;
    this.resuming = false;
    this.rewind.begin();
    this.faults.refuseAll(NOTHING_RUNS);
    this.lifeline.begin(this.surroundings.nowMs());
    this.notice = null;
    this.problems = NO_PROBLEMS;
    const jobsPerS = arrivalsPerS(scenario);
    this.measurements.reset(shapeOf(scenario), scenario.warmupS, measurementSpans(jobsPerS), plannedBreaksS(scenario));
    this.playback.pace.begin(jobsPerS, this.playback.speed);
    resolve(ok(undefined));
  }

  private takeRefused(problems: readonly Problem[]): void {
    const { starting } = this;
    if (starting === null) return;
    this.starting = null;
    this.problems = problems;
    if (this.replaced && this.begunWith !== null) this.resumeRun(this.begunWith);
    this.setStatus(starting.statusBefore);
    if (!this.resuming) this.changes.resume();
    starting.resolve({ ok: false, problems });
  }

  private takeDone({ run, id, result, deedsBefore }: Extract<FromEngine, { kind: 'done' }>): void {
    const told: Result<void> = result.ok ? ok(undefined) : result;
    const isFault = id < 0;
    const isKnown = isFault || this.changes.answered(id, told) !== null;
    if (isKnown && run === this.run && result.ok) {
      const deed = result.value;
      this.lifeline.note(deed, deedsBefore);
      this.rewind.branch(Math.round(placeOf(deed).atS * 1e9));
      for (const listener of this.branchListeners) listener(placeOf(deed));
      if ('change' in deed) this.measurements.noteChange(deed.change);
      else this.measurements.noteFault({ atS: deed.fault.atS, fault: deed.fault.fault });
      // Nothing else would fetch the new state.
      if (this.status !== 'playing') this.playback.refresh();
    }
    if (isFault) this.faults.answered(id, told);
  }

  private takeFrame(answer: FrameAnswer): void {
    const asked = this.playback.takeAsked();
    if (asked === undefined) return;
    const view = new FrameView(new Float64Array(answer.buffer));
    if (answer.run === this.run && asked.isUnseen === true) {
      this.takeUnseen(view, answer);
    } else if (answer.run === this.run && !this.rewind.isOn) {
      this.show(view, answer, asked);
    }
    this.playback.giveBack(answer.buffer);
    asked.resolve?.();
    if (answer.run !== this.run) return;
    this.playback.goOn();
    // While it plays the next picture publishes; what was changed is shown without delay.
    if (answer.scenario !== null || this.status !== 'playing') this.publish();
  }

  private show(view: FrameView, answer: FrameAnswer, asked: Asked): void {
    const span = this.playback.deliver(view, answer, asked);
    this.note(view, answer);
    if (this.status === 'ended' && view.stopped === '') this.setStatus('paused');
    if (answer.keyframe !== null) this.lifeline.keep(answer.keyframe);
    this.rewind.saw(view, answer.keyframe);
    for (const listener of this.frameListeners) listener(view, span);
  }

  private note(view: FrameView, answer: FrameAnswer): void {
    this.events = view.events;
    this.made = view.made;
    this.inside = view.inside;
    this.stopped = view.stopped;
    if (answer.scenario !== null) this.present = answer.scenario;
    this.measurements.add(view);
  }

  private goTo(place: Place): void {
    if (this.begunWith === null || this.starting !== null || this.resuming || this.status === 'failed') return;
    this.wantsPlay = false;
    this.playback.forgetRest();
    this.stopped = '';
    this.rewind.goTo(place, { run: this.run, scenario: this.begunWith, seed: this.seed });
    this.setStatus('paused');
  }

  private takeUnseen(view: FrameView, answer: FrameAnswer): void {
    if (!this.rewind.isOn) return;
    this.note(view, answer);
    if (!this.rewind.took(view, answer)) return;
    this.showFrom(view.nowNs);
    this.playback.rest();
  }

  private isBetweenRuns(): boolean {
    return this.starting !== null || this.resuming || this.rewind.isOn || this.begunWith === null;
  }

  /** The worker is gone. The run goes on from its last keyframe with the changes made since, unless that keeps failing. */
  private recover(why: string): void {
    this.playback.lost();
    this.faults.refuseAll({ path: '', message: 'the engine was lost before it could' });
    if (this.lifeline.crashed(this.surroundings.nowMs())) {
      this.giveUp(why);
      return;
    }
    this.notice = `The engine ${why}.`;
    this.link.renew();
    if (this.rewind.isOn) this.rewind.setOutAgain();
    else if (this.begunWith !== null) this.resumeRun(this.begunWith);
    if (this.starting !== null) {
      const { run, scenario, seed } = this.starting;
      this.link.post({ kind: 'start', run, scenario, seed });
    }
    this.publish();
  }

  private resumeRun(scenario: Scenario): void {
    this.resuming = true;
    this.link.post({ kind: 'resume', run: this.run, scenario, seed: this.seed, ...this.lifeline.backup(this.playback.clock.deliveredNs / 1e9) });
  }

  private giveUp(why: string): void {
    const problem: Problem = {
      path: '',
      message: `The engine ${why}, for the third time within ten seconds, at ${seconds(this.playback.clock.modelNs)} with seed ${this.seed}. Take back the last change and restart the run, or open another scenario.`,
    };
    this.notice = null;
    this.problems = [problem];
    this.wantsPlay = false;
    this.resuming = false;
    this.rewind.forget();
    this.changes.refuseAll(problem);
    const { starting } = this;
    this.starting = null;
    this.setStatus('failed');
    starting?.resolve({ ok: false, problems: [problem] });
  }

  private mendIfFailed(): void {
    if (this.status !== 'failed') return;
    this.lifeline.forgive();
    this.link.renew();
  }

  private nextSeed(): number {
    // A seed that was drawn stays until another one is written into the scenario.
    return this.next !== null && this.next.seed !== this.begunWith?.seed ? this.next.seed : this.seed;
  }

  private setStatus(status: RunStatus): void {
    this.status = status;
    this.publish();
    this.playback.pump();
    this.playback.wake();
  }

  private onPicture(nowMs: number, isOver: boolean): void {
    if (isOver) {
      this.wantsPlay = false;
      this.setStatus('ended');
    } else if (this.publisher.isDue(nowMs) || (this.playback.clock.aheadMs <= 0 && (this.status !== 'playing' || this.stopped !== ''))) {
      this.publish();
    }
  }

  private publish(): void {
    this.publisher.publish(this.status === 'playing');
  }

  private makeSnapshot(): RunSnapshot {
    const nowS = this.playback.clock.modelNs / 1e9;
    return {
      status: this.status,
      speed: this.playback.speed,
      measuredSpeed: this.publisher.measuredSpeed,
      seed: this.starting?.seed ?? (this.begunWith === null ? this.next?.seed ?? 0 : this.seed),
      nowS,
      // What the engine is ahead of the picture has not been seen yet.
      reachedS: this.playback.clock.deliveredNs < this.rewind.reachedNs ? this.rewind.reachedNs / 1e9 : nowS,
      doneLater: this.rewind.deedsLater.length,
      events: this.events,
      made: this.made,
      inside: this.inside,
      stopped: this.status === 'ended' ? this.stopped : '',
      notice: this.notice,
      problems: this.problems,
      scenario: this.present,
      sampleEvery: this.playback.pace.sampleEvery,
      runStale: this.stale,
    };
  }
}

const NOTHING_RUNS: Problem = { path: '', message: 'nothing runs that could be changed' };

function seconds(ns: number): string {
  return `${(ns / 1e9).toLocaleString('en', { maximumSignificantDigits: 4 })} s`;
}
