import type { WatchedRun } from '../panel-props';
import { instrumentModel, OPENING_VIEW, type InstrumentModel, type InstrumentView } from './instrument-model';

/** Redrawing more often than this is seen by nobody. */
const REDRAW_EVERY_MS = 100;

/** The instruments' store: a new model when something new was measured, and never more than ten a second. */
export class InstrumentFeed {
  private model: InstrumentModel | null = null;
  private view: InstrumentView = OPENING_VIEW;
  private seen = '';
  private madeAtMs = -Infinity;
  private late: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  private stopWatching: (() => void) | undefined;

  constructor(private readonly run: WatchedRun) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.stopWatching = this.run.subscribe(this.look);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      this.stopWatching?.();
      clearTimeout(this.late);
      this.late = undefined;
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
    this.model = this.make();
    this.tell();
  }

  /** Figures that were started anew are shown anew, though no frame came. */
  startFiguresAnew(): void {
    this.run.measurements.startFiguresAnew();
    this.look();
  }

  private readonly look = (): void => {
    if (this.late !== undefined || this.newest() === this.seen) return;
    const waitMs = this.madeAtMs + REDRAW_EVERY_MS - performance.now();
    if (waitMs > 0) {
      this.late = setTimeout(() => {
        this.late = undefined;
        this.look();
      }, waitMs);
      return;
    }
    this.model = this.make();
    this.tell();
  };

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private make(): InstrumentModel {
    this.seen = this.newest();
    this.madeAtMs = performance.now();
    const { scenario, speed, measuredSpeed } = this.run.getSnapshot();
    return instrumentModel({ measurements: this.run.measurements, scenario, speed, measuredSpeed, view: this.view }, this.model ?? undefined);
  }

  /** What a model follows from, besides the scenario, which is told apart by identity. */
  private newest(): string {
    const { speed, scenario } = this.run.getSnapshot();
    if (scenario !== this.scenario) {
      this.scenario = scenario;
      this.scenarios += 1;
    }
    return `${this.run.measurements.version} ${speed} ${this.scenarios}`;
  }
  private scenario: unknown = null;
  private scenarios = 0;
}
