/**
 * One gesture is one undo step. Changes made with the same key are merged; a key lasts from pointer down to pointer
 * up, and for keys held or pressed in quick succession, until they rest.
 */
const REST_MS = 700;

let gestures = 0;

export class Gesture {
  private key = '';
  private usedAtMs = -Infinity;
  private held = false;

  /** The key for a change made now, at `nowMs`. */
  keyAt(nowMs: number): string {
    if (this.key === '' || (!this.held && nowMs - this.usedAtMs > REST_MS)) this.key = `gesture-${++gestures}`;
    this.usedAtMs = nowMs;
    return this.key;
  }

  /** The pointer went down: whatever follows until `release` belongs together. */
  hold(): void {
    this.key = '';
    this.held = true;
  }

  release(): void {
    this.key = '';
    this.held = false;
  }
}
