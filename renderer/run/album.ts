import type { KeptMeasurements } from './measurements';
import type { KeyframeAnswer } from './protocol';

/** A place in a run to which one can go back: the engine's state, and what had been measured. */
export interface AlbumPage {
  readonly keyframe: KeyframeAnswer;
  readonly nowNs: number;
  readonly events: number;
  readonly measured: KeptMeasurements;
  /** What it takes in memory, about. */
  readonly bytes: number;
}

const PAGES_MAX = 48;
const BYTES_MAX = 64 * 2 ** 20;

/** Keyframes of a run, in order, within a fixed memory. */
export class Album {
  private pages: AlbumPage[] = [];

  get length(): number { return this.pages.length; }

  /** One that is not later than the last is known already: the run has gone back. */
  add(page: AlbumPage): void {
    if (page.nowNs <= (this.pages.at(-1)?.nowNs ?? -1)) return;
    this.pages.push(page);
    let bytes = this.pages.reduce((sum, each) => sum + each.bytes, 0);
    while (this.pages.length > 2 && (this.pages.length > PAGES_MAX || bytes > BYTES_MAX)) bytes -= this.dropOne();
  }

  /** The one between whose neighbours there is the least time, so that the whole of the run stays within reach. */
  private dropOne(): number {
    const gap = (n: number): number => (this.pages[n + 1]?.nowNs ?? Infinity) - (this.pages[n - 1]?.nowNs ?? 0);
    let least = 0;
    for (let n = 1; n < this.pages.length - 1; n++) if (gap(n) < gap(least)) least = n;
    const [dropped] = this.pages.splice(least, 1);
    return dropped?.bytes ?? 0;
  }

  /** The last one from which such a place can be reached; null: only from the start. */
  before(nowNs: number, events: number): AlbumPage | null {
    return this.pages.findLast((page) => page.nowNs <= nowNs && page.events <= events) ?? null;
  }

  /** From then on the history is another one. */
  forgetAfter(nowNs: number): void {
    this.pages = this.pages.filter((page) => page.nowNs <= nowNs);
  }

  clear(): void {
    this.pages = [];
  }
}
