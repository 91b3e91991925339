import type { FrameView } from '../../simulations/engine/frame-view';
import { nextSampleEvery, windowS } from './pacing';

/** Weight of the newest frame in what is measured here. */
const NEWEST = 0.2;
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
  private measuredSpeed = 0;
  private countedMade = 0;
  private countedFromS = 0;

  /** A new run, of which only the rate of its producers is known. */
  begin(jobsPerS: number, speed: number): void {
    this.jobsPerS = jobsPerS;
    this.movesPerModelS = jobsPerS * MOVES_PER_JOB;
    this.measuredSpeed = 0;
    this.countedMade = 0;
    this.countedFromS = 0;
    this.sampleEvery = 1;
    this.fit(speed);
    this.windowS = this.fittingWindowS(speed);
  }

  /** A frame came that is shown for `shownMs`; `reached` is false when the engine could not go as far as was asked. */
  saw(view: FrameView, shownMs: number, reached: boolean, speed: number): void {
    const modelS = (view.nowNs - view.fromNs) / 1e9;
    if (modelS <= 0 || shownMs <= 0) return;
    const framesSpeed = modelS / shownMs * 1e3;
    this.measuredSpeed = this.measuredSpeed === 0 ? framesSpeed : this.measuredSpeed + NEWEST * (framesSpeed - this.measuredSpeed);
    if (reached && speed !== Infinity) this.measuredSpeed = speed;
    if (view.sampleEvery > 0) {
      const movesPerModelS = view.moves * view.sampleEvery / modelS;
      // A burst must be thinned at once; a lull is waited for.
      const weight = movesPerModelS > this.movesPerModelS ? 1 : NEWEST;
      this.movesPerModelS += weight * (movesPerModelS - this.movesPerModelS);
    }
    this.learnJobsPerS(view);
    this.fit(speed);
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
    if (this.measuredSpeed === 0) return speed === Infinity ? 1 : speed;
    return Math.min(speed, this.measuredSpeed);
  }
}
