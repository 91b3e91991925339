import type { Problem } from '../../simulations/scenario/problem';
import type { Deeds } from './deeds';
import type { EngineLink } from './engine-link';
import type { Lifeline } from './lifeline';
import type { Playback } from './playback';
import type { PresentRun } from './present-run';
import type { Rewind } from './rewind';
import type { RunStanding } from './run-standing';
import type { RunStart } from './run-start';

interface RescueParts {
  readonly link: EngineLink;
  readonly lifeline: Lifeline;
  readonly playback: Playback;
  readonly rewind: Rewind;
  readonly deeds: Deeds;
  readonly starting: RunStart;
  readonly present: PresentRun;
  readonly standing: RunStanding;
  readonly nowMs: () => number;
}

/** Brings a run back to life that the engine has lost, to where it stood, as it is taken to any place of its history; unless that keeps failing. */
export class Rescue {
  /** Why the engine was lost, until the run goes on. */
  private why: string | null = null;

  constructor(private readonly parts: RescueParts) {}

  /** The worker is gone; `why` completes "The engine …". */
  lost(why: string): void {
    const { link, lifeline, playback, deeds, starting, standing, nowMs } = this.parts;
    playback.lost();
    deeds.lost();
    if (lifeline.crashed(nowMs())) {
      this.giveUp(why);
      return;
    }
    this.why = why;
    standing.notice = `The engine ${why}.`;
    link.renew();
    this.takeUp();
    starting.send();
    standing.publish();
  }

  /** Asks the engine for the present run, if there is one. */
  takeUp(): void {
    const { rewind, present: { origin } } = this.parts;
    if (origin === null) return;
    if (rewind.isOn) rewind.setOutAgain();
    else rewind.goBackToPresent(origin);
  }

  /** The engine holds the run again, and it is where it was. */
  done(nowNs: number): void {
    if (this.why === null) return;
    this.parts.standing.notice = `The engine ${this.why}. It was restarted from ${seconds(nowNs)}.`;
    this.why = null;
  }

  /** The run is not wanted any more. */
  forget(): void {
    this.why = null;
  }

  /** After giving up, whoever begins another run wants another try. */
  tryAgain(): void {
    if (this.parts.standing.status !== 'failed') return;
    this.parts.lifeline.forgive();
    this.parts.link.renew();
  }

  private giveUp(why: string): void {
    const { playback, rewind, deeds, starting, present, standing } = this.parts;
    const problem: Problem = {
      path: '',
      message: `The engine ${why}, for the third time within ten seconds, at ${seconds(playback.clock.modelNs)} with seed ${present.seed}. Take back the last change and restart the run, or open another scenario.`,
    };
    standing.notice = null;
    standing.problems = [problem];
    standing.wantsPlay = false;
    this.forget();
    rewind.forget();
    deeds.refuseAll(problem);
    starting.giveUp([problem]);
    standing.become('failed');
  }
}

function seconds(ns: number): string {
  return `${(ns / 1e9).toLocaleString('en', { maximumSignificantDigits: 4 })} s`;
}
