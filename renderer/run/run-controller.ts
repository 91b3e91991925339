import type { FrameView } from '../../simulations/engine/frame-view';
import { NO_PROBLEMS, refuse, type Result } from '../../simulations/scenario/problem';
import type { RecordedAt } from '../../simulations/scenario/run-api';
import type { Change, FaultSpec, Scenario } from '../../simulations/scenario/scenario';
import { Deeds, NOTHING_RUNS } from './deeds';
import { EngineLink } from './engine-link';
import { FrameIntake } from './frame-intake';
import { Lifeline } from './lifeline';
import { Listeners } from './listeners';
import { makeSnapshot } from './make-snapshot';
import { NO_SHAPE } from './measured-shape';
import { Measurements } from './measurements';
import { NextRun } from './next-run';
import { measurementSpans } from './pacing';
import { Playback } from './playback';
import { PresentRun } from './present-run';
import type { FromEngine } from './protocol';
import { Rescue } from './rescue';
import { Rewind, type Place } from './rewind';
import { RunPublisher } from './run-publisher';
import { RunStanding } from './run-standing';
import { RunStart } from './run-start';
import type { FrameSpan, RunSnapshot, StageTime } from './run-snapshot';
import { pageSurroundings, type RunSurroundings } from './run-surroundings';
import { StartAnswers } from './start-answers';

/** Plays a run: begins it, changes it, takes it back and brings it back to life, and hands out what the engine answers. */
export class RunController {
  readonly measurements = new Measurements();

  private readonly present = new PresentRun();
  private readonly next = new NextRun(this.present);
  private readonly link: EngineLink;
  private readonly playback: Playback;
  private readonly publisher: RunPublisher;
  private readonly standing: RunStanding;
  private readonly starting: RunStart;
  private readonly rewind: Rewind;
  private readonly deeds: Deeds;
  private readonly rescue: Rescue;
  private readonly startAnswers: StartAnswers;
  private readonly intake: FrameIntake;

  private readonly frames = new Listeners<[view: FrameView, span: FrameSpan]>();
  private readonly resets = new Listeners();
  private readonly branches = new Listeners<[place: RecordedAt]>();

  constructor(surroundings: Partial<RunSurroundings> = {}) {
    const page = { ...pageSurroundings, ...surroundings };
    const { nowMs, makeWorker, answerWithinMs } = page;
    const { present, next, measurements, frames, resets, branches } = this;
    const lifeline = new Lifeline();
    const mayAsk = (): boolean => !this.isBetweenRuns();
    const link = this.link = new EngineLink({ makeWorker, answerWithinMs, onAnswer: (message) => this.take(message), onLost: (why) => this.rescue.lost(why) });
    const playback = this.playback = new Playback(link, page, {
      run: () => present.number,
      isPlaying: () => this.standing.isPlaying,
      stopped: () => present.stopped,
      mayAsk,
      wantsKeyframe: () => lifeline.wantsKeyframe(nowMs()),
      onPicture: (atMs, isOver) => this.onPicture(atMs, isOver),
    });
    const starting = this.starting = new RunStart(link);
    const rewind = this.rewind = new Rewind(lifeline, measurements, link, playback);
    const publisher: RunPublisher = this.publisher = new RunPublisher(
      () => makeSnapshot({ standing, present, next, starting, playback, rewind, publisher }), nowMs, () => playback.clock.modelNs,
    );
    const standing = this.standing = new RunStanding(publisher, playback);
    const deeds = this.deeds = new Deeds({ link, present, standing, lifeline, rewind, measurements, playback, branches, mayAsk });
    const rescue = this.rescue = new Rescue({ link, lifeline, playback, rewind, deeds, starting, present, standing, nowMs });
    const startAnswers = this.startAnswers = new StartAnswers({
      starting, present, next, standing, rewind, rescue, deeds, lifeline, measurements, playback, resets, nowMs,
    });
    this.intake = new FrameIntake({
      present, standing, playback, measurements, lifeline, rewind, frames, onThere: (nowNs) => startAnswers.showFrom(nowNs),
    });
    this.subscribe = this.publisher.subscribe;
    this.getSnapshot = this.publisher.getSnapshot;
  }

  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => RunSnapshot;

  /** The view is valid during the call only: its buffer goes back to the engine. */
  onFrame(listener: (view: FrameView, span: FrameSpan) => void): () => void {
    return this.frames.add(listener);
  }

  /** A new run began, or the run went back to a keyframe: forget drawn jobs. */
  onReset(listener: () => void): () => void {
    return this.resets.add(listener);
  }

  /** Something was done by hand: what was seen of the run after that place is another history. */
  onBranch(listener: (place: RecordedAt) => void): () => void {
    return this.branches.add(listener);
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
    this.rescue.tryAgain();
    const started = this.starting.ask(scenario, seed, this.standing.status);
    this.standing.status = 'starting';
    this.standing.publish();
    return started;
  }

  play(): void {
    const { standing, next } = this;
    standing.wantsPlay = true;
    if (standing.status === 'starting') return;
    if (next.isStale && next.edited !== null) void this.start(next.edited, next.seed);
    else if (standing.status === 'failed') this.restart();
    else if (standing.status === 'paused' || standing.status === 'ended') {
      this.present.stopped = ''; // A change may have set it free; if not, it ends again at once.
      standing.become('playing');
    }
  }

  pause(): void {
    this.standing.wantsPlay = false;
    if (!this.standing.isPlaying) return;
    this.standing.become('paused');
    this.playback.rest();
  }

  /** One event. Resolves when it was executed; the picture then shows it for a moment. */
  step(): Promise<void> {
    this.pause();
    return this.standing.status !== 'paused' || this.isBetweenRuns() ? Promise.resolve() : this.playback.step();
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
    this.standing.publish();
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
    this.standing.publish();
  }

  /** Applied at the run's present time. A newer value for the same parameter overtakes one that has not been sent. */
  async change(change: Change): Promise<Result<void>> {
    if (this.standing.isNothing) return refuse({ ...NOTHING_RUNS, path: change.path });
    const result = await this.deeds.change(change);
    this.standing.problems = result.ok ? NO_PROBLEMS : result.problems;
    this.standing.publish();
    return result;
  }

  /** Something goes wrong from the run's present time on, for a while. */
  fault(fault: FaultSpec): Promise<Result<void>> {
    return this.isBetweenRuns() || this.standing.isNothing ? Promise.resolve(refuse(NOTHING_RUNS)) : this.deeds.fault(fault);
  }

  /** The parameters that are changed again by hand later in this history: the run has gone back. */
  get changedLater(): readonly string[] {
    return this.rewind.deedsLater.flatMap((deed) => ('change' in deed ? deed.change.path : []));
  }

  /** There is no run any more, because what is edited cannot run yet. The next play begins with `next`. */
  clear(): void {
    this.rescue.tryAgain();
    this.starting.forget();
    this.standing.wantsPlay = false;
    this.rescue.forget();
    this.playback.forgetRest();
    this.present.clear(this.starting.nextNumber());
    this.standing.forgetWorries();
    this.playback.beginAt(0);
    this.rewind.begin();
    this.measurements.reset(NO_SHAPE, 0, measurementSpans(1));
    this.deeds.refuseAll(NOTHING_RUNS);
    this.standing.status = 'empty';
    this.standing.publish();
    this.resets.tell();
  }

  /** The present state once more: the picture of it has changed while the run stood. */
  showAgain(): void {
    if (this.standing.status === 'paused' || this.standing.status === 'ended') this.playback.refresh();
  }

  dismissNotice(): void {
    this.standing.dismiss();
  }

  dispose(): void {
    this.playback.dispose();
    this.link.dispose();
  }

  private take(message: FromEngine): void {
    switch (message.kind) {
      case 'started': return this.startAnswers.started(message);
      case 'refused': return this.startAnswers.refused(message.problems);
      case 'frame': return this.intake.take(message);
      case 'done': return this.deeds.take(message);
      case 'crashed': return; // The link has ended that worker already.
    }
  }

  private goTo(place: Place): void {
    const { origin } = this.present;
    if (origin === null || this.starting.isOn || this.rescue.isOn || this.standing.status === 'failed') return;
    this.standing.wantsPlay = false;
    this.playback.forgetRest();
    this.present.stopped = '';
    this.rewind.goTo(place, origin);
    this.standing.become('paused');
  }

  private isBetweenRuns(): boolean {
    return this.starting.isOn || this.rescue.isOn || this.rewind.isOn || this.present.begunWith === null;
  }

  private startNext(seed: number): void {
    const { scenario } = this.next;
    if (scenario === null) return;
    this.standing.wantsPlay ||= this.standing.status === 'ended' || this.standing.status === 'failed';
    void this.start(scenario, seed);
  }

  private onPicture(nowMs: number, isOver: boolean): void {
    const { standing, publisher, playback, present } = this;
    if (isOver) {
      standing.wantsPlay = false;
      standing.become('ended');
    } else if (publisher.isDue(nowMs) || (playback.clock.aheadMs <= 0 && (!standing.isPlaying || present.stopped !== ''))) {
      standing.publish();
    }
  }
}
