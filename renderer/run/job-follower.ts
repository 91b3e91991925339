import type { JobWay } from '../../simulations/experiments/job-log';
import { Listeners } from '../listeners';
import type { StandingJob } from '../document';
import type { FollowedRun } from './shown-run';
import { WayLog } from './way-log';

/** Whom one follows. `waiting`: the next job that is made. `isLost`: it went on unheard before it was followed, or has ended so. */
export type Followed =
  | { readonly what: 'nobody' }
  | { readonly what: 'waiting' }
  | { readonly what: 'job'; readonly way: JobWay; readonly isLost: boolean; readonly why: string };

const NOBODY: Followed = { what: 'nobody' };

/**
 * Follows one job from being made to its end, at any speed, or looks back at one that has ended. What it knows are the moves of the frames,
 * which come a moment before they are seen: what is shown of a way is what has happened up to the picture's time.
 */
export class JobFollower {
  private readonly log: WayLog;
  private followed: Followed = NOBODY;
  private runNumber: number;
  /** The run is on its way to another time. */
  private travels = false;
  private readonly listeners = new Listeners();

  constructor(private readonly run: FollowedRun) {
    this.runNumber = run.number;
    this.log = new WayLog((way) => {
      if (this.followed.what === 'waiting') this.set({ what: 'job', way, isLost: false, why: '' });
    });
    run.onFrame((view) => {
      this.log.read(view);
      this.look();
    });
    run.onSetOut(() => {
      this.reset();
      this.travels = true;
    });
    run.onUnseen((view) => this.log.read(view, false));
    run.onReset(() => {
      // What it came by on its way has been read.
      if (!this.travels || run.number !== this.runNumber) this.reset();
      this.travels = false;
    });
    run.onBranch((place) => {
      this.log.branch(place);
      if (this.followed.what === 'job') this.set({ ...this.followed });
    });
  }

  private reset(): void {
    const { run, followed } = this;
    const isSame = run.number === this.runNumber;
    const stays = isSame && followed.what === 'job' && !followed.isLost;
    this.runNumber = run.number;
    if (isSame) this.log.goElsewhere(stays ? followed.way : null);
    else this.log.reset();
    // The same wish holds for another run; a job of this one does not exist there.
    if (followed.what === 'job' && !stays) this.set(NOBODY);
  }

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = this.listeners.add;
  readonly getSnapshot = (): Followed => this.followed;

  /** Moves of every n-th job are heard, beside those of the one that is followed. */
  get every(): number { return this.log.every; }
  /** How many that were served can be looked back at. */
  get ends(): number { return this.log.served(this.run.stageTime().modelNs).length; }

  /** A job, or the job of an attempt or a copy. False where nothing is known of it, and nothing will be. */
  follow(job: number, standing?: StandingJob): boolean {
    const way = this.log.find(job) ?? (standing === undefined ? null : this.log.takeUp(standing, this.run.stageTime().modelNs));
    return this.show(way, '');
  }

  next(): void {
    this.set({ what: 'waiting' });
  }

  slowest(): boolean {
    return this.show(this.log.slowest(this.run.stageTime().modelNs), `the slowest of the last ${this.ends.toLocaleString('en-US')}`);
  }

  /** One that took between so many seconds, or nearly. */
  ofLatency(fromS: number, toS: number): boolean {
    return this.show(this.log.ofLatency(fromS * 1e9, toS * 1e9, this.run.stageTime().modelNs), '');
  }

  nobody(): void {
    if (this.followed.what !== 'nobody') this.set(NOBODY);
  }

  /** Has all be heard of a job that is not known yet, so that it can be followed as soon as it is; 0: of nobody. */
  listenFor(job: number): void {
    this.log.watch(job);
    this.run.watchJob(job);
  }

  private show(way: JobWay | null, why: string): boolean {
    if (way === null) return false;
    this.set({ what: 'job', way, isLost: false, why });
    this.look();
    return true;
  }

  /** One that was met standing may have gone on before its moves were heard; then its way begins where it is heard of again, if it is. */
  private look(): void {
    const { followed } = this;
    if (followed.what !== 'job' || followed.way.endNs >= 0) return;
    const way = this.log.find(followed.way.id);
    if (way === followed.way && !followed.isLost) return;
    if (way === null && followed.isLost) return;
    this.set({ ...followed, way: way ?? followed.way, isLost: way === null });
  }

  private set(followed: Followed): void {
    this.followed = followed;
    const job = followed.what === 'job' ? followed.way.id : 0;
    this.listenFor(job);
    this.listeners.tell();
  }
}
