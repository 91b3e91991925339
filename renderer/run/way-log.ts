import { rootOfJobId } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import { JobLog, type JobWay } from '../../simulations/experiments/job-log';
import type { RecordedAt } from '../../simulations/scenario/run-api';
import type { StandingJob } from '../document';
import { KnownWay } from './known-way';
import { Standing, meetMoving } from './meet-job';

/** Jobs, attempts and copies inside that are written down at most; far more than can be drawn. */
const INSIDE_MAX = 20_000;
/** Jobs that have ended and can still be looked at. */
export const ENDED_MAX = 1_000;
/** Latencies are told apart to an eighth of an octave; of each such step the newest job is kept however long ago it ended. */
const STEPS_PER_OCTAVE = 8;

/** The ways of the jobs that are drawn and of the one that is watched: of those inside, of the last that ended, and of one for each latency. */
export class WayLog {
  /** Those that were heard last, by number. A run that has gone back has the same history again, so they hold: also those that end later now. */
  private readonly ended = new Map<number, JobWay>();
  private readonly byStep = new Map<number, JobWay>();
  private sampleEvery = 1;
  /** Of whom everything is wished to be heard, and of whom the frames tell it. */
  private watched = 0;
  private told = 0;
  /** It has ended, and that was heard. */
  private isOver = false;
  private readonly standing = new Standing();
  /** The watched job's way as it was before the run went back, until that has come there again. */
  private known: KnownWay | null = null;
  private nowNs = 0;
  /** After how many events the last frame ended; −1: there was none since the run was taken elsewhere. */
  private events = -1;
  private log = this.newLog();

  /** `onMade` is told of each job as it is made. */
  constructor(private readonly onMade: (way: JobWay) => void) {}

  /** Moves of every n-th job are heard. */
  get every(): number { return this.sampleEvery; }
  /** Up to when the moves are known: a moment ahead of the picture. */
  get knownNs(): number { return this.nowNs; }

  /** The job of which everything is to be heard, whatever the sample; 0: nobody. Its frames come a moment later. */
  watch(job: number): void {
    this.watched = rootOfJobId(job);
    this.isOver = (this.find(job)?.endNs ?? -1) >= 0;
    if (this.known?.way.id !== this.watched) this.known = null;
  }

  /** `isSeen`: false on the way to another time, where only the moves of the watched job are told. */
  read(view: FrameView, isSeen = true): void {
    if (isSeen && (view.sampleEvery !== this.sampleEvery || view.watched !== this.told)) {
      this.sampleEvery = view.sampleEvery;
      this.told = view.watched;
      this.log.keepOnly((id) => view.tellsOf(id) || rootOfJobId(id) === this.watched);
    }
    const { known } = this;
    const isCovered = known?.covers(view) === true;
    if (!isCovered) this.lookForWatched(view);
    this.nowNs = view.nowNs;
    this.log.read(view.numbers, known === null ? undefined : (job, timeNs) => (isCovered ? rootOfJobId(job) === known.way.id : known.has(job, timeNs)));
    this.standing.take(view);
    this.seeWatched(view);
    this.events = view.events;
  }

  /** Another run. */
  reset(): void {
    this.ended.clear();
    this.byStep.clear();
    this.goElsewhere(null);
  }

  /** The same run from another time on, with the way of the job that is watched. */
  goElsewhere(way: JobWay | null): void {
    if (way === null) this.known = null;
    else if (this.known?.way !== way) this.known = new KnownWay(way, this.events, this.nowNs);
    this.events = -1;
    this.standing.clear();
    this.log = this.newLog();
  }

  /** Something was done by hand: what was heard of later times is of another history. */
  branch({ afterEvents, atS }: RecordedAt): void {
    const atNs = Math.round(atS * 1e9);
    for (const ends of [this.ended, this.byStep]) {
      for (const [key, { endNs }] of ends) if (endNs > atNs) ends.delete(key);
    }
    this.known?.branch(afterEvents, atNs);
  }

  /** The way of a job, or of the job whose attempt or copy it is; null where nothing is known of it. */
  find(id: number): JobWay | null {
    const root = rootOfJobId(id);
    if (this.known?.way.id === root) return this.known.way;
    return this.log.way(root) ?? [...this.ended.values(), ...this.byStep.values()].find((way) => way.id === root && way.endNs <= this.nowNs) ?? null;
  }

  /** One that is seen standing. Where it went on in the moment in which the engine is ahead of the picture, that is not known; it is not in the log then. */
  takeUp({ job, jobClass, bornNs, station }: StandingJob, shownNs: number): JobWay {
    const root = rootOfJobId(job);
    const met = this.standing.meet(root, this.log);
    if (met !== null) return met;
    // Where an attempt or a copy stands its job does not.
    const seen = this.log.takeUp(root, jobClass, bornNs, job === root ? station : -1, shownNs);
    this.forget(root);
    return seen;
  }

  /** The last that were served. `shownNs`: only what is seen to have ended. */
  served(shownNs: number): readonly JobWay[] {
    return [...this.ended.values()].filter((way) => isSeen(way, shownNs));
  }

  /** Of these the one that took longest; null while there is none. */
  slowest(shownNs: number): JobWay | null {
    return this.served(shownNs).reduce<JobWay | null>((slow, way) => slow === null || latencyNs(way) > latencyNs(slow) ? way : slow, null);
  }

  /** The newest job that took from `fromNs` to `toNs`; where none did, the one that comes nearest above, else below. */
  ofLatency(fromNs: number, toNs: number, shownNs: number): JobWay | null {
    const known = [...this.ended.values(), ...this.byStep.values()].filter((way) => isSeen(way, shownNs));
    const within = known.filter((way) => latencyNs(way) >= fromNs && latencyNs(way) < toNs);
    if (within.length > 0) return within.reduce((newest, way) => (way.endNs > newest.endNs ? way : newest));
    const off = (way: JobWay): number => (latencyNs(way) >= toNs ? latencyNs(way) - toNs : 2 * (fromNs - latencyNs(way)));
    return known.reduce<JobWay | null>((best, way) => (best === null || off(way) < off(best) ? way : best), null);
  }

  /** Before the moves of a frame are read: the watched job is found where they first tell of it. */
  private lookForWatched(view: FrameView): void {
    const { watched, known } = this;
    if (known !== null) {
      if (!known.isPast(view, this.events)) this.log.goOn(known.way);
      if (known.way.endNs >= 0) this.keep(known.way);
      this.known = null;
    }
    if (watched !== 0 && !this.isOver && view.tellsOf(watched) && this.log.way(watched) === undefined) meetMoving(view, watched, this.log);
  }

  /** After it: where it stands, and whether it still does where nothing was told of it. */
  private seeWatched(view: FrameView): void {
    const { watched } = this;
    if (watched === 0 || this.isOver || this.known !== null) return;
    const way = this.log.way(watched);
    if (way === undefined) {
      if (view.tellsOf(watched)) this.standing.meet(watched, this.log);
    } else if (!view.tellsOf(watched) && !this.standing.agrees(way)) {
      this.forget(watched);
    }
  }

  private forget(root: number): void {
    this.log.keepOnly((id) => rootOfJobId(id) !== root);
  }

  private newLog(): JobLog {
    return new JobLog((way) => this.keep(way), undefined, INSIDE_MAX, (way) => this.onMade(way));
  }

  private keep(way: JobWay): void {
    this.ended.delete(way.id);
    this.ended.set(way.id, way);
    const [oldest] = this.ended.keys();
    if (oldest !== undefined && this.ended.size > ENDED_MAX) this.ended.delete(oldest);
    if (way.id === this.watched) this.isOver = true;
    if (way.outcome === 'served') this.byStep.set(Math.floor(Math.log2(Math.max(latencyNs(way), 1)) * STEPS_PER_OCTAVE), way);
  }
}

export const latencyNs = ({ madeNs, endNs }: JobWay): number => endNs - madeNs;

const isSeen = (way: JobWay, shownNs: number): boolean => way.outcome === 'served' && way.endNs <= shownNs;
