import { FrameView } from '../../../simulations/engine/frame-view';
import { NO_PROBLEMS } from '../../../simulations/scenario/problem';
import type { RecordedAt } from '../../../simulations/scenario/run-api';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { Listeners } from '../../listeners';
import { Album } from '../album';
import { EngineLink } from '../engine-link';
import { arrivalsPerS } from '../expected-rate';
import { FramePace } from '../frame-pace';
import { Lifeline } from '../lifeline';
import { plannedBreaksS, shapeOf } from '../measured-shape';
import { Measurements } from '../measurements';
import { measurementSpans } from '../pacing';
import { sampleOnTheWay } from '../playback';
import { PresentRun } from '../present-run';
import type { FrameAnswer, FromEngine } from '../protocol';
import type { RunController } from '../run-controller';
import { isPlaying, type FrameSpan, type RunSnapshot, type StageTime } from '../run-snapshot';
import { pageSurroundings, type RunSurroundings } from '../run-surroundings';
import type { FollowedRun, ShownRun } from '../shown-run';
import { DeedsToo } from './deeds-too';
import type { OtherState } from './other-state';
import { sameJob, withSources } from './same-requests';
import { SteppedTime } from './stepped-time';
import { Stretches, type Stretch } from './stretches';

const UNSEEN_BUDGET_MS = 60;
const SEEN_BUDGET_MS = 24;

/**
 * Another version of a system beside a run, with the same seed and so on the same requests. The run leads: this one has an engine of its own, and
 * makes each stretch of time that the leading one shows, so that both are always seen at the same moment. The picture waits for the slower one.
 *
 * Faults, and what is changed by hand in producers and classes, come upon both; whatever else is changed is another decision of the leading run alone.
 */
export class OtherRun implements ShownRun, FollowedRun {
  readonly measurements: Measurements;
  /** The version with what has been changed in its sources since it stands here. */
  begun: Scenario;
  private readonly link: EngineLink;
  private readonly pace = new FramePace();
  private readonly lifeline = new Lifeline();
  private readonly album = new Album();
  private readonly wanted = new Stretches();
  /** By the engine's own number, for each beginning is another one. */
  private readonly present = new PresentRun();
  private readonly deeds: DeedsToo;
  private readonly stepped: SteppedTime;
  private readonly frames = new Listeners<[view: FrameView, span: FrameSpan]>();
  private readonly resets = new Listeners();
  private readonly departures = new Listeners();
  private readonly unseen = new Listeners<[view: FrameView]>();
  private readonly branches = new Listeners<[place: RecordedAt]>();
  private readonly listeners = new Listeners();
  private readonly letGo: readonly (() => void)[];
  private readonly buffers: ArrayBuffer[] = [];
  private readonly nowMs: () => number;
  /** What the leading run had begun with when this one came. */
  private readonly leadAtFirst: Scenario | null;

  /** The leading run, by number, that this one stands beside. */
  private besideRun = -1;
  private hasBegun = false;
  /** The engine owes an answer about this run. */
  private isAsked = false;
  private watched = 0;
  /** Where it goes unseen before it shows anything, ns; −1: it is there. */
  private goalNs = -1;
  private nowNs = 0;
  /** All that happens up to then has happened. */
  private isThrough = false;
  private sampleEvery = 1;
  private state: OtherState = { is: 'on its way', share: 0 };
  private snapshot: RunSnapshot | null = null;

  constructor(private readonly lead: RunController, private readonly version: Scenario, surroundings: Pick<RunSurroundings, 'makeWorker' | 'answerWithinMs' | 'nowMs'> = pageSurroundings) {
    const { makeWorker, answerWithinMs, nowMs } = surroundings;
    this.nowMs = nowMs;
    this.measurements = new Measurements(lead.measurements);
    this.deeds = new DeedsToo(lead);
    this.stepped = new SteppedTime(lead.getSnapshot().events);
    this.begun = version;
    this.leadAtFirst = lead.begun;
    this.link = new EngineLink({ makeWorker, answerWithinMs, onAnswer: (message) => this.take(message), onLost: (why) => this.lose(why) });
    this.letGo = [
      lead.onReset(() => this.begin()),
      lead.onFrame((view, span) => this.wantToo(view, span)),
      lead.onBranch((place) => this.branch(place)),
      lead.subscribe(() => this.publish()),
      lead.measurements.askedAnew.subscribe((atNs) => this.measureAnew(atNs)),
    ];
    lead.waitFor(() => (this.holdsUp ? this.wanted.shownMs : Infinity));
    this.begin();
  }

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = this.listeners.add;
  /** As the leading run has it, but for what is this one's own. */
  readonly getSnapshot = (): RunSnapshot => {
    const { present: { scenario, made, inside, events }, sampleEvery, state } = this;
    this.snapshot ??= {
      ...this.lead.getSnapshot(), scenario, made, inside, events, sampleEvery, stopped: state.is === 'stopped' ? state.why : '',
      notice: null, problems: NO_PROBLEMS, doneLater: 0, runStale: false,
    };
    return this.snapshot;
  };
  readonly getState = (): OtherState => this.state;

  get number(): number { return this.lead.number; }
  stageTime(): StageTime { return this.lead.stageTime(); }

  readonly onFrame = this.frames.add;
  readonly onReset = this.resets.add;
  readonly onBranch = this.branches.add;
  readonly onSetOut = this.departures.add;
  readonly onUnseen = this.unseen.add;

  watchJob(job: number): void {
    this.watched = job;
  }

  /** The number that a job of the leading run has here, or the other way round; 0: there is none. */
  ofLead(job: number): number {
    return sameJob(job, this.lead.begun ?? this.begun, this.begun);
  }
  inLead(job: number): number {
    return sameJob(job, this.begun, this.lead.begun ?? this.begun);
  }

  /** The present state once more. */
  showAgain(): void {
    const { ms, modelNs } = this.lead.delivered;
    this.want({ fromNs: modelNs, toNs: modelNs, fromMs: ms, toMs: ms, sampleEvery: this.lead.getSnapshot().sampleEvery });
  }

  /** Once more from the start, after the engine was lost. */
  again(): void {
    if (this.state.is !== 'lost') return;
    this.link.renew();
    this.state = { is: 'on its way', share: 0 };
    this.begin();
  }

  dispose(): void {
    this.lead.waitFor(null);
    for (const stop of this.letGo) stop();
    this.link.dispose();
  }

  /** True while the picture has to wait for it. */
  private get holdsUp(): boolean {
    return this.lead.begun !== null && this.isAble && (this.goalNs >= 0 || this.wanted.first !== undefined);
  }
  private get isAble(): boolean {
    return this.state.is === 'there' || this.state.is === 'on its way';
  }

  /** From its start, or a keyframe, to where the leading run is now, unseen. */
  private begin(): void {
    const { lead } = this;
    const { ms, modelNs } = lead.delivered;
    const isSame = lead.number === this.besideRun;
    this.besideRun = lead.number;
    this.resets.tell();
    if (this.state.is === 'lost') return; // Nobody would answer.
    if (!isSame) this.beginAnother();
    const page = this.album.before(modelNs, Infinity);
    this.hasBegun = this.isAsked = false;
    this.wanted.clear(ms);
    this.stepped.forget();
    this.goalNs = modelNs;
    this.nowNs = page?.nowNs ?? 0;
    this.isThrough = page !== null;
    this.deeds.begin(page?.keyframe.deedsMade ?? 0);
    this.state = { is: 'on its way', share: 0 };
    this.measurements.goBack(page?.measured ?? null);
    const start = { run: this.present.number + 1, scenario: this.begun, seed: lead.seed };
    this.present.begin(start);
    this.present.events = page?.events ?? 0;
    if (lead.begun !== null) {
      this.link.post(page === null ? { kind: 'start', ...start } : { kind: 'resume', ...start, keyframe: page.keyframe.keyframe, deedsBefore: 0, later: [] });
    }
    this.publish();
  }

  /** The leading run is another one. */
  private beginAnother(): void {
    const { lead, leadAtFirst } = this;
    this.begun = lead.begun === null || leadAtFirst === null ? this.version : withSources(this.version, leadAtFirst, lead.begun);
    this.present.clear(this.present.number);
    this.present.scenario = this.begun;
    this.album.clear();
    this.lifeline.begin(this.nowMs());
    const jobsPerS = arrivalsPerS(this.begun);
    this.measurements.reset(shapeOf(this.begun), this.begun.warmupS, measurementSpans(jobsPerS), plannedBreaksS(this.begun));
    this.pace.begin(jobsPerS, lead.getSnapshot().speed);
  }

  /** Of a run that is stepped the figures reach up to each step. */
  private wantToo(view: FrameView, span: FrameSpan): void {
    const leadPlays = isPlaying(this.lead.getSnapshot());
    const stretch = { ...span, sampleEvery: view.sampleEvery };
    this.stepped.saw(view, leadPlays);
    this.want(stretch);
    if (!leadPlays && span.toNs > span.fromNs) this.want({ ...stretch, fromNs: span.toNs, fromMs: span.toMs });
  }

  private measureAnew(atNs: number): void {
    this.album.forgetAfter(atNs);
    this.measurements.beginFiguresAnew();
    this.publish();
  }

  private want(stretch: Stretch): void {
    if (!this.isAble) return;
    this.wanted.add(stretch);
    this.goOn();
  }

  /** Something was done by hand to the leading run. Where that has made another history of it before now, so it has of this one. */
  private branch(place: RecordedAt): void {
    this.album.forgetAfter(Math.round(place.atS * 1e9));
    this.branches.tell({ ...place, afterEvents: this.present.events });
    // It may set one free that stands still.
    if (this.deeds.isOtherHistory || this.state.is === 'stopped') this.begin();
    else this.goOn();
  }

  private take(message: FromEngine): void {
    if (message.kind === 'crashed') return; // The link has ended that worker already.
    if (message.kind === 'frame') this.buffers.push(message.buffer);
    if (message.run !== this.present.number) return; // Overtaken.
    this.isAsked = false;
    switch (message.kind) {
      case 'started':
        this.hasBegun = true;
        this.present.held(message.scenario);
        this.departures.tell();
        break;
      case 'refused':
        this.end({ is: 'refused', problems: message.problems });
        return;
      case 'frame':
        this.takeFrame(message);
        break;
      case 'done':
        break; // What is not possible in this version has not been done to it.
    }
    this.goOn();
  }

  private takeFrame({ buffer, scenario, reached, keyframe }: FrameAnswer): void {
    const view = new FrameView(new Float64Array(buffer));
    this.nowNs = view.nowNs;
    this.isThrough = reached;
    this.present.saw(view, scenario);
    this.measurements.add(view);
    if (this.goalNs >= 0) {
      this.unseen.tell(view);
      this.comeCloser(view.stopped !== '');
    } else {
      if (keyframe !== null) this.keep(view, { ...keyframe, deedsMade: this.deeds.count });
      this.show(view);
      if (view.stopped !== '') this.end({ is: 'stopped', why: view.stopped });
      else if (scenario !== null || !isPlaying(this.lead.getSnapshot())) this.publish(); // At rest nobody else tells what came last.
    }
  }

  /** A place to go back to. */
  private keep(view: FrameView, keyframe: NonNullable<FrameAnswer['keyframe']>): void {
    this.lifeline.keep(keyframe);
    this.album.add({ keyframe, nowNs: view.nowNs, events: view.events, measured: this.measurements.keep(), bytes: keyframe.keyframe.state.byteLength });
  }

  /** One that has stopped on its way comes no further, and is shown where it stands. */
  private comeCloser(hasStopped: boolean): void {
    const { goalNs, nowNs } = this;
    const isThere = hasStopped || (this.isThrough && nowNs >= goalNs && this.deeds.nextNs > goalNs);
    this.state = isThere ? { is: 'there' } : { is: 'on its way', share: nowNs / goalNs };
    if (isThere) {
      this.goalNs = -1;
      this.wanted.addMoment(nowNs, this.lead.getSnapshot().sampleEvery);
    }
    this.publish();
  }

  /** What came of the stretch that is wanted, or of its first part. */
  private show(view: FrameView): void {
    const isAll = (this.isThrough && view.nowNs >= (this.wanted.first?.toNs ?? 0)) || view.stopped !== '';
    const span = this.wanted.show(view.nowNs, isAll);
    if (span === null) return;
    this.pace.saw(view, Math.max(span.toMs - span.fromMs, 1), isAll, this.lead.getSnapshot().speed);
    this.sampleEvery = view.sampleEvery;
    this.frames.tell(view, span);
  }

  /** Asks the engine for what comes next, one thing at a time. */
  private goOn(): void {
    if (this.isAsked || !this.hasBegun || !this.isAble) return;
    const toNs = this.goalNs >= 0 ? this.goalNs : this.wanted.first?.toNs;
    if (toNs === undefined) return;
    const dueNs = this.deeds.nextNs;
    if (dueNs <= toNs && this.isThrough && this.nowNs >= dueNs) this.doToo();
    else this.advance(Math.min(toNs, dueNs));
  }

  private advance(toNs: number): void {
    const isUnseen = this.goalNs >= 0;
    const { first: span } = this.wanted;
    const sampleEvery = isUnseen ? sampleOnTheWay(this.watched) : Math.max(span?.sampleEvery ?? 1, this.pace.sampleEvery);
    // A stretch without time is how the leading run comes to rest.
    const rest = !isUnseen && span !== undefined && span.fromNs === span.toNs;
    const withKeyframe = !isUnseen && !rest && this.lifeline.wantsKeyframe(this.nowMs());
    const buffer = this.buffers.pop() ?? null;
    const goal = this.stepped.goal(toNs, { nowNs: this.nowNs, isThrough: this.isThrough, events: this.present.events });
    this.isAsked = true;
    this.link.post({
      kind: 'advance', run: this.present.number, toS: goal.toNs / 1e9, toEvents: goal.toEvents, budgetMs: isUnseen ? UNSEEN_BUDGET_MS : SEEN_BUDGET_MS, withKeyframe, rest,
      sampleEvery, watched: this.watched, windowS: this.pace.windowS, buffer,
    }, buffer === null ? [] : [buffer]);
  }

  private doToo(): void {
    const request = this.deeds.pass(this.present.number, this.begun);
    this.isAsked = request !== null;
    if (request === null) this.goOn();
    else this.link.post(request);
  }

  private lose(why: string): void {
    this.buffers.length = 0;
    this.album.clear();
    this.end({ is: 'lost', why });
  }

  /** It does not go on; nobody waits for it. */
  private end(state: OtherState): void {
    this.state = state;
    this.goalNs = -1;
    this.wanted.clear();
    this.publish();
  }

  private publish(): void {
    this.snapshot = null;
    this.listeners.tell();
  }
}
