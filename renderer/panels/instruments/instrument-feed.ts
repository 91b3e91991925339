import { isPlaying } from '../../run';
import { turns, type Turn, type Turns } from '../../ui/turns';
import type { WatchedRun } from '../panel-props';
import { instrumentModel, OPENING_VIEW, type InstrumentModel, type InstrumentView } from './instrument-model';

/** The instruments' store. While the run plays there is a new model when it is its turn; what stands is shown at once. */
export class InstrumentFeed {
  private model: InstrumentModel | null = null;
  private view: InstrumentView = OPENING_VIEW;
  private seen = '';
  private readonly turn: Turn;
  private readonly listeners = new Set<() => void>();
  private stopWatching: (() => void) | undefined;

  constructor(private readonly run: WatchedRun, line: Turns = turns) {
    this.turn = line.take(() => this.renew());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.stopWatching = this.run.subscribe(this.look);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.stopWatching?.();
      this.turn.drop();
    };
  };

  readonly getSnapshot = (): InstrumentModel => {
    this.model ??= this.make();
    return this.model;
  };

  /** Looks at something else, or at another stretch of time: at once. */
  show(part: Partial<InstrumentView>): void {
    const changed = Object.entries(part).some(([key, value]) => this.view[key as keyof InstrumentView] !== value);
    if (!changed) return;
    this.view = { ...this.view, ...part };
    // Which station is selected is seen under its own tab alone; another tab shows the same for any.
    if (this.view.tab === 'station' || Object.keys(part).some((key) => key !== 'station')) this.renew();
  }

  /** Figures that were started anew are shown anew, though no frame came. */
  startFiguresAnew(): void {
    this.run.measurements.startFiguresAnew();
    this.renew();
  }

  private readonly look = (): void => {
    if (this.newest() === this.seen) return;
    if (isPlaying(this.run.getSnapshot())) this.turn.ask();
    else this.renew();
  };

  private renew(): void {
    this.turn.drop();
    this.model = this.make();
    for (const listener of this.listeners) listener();
  }

  private make(): InstrumentModel {
    this.seen = this.newest();
    const snapshot = this.run.getSnapshot();
    const { scenario, speed, measuredSpeed } = snapshot;
    return instrumentModel({ measurements: this.run.measurements, scenario, speed, measuredSpeed, view: this.view, isLive: isPlaying(snapshot) }, this.model ?? undefined);
  }

  /** What a model follows from, besides the scenario, which is told apart by identity. */
  private newest(): string {
    const snapshot = this.run.getSnapshot();
    const { speed, scenario } = snapshot;
    if (scenario !== this.scenario) {
      this.scenario = scenario;
      this.scenarios += 1;
    }
    return `${this.run.measurements.version} ${speed} ${this.scenarios} ${isPlaying(snapshot)}`;
  }
  private scenario: unknown = null;
  private scenarios = 0;
}
