import { FrameView } from '../../simulations/engine/frame-view';
import { ok, refuse, type Problem, type Result } from '../../simulations/scenario/problem';
import type { Change, Scenario } from '../../simulations/scenario/scenario';
import { ChangeLine } from './change-line';
import { EngineLink, type EngineWorker } from './engine-link';
import { arrivalsPerS } from './expected-rate';
import { FramePace } from './frame-pace';
import { Lifeline } from './lifeline';
import { NO_SHAPE, plannedBreaksS, shapeOf } from './measured-shape';
import { Measurements } from './measurements';
import { measurementSpans } from './pacing';
import type { FrameAnswer, FromEngine } from './protocol';
import type { FrameSpan, RunSnapshot, RunStatus, StageTime } from './run-snapshot';
import { StageClock } from './stage-clock';

/** What the controller needs of the page; tests give their own. */
export interface RunSurroundings {
  readonly makeWorker: () => EngineWorker;
  readonly nowMs: () => number;
  /** Calls once, before the next picture; answers how to take it back. */
  readonly beforeNextPicture: (callback: () => void) => () => void;
  readonly answerWithinMs: number;
}

export type FrameListener = (view: FrameView, span: FrameSpan) => void;

const IN_FLIGHT_MAX = 2;
/** The engine's part of the time of a picture, for each of the two requests. */
const BUDGET_SHARE = 0.6;
const BUDGET_MS_MIN = 12;
const BUDGET_MS_MAX = 60;
/** A stall, or a tab that was away, counts as this much screen time. */
const PICTURE_MS_MAX = 250;
const PICTURE_MS = 1000 / 60;
/** The engine is this much ahead of the picture. */
const LEAD_PICTURES = 2.5;
const LEAD_MS_MIN = 40;
const LEAD_MS_MAX = 400;
const LEAD_MS_AT_MAX = 100;
/** A single step is shown for this long, so that the way of the job is seen. */
const STEP_MS = 400;
/** Long enough for every dot to come to the end of its way, however many stations lie on it at once. */
const LANDING_MS = 1200;
const PUBLISH_EVERY_MS = 100;

interface Starting {
  readonly run: number;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly resolve: (result: Result<void>) => void;
  readonly statusBefore: RunStatus;
}

/** One request for a frame that has not been answered. */
interface Asked {
  readonly speed: number;
  /** The dots land: its frame is shown for a while although no model time passes. */
  readonly lands?: boolean;
  readonly resolve: (() => void) | null;
}

/** Plays a run: asks the engine for model time in step with the screen, and hands out what it answers. */
export class RunController {
  readonly measurements = new Measurements();

  private readonly surroundings: RunSurroundings;
  private readonly link: EngineLink;
  private readonly clock = new StageClock();
  private readonly pace = new FramePace();
  private readonly lifeline = new Lifeline();
  private readonly changes: ChangeLine;

  private status: RunStatus = 'empty';
  private speed = 1;
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

  private asked: Asked[] = [];
  /** Paused, and the last frame of this stretch is still to be fetched. */
  private comesToRest = false;
  private requestedNs = 0;
  private readonly buffers: ArrayBuffer[] = [];

  private events = 0;
  private made = 0;
  private inside = 0;
  private stopped = '';
  private notice: string | null = null;
  private problems: readonly Problem[] = [];

  private cancelPicture: (() => void) | null = null;
  private pictureMs = PICTURE_MS;
  private lastPictureMs = 0;
  private lastFrameMs = 0;
  private publishedMs = 0;
  private publishedNs = 0;
  private measuredSpeed = 0;
  private snapshot: RunSnapshot;
  private readonly listeners = new Set<() => void>();
  private readonly frameListeners = new Set<FrameListener>();
  private readonly resetListeners = new Set<() => void>();

  constructor(surroundings: Partial<RunSurroundings> = {}) {
    this.surroundings = { ...pageSurroundings, ...surroundings };
    this.changes = new ChangeLine((id, change) => {
      // While a run begins there is none to change; the line sends it again as soon as there is.
      if (!this.isBetweenRuns()) this.link.post({ kind: 'change', run: this.run, id, change });
    });
    this.snapshot = this.makeSnapshot();
    this.link = new EngineLink({
      makeWorker: this.surroundings.makeWorker,
      answerWithinMs: this.surroundings.answerWithinMs,
      onAnswer: (message) => this.take(message),
      onLost: (why) => this.recover(why),
    });
  }

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly getSnapshot = (): RunSnapshot => this.snapshot;

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

  /** The scenario that the run began with. */
  get begun(): Scenario | null {
    return this.begunWith;
  }

  stageTime(): StageTime {
    return this.clock;
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
    this.comesToRest = true;
    this.comeToRest();
  }

  /** One event. Resolves when it was executed; the picture then shows it for a moment. */
  step(): Promise<void> {
    this.pause();
    if (this.status !== 'paused' || this.isBetweenRuns()) return Promise.resolve();
    return new Promise((resolve) => {
      this.asked.push({ speed: this.speed, resolve });
      const buffer = this.buffers.pop() ?? null;
      this.link.post({ kind: 'step', ...this.frameWish(), buffer }, buffer === null ? [] : [buffer]);
    });
  }

  /** Model seconds per screen second; Infinity: as fast as it goes. */
  setSpeed(speed: number): void {
    if (!(speed > 0)) return;
    this.speed = speed;
    this.measuredSpeed = 0;
    this.pace.fit(speed);
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
    this.problems = result.ok ? [] : result.problems;
    this.publish();
    return result;
  }

  /** There is no run any more, because what is edited cannot run yet. The next play begins with `next`. */
  clear(): void {
    this.mendIfFailed();
    this.starting?.resolve(ok(undefined)); // Overtaken.
    this.starting = null;
    this.wantsPlay = this.comesToRest = this.resuming = false;
    this.runsMade += 1;
    this.run = this.runsMade; // Of what the engine still sends, nothing belongs to it.
    this.begunWith = this.present = null;
    this.replaced = true;
    this.events = this.made = this.inside = 0;
    this.stopped = '';
    this.notice = null;
    this.problems = [];
    this.clock.reset(0);
    this.measurements.reset(NO_SHAPE, 0, measurementSpans(1));
    this.changes.refuseAll({ path: '', message: 'nothing runs that could be changed' });
    this.status = 'empty';
    this.publish();
    for (const listener of this.resetListeners) listener();
  }

  /** The present state once more: the picture of it has changed while the run stood. */
  showAgain(): void {
    if (this.status === 'paused' || this.status === 'ended') this.refresh();
  }

  dismissNotice(): void {
    this.notice = null;
    if (this.status !== 'failed') this.problems = [];
    this.publish();
  }

  dispose(): void {
    this.cancelPicture?.();
    this.link.dispose();
  }

  private take(message: FromEngine): void {
    switch (message.kind) {
      case 'started': return this.takeStarted(message);
      case 'refused': return this.takeRefused(message.problems);
      case 'frame': return this.takeFrame(message);
      case 'changed': return this.takeChanged(message);
      case 'crashed': return; // The link has ended that worker already.
    }
  }

  private takeStarted({ run, scenario, nowNs }: Extract<FromEngine, { kind: 'started' }>): void {
    if (this.starting?.run === run) {
      this.begin(this.starting);
    } else if (this.resuming && run === this.run) {
      this.resuming = false;
      if (this.notice !== null) this.notice = `${this.notice} It was restarted from ${seconds(nowNs)}.`;
    } else {
      this.replaced = true; // Overtaken by a newer start, but the engine has given up the run before it.
      return;
    }
    this.replaced = false;
    this.present = scenario;
    this.clock.reset(nowNs);
    this.requestedNs = nowNs;
    this.stopped = '';
    for (const listener of this.resetListeners) listener();
    this.changes.resume();
    this.refresh();
    if (this.status === 'starting') this.setStatus(this.wantsPlay ? 'playing' : 'paused');
    else this.setStatus(this.status);
  }

  private begin({ run, scenario, seed, resolve }: Starting): void {
    this.starting = null;
    this.run = run;
    this.seed = seed;
    this.begunWith = scenario;
    this.stale = false;
    this.resuming = false;
    this.lifeline.begin(this.surroundings.nowMs());
    this.notice = null;
    this.problems = [];
    const jobsPerS = arrivalsPerS(scenario);
    this.measurements.reset(shapeOf(scenario), scenario.warmupS, measurementSpans(jobsPerS), plannedBreaksS(scenario));
    this.pace.begin(jobsPerS, this.speed);
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

  private takeChanged({ run, id, result }: Extract<FromEngine, { kind: 'changed' }>): void {
    const change = this.changes.answered(id, result.ok ? ok(undefined) : result);
    if (change === null || run !== this.run || !result.ok) return;
    this.lifeline.note(result.value);
    this.measurements.noteChange(result.value);
    // Nothing else would fetch the new state.
    if (this.status !== 'playing') this.refresh();
  }

  private takeFrame(answer: FrameAnswer): void {
    const asked = this.asked.shift();
    if (asked === undefined) return;
    if (answer.run !== this.run) {
      this.buffers.push(answer.buffer);
      asked.resolve?.();
      return;
    }
    const view = new FrameView(new Float64Array(answer.buffer));
    const nowMs = this.surroundings.nowMs();
    const sinceLastMs = Math.min(Math.max(nowMs - this.lastFrameMs, 1), PICTURE_MS_MAX);
    this.lastFrameMs = nowMs;

    if (!answer.step) this.pace.saw(view, sinceLastMs, answer.reached, asked.speed);
    const shownMs = asked.lands === true ? LANDING_MS : this.shownMs(view, answer, asked.speed);
    const span = this.clock.deliver(view.nowNs, shownMs);
    if (this.asked.length === 0) this.requestedNs = view.nowNs;
    this.events = view.events;
    this.made = view.made;
    this.inside = view.inside;
    this.stopped = view.stopped;
    if (this.status === 'ended' && view.stopped === '') this.setStatus('paused');
    if (answer.scenario !== null) this.present = answer.scenario;
    if (answer.keyframe !== null) this.lifeline.keep(answer.keyframe);
    this.measurements.add(view);
    for (const listener of this.frameListeners) listener(view, span);
    this.buffers.push(answer.buffer);

    asked.resolve?.();
    this.comeToRest();
    this.pump();
    this.wake();
    // While it plays the next picture publishes; what was changed is shown without delay.
    if (answer.scenario !== null || this.status !== 'playing') this.publish();
  }

  /** Stage time for which a frame is shown. What takes longer to make than the speed asks for is shown for as long as it takes. */
  private shownMs(view: FrameView, { step, reached }: FrameAnswer, speed: number): number {
    const modelMs = (view.nowNs - this.clock.deliveredNs) / 1e6;
    if (modelMs <= 0 && !step) return 0;
    if (step) return this.clock.aheadMs > STEP_MS ? PICTURE_MS : STEP_MS;
    return reached && speed !== Infinity ? modelMs / speed : Math.max(modelMs / speed, this.pace.evenMs(modelMs));
  }

  /** Asks for as much model time as the picture will need next, with at most two requests on their way. */
  private pump(): void {
    if (this.status !== 'playing' || this.isBetweenRuns() || this.stopped !== '') return;
    // As fast as it goes, a little lead is a lot of model time that a pause cannot take back.
    const leadMsMax = this.speed === Infinity ? LEAD_MS_AT_MAX : LEAD_MS_MAX;
    const leadMs = Math.min(Math.max(LEAD_MS_MIN, LEAD_PICTURES * this.pictureMs), leadMsMax);
    while (this.asked.length < IN_FLIGHT_MAX) {
      const missingMs = leadMs - this.clock.aheadMs;
      if (missingMs <= 0) return;
      let toNs = Infinity;
      if (this.speed !== Infinity) {
        toNs = Math.round(this.clock.deliveredNs + missingMs * this.speed * 1e6);
        if (toNs <= this.requestedNs) return;
        this.requestedNs = toNs;
      }
      this.request(toNs);
    }
  }

  /** The present state once more, without going on. */
  private refresh(): void {
    if (!this.isBetweenRuns()) this.request(this.clock.deliveredNs);
  }

  /**
   * The figures reach up to the pause. At a speed at which no dot can be followed the picture comes to its end too: a
   * stream frozen in mid-air would hide who is where.
   */
  private comeToRest(): void {
    // What is on its way comes first; there are never more than two.
    if (!this.comesToRest || this.status !== 'paused' || this.asked.length > 0 || this.isBetweenRuns()) return;
    this.comesToRest = false;
    this.request(this.clock.deliveredNs, { rest: true, lands: this.speed === Infinity || this.pace.sampleEvery > 1 });
  }

  private request(toNs: number, { rest = false, lands = false }: { readonly rest?: boolean; readonly lands?: boolean } = {}): void {
    const withKeyframe = this.status === 'playing' && this.lifeline.wantsKeyframe(this.surroundings.nowMs());
    this.asked.push({ speed: this.speed, resolve: null, lands });
    const buffer = this.buffers.pop() ?? null;
    const budgetMs = Math.min(Math.max(BUDGET_MS_MIN, BUDGET_SHARE * this.pictureMs), BUDGET_MS_MAX);
    this.link.post(
      { kind: 'advance', toS: toNs / 1e9, budgetMs, withKeyframe, rest, ...this.frameWish(), buffer },
      buffer === null ? [] : [buffer],
    );
  }

  private frameWish(): { readonly run: number; readonly sampleEvery: number; readonly windowS: number } {
    return { run: this.run, sampleEvery: this.pace.sampleEvery, windowS: this.pace.windowS };
  }

  private isBetweenRuns(): boolean {
    return this.starting !== null || this.resuming || this.begunWith === null;
  }

  /** The worker is gone. The run goes on from its last keyframe with the changes made since, unless that keeps failing. */
  private recover(why: string): void {
    for (const { resolve } of this.asked) resolve?.();
    this.asked = [];
    this.buffers.length = 0;
    if (this.lifeline.crashed(this.surroundings.nowMs())) {
      this.giveUp(why);
      return;
    }
    this.notice = `The engine ${why}.`;
    this.link.renew();
    if (this.begunWith !== null) this.resumeRun(this.begunWith);
    if (this.starting !== null) {
      const { run, scenario, seed } = this.starting;
      this.link.post({ kind: 'start', run, scenario, seed });
    }
    this.publish();
  }

  private resumeRun(scenario: Scenario): void {
    this.resuming = true;
    this.link.post({ kind: 'resume', run: this.run, scenario, seed: this.seed, ...this.lifeline.backup });
  }

  private giveUp(why: string): void {
    const problem: Problem = {
      path: '',
      message: `The engine ${why}, for the third time within ten seconds, at ${seconds(this.clock.modelNs)} with seed ${this.seed}. Take back the last change and restart the run, or open another scenario.`,
    };
    this.notice = null;
    this.problems = [problem];
    this.wantsPlay = false;
    this.resuming = false;
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
    this.pump();
    this.wake();
  }

  /** Pictures follow each other while something moves. */
  private wake(): void {
    const moves = this.status === 'playing' || this.clock.aheadMs > 0;
    if (!moves || this.cancelPicture !== null) return;
    this.lastPictureMs = this.surroundings.nowMs();
    this.cancelPicture = this.surroundings.beforeNextPicture(this.picture);
  }

  private readonly picture = (): void => {
    this.cancelPicture = null;
    const nowMs = this.surroundings.nowMs();
    const passedMs = Math.min(Math.max(nowMs - this.lastPictureMs, 0), PICTURE_MS_MAX);
    // A slow screen is believed at once, a quick one after a while: too much lead is not seen, too little is.
    this.pictureMs += (passedMs > this.pictureMs ? 0.5 : 0.05) * (passedMs - this.pictureMs);
    const plays = this.status === 'playing' && this.stopped === '';
    this.clock.advance(passedMs, plays);
    this.pump();
    if (this.status === 'playing' && this.stopped !== '' && this.clock.aheadMs <= 0) {
      this.wantsPlay = false;
      this.setStatus('ended');
    } else if (nowMs - this.publishedMs >= PUBLISH_EVERY_MS || (!plays && this.clock.aheadMs <= 0)) {
      this.publish();
    }
    this.wake();
  };

  private publish(): void {
    const nowMs = this.surroundings.nowMs();
    const passedMs = nowMs - this.publishedMs;
    if (passedMs >= PUBLISH_EVERY_MS) {
      const reached = Math.max(0, this.clock.modelNs - this.publishedNs) / 1e6 / passedMs;
      this.measuredSpeed = this.status !== 'playing' ? 0
        : this.measuredSpeed === 0 ? reached : this.measuredSpeed + 0.2 * (reached - this.measuredSpeed);
      this.publishedMs = nowMs;
      this.publishedNs = this.clock.modelNs;
    }
    this.snapshot = this.makeSnapshot();
    for (const listener of this.listeners) listener();
  }

  private makeSnapshot(): RunSnapshot {
    return {
      status: this.status,
      speed: this.speed,
      measuredSpeed: this.measuredSpeed,
      seed: this.starting?.seed ?? (this.begunWith === null ? this.next?.seed ?? 0 : this.seed),
      nowS: this.clock.modelNs / 1e9,
      events: this.events,
      made: this.made,
      inside: this.inside,
      stopped: this.status === 'ended' ? this.stopped : '',
      notice: this.notice,
      problems: this.problems,
      scenario: this.present,
      sampleEvery: this.pace.sampleEvery,
      runStale: this.stale,
    };
  }
}

const pageSurroundings: RunSurroundings = {
  makeWorker: () => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
  nowMs: () => performance.now(),
  beforeNextPicture: (callback) => {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  answerWithinMs: 4000,
};

function seconds(ns: number): string {
  return `${(ns / 1e9).toLocaleString('en', { maximumSignificantDigits: 4 })} s`;
}
