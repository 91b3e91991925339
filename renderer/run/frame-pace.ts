import type { FrameView } from '../../simulations/engine/frame-view';
import { nextSampleEvery, windowS } from './pacing';

/** Weight of the newest frame in what is measured here. */
const NEWEST = 0.1;
/** The windows keep their length until it is this far from the fitting one. */
const WINDOW_SLACK = 2.4;
/** Until something was measured: made, entered a queue, entered a cell, served. */
const MOVES_PER_JOB = 4;
/** Enough to know their rate to a tenth. */
const JOBS_TO_COUNT = 100;

/** How finely the next frame is to be written, from what the last ones held. */
export class FramePace {
  sampleEvery = 1;
  windowS = 0.01;
  private jobsPerS = 0;
  private movesPerModelS = 0;
  // What recent frames held: sums that fade, because both jobs and answers come in bursts.
  private moves = 0;
  private modelMs = 0;
  private tookMs = 0;
  private keepsUp = true;
  private countedMade = 0;
  private countedFromS = 0;

  /** A new run, of which only the rate of its producers is known. */
  begin(jobsPerS: number, speed: number): void {
    this.jobsPerS = jobsPerS;
    this.movesPerModelS = jobsPerS * MOVES_PER_JOB;
    this.moves = 0;
    this.modelMs = 0;
    this.tookMs = 0;
    this.keepsUp = speed !== Infinity;
    this.countedMade = 0;
    this.countedFromS = 0;
    this.sampleEvery = 1;
    this.fit(speed);
    this.windowS = this.fittingWindowS(speed);
  }

  /** A frame came `tookMs` after the one before; `reached` is false when the engine could not go as far as was asked. */
  saw(view: FrameView, tookMs: number, reached: boolean, speed: number): void {
    const modelMs = (view.nowNs - view.fromNs) / 1e6;
    if (modelMs <= 0) return;
    this.modelMs += modelMs - NEWEST * this.modelMs;
    this.tookMs += tookMs - NEWEST * this.tookMs;
    this.keepsUp = reached && speed !== Infinity;
    this.moves += view.sampledMoves * view.sampleEvery - NEWEST * this.moves;
    this.movesPerModelS = this.moves / this.modelMs * 1e3;
    this.learnJobsPerS(view);
    this.fit(speed);
  }

  /** Screen time for so much model time, evenly, when the engine goes as fast as it can. */
  evenMs(modelMs: number): number {
    return this.modelMs > 0 ? modelMs * this.tookMs / this.modelMs : 0;
  }

  /** `made` begins at 0 again when the warm-up ends. */
  private learnJobsPerS({ made, nowS }: FrameView): void {
    if (made < this.countedMade) {
      this.countedMade = made;
      this.countedFromS = nowS;
    } else if (made - this.countedMade >= JOBS_TO_COUNT) {
      this.jobsPerS = (made - this.countedMade) / (nowS - this.countedFromS);
      this.countedMade = made;
      this.countedFromS = nowS;
    }
  }

  /** The speed was changed, or something was learnt. */
  fit(speed: number): void {
    const screenSpeed = this.screenSpeed(speed);
    this.sampleEvery = nextSampleEvery(this.sampleEvery, this.movesPerModelS * screenSpeed);
    const fitting = this.fittingWindowS(speed);
    const off = fitting / this.windowS;
    if (off > WINDOW_SLACK || off < 1 / WINDOW_SLACK) this.windowS = fitting;
  }

  private fittingWindowS(speed: number): number {
    return windowS(this.screenSpeed(speed), this.jobsPerS);
  }

  private screenSpeed(speed: number): number {
    if (this.keepsUp && speed !== Infinity) return speed;
    return this.tookMs > 0 ? Math.min(speed, this.modelMs / this.tookMs) : Math.min(speed, 1);
  }
}
