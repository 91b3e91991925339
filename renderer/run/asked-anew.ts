import { Listeners } from '../listeners';

/**
 * When the user asked to measure anew. Like what is done to a run, it holds for its history: a run that has gone back before it is measured anew
 * again when it comes there, unless something else is asked for, or done, meanwhile.
 */
export class AskedAnew {
  private timesNs: readonly number[] = [];
  private readonly listeners = new Listeners<[atNs: number]>();

  readonly subscribe = this.listeners.add;

  ask(atNs: number): void {
    this.forgetAfter(atNs - 1);
    this.timesNs = [...this.timesNs, atNs];
    this.listeners.tell(atNs);
  }

  forgetAfter(atNs: number): void {
    this.timesNs = this.timesNs.filter((ns) => ns <= atNs);
  }

  clear(): void {
    this.timesNs = [];
  }

  /** True where it was asked for after `sinceNs`, and by `nowNs`. */
  isDue(sinceNs: number, nowNs: number): boolean {
    return this.timesNs.some((ns) => ns > sinceNs && ns <= nowNs);
  }
}
