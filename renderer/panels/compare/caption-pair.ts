import { isPlaying, type MeasurementSeries, type OtherRun, type RunController } from '../../run';
import { turns, type Turn, type Turns } from '../../ui/turns';
import { caution } from '../instruments/headline-model';
import { recentFigures, type RecentFigure } from '../instruments/recent-figures';

export interface CaptionFigure extends Pick<RecentFigure, 'key' | 'label' | 'figure' | 'rests' | 'faint'> {
  readonly help: string;
}

export interface Captions {
  readonly lead: readonly CaptionFigure[];
  readonly other: readonly CaptionFigure[];
}

/** What stands over a picture that is one of two, with as few words as will do: enough to see at a glance which fares better. */
const KEYS: readonly string[] = ['throughput', 'p50', 'p99', 'lost'];
const SHORT: Readonly<Partial<Record<string, string>>> = { p50: 'p50', p99: 'p99' };

type Lead = Pick<RunController, 'measurements' | 'subscribe' | 'getSnapshot' | 'stageTime'>;
type Other = Pick<OtherRun, 'measurements' | 'subscribe' | 'getState'>;

/** The figures over two pictures. They are compared, so they are of the same model time, which is that of the pictures, and change in one go. */
export class CaptionPair {
  private captions: Captions | null = null;
  private seen = '';
  private readonly turn: Turn;
  private readonly listeners = new Set<() => void>();
  private stopWatching: readonly (() => void)[] = [];

  constructor(private readonly lead: Lead, private readonly other: Other, line: Pick<Turns, 'take'> = turns) {
    this.turn = line.take(() => this.renew());
  }

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) {
      this.stopWatching = [this.lead, this.other].map((run) => run.subscribe(this.look));
      this.look();
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      for (const stop of this.stopWatching) stop();
      this.turn.drop();
    };
  };
  readonly getSnapshot = (): Captions => (this.captions ??= this.make());

  private readonly look = (): void => {
    if (this.newest() === this.seen) return;
    if (this.isLive) this.turn.ask();
    else this.renew();
  };

  private renew(): void {
    this.turn.drop();
    this.captions = this.make();
    for (const listener of this.listeners) listener();
  }

  private make(): Captions {
    this.seen = this.newest();
    const { lead, other } = this;
    // What is measured runs ahead of the picture, until both come to rest.
    const untilNs = this.isLive ? lead.stageTime().modelNs : Infinity;
    const [ofLead, ofOther] = [lead.measurements.series(), other.measurements.series()];
    const own = [rowBy(ofLead, untilNs), rowBy(ofOther, untilNs)] as const;
    // One that is not there holds nobody up.
    const [leadRow, otherRow] = (other.getState().is === 'there' ? rowsOfOneTime(ofLead, ofOther, own) : null) ?? own;
    return { lead: figures(lead.measurements, leadRow), other: figures(other.measurements, otherRow) };
  }

  private get isLive(): boolean { return isPlaying(this.lead.getSnapshot()); }

  /** What the figures follow from, besides the picture's time. */
  private newest(): string {
    return `${this.lead.measurements.version} ${this.other.measurements.version} ${this.other.getState().is} ${this.isLive}`;
  }
}

/** The last window that has ended by then; −1: none. */
function rowBy({ length, tS }: MeasurementSeries, untilNs: number): number {
  let row = length - 1;
  while (row >= 0 && Math.round((tS[row] ?? 0) * 1e9) > untilNs) row -= 1;
  return row;
}

/** The last windows that ended at the same time, at these rows or before: of two runs windows need not be of one length. Null where there are none. */
function rowsOfOneTime(a: MeasurementSeries, b: MeasurementSeries, [lastA, lastB]: readonly [number, number]): readonly [number, number] | null {
  let [rowA, rowB] = [lastA, lastB];
  while (rowA >= 0 && rowB >= 0) {
    const apartS = (a.tS[rowA] ?? 0) - (b.tS[rowB] ?? 0);
    if (apartS === 0) return [rowA, rowB];
    if (apartS > 0) rowA -= 1;
    else rowB -= 1;
  }
  return null;
}

const figures = (...of: Parameters<typeof recentFigures>): readonly CaptionFigure[] => recentFigures(...of)
  .filter(({ key }) => KEYS.includes(key))
  .map(({ key, label, figure, rests, faint, what, over }) => ({ key, label: SHORT[key] ?? label, figure, rests, faint, help: `${what}, ${over}.${faint ? caution(key) : ''}` }));
