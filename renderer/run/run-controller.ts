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
import { NextRun } from './next-run';
import { Playback, type Asked } from './playback';
import { PresentRun, type RunOrigin } from './present-run';
import { placeOf, type FrameAnswer, type FromEngine } from './protocol';
import { Rewind, type Place } from './rewind';
import { RunPublisher } from './run-publisher';
import { RunStart } from './run-start';
import type { FrameSpan, RunSnapshot, RunStatus, StageTime } from './run-snapshot';
import { pageSurroundings, type RunSurroundings } from './run-surroundings';

export type FrameListener = (view: FrameView, span: FrameSpan) => void;
export type BranchListener = (place: RecordedAt) => void;

/** Plays a run: begins it, changes it, takes it back and brings it back to life, and hands out what the engine answers. */
export class RunController {
  readonly measurements = new Measurements();

  private readonly surroundings: RunSurroundings;
  private readonly link: EngineLink;
  private readonly playback: Playback;
  private readonly publisher: RunPublisher;
  private readonly present = new PresentRun();
  private readonly next = new NextRun(this.present);
  private readonly starting: RunStart;
  private readonly lifeline = new Lifeline();
  private readonly rewind: Rewind;
  private readonly changes: ChangeLine;
  private readonly faults: FaultLine;

  private status: RunStatus = 'empty';
  private wantsPlay = false;
  /** The engine is asked to take up this run again. */
  private resuming = false;
  private notice: string | null = null;
  private problems = NO_PROBLEMS;

  private readonly frameListeners = new Set<FrameListener>();
  private readonly resetListeners = new Set<() => void>();
  private readonly branchListeners = new Set<BranchListener>();

  constructor(surroundings: Partial<RunSurroundings> = {}) {
    this.surroundings = { ...pageSurroundings, ...surroundings };
    this.changes = new ChangeLine((id, change) => {
      // While a run begins there is none to change; the line sends it again as soon as there is.
      if (!this.isBetweenRuns()) this.link.post({ kind: 'change', run: this.present.number, id, change });
    });
    this.faults = new FaultLine((id, fault) => this.link.post({ kind: 'fault', run: this.present.number, id, fault }));
    this.publisher = new RunPublisher(() => this.makeSnapshot(), this.surroundings.nowMs, () => this.playback.clock.modelNs);
    this.link = new EngineLink({
      makeWorker: this.surroundings.makeWorker,
      answerWithinMs: this.surroundings.answerWithinMs,
      onAnswer: (message) => this.take(message),
      onLost: (why) => this.recover(why),
    });
    this.starting = new RunStart(this.link);
    this.playback = new Playback(this.link, this.surroundings, {
      run: () => this.present.number,
      isPlaying: () => this.status === 'playing',
      stopped: () => this.present.stopped,
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
    return this.present.number;
  }

  /** This job's moves come in every frame from now on, also where it is not in the sample; 0: nobody's. */
  watchJob(job: number): void {
    this.playback.watched = job;
  }

  /** The scenario that the run began with. */
  get begun(): Scenario | null {
    return this.present.begunWith;
  }

  stageTime(): StageTime {
    return this.playback.clock;
  }

  /** Begins another run. What plays goes on playing; a scenario that the engine refuses leaves the present run as it is. */
  start(scenario: Scenario, seed: number = scenario.seed): Promise<Result<void>> {
    this.mendIfFailed();
    const started = this.starting.ask(scenario, seed, this.status);
    this.status = 'starting';
    this.publish();
    return started;
  }

  play(): void {
    this.wantsPlay = true;
    if (this.status === 'starting') return;
    if (this.next.isStale && this.next.edited !== null) void this.start(this.next.edited, this.next.seed);
    else if (this.status === 'failed') this.restart();
    else if (this.status === 'paused' || this.status === 'ended') {
      this.present.stopped = ''; // A change may have set it free; if not, it ends again at once.
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
    this.goTo(this.rewind.eventBefore(this.present.events));
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
    this.startNext(this.next.seed);
  }

  newSeed(): void {
    this.startNext(1 + Math.floor(Math.random() * 999_999));
  }

  /** What the next run begins with. When `stale`, this run cannot show it: it pauses, and the next play begins that one. */
  setNext(scenario: Scenario, stale: boolean): void {
    this.next.edited = scenario;
    if (stale && !this.next.isStale) this.pause();
    this.next.isStale = stale;
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
    this.starting.forget();
    this.wantsPlay = this.resuming = false;
    this.playback.forgetRest();
    this.present.clear(this.starting.nextNumber());
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
    const begun = this.starting.begun(run);
    if (begun !== null) {
      this.begin(begun);
    } else if (this.rewind.isOn && run === this.present.number) {
      this.present.scenario = scenario;
      this.rewind.hurry();
      return;
    } else if (this.resuming && run === this.present.number) {
      this.resuming = false;
      if (this.notice !== null) this.notice = `${this.notice} It was restarted from ${seconds(nowNs)}.`;
    } else {
      this.present.isReplaced = true; // Overtaken by a newer start, but the engine has given up the run before it.
      return;
    }
    this.present.held(scenario);
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

  private begin(origin: RunOrigin): void {
    const { scenario } = origin;
    this.present.begin(origin);
    this.next.isStale = false;
    this.resuming = false;
    this.rewind.begin();
    this.faults.refuseAll(NOTHING_RUNS);
    this.lifeline.begin(this.surroundings.nowMs());
    this.notice = null;
    this.problems = NO_PROBLEMS;
    const jobsPerS = arrivalsPerS(scenario);
    this.measurements.reset(shapeOf(scenario), scenario.warmupS, measurementSpans(jobsPerS), plannedBreaksS(scenario));
    this.playback.pace.begin(jobsPerS, this.playback.speed);
  }

  private takeRefused(problems: readonly Problem[]): void {
    const statusBefore = this.starting.refused(problems);
    if (statusBefore === null) return;
    this.problems = problems;
    if (this.present.isReplaced) this.resumeRun();
    this.setStatus(statusBefore);
    if (!this.resuming) this.changes.resume();
  }

  private takeDone({ run, id, result, deedsBefore }: Extract<FromEngine, { kind: 'done' }>): void {
    const told: Result<void> = result.ok ? ok(undefined) : result;
    const isFault = id < 0;
    const isKnown = isFault || this.changes.answered(id, told) !== null;
    if (isKnown && run === this.present.number && result.ok) {
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
    if (answer.run === this.present.number && asked.isUnseen === true) {
      this.takeUnseen(view, answer);
    } else if (answer.run === this.present.number && !this.rewind.isOn) {
      this.show(view, answer, asked);
    }
    this.playback.giveBack(answer.buffer);
    asked.resolve?.();
    if (answer.run !== this.present.number) return;
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
    this.present.saw(view, answer.scenario);
    this.measurements.add(view);
  }

  private goTo(place: Place): void {
    const { origin } = this.present;
    if (origin === null || this.starting.isOn || this.resuming || this.status === 'failed') return;
    this.wantsPlay = false;
    this.playback.forgetRest();
    this.present.stopped = '';
    this.rewind.goTo(place, origin);
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
    return this.starting.isOn || this.resuming || this.rewind.isOn || this.present.begunWith === null;
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
    else this.resumeRun();
    this.starting.send();
    this.publish();
  }

  private resumeRun(): void {
    const { origin } = this.present;
    if (origin === null) return;
    this.resuming = true;
    this.link.post({ kind: 'resume', ...origin, ...this.lifeline.backup(this.playback.clock.deliveredNs / 1e9) });
  }

  private giveUp(why: string): void {
    const problem: Problem = {
      path: '',
      message: `The engine ${why}, for the third time within ten seconds, at ${seconds(this.playback.clock.modelNs)} with seed ${this.present.seed}. Take back the last change and restart the run, or open another scenario.`,
    };
    this.notice = null;
    this.problems = [problem];
    this.wantsPlay = false;
    this.resuming = false;
    this.rewind.forget();
    this.changes.refuseAll(problem);
    this.starting.refused([problem]);
    this.setStatus('failed');
  }

  private mendIfFailed(): void {
    if (this.status !== 'failed') return;
    this.lifeline.forgive();
    this.link.renew();
  }

  private startNext(seed: number): void {
    const { scenario } = this.next;
    if (scenario === null) return;
    this.wantsPlay ||= this.status === 'ended' || this.status === 'failed';
    void this.start(scenario, seed);
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
    } else if (this.publisher.isDue(nowMs) || (this.playback.clock.aheadMs <= 0 && (this.status !== 'playing' || this.present.stopped !== ''))) {
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
      seed: this.starting.seed ?? (this.present.begunWith === null ? this.next.edited?.seed ?? 0 : this.present.seed),
      nowS,
      // What the engine is ahead of the picture has not been seen yet.
      reachedS: this.playback.clock.deliveredNs < this.rewind.reachedNs ? this.rewind.reachedNs / 1e9 : nowS,
      doneLater: this.rewind.deedsLater.length,
      events: this.present.events,
      made: this.present.made,
      inside: this.present.inside,
      stopped: this.status === 'ended' ? this.present.stopped : '',
      notice: this.notice,
      problems: this.problems,
      scenario: this.present.scenario,
      sampleEvery: this.playback.pace.sampleEvery,
      runStale: this.next.isStale,
    };
  }
}

const NOTHING_RUNS: Problem = { path: '', message: 'nothing runs that could be changed' };

function seconds(ns: number): string {
  return `${(ns / 1e9).toLocaleString('en', { maximumSignificantDigits: 4 })} s`;
}
