import { LINK_STRIDE, LinkState, SHED_REASONS, STATION_STRIDE, StationState, type ShedReason } from '../../simulations/engine/frame';
import { Listeners } from '../listeners';

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
  /** As its kind tells them: −1 is unbounded; and a number of the kind's own. */
  readonly places: number;
  readonly own: number;
  /** Bits of StationFault. */
  readonly fault: number;
  /** Of those in service, how many wait for answers to their calls. */
  readonly calling: number;
  /** As the instruments have them, so that the two agree. */
  readonly arrivedPerS: number;
  readonly leftPerS: number;
  readonly shedPerS: number;
  /** How many were shed here for each reason since the figures began; those before, while warming up, are in `shed` alone. */
  readonly shedFor: readonly (readonly [ShedReason, number])[];
  /** Of the jobs served lately in the whole model, the share that was late; NaN where there is nothing to say. */
  readonly lateShare: number;
}

/** What a link says of itself. */
export interface LinkNumbers {
  /** 0 closed, 1 open, 2 half open. */
  readonly breaker: number;
  readonly isCut: boolean;
  /** Attempts that wait at the door behind it. */
  readonly waiting: number;
}
export const QUIET_LINK: LinkNumbers = { breaker: 0, isCut: false, waiting: 0 };

/** What the board cannot read off the frame's station block. */
export interface BoardExtras {
  /** By index in the run's order of stations. */
  rates(station: number): Rates;
  lateShare(): number;
}
export interface Rates {
  readonly arrivedPerS: number;
  readonly leftPerS: number;
  readonly shedPerS: number;
}

export const NO_NUMBERS: StationNumbers = {
  inside: 0, waiting: 0, inService: 0, blocked: 0, arrived: 0, left: 0, shed: 0, refusing: false, places: 0, own: 0, fault: 0, calling: 0,
  arrivedPerS: 0, leftPerS: 0, shedPerS: 0, shedFor: [], lateShare: NaN,
};

/** What is read out changes less often than the text: once in so many moments. */
const WORDS_EVERY = 3;

/** The newest numbers of each station, published at the pace of a reader and not of the frames. */
export class StationBoard {
  private numbers: ReadonlyMap<string, StationNumbers> = new Map();
  private spoken: ReadonlyMap<string, StationNumbers> = new Map();
  private readonly listeners = new Listeners();
  private links: ReadonlyMap<string, LinkNumbers> = new Map();
  private flows: ReadonlyMap<string, number> = new Map();
  private seen: Seen = NOTHING_SEEN;
  private taken: Seen = NOTHING_SEEN;
  private isFresh = false;
  /** The model time of what is seen. */
  seenNs = NaN;
  private isTaken = false;
  private spokenIn = -1;
  private moment = -1;

  /** The frame's blocks of stations and links as they are now seen, at this model time, and how many call at each station; copied. */
  put(atNs: number, states: Float64Array, linkStates: Float64Array = NOTHING, calling: Float64Array = NOTHING): void {
    const into = this.seen;
    this.seen = { states: copied(into.states, states), linkStates: copied(into.linkStates, linkStates), calling: copied(into.calling, calling) };
    this.seenNs = atNs;
    this.isFresh = true;
  }

  /** There is no run any more. */
  clear(): void {
    this.isFresh = this.isTaken = false;
    this.numbers = new Map();
    this.spoken = this.numbers;
    this.links = new Map();
    this.listeners.tell();
  }

  /** About so many jobs go over each link, by its id, per second of screen time: all of them and not only the drawn ones. */
  putFlows(flowPerS: ReadonlyMap<string, number>): void {
    this.flows = flowPerS;
    this.listeners.tell();
  }

  /** Takes the numbers as they are seen, to be published, in another moment of screen time. */
  take(moment: number): void {
    this.moment = moment;
    if (!this.isFresh) return;
    [this.seen, this.taken] = [this.taken, this.seen];
    this.isFresh = false;
    this.isTaken = true;
  }

  /** There is something to publish. */
  get isDue(): boolean {
    return this.isTaken || this.areWordsDue();
  }
  /** The words follow the last numbers too, though no newer ones come while the run stands. */
  private areWordsDue(): boolean {
    return this.spoken !== this.numbers && Math.floor(this.moment / WORDS_EVERY) !== this.spokenIn;
  }

  /** Publishes what was taken; `ids` and `links` are the run's stations and links in their order. */
  publish(ids: readonly string[], extras: BoardExtras, links: readonly string[] = []): void {
    const newText = this.isTaken;
    if (newText) {
      this.isTaken = false;
      const lateShare = extras.lateShare();
      this.numbers = new Map(ids.map((id, index) => [id, this.row(index, extras, lateShare)]));
      this.seeLinks(links);
    }
    const newWords = this.areWordsDue();
    if (newWords) {
      this.spokenIn = Math.floor(this.moment / WORDS_EVERY);
      this.spoken = this.numbers;
    }
    if (!newText && !newWords) return;
    this.listeners.tell();
  }

  readonly subscribe = this.listeners.add;
  readonly getNumbers = (): ReadonlyMap<string, StationNumbers> => this.numbers;
  readonly getLinks = (): ReadonlyMap<string, LinkNumbers> => this.links;
  readonly getFlow = (link: string): number => this.flows.get(link) ?? 0;
  readonly getSpoken = (): ReadonlyMap<string, StationNumbers> => this.spoken;

  /** Links seldom have anything to say, so who listens to them is told only when they have. */
  private seeLinks(ids: readonly string[]): void {
    const now = new Map<string, LinkNumbers>();
    let isNew = false;
    for (const [index, id] of ids.entries()) {
      const n = (field: number) => this.taken.linkStates[index * LINK_STRIDE + field] ?? 0;
      const before = this.links.get(id) ?? QUIET_LINK;
      const [breaker, isCut, waiting] = [n(LinkState.breaker), n(LinkState.cut) > 0, n(LinkState.waiting)];
      const same = before.breaker === breaker && before.isCut === isCut && before.waiting === waiting;
      isNew ||= !same;
      now.set(id, same ? before : { breaker, isCut, waiting });
    }
    if (isNew) this.links = now;
  }

  private row(station: number, extras: BoardExtras, lateShare: number): StationNumbers {
    const n = (field: number) => this.taken.states[station * STATION_STRIDE + field] ?? 0;
    return {
      inside: n(StationState.inside), waiting: n(StationState.waiting), inService: n(StationState.inService),
      blocked: n(StationState.blocked), arrived: n(StationState.arrived), left: n(StationState.left), shed: n(StationState.shed),
      refusing: n(StationState.refusing) > 0, places: n(StationState.places), own: n(StationState.own), fault: n(StationState.fault),
      calling: this.taken.calling[station] ?? 0,
      ...extras.rates(station),
      shedFor: SHED_REASONS.map((reason, r) => [reason, n(StationState.shedFor + r)] as const).filter(([, jobs]) => jobs > 0),
      lateShare,
    };
  }
}

/** The frame's blocks of stations and links, and how many call at each station. */
interface Seen {
  readonly states: Float64Array<ArrayBuffer>;
  readonly linkStates: Float64Array<ArrayBuffer>;
  readonly calling: Float64Array<ArrayBuffer>;
}
const NOTHING = new Float64Array(0);
const NOTHING_SEEN: Seen = { states: NOTHING, linkStates: NOTHING, calling: NOTHING };

function copied(into: Float64Array<ArrayBuffer>, from: Float64Array): Float64Array<ArrayBuffer> {
  const block = into.length === from.length ? into : new Float64Array(from.length);
  block.set(from);
  return block;
}
