import type { JobWay, Outcome } from './job-log';

/** Which jobs of a run are kept, so that a run of millions needs room for those alone. */
export interface JobChoice {
  /** So many of those that took longest from being made to being served. */
  readonly slowest: number;
  /** So many of those that were lost, the first ones. */
  readonly lost: number;
  /** Every n-th job of each producer; 0: none for that reason. */
  readonly every: number;
  /** Jobs by "producer serial". */
  readonly named: ReadonlySet<string>;
  /** Only those made from here on. */
  readonly fromNs: number;
  /** Only of this class, by its index; −1: of any. */
  readonly jobClass: number;
}

const LOST: readonly Outcome[] = ['shed', 'failed', 'timedOut'];

export class ChosenJobs {
  /** Slowest first. */
  private slow: JobWay[] = [];
  private readonly kept = new Map<number, JobWay>();
  private lost = 0;

  constructor(private readonly choice: JobChoice, private readonly stationIds: readonly string[]) {}

  readonly add = (way: JobWay): void => {
    const { choice } = this;
    if (choice.named.has(`${this.stationIds[way.producer]} ${way.serial}`)) this.kept.set(way.id, way);
    if (way.madeNs < choice.fromNs || (choice.jobClass >= 0 && way.jobClass !== choice.jobClass)) return;
    if (choice.every > 0 && way.serial % choice.every === 0) this.kept.set(way.id, way);
    if (LOST.includes(way.outcome) && this.lost < choice.lost) {
      this.lost += 1;
      this.kept.set(way.id, way);
    }
    if (way.outcome === 'served' && choice.slowest > 0) this.addSlow(way);
  };

  private addSlow(way: JobWay): void {
    const last = this.slow.at(-1);
    if (this.slow.length === this.choice.slowest && last !== undefined && latencyNs(way) <= latencyNs(last)) return;
    const at = this.slow.findIndex((other) => latencyNs(other) < latencyNs(way));
    this.slow.splice(at < 0 ? this.slow.length : at, 0, way);
    this.slow = this.slow.slice(0, this.choice.slowest);
  }

  /** The slowest first, then the others in the order in which they were made. */
  list(): readonly JobWay[] {
    const slow = new Set(this.slow.map(({ id }) => id));
    const others = [...this.kept.values()].filter(({ id }) => !slow.has(id)).sort((a, b) => a.madeNs - b.madeNs || a.id - b.id);
    return [...this.slow, ...others];
  }
}

/** Of a job that has ended; −1 for one that is still inside. */
export function latencyNs({ madeNs, endNs }: JobWay): number {
  return endNs < 0 ? -1 : endNs - madeNs;
}
