import type { Keyframe, RecordedChange } from '../../simulations/scenario/run-api';
import type { KeyframeAnswer } from './protocol';

const KEYFRAME_EVERY_MS = 2000;
/** Making keyframes may take one fiftieth of the time. */
const KEYFRAME_COST_FACTOR = 50;
const CRASHES_MAX = 3;
const CRASHES_WITHIN_MS = 10_000;

/** What it takes to go on with a run whose engine was lost, kept on the page's side; and when to stop trying. */
export class Lifeline {
  private keyframe: KeyframeAnswer | null = null;
  private askedMs = 0;
  private changes: RecordedChange[] = [];
  private crashesMs: number[] = [];

  /** Another run begins, which nothing is known of. */
  begin(nowMs: number): void {
    this.keyframe = null;
    this.askedMs = nowMs;
    this.changes = [];
  }

  keep(keyframe: KeyframeAnswer): void {
    this.keyframe = keyframe;
  }

  note(change: RecordedChange): void {
    this.changes.push(change);
  }

  /** True about every two seconds, less often where a keyframe costs much. Counts as asked. */
  wantsKeyframe(nowMs: number): boolean {
    const everyMs = Math.max(KEYFRAME_EVERY_MS, (this.keyframe?.tookMs ?? 0) * KEYFRAME_COST_FACTOR);
    if (nowMs - this.askedMs < everyMs) return false;
    this.askedMs = nowMs;
    return true;
  }

  /** From where to go on, and the changes made since; without a keyframe, from the start with all of them. */
  get backup(): { readonly keyframe: Keyframe | null; readonly changesBefore: number; readonly changes: readonly RecordedChange[] } {
    const changesBefore = this.keyframe?.changesMade ?? 0;
    return { keyframe: this.keyframe?.keyframe ?? null, changesBefore, changes: this.changes.slice(changesBefore) };
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
