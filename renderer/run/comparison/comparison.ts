import { FrameView } from '../../../simulations/engine/frame-view';
import { requestDifferences } from '../../../simulations/experiments/compare';
import type { Problem } from '../../../simulations/scenario/problem';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { Listeners } from '../../listeners';
import { arrivalsPerS } from '../expected-rate';
import { plannedBreaksS, shapeOf } from '../measured-shape';
import { Measurements } from '../measurements';
import { ceil125, measurementSpans } from '../pacing';
import type { ComparisonAnswer, ComparisonRequest } from './comparison-host';
import type { PairFigures } from './job-pairs';

/** The part of a Worker that is used here; tests put their own in its place. */
export interface ComparisonWorker {
  postMessage(message: ComparisonRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ComparisonAnswer }) => void): void;
  terminate(): void;
}

export interface Side {
  readonly name: string;
  readonly scenario: Scenario;
  readonly measurements: Measurements;
}

export interface Compared {
  readonly a: Side;
  readonly b: Side;
  readonly seed: number;
  readonly pairs: PairFigures;
  readonly nowS: number;
  readonly toS: number;
  readonly isDone: boolean;
  readonly problems: readonly Problem[];
  /** Why the two do not see the same requests; empty where they do. */
  readonly otherRequests: readonly string[];
}

const NO_PAIRS: PairFigures = { n: 0, meanS: NaN, interval: null, earlier: 0, later: 0, asQuick: 0, onlyA: 0, onlyB: 0 };
const WINDOWS = 240;

/** Two scenarios on the same requests, measured side by side while they run. */
export class Comparison {
  private worker: ComparisonWorker | null = null;
  private number = 0;
  private compared: Compared | null = null;
  private readonly listeners = new Listeners();

  constructor(private readonly makeWorker: () => ComparisonWorker = pageWorker) {}

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = this.listeners.add;
  readonly getSnapshot = (): Compared | null => this.compared;

  /** For as long as both together count, or for the longer one. */
  start(a: Pick<Side, 'name' | 'scenario'>, b: Pick<Side, 'name' | 'scenario'>, seed: number): void {
    this.number += 1;
    const toS = Math.max(a.scenario.warmupS + a.scenario.durationS, b.scenario.warmupS + b.scenario.durationS);
    const windowS = ceil125(toS / WINDOWS);
    this.compared = {
      a: sideOf(a), b: sideOf(b), seed, pairs: NO_PAIRS, nowS: 0, toS, isDone: false, problems: [], otherRequests: requestDifferences(a.scenario, b.scenario),
    };
    if (this.worker === null) {
      this.worker = this.makeWorker();
      this.worker.addEventListener('message', ({ data }) => this.take(data));
    }
    this.worker.postMessage({ number: this.number, a: a.scenario, b: b.scenario, seed, toS, windowS });
    this.listeners.tell();
  }

  /** Ends it and keeps what was measured. */
  stop(): void {
    this.end(this.compared === null ? null : { ...this.compared, isDone: true });
  }

  /** Ends it and forgets what was measured. */
  clear(): void {
    this.end(null);
  }

  private end(left: Compared | null): void {
    this.worker?.terminate();
    this.worker = null;
    this.number += 1;
    this.compared = left;
    this.listeners.tell();
  }

  private take(answer: ComparisonAnswer): void {
    const { compared } = this;
    if (answer.number !== this.number || compared === null) return; // Overtaken.
    if (answer.kind === 'refused') {
      this.compared = { ...compared, problems: answer.problems, isDone: true };
    } else {
      compared.a.measurements.add(new FrameView(answer.a));
      compared.b.measurements.add(new FrameView(answer.b));
      this.compared = { ...compared, pairs: answer.pairs, nowS: answer.nowS, isDone: answer.isDone };
    }
    this.listeners.tell();
  }
}

function sideOf({ name, scenario }: Pick<Side, 'name' | 'scenario'>): Side {
  const measurements = new Measurements();
  measurements.reset(shapeOf(scenario), scenario.warmupS, measurementSpans(arrivalsPerS(scenario)), plannedBreaksS(scenario));
  return { name, scenario, measurements };
}

const pageWorker = (): ComparisonWorker => new Worker(new URL('./comparison.worker.ts', import.meta.url), { type: 'module', name: 'comparison' });
