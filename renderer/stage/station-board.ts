import { SHED_REASONS, STATION_STRIDE, StationState, type ShedReason } from '../../simulations/engine/frame';

/** What a station says of itself in numbers. */
export interface StationNumbers {
  readonly inside: number;
  readonly waiting: number;
  readonly inService: number;
  readonly blocked: number;
  readonly arrived: number;
  readonly left: number;
  readonly shed: number;
  readonly refusing: boolean;
  /** As the instruments have them, so that the two agree. */
  readonly arrivedPerS: number;
  readonly leftPerS: number;
  readonly shedPerS: number;
  /** Why jobs were shed here so far, in the words of SHED_REASONS. */
  readonly shedReasons: readonly ShedReason[];
  /** Of the jobs served lately in the whole model, the share that was late; NaN where there is nothing to say. */
  readonly lateShare: number;
}

/** What the board cannot read off the frame's station block. */
export interface BoardExtras {
  /** By index in the run's order of stations. */
  reasonBits(station: number): number;
  rates(station: number): Rates;
  lateShare(): number;
}
export interface Rates {
  readonly arrivedPerS: number;
  readonly leftPerS: number;
  readonly shedPerS: number;
}

export const NO_NUMBERS: StationNumbers = {
  inside: 0, waiting: 0, inService: 0, blocked: 0, arrived: 0, left: 0, shed: 0, refusing: false,
  arrivedPerS: 0, leftPerS: 0, shedPerS: 0, shedReasons: [], lateShare: NaN,
};

/** Text follows the dots this often; more often nobody can read it. */
const TEXT_EVERY_MS = 160;
/** What is read out changes less often. */
const WORDS_EVERY_MS = 500;

/** The newest numbers of each station, published at the pace of a reader and not of the frames. */
export class StationBoard {
  private numbers: ReadonlyMap<string, StationNumbers> = new Map();
  private spoken: ReadonlyMap<string, StationNumbers> = new Map();
  private readonly listeners = new Set<() => void>();
  private states = new Float64Array(0);
  private fresh = false;
  private publishedMs = -Infinity;
  private spokenMs = -Infinity;

  /** The frame's station block as it is now seen; copied. */
  put(states: Float64Array): void {
    if (this.states.length !== states.length) this.states = new Float64Array(states.length);
    this.states.set(states);
    this.fresh = true;
  }

  /** There is no run any more. */
  clear(): void {
    this.fresh = false;
    this.numbers = new Map();
    this.spoken = this.numbers;
    for (const listener of this.listeners) listener();
  }

  /** Publishes when it is time to; `ids` are the run's stations in their order. */
  publish(nowMs: number, ids: readonly string[], extras: BoardExtras): void {
    const newText = this.fresh && nowMs - this.publishedMs >= TEXT_EVERY_MS;
    if (newText) {
      this.fresh = false;
      this.publishedMs = nowMs;
      const lateShare = extras.lateShare();
      this.numbers = new Map(ids.map((id, index) => [id, this.row(index, extras, lateShare)]));
    }
    // The words follow the last numbers too, though no newer ones come while the run stands.
    const newWords = this.spoken !== this.numbers && nowMs - this.spokenMs >= WORDS_EVERY_MS;
    if (newWords) {
      this.spokenMs = nowMs;
      this.spoken = this.numbers;
    }
    if (!newText && !newWords) return;
    for (const listener of this.listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly getNumbers = (): ReadonlyMap<string, StationNumbers> => this.numbers;
  readonly getSpoken = (): ReadonlyMap<string, StationNumbers> => this.spoken;

  private row(station: number, extras: BoardExtras, lateShare: number): StationNumbers {
    const n = (field: number) => this.states[station * STATION_STRIDE + field] ?? 0;
    const reasons = extras.reasonBits(station);
    return {
      inside: n(StationState.inside), waiting: n(StationState.waiting), inService: n(StationState.inService),
      blocked: n(StationState.blocked), arrived: n(StationState.arrived), left: n(StationState.left), shed: n(StationState.shed),
      refusing: n(StationState.refusing) > 0,
      ...extras.rates(station),
      shedReasons: SHED_REASONS.filter((_, bit) => (reasons & (1 << bit)) !== 0),
      lateShare,
    };
  }
}
