import type { Version } from '../document';
import { Listeners } from '../listeners';
import { followToo, OtherRun, type JobFollower, type RunController } from '../run';
import type { ViewState } from './view-state';

export interface Shown {
  /** Another number for each that is shown, however alike. */
  readonly number: number;
  readonly version: Version;
  readonly run: OtherRun;
  readonly follower: JobFollower;
  readonly end: () => void;
}

/** The run of the version that is shown beside, as long as one is. */
export class Beside {
  private shown: Shown | null = null;
  private number = 0;
  private readonly listeners = new Listeners();

  constructor(private readonly lead: RunController, private readonly leader: JobFollower, view: ViewState) {
    view.subscribe(() => this.show(view.getSnapshot().beside));
  }

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = this.listeners.add;
  readonly getSnapshot = (): Shown | null => this.shown;

  private show(version: Version | null): void {
    if (version === (this.shown?.version ?? null)) return;
    this.shown?.end();
    this.shown = version === null ? null : this.begin(version);
    this.listeners.tell();
  }

  private begin(version: Version): Shown {
    const run = new OtherRun(this.lead, version.scenario);
    const { follower, stop } = followToo(this.leader, run);
    this.number += 1;
    return { number: this.number, version, run, follower, end: () => {
      stop();
      run.dispose();
    } };
  }
}
