import type { FrameSpan, StageTime } from './run-snapshot';

const AT_ONCE_MAX = 0.75;

/**
 * The clock that the picture is drawn at. It runs along the spans of the frames that were delivered, and never past
 * them: when the engine is late it slows down evenly instead of stopping dead.
 */
export class StageClock implements StageTime {
  ms = 0;
  modelNs = 0;
  private spans: FrameSpan[] = [];
  private endMs = 0;
  private endNs = 0;
  /** Stage time up to which whoever is shown beside it has come; Infinity: nobody is waited for. */
  waitsFor: () => number = () => Infinity;

  /** Stage time, and model time, up to which frames are there. */
  get deliveredMs(): number { return this.endMs; }
  get deliveredNs(): number { return this.endNs; }
  /** Stage time that is there and not yet drawn. */
  get aheadMs(): number { return this.endMs - this.ms; }

  /** A frame arrived that ends at `toNs` and shall be shown for `durationMs`. */
  deliver(toNs: number, durationMs: number): FrameSpan {
    const span: FrameSpan = { fromNs: this.endNs, toNs, fromMs: this.endMs, toMs: this.endMs + durationMs };
    this.endMs = span.toMs;
    this.endNs = toNs;
    if (durationMs > 0) this.spans.push(span);
    else if (this.spans.length === 0) this.modelNs = toNs;
    return span;
  }

  /**
   * Screen time passed. While frames keep coming at most three quarters of what is ahead are used up, so that lateness
   * is spread over several pictures; when nothing more will come, the rest runs out at full speed.
   */
  advance(dtMs: number, moreComes: boolean): void {
    const endMs = Math.min(this.endMs, this.waitsFor());
    const aheadMs = endMs - this.ms;
    const step = Math.min(dtMs, moreComes ? aheadMs * AT_ONCE_MAX : aheadMs);
    if (step <= 0) return;
    this.ms = Math.min(this.ms + step, endMs);
    while (this.spans.length > 1 && (this.spans[0]?.toMs ?? 0) <= this.ms) this.spans.shift();
    const span = this.spans[0];
    if (span === undefined) return;
    const share = Math.min(1, (this.ms - span.fromMs) / (span.toMs - span.fromMs));
    this.modelNs = span.fromNs + share * (span.toNs - span.fromNs);
  }

  /** Another history begins, or the same one from earlier on. Stage time goes on: it never goes back. */
  reset(modelNs: number): void {
    this.spans = [];
    this.endMs = this.ms;
    this.endNs = modelNs;
    this.modelNs = modelNs;
  }
}
