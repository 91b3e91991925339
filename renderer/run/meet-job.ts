import { Move, OCCUPANT_STRIDE, Occupant, OccupantState, What, rootOfJobId } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import type { JobLog, JobWay } from '../../simulations/experiments/job-log';

/** How a job comes into the log that is inside already when one begins to watch it. */

/** Who stood where at the end of the newest frame. */
export class Standing {
  private numbers = new Float64Array(0);
  private count = 0;
  private nowNs = 0;

  take(view: FrameView): void {
    const from = view.occupantAt(0);
    const length = view.occupants * OCCUPANT_STRIDE;
    if (this.numbers.length < length) this.numbers = new Float64Array(2 * length);
    this.numbers.set(view.numbers.subarray(from, from + length));
    this.count = view.occupants;
    this.nowNs = view.nowNs;
  }

  clear(): void {
    this.count = 0;
  }

  /** Begins the way of a job where it stands; null where it is not seen to. */
  meet(job: number, log: JobLog): JobWay | null {
    const at = this.placeOf(job);
    if (at < 0) return null;
    const [state = 0, untilNs = 0] = [this.numbers[at + Occupant.state], this.numbers[at + Occupant.untilNs]];
    const isServed = (state & 15) === OccupantState.inService && untilNs > 0;
    return log.takeUp(job, state >> 4, this.numbers[at + Occupant.bornNs] ?? 0, this.numbers[at + Occupant.station] ?? -1, this.nowNs, isServed ? untilNs : -1);
  }

  /** True where the job stands where its way has it. */
  agrees(way: JobWay): boolean {
    const last = way.visits.at(-1);
    const at = this.placeOf(way.id);
    return at >= 0 && last?.toNs === -1 && this.numbers[at + Occupant.station] === last.station;
  }

  private placeOf(job: number): number {
    for (let i = 0, at = 0; i < this.count; i++, at += OCCUPANT_STRIDE) if (this.numbers[at + Occupant.job] === job) return at;
    return -1;
  }
}

/** Begins the way of a job with the first move that the frame tells of it. */
export function meetMoving(view: FrameView, job: number, log: JobLog): void {
  const of = (m: number, field: number): number => view.numbers[view.moveAt(m) + field] ?? 0;
  for (let m = 0; m < view.moves; m++) {
    if (rootOfJobId(of(m, Move.job)) !== job) continue;
    const what = of(m, Move.what);
    if ((what & 15) !== What.made) log.takeUp(job, what >> 4, of(m, Move.bornNs), -1, of(m, Move.timeNs));
    return;
  }
}
