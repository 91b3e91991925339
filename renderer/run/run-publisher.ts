import { Listeners } from '../listeners';
import type { RunSnapshot } from './run-snapshot';

const PUBLISH_EVERY_MS = 100;

/** Hands the run's snapshots to whoever watches, and measures how fast it goes between them. */
export class RunPublisher {
  /** Model seconds per screen second, over about the last second; 0 while it stands. */
  measuredSpeed = 0;
  private lastMs = 0;
  private lastNs = 0;
  private snapshot: RunSnapshot | null = null;
  private readonly listeners = new Listeners();

  constructor(private readonly make: () => RunSnapshot, private readonly nowMs: () => number, private readonly modelNs: () => number) {}

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = this.listeners.add;
  readonly getSnapshot = (): RunSnapshot => {
    this.snapshot ??= this.make();
    return this.snapshot;
  };

  isDue(nowMs: number): boolean {
    return nowMs - this.lastMs >= PUBLISH_EVERY_MS;
  }

  publish(isPlaying: boolean): void {
    const nowMs = this.nowMs();
    if (this.isDue(nowMs)) {
      const reached = Math.max(0, this.modelNs() - this.lastNs) / 1e6 / (nowMs - this.lastMs);
      this.measuredSpeed = !isPlaying ? 0 : this.measuredSpeed === 0 ? reached : this.measuredSpeed + 0.2 * (reached - this.measuredSpeed);
      this.lastMs = nowMs;
      this.lastNs = this.modelNs();
    }
    this.snapshot = this.make();
    this.listeners.tell();
  }
}
