import { rootOfJobId } from '../../../simulations/engine/frame';

/** Rows of the layout are below this. */
const ROWS = 1_024;

/**
 * Who calls from where: attempts know their job only by its root, and an attempt that calls in its turn is neither the job
 * nor its attempt's attempt. Of the parts of one job only one at a time calls from one station.
 */
export class Callers {
  private readonly jobs = new Map<number, number>();

  put(job: number, row: number): void {
    this.jobs.set(rootOfJobId(job) * ROWS + row, job);
  }

  /** The one for which `job` was asked at station `row`. */
  at(job: number, row: number): number {
    const root = rootOfJobId(job);
    return this.jobs.get(root * ROWS + row) ?? root;
  }

  isCalling(job: number, row: number): boolean {
    return this.jobs.has(rootOfJobId(job) * ROWS + row);
  }

  /** It goes on from there. */
  leave(job: number, row: number): void {
    if (this.jobs.size === 0 || row < 0) return;
    const key = rootOfJobId(job) * ROWS + row;
    if (this.jobs.get(key) === job) this.jobs.delete(key);
  }

  keepOnly(isKept: (root: number) => boolean): void {
    for (const key of this.jobs.keys()) if (!isKept(Math.floor(key / ROWS))) this.jobs.delete(key);
  }
}
