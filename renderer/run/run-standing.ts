import { NO_PROBLEMS } from '../../simulations/scenario/problem';
import type { Playback } from './playback';
import type { PresentRun } from './present-run';
import type { RunPublisher } from './run-publisher';
import type { RunStatus } from './run-snapshot';

/** How the run stands, and what the user should know of it. */
export class RunStanding {
  status: RunStatus = 'empty';
  /** It plays as soon as it can. */
  wantsPlay = false;
  /** What happened to it, or null. */
  notice: string | null = null;
  problems = NO_PROBLEMS;

  constructor(
    private readonly publisher: Pick<RunPublisher, 'publish' | 'isDue'>,
    private readonly playback: Pick<Playback, 'pump' | 'wake' | 'rest' | 'clock'>,
    private readonly present: Pick<PresentRun, 'stopped'>,
  ) {}

  get isPlaying(): boolean { return this.status === 'playing'; }

  /** Neither a run nor one that is about to begin. */
  get isNothing(): boolean { return this.status === 'empty' || this.status === 'failed'; }

  become(status: RunStatus): void {
    this.status = status;
    this.publish();
    this.playback.pump();
    this.playback.wake();
  }

  /** A picture was drawn; `isOver`: with it the end of a run that has stopped by itself. */
  drawn(nowMs: number, isOver: boolean): void {
    // After the last picture of a stretch none comes that could tell of it.
    const isLast = this.playback.clock.aheadMs <= 0 && (!this.isPlaying || this.present.stopped !== '');
    if (isOver) {
      this.wantsPlay = false;
      this.become('ended');
      this.playback.rest(true);
    } else if (isLast || this.publisher.isDue(nowMs)) {
      this.publish();
    }
  }

  publish(): void {
    this.publisher.publish(this.isPlaying);
  }

  forgetWorries(): void {
    this.notice = null;
    this.problems = NO_PROBLEMS;
  }

  /** Seen, and out of the way. Why a run has failed stays, as long as it has. */
  dismiss(): void {
    this.notice = null;
    if (this.status !== 'failed') this.problems = NO_PROBLEMS;
    this.publish();
  }
}
