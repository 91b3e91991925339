import { rootOfJobId } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import { JobLog, type JobWay } from '../../simulations/experiments/job-log';
import type { StandingJob } from '../document';

/** Jobs, attempts and copies inside that are written down at most; far more than can be drawn. */
const INSIDE_MAX = 20_000;
/** Jobs that have ended and can still be looked at. */
export const ENDED_MAX = 1_000;
/** Latencies are told apart to an eighth of an octave; of each such step the newest job is kept however long ago it ended. */
const STEPS_PER_OCTAVE = 8;

/** The ways of the jobs that are drawn: of those inside, of the last that ended, and of one for each latency. */
export class WayLog {
  /** The newest ones, as a ring. */
  private ended: JobWay[] = [];
  private endedJobs = 0;
  private readonly byStep = new Map<number, JobWay>();
  private sampleEvery = 1;
  private nowNs = 0;
  private log = this.newLog();

  /** `onMade` is told of each job as it is made. */
  constructor(private readonly onMade: (way: JobWay) => void) {}

  /** Moves of every n-th job are heard. */
  get every(): number { return this.sampleEvery; }
  /** Up to when the moves are known: a moment ahead of the picture. */
  get knownNs(): number { return this.nowNs; }
  get ends(): number { return Math.min(this.endedJobs, ENDED_MAX); }

  read(view: FrameView): void {
    if (view.sampleEvery !== this.sampleEvery) {
      this.sampleEvery = view.sampleEvery;
      this.log.keepOnly((id) => this.isHeard(id));
    }
    this.nowNs = view.nowNs;
    this.log.read(view.numbers);
  }

  reset(): void {
    this.log = this.newLog();
    this.ended = [];
    this.endedJobs = 0;
    this.byStep.clear();
  }

  /** The way of a job, or of the job whose attempt or copy it is; null where nothing is known of it. */
  find(id: number): JobWay | null {
    const root = rootOfJobId(id);
    return this.log.way(root) ?? this.ended.find((way) => way.id === root) ?? [...this.byStep.values()].find((way) => way.id === root) ?? null;
  }

  takeUp({ job, jobClass, bornNs, station }: StandingJob): JobWay | null {
    return this.isHeard(job) ? this.log.takeUp(rootOfJobId(job), jobClass, bornNs, station, this.nowNs) : null;
  }

  /** True where the next move of this job will be heard of. */
  isHeard(id: number): boolean {
    return this.sampleEvery > 0 && (id % 2 ** 32) % this.sampleEvery === 0;
  }

  /** Of the last that were served the one that took longest; null while there is none. `shownNs`: only what is seen to have ended. */
  slowest(shownNs: number): JobWay | null {
    return this.ended.filter((way) => isSeen(way, shownNs)).reduce<JobWay | null>((slow, way) => slow === null || latencyNs(way) > latencyNs(slow) ? way : slow, null);
  }

  /** The newest job that took from `fromNs` to `toNs`; where none did, the one that comes nearest above, else below. */
  ofLatency(fromNs: number, toNs: number, shownNs: number): JobWay | null {
    const known = [...this.ended, ...this.byStep.values()].filter((way) => isSeen(way, shownNs));
    const within = known.filter((way) => latencyNs(way) >= fromNs && latencyNs(way) < toNs);
    if (within.length > 0) return within.reduce((newest, way) => (way.endNs > newest.endNs ? way : newest));
    const off = (way: JobWay): number => (latencyNs(way) >= toNs ? latencyNs(way) - toNs : 2 * (fromNs - latencyNs(way)));
    return known.reduce<JobWay | null>((best, way) => (best === null || off(way) < off(best) ? way : best), null);
  }

  private newLog(): JobLog {
    return new JobLog((way) => this.keep(way), undefined, INSIDE_MAX, (way) => this.onMade(way));
  }

  private keep(way: JobWay): void {
    this.ended[this.endedJobs++ % ENDED_MAX] = way;
    if (way.outcome === 'served') this.byStep.set(Math.floor(Math.log2(Math.max(latencyNs(way), 1)) * STEPS_PER_OCTAVE), way);
  }
}

export const latencyNs = ({ madeNs, endNs }: JobWay): number => endNs - madeNs;

const isSeen = (way: JobWay, shownNs: number): boolean => way.outcome === 'served' && way.endNs <= shownNs;
