import type { FrameView } from '../../simulations/engine/frame-view';
import { NO_PROBLEMS, refuse, type Result } from '../../simulations/scenario/problem';
import type { RecordedAt } from '../../simulations/scenario/run-api';
import type { Change, FaultSpec, Scenario } from '../../simulations/scenario/scenario';
import { NOTHING_RUNS } from './deeds';
import { NO_SHAPE } from './measured-shape';
import type { Measurements } from './measurements';
import { measurementSpans } from './pacing';
import type { Deed } from './protocol';
import type { Place } from './rewind';
import { RunParts } from './run-parts';
import type { FrameSpan, RunSnapshot, StageTime } from './run-snapshot';
import { pageSurroundings, type RunSurroundings } from './run-surroundings';

/** The run under everybody's hands: what can be wished of it, and what can be read of it. How a wish is answered is told in its parts. */
export class RunController {
  readonly measurements: Measurements;
  private readonly parts: RunParts;

  constructor(surroundings: Partial<RunSurroundings> = {}) {
    this.parts = new RunParts({ ...pageSurroundings, ...surroundings });
    this.measurements = this.parts.measurements;
    this.subscribe = this.parts.publisher.subscribe;
    this.getSnapshot = this.parts.publisher.getSnapshot;
  }

  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => RunSnapshot;

  /** The view is valid during the call only: its buffer goes back to the engine. */
  onFrame(listener: (view: FrameView, span: FrameSpan) => void): () => void {
    return this.parts.frames.add(listener);
  }

  /** A new run began, or the run went back to a keyframe: forget drawn jobs. */
  onReset(listener: () => void): () => void {
    return this.parts.resets.add(listener);
  }

  /** The run is taken elsewhere in its history, from a place that nobody sees: at first that it sets out, */
  onSetOut(listener: () => void): () => void {
    return this.parts.departures.add(listener);
  }
  /** and then the frames on the way, in which only the moves of the job that is watched are written. */
  onUnseen(listener: (view: FrameView) => void): () => void {
    return this.parts.unseen.add(listener);
  }

  /** Something was done by hand: what was seen of the run after that place is another history. */
  onBranch(listener: (place: RecordedAt) => void): () => void {
    return this.parts.branches.add(listener);
  }

  /** Another number is another run, also when it begins with the same scenario and seed. */
  get number(): number {
    return this.parts.present.number;
  }

  /** This job's moves come in every frame from now on, also where it is not in the sample; 0: nobody's. */
  watchJob(job: number): void {
    this.parts.playback.watched = job;
  }

  /** The scenario that the run began with. */
  get begun(): Scenario | null {
    return this.parts.present.begunWith;
  }

  get seed(): number {
    return this.parts.present.seed;
  }

  /** What was done to it by hand, in its order: also what will be done again, where the run has gone back. */
  get deeds(): readonly Deed[] {
    return this.parts.lifeline.deedsAfter(null);
  }

  stageTime(): StageTime {
    return this.parts.playback.clock;
  }

  /** Up to where there are frames: a moment ahead of the picture. */
  get delivered(): StageTime {
    const { clock } = this.parts.playback;
    return { ms: clock.deliveredMs, modelNs: clock.deliveredNs };
  }

  /** Its picture waits from now on for whoever is shown beside it, who tells up to which stage time there is something to show; null: for nobody. */
  waitFor(deliveredMs: (() => number) | null): void {
    this.parts.playback.clock.waitsFor = deliveredMs ?? (() => Infinity);
    this.parts.playback.wake();
  }

  /** Begins another run. What plays goes on playing; a scenario that the engine refuses leaves the present run as it is. */
  start(scenario: Scenario, seed: number = scenario.seed): Promise<Result<void>> {
    const { rescue, starting, standing } = this.parts;
    rescue.tryAgain();
    const started = starting.ask(scenario, seed, standing.status);
    standing.status = 'starting';
    standing.publish();
    return started;
  }

  play(): void {
    const { standing, next, present } = this.parts;
    standing.wantsPlay = true;
    if (standing.status === 'starting') return;
    if (next.isStale && next.edited !== null) void this.start(next.edited, next.seed);
    else if (standing.status === 'failed') this.restart();
    else if (standing.status === 'paused' || standing.status === 'ended') {
      present.stopped = ''; // A change may have set it free; if not, it ends again at once.
      standing.become('playing');
    }
  }

  pause(): void {
    const { standing, playback } = this.parts;
    standing.wantsPlay = false;
    if (!standing.isPlaying) return;
    standing.become('paused');
    playback.rest(true);
  }

  /** One event. Resolves when it was executed; the picture then shows it for a moment. */
  step(): Promise<void> {
    this.pause();
    const { standing, playback, mayAsk } = this.parts;
    return standing.status === 'paused' && mayAsk() ? playback.step() : Promise.resolve();
  }

  /** One event back. */
  stepBack(): void {
    this.goTo(this.parts.rewind.eventBefore(this.parts.present.events));
  }

  /**
   * Takes the run, at rest, to any time that it has come to. From there it has the same history again, with what was done by hand at its
   * times, until something else is done.
   */
  seek(toS: number): void {
    this.goTo({ toNs: Math.round(Math.min(Math.max(toS * 1e9, 0), this.parts.rewind.reachedNs)), toEvents: Infinity });
  }

  /** Model seconds per screen second; Infinity: as fast as it goes. */
  setSpeed(speed: number): void {
    if (!(speed > 0)) return;
    const { publisher, playback, standing } = this.parts;
    publisher.measuredSpeed = 0;
    playback.setSpeed(speed);
    standing.publish();
  }

  /** From the start with the same seed and the newest scenario; an ended run plays again. */
  restart(): void {
    this.startNext(this.parts.next.seed);
  }

  newSeed(): void {
    this.startNext(1 + Math.floor(Math.random() * 999_999));
  }

  /** What the next run begins with. When `stale`, this run cannot show it: it pauses, and the next play begins that one. */
  setNext(scenario: Scenario, stale: boolean): void {
    const { next, standing } = this.parts;
    next.edited = scenario;
    if (stale && !next.isStale) this.pause();
    next.isStale = stale;
    standing.publish();
  }

  /** Applied at the run's present time. A newer value for the same parameter overtakes one that has not been sent. */
  async change(change: Change): Promise<Result<void>> {
    const { standing, deeds } = this.parts;
    if (standing.isNothing) return refuse({ ...NOTHING_RUNS, path: change.path });
    const result = await deeds.change(change);
    if (this.parts.standing.isNothing) return result; // The run was taken away meanwhile: nothing is wrong with there being none.
    standing.problems = result.ok ? NO_PROBLEMS : result.problems;
    standing.publish();
    return result;
  }

  /** Something goes wrong from the run's present time on, for a while. */
  fault(fault: FaultSpec): Promise<Result<void>> {
    const { standing, starting, deeds } = this.parts;
    return starting.isOn || standing.isNothing ? Promise.resolve(refuse(NOTHING_RUNS)) : deeds.fault(fault);
  }

  /** The parameters that are changed again by hand later in this history: the run has gone back. */
  get changedLater(): readonly string[] {
    const { rewind, deeds } = this.parts;
    // What is on its way is done where the run was before it set out.
    return [...rewind.deedsLater.flatMap((deed) => ('change' in deed ? deed.change.path : [])), ...(rewind.isOn ? deeds.pathsOnTheWay : [])];
  }

  /** There is no run any more, because what is edited cannot run yet. The next play begins with `next`. */
  clear(): void {
    const { rescue, starting, standing, playback, present, rewind, measurements, deeds, resets } = this.parts;
    rescue.tryAgain();
    starting.forget();
    standing.wantsPlay = false;
    rescue.forget();
    playback.forgetRest();
    present.clear(starting.nextNumber());
    standing.forgetWorries();
    playback.beginAt(0);
    rewind.begin();
    measurements.reset(NO_SHAPE, 0, measurementSpans(1));
    deeds.refuseAll(NOTHING_RUNS);
    standing.status = 'empty';
    standing.publish();
    resets.tell();
  }

  /** The present state once more: the picture of it has changed while the run stood. */
  showAgain(): void {
    const { standing, playback } = this.parts;
    if (standing.status === 'paused' || standing.status === 'ended') playback.refresh();
  }

  dismissNotice(): void {
    this.parts.standing.dismiss();
  }

  dispose(): void {
    this.parts.playback.dispose();
    this.parts.link.dispose();
  }

  private goTo(place: Place): void {
    const { present, starting, standing, playback, rewind } = this.parts;
    const { origin } = present;
    if (origin === null || starting.isOn || standing.status === 'failed') return;
    standing.wantsPlay = false;
    playback.forgetRest();
    present.stopped = '';
    rewind.goTo(place, origin);
    standing.become('paused');
  }

  private startNext(seed: number): void {
    const { standing, next: { scenario } } = this.parts;
    if (scenario === null) return;
    standing.wantsPlay ||= standing.status === 'ended' || standing.status === 'failed';
    void this.start(scenario, seed);
  }
}
