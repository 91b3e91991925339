import { WindowClass } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import type { LatencyCounts } from './latency-counts';
import { RollingLatency, type KeptLatency } from './rolling-latency';

/** The latencies of each class of jobs served within the last so many seconds of model time; of none, where there is only one class. */
export class ClassLatencies {
  private classes: readonly RollingLatency[] = [];
  counts: readonly LatencyCounts[] = [];

  begin(classes: number): void {
    this.classes = Array.from({ length: classes }, () => new RollingLatency());
    this.counts = this.classes.map(({ counts }) => counts);
  }

  clear(): void {
    for (const each of this.classes) each.clear();
  }

  keep(): readonly KeptLatency[] {
    return this.classes.map((each) => each.keep());
  }

  take(kept: readonly KeptLatency[]): void {
    kept.forEach((own, c) => this.classes[c]?.take(own));
  }

  /** A window ended at `toNs`; what ended `spanNs` before it or earlier falls out. */
  add(view: FrameView, at: number, toNs: number, spanNs: number): void {
    if (this.classes.length === 0) return;
    let c = 0;
    for (const pairsAt of view.windowClassBuckets(at, this.classes.length)) {
      const own = view.windowClassAt(at, c);
      const of = (field: number): number => view.numbers[own + field] ?? 0;
      // Nobody asks for the longest of a class.
      this.classes[c++]?.add(toNs, spanNs, view.numbers, pairsAt, of(WindowClass.buckets), of(WindowClass.latencySumNs), 0);
    }
  }
}
