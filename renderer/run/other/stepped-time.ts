import type { FrameView } from '../../../simulations/engine/frame-view';

interface Here {
  readonly nowNs: number;
  /** All that was to happen up to then has happened. */
  readonly isThrough: boolean;
  /** Since the start. */
  readonly events: number;
}

/**
 * A run that is stepped may stand between the events of one time. Of that time another version does as many, and not all that happen there:
 * the same system would else be seen ahead of itself. The rest comes as soon as the run has gone past.
 */
export class SteppedTime {
  /** −1: the run is not stepped. */
  private atNs = -1;
  /** So many the run has done of it. */
  private done = 0;
  /** Events before that time, here; −1: not known. */
  private before = -1;

  constructor(private leadEvents: number) {}

  /** What the leading run shows now. */
  saw({ nowNs, events }: Pick<FrameView, 'nowNs' | 'events'>, isPlaying: boolean): void {
    if (!isPlaying && events === this.leadEvents + 1) this.step(nowNs);
    else if (events !== this.leadEvents) this.forget();
    this.leadEvents = events;
  }

  /** It was taken elsewhere. */
  forget(): void {
    this.atNs = -1;
  }

  /** How far to go at once on the way to this time: up to it first, then so much of it. */
  goal(toNs: number, { nowNs, isThrough, events }: Here): { readonly toNs: number; readonly toEvents: number } {
    if (toNs === this.atNs && (nowNs < toNs - 1 || (nowNs < toNs && !isThrough))) return { toNs: toNs - 1, toEvents: Infinity };
    if (toNs === this.atNs && nowNs < toNs) this.before = events;
    return { toNs, toEvents: toNs === this.atNs && this.before >= 0 ? this.before + this.done : Infinity };
  }

  private step(nowNs: number): void {
    const isSame = nowNs === this.atNs;
    this.done = isSame ? this.done + 1 : 1;
    if (!isSame) this.before = -1;
    this.atNs = nowNs;
  }
}
