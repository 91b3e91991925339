import { MOVE_STRIDE } from './frame';

/** Moves one stretch can hold; the run pauses for its reader when fewer than a handler's worth are left. */
const MOVES_MAX = 1 << 14;
const MOVES_PER_EVENT_MAX = 1 << 10;

/** The moves of sampled jobs since the last frame. */
export class MoveTrace {
  readonly numbers = new Float64Array(MOVES_MAX * MOVE_STRIDE);
  count = 0;
  /** A job is written when `sample & mask` is 0; samples start at 1, so −1 writes none. */
  mask = -1;

  sampleEvery(every: number): void {
    this.mask = every === 0 ? -1 : every - 1;
  }
  get every(): number { return this.mask + 1; }
  get nearlyFull(): boolean { return this.count > MOVES_MAX - MOVES_PER_EVENT_MAX; }

  write(
    timeNs: number, job: number, bornNs: number, deadlineNs: number, what: number, station: number, link: number,
    detail: number, untilNs: number,
  ): void {
    if (this.count === MOVES_MAX) return; // only a handler that moves more than 1,024 jobs at once gets here
    const n = this.numbers;
    let at = this.count++ * MOVE_STRIDE;
    n[at++] = timeNs; n[at++] = job; n[at++] = bornNs; n[at++] = deadlineNs; n[at++] = what;
    n[at++] = station; n[at++] = link; n[at++] = detail; n[at] = untilNs;
  }
}
