import type { FrameView } from '../../simulations/engine/frame-view';
import type { RecordedAt } from '../../simulations/scenario/run-api';
import { Listeners } from '../listeners';
import { Deeds } from './deeds';
import { EngineLink } from './engine-link';
import { FrameIntake } from './frame-intake';
import { Lifeline } from './lifeline';
import { makeSnapshot } from './make-snapshot';
import { Measurements } from './measurements';
import { NextRun } from './next-run';
import { Playback } from './playback';
import { PresentRun } from './present-run';
import type { FromEngine } from './protocol';
import { Rescue } from './rescue';
import { Rewind } from './rewind';
import { RunPublisher } from './run-publisher';
import type { FrameSpan } from './run-snapshot';
import { RunStanding } from './run-standing';
import { RunStart } from './run-start';
import type { RunSurroundings } from './run-surroundings';
import { StartAnswers } from './start-answers';

/** What a run on the page is made of, joined: who asks the engine for something, and who takes which of its answers. */
export class RunParts {
  readonly measurements = new Measurements();
  readonly present = new PresentRun();
  readonly next = new NextRun(this.present);
  /** Told of every frame that is shown, */
  readonly frames = new Listeners<[view: FrameView, span: FrameSpan]>();
  /** when what was drawn does not hold any more, */
  readonly resets = new Listeners();
  /** when it is taken elsewhere in its history and what it comes by on the way, */
  readonly departures = new Listeners();
  readonly unseen = new Listeners<[view: FrameView]>();
  /** and when something is done by hand. */
  readonly branches = new Listeners<[place: RecordedAt]>();
  readonly lifeline = new Lifeline();
  readonly link: EngineLink;
  readonly playback: Playback;
  readonly starting: RunStart;
  readonly rewind: Rewind;
  readonly publisher: RunPublisher;
  readonly standing: RunStanding;
  readonly deeds: Deeds;
  readonly rescue: Rescue;
  readonly startAnswers: StartAnswers;
  readonly nowMs: () => number;
  private readonly intake: FrameIntake;

  constructor(surroundings: RunSurroundings) {
    const { present, lifeline, measurements } = this;
    const { makeWorker, answerWithinMs, nowMs } = surroundings;
    this.nowMs = nowMs;
    this.link = new EngineLink({ makeWorker, answerWithinMs, onAnswer: (message) => this.take(message), onLost: (why) => this.rescue.lost(why) });
    this.playback = new Playback(this.link, surroundings, {
      run: () => present.number,
      isPlaying: () => this.standing.isPlaying,
      events: () => present.events,
      stopped: () => present.stopped,
      mayAsk: this.mayAsk,
      wantsKeyframe: () => lifeline.wantsKeyframe(nowMs()),
      onPicture: (atMs, isOver) => this.standing.drawn(atMs, isOver),
    });
    this.starting = new RunStart(this.link);
    this.rewind = new Rewind(lifeline, measurements, this.link, this.playback, present, () => this.starting.isOn);
    measurements.askedAnew.subscribe((atNs) => this.rewind.measureAnew(atNs));
    this.publisher = new RunPublisher(() => makeSnapshot(this), nowMs, () => this.playback.clock.modelNs);
    this.standing = new RunStanding(this.publisher, this.playback, present);
    // Each takes from here only the parts that it names, all of which are made before it.
    this.deeds = new Deeds(this);
    this.rescue = new Rescue(this);
    this.startAnswers = new StartAnswers(this);
    this.intake = new FrameIntake(this);
  }

  /** False between two runs: the engine holds none that is meant. */
  readonly mayAsk = (): boolean => !this.starting.isOn && !this.rewind.isOn && this.present.begunWith !== null;

  private take(message: FromEngine): void {
    switch (message.kind) {
      case 'started': return this.startAnswers.started(message);
      case 'refused': return this.startAnswers.refused(message);
      case 'frame': return this.intake.take(message);
      case 'done': return this.deeds.take(message);
      case 'crashed': return; // The link has ended that worker already.
    }
  }
}
