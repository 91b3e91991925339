import { isPlaying } from '../../run';
import { headline, type HeadlineModel } from '../instruments/headline-model';
import type { WatchedRun } from '../panel-props';

export interface CaptionModel {
  readonly isLive: boolean;
  readonly figures: readonly HeadlineModel[];
}

/** What stands over a picture that is one of two, with as few words as will do: enough to see at a glance which fares better. */
const KEYS: readonly string[] = ['throughput', 'p50', 'p99', 'lost'];
const SHORT: Readonly<Partial<Record<string, string>>> = { p50: 'p50', p99: 'p99' };

/** The figures over one of two pictures, as the headline of the instruments has them. */
export class CaptionFeed {
  readonly subscribe: WatchedRun['subscribe'];
  private model: CaptionModel | null = null;
  private version = -1;

  constructor(private readonly run: WatchedRun) {
    this.subscribe = run.subscribe;
  }

  readonly getSnapshot = (): CaptionModel => {
    const { measurements } = this.run;
    const snapshot = this.run.getSnapshot();
    const isLive = isPlaying(snapshot);
    if (this.model !== null && this.model.isLive === isLive && this.version === measurements.version) return this.model;
    this.version = measurements.version;
    this.model = { isLive, figures: figures(snapshot.scenario, measurements) };
    return this.model;
  };
}

const figures = (...of: Parameters<typeof headline>): readonly HeadlineModel[] => (
  headline(...of).filter(({ key }) => KEYS.includes(key)).map((each) => ({ ...each, label: SHORT[each.key] ?? each.label }))
);
