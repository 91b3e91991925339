import type { Deed, KeyframeAnswer } from './protocol';

const KEYFRAME_EVERY_MS = 2000;
/** Making keyframes may take one fiftieth of the time. */
const KEYFRAME_COST_FACTOR = 50;
const CRASHES_MAX = 3;
const CRASHES_WITHIN_MS = 10_000;

/** What it takes to go on with a run whose engine was lost, kept on the page's side; and when to stop trying. */
export class Lifeline {
  /** What the last keyframe cost to make. */
  private tookMs = 0;
  private askedMs = 0;
  private deeds: readonly Deed[] = [];
  private crashesMs: number[] = [];

  /** Another run begins, which nothing is known of. */
  begin(nowMs: number): void {
    this.tookMs = 0;
    this.askedMs = nowMs;
    this.deeds = [];
  }

  keep({ tookMs }: KeyframeAnswer): void {
    this.tookMs = tookMs;
  }

  /** Something was done by hand after `before` that were done earlier. Any others were undone by going back. */
  note(deed: Deed, before: number): void {
    this.deeds = [...this.deeds.slice(0, before), deed];
  }

  /** What was done by hand and is not in this keyframe. */
  deedsAfter(keyframe: KeyframeAnswer | null): readonly Deed[] {
    return this.deeds.slice(keyframe?.deedsMade ?? 0);
  }

  /** True about every two seconds, less often where a keyframe costs much. Counts as asked. */
  wantsKeyframe(nowMs: number): boolean {
    const everyMs = Math.max(KEYFRAME_EVERY_MS, this.tookMs * KEYFRAME_COST_FACTOR);
    if (nowMs - this.askedMs < everyMs) return false;
    this.askedMs = nowMs;
    return true;
  }

  /** True when the engine crashes so often that another attempt would not help. */
  crashed(nowMs: number): boolean {
    this.crashesMs = [...this.crashesMs.filter((atMs) => nowMs - atMs < CRASHES_WITHIN_MS), nowMs];
    return this.crashesMs.length >= CRASHES_MAX;
  }

  forgive(): void {
    this.crashesMs = [];
  }
}
