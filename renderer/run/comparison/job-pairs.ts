import { Move, What, jobIdOf, originOfJobId, rootOfJobId, serialOfJobId } from '../../../simulations/engine/frame';
import type { FrameView } from '../../../simulations/engine/frame-view';
import { windowMeansInterval } from '../../../simulations/metrics/batch-means';

/** What became of the same jobs in two runs. Of those that both served, the difference is B − A. */
export interface PairFigures {
  /** Served by both, after the warm-up of both. */
  readonly n: number;
  readonly meanS: number;
  /** 95 %; null while there is too little, or neighbours are too much alike. */
  readonly interval: readonly [number, number] | null;
  /** Of those, how many were earlier with B, later, or as quick to the nanosecond. */
  readonly earlier: number;
  readonly later: number;
  readonly asQuick: number;
  /** Served by one of the two while the other turned it away or failed it. */
  readonly onlyA: number;
  readonly onlyB: number;
}

const ENDS: ReadonlySet<number> = new Set([What.served, What.shed, What.failed, What.timedOut]);
const LOST = -1;
/** The differences are added up in so many parts of the time, for an interval that knows that neighbours are alike. */
const PARTS = 192;

/** Pairs the jobs of two runs by their numbers: job 417 of a producer is the same job on both sides. */
export class JobPairs {
  private readonly waiting: readonly [Map<number, number>, Map<number, number>] = [new Map(), new Map()];
  private readonly sumsS = new Float64Array(PARTS);
  private readonly counts = new Float64Array(PARTS);
  private n = 0;
  private earlier = 0;
  private later = 0;
  private onlyA = 0;
  private onlyB = 0;

  /** `producersOf` says for each side what a station's index is on side A, or −1: the same producer may have another place. */
  constructor(private readonly fromNs: number, private readonly toNs: number, private readonly onA: readonly [readonly number[], readonly number[]]) {}

  take(side: 0 | 1, view: FrameView): void {
    const { numbers } = view;
    for (let n = 0; n < view.moves; n++) {
      const at = view.moveAt(n);
      const what = (numbers[at + Move.what] ?? 0) % 16;
      const job = numbers[at + Move.job] ?? 0;
      // Attempts and copies end too; the job itself is the one without a number of its own.
      if (!ENDS.has(what) || rootOfJobId(job) !== job) continue;
      const bornNs = numbers[at + Move.bornNs] ?? 0;
      const producer = this.onA[side][originOfJobId(job)] ?? -1;
      if (bornNs < this.fromNs || producer < 0) continue;
      this.end(side, jobIdOf(producer, serialOfJobId(job), 0), bornNs, what === What.served ? (numbers[at + Move.timeNs] ?? 0) - bornNs : LOST);
    }
  }

  private end(side: 0 | 1, job: number, bornNs: number, tookNs: number): void {
    const other = this.waiting[1 - side]?.get(job);
    if (other === undefined) {
      this.waiting[side].set(job, tookNs);
      return;
    }
    this.waiting[1 - side]?.delete(job);
    const [a, b] = side === 0 ? [tookNs, other] : [other, tookNs];
    if (a === LOST || b === LOST) {
      if (a !== LOST) this.onlyA += 1;
      if (b !== LOST) this.onlyB += 1;
      return;
    }
    const part = Math.min(PARTS - 1, Math.floor((bornNs - this.fromNs) / (this.toNs - this.fromNs) * PARTS));
    this.sumsS[part] = (this.sumsS[part] ?? 0) + (b - a) / 1e9;
    this.counts[part] = (this.counts[part] ?? 0) + 1;
    this.n += 1;
    if (b < a) this.earlier += 1;
    if (b > a) this.later += 1;
  }

  figures(): PairFigures {
    const { n, earlier, later, onlyA, onlyB } = this;
    const sum = this.sumsS.reduce((all, each) => all + each, 0);
    const reached = this.counts.findLastIndex((count) => count > 0) + 1;
    const found = windowMeansInterval(this.sumsS.subarray(0, reached), this.counts.subarray(0, reached));
    return {
      n, earlier, later, onlyA, onlyB, asQuick: n - earlier - later, meanS: n === 0 ? NaN : sum / n,
      interval: found === null || found.areAlike ? null : [found.low, found.high],
    };
  }
}

