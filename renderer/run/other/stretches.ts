import type { FrameSpan } from '../run-snapshot';

/** A stretch of the leading run that is to be shown here too, with the sample in which it is drawn there. */
export interface Stretch extends FrameSpan {
  readonly sampleEvery: number;
}

/** What of the leading run is still to be shown, in its order. */
export class Stretches {
  /** Stage time up to which everything has been shown. */
  shownMs = 0;
  private wanted: Stretch[] = [];

  get first(): Stretch | undefined { return this.wanted[0]; }

  add(stretch: Stretch): void {
    this.wanted.push(stretch);
  }

  /** A moment that comes before all of them. */
  addMoment(atNs: number, sampleEvery: number): void {
    this.wanted.unshift({ fromNs: atNs, toNs: atNs, fromMs: this.shownMs, toMs: this.shownMs, sampleEvery });
  }

  /** None of them is wanted any more. */
  clear(shownMs = this.shownMs): void {
    this.wanted = [];
    this.shownMs = shownMs;
  }

  /** The first one has been made up to here, or all of it: what of it is shown now. Null: nothing is wanted. */
  show(toNs: number, isAll: boolean): FrameSpan | null {
    const { first } = this;
    if (first === undefined) return null;
    const { fromNs, fromMs } = first;
    const share = isAll || first.toNs <= fromNs ? 1 : (toNs - fromNs) / (first.toNs - fromNs);
    const toMs = fromMs + share * (first.toMs - fromMs);
    if (isAll) this.wanted.shift();
    else this.wanted[0] = { ...first, fromNs: toNs, fromMs: toMs };
    this.shownMs = toMs;
    return { fromNs, toNs, fromMs, toMs };
  }
}
