import { FrameView } from '../../simulations/engine/frame-view';
import type { Listeners } from '../listeners';
import type { Lifeline } from './lifeline';
import type { Measurements } from './measurements';
import type { Asked, Playback } from './playback';
import type { PresentRun } from './present-run';
import type { FrameAnswer } from './protocol';
import type { Rescue } from './rescue';
import type { Rewind } from './rewind';
import type { FrameSpan } from './run-snapshot';
import type { RunStanding } from './run-standing';
import type { StartAnswers } from './start-answers';

interface IntakeParts {
  readonly present: PresentRun;
  readonly standing: RunStanding;
  readonly playback: Playback;
  readonly measurements: Measurements;
  readonly lifeline: Lifeline;
  readonly rewind: Rewind;
  readonly frames: Listeners<[view: FrameView, span: FrameSpan]>;
  readonly unseen: Listeners<[view: FrameView]>;
  readonly startAnswers: StartAnswers;
  readonly rescue: Rescue;
}

/** Takes in the frames that the engine sends: what they tell is noted, and handed on to whoever draws it. */
export class FrameIntake {
  constructor(private readonly parts: IntakeParts) {}

  take(answer: FrameAnswer): void {
    const { playback, present, rewind, standing } = this.parts;
    const asked = playback.takeAsked();
    if (asked === undefined) return;
    const view = new FrameView(new Float64Array(answer.buffer));
    if (answer.run === present.number && asked.isUnseen === true) {
      this.takeUnseen(view, answer);
    } else if (answer.run === present.number && !rewind.isOn) {
      this.show(view, answer, asked);
    }
    playback.giveBack(answer.buffer);
    asked.resolve?.();
    if (answer.run !== present.number) return;
    playback.goOn();
    // While it plays the next picture publishes; what was changed is shown without delay.
    if (answer.scenario !== null || !standing.isPlaying) standing.publish();
  }

  private show(view: FrameView, answer: FrameAnswer, asked: Asked): void {
    const { playback, standing, lifeline, rewind, frames } = this.parts;
    const span = playback.deliver(view, answer, asked);
    this.note(view, answer);
    if (standing.status === 'ended' && view.stopped === '') standing.become('paused');
    if (answer.keyframe !== null) lifeline.keep(answer.keyframe);
    rewind.saw(view, answer.keyframe);
    frames.tell(view, span);
  }

  /** On its way to a place in its history. */
  private takeUnseen(view: FrameView, answer: FrameAnswer): void {
    const { playback, rewind, rescue, startAnswers } = this.parts;
    if (!rewind.isOn) return;
    this.note(view, answer);
    this.parts.unseen.tell(view);
    if (!rewind.took(view, answer)) return;
    rescue.done(view.nowNs);
    startAnswers.showFrom(view.nowNs);
    playback.rest(false);
  }

  private note(view: FrameView, answer: FrameAnswer): void {
    const { present, measurements } = this.parts;
    present.saw(view, answer.scenario);
    present.deedsMade = answer.deedsMade;
    measurements.add(view);
  }
}
