import {
  Header, LINK_STRIDE, MOVE_STRIDE, Move, OCCUPANT_STRIDE, STATION_STRIDE, STOPS, WINDOW_CLASS_STRIDE, WINDOW_HEADER, WINDOW_LINK_STRIDE, WINDOW_STATION_STRIDE, WindowClass, WindowField, rootOfJobId, serialOfJobId,
} from './frame';

/** Names for the offsets of a frame. Cheap to make; holds no copy. */
export class FrameView {
  constructor(readonly numbers: Float64Array) {}

  get fromNs(): number { return this.numbers[Header.fromNs]; }
  get nowNs(): number { return this.numbers[Header.nowNs]; }
  get nowS(): number { return this.numbers[Header.nowNs] / 1e9; }
  /** Events executed since the start of the run. */
  get events(): number { return this.numbers[Header.events]; }
  get made(): number { return this.numbers[Header.made]; }
  get inside(): number { return this.numbers[Header.inside]; }
  /** 1: every job's moves are here; 8: those of every eighth job. 0: none. */
  get sampleEvery(): number { return this.numbers[Header.sampleEvery]; }
  /** The job whose moves are here although it may not be in the sample; 0: there is none. */
  get watched(): number { return this.numbers[Header.watched]; }
  /** True where a job, or an attempt or a copy of one, is in the sample. */
  isSampled(id: number): boolean { return this.sampleEvery > 0 && serialOfJobId(id) % this.sampleEvery === 0; }
  /** True where every move is here that a job made in this stretch. */
  tellsOf(id: number): boolean { return this.isSampled(id) || (this.watched !== 0 && rootOfJobId(id) === this.watched); }
  get stopped(): string { return STOPS[this.numbers[Header.stop]] ?? ''; }

  get moves(): number { return this.numbers[Header.moves]; }
  /** Without those of a job that is watched and not in the sample: times `sampleEvery`, about as many as all jobs made. */
  get sampledMoves(): number {
    if (this.watched === 0 || this.isSampled(this.watched)) return this.moves;
    let sampled = this.moves;
    for (let n = 0; n < this.moves; n++) if (rootOfJobId(this.numbers[this.moveAt(n) + Move.job]) === this.watched) sampled--;
    return sampled;
  }
  /** Offset of move `n`; add a field of `Move`. */
  moveAt(n: number): number { return this.numbers[Header.movesAt] + n * MOVE_STRIDE; }

  get stations(): number { return this.numbers[Header.stations]; }
  /** Offset of station `n`; add a field of `StationState`. */
  stationAt(n: number): number { return this.numbers[Header.stationsAt] + n * STATION_STRIDE; }

  get links(): number { return this.numbers[Header.links]; }
  /** Offset of link `n`; add a field of `LinkState`. */
  linkAt(n: number): number { return this.numbers[Header.linksAt] + n * LINK_STRIDE; }

  get occupants(): number { return this.numbers[Header.occupants]; }
  /** Offset of occupant `n`; add a field of `Occupant`. */
  occupantAt(n: number): number { return this.numbers[Header.occupantsAt] + n * OCCUPANT_STRIDE; }

  /** Offsets of the closed windows; add a field of `WindowField`. */
  *windowOffsets(): Generator<number> {
    let at = this.numbers[Header.windowsAt];
    for (let n = this.numbers[Header.windows]; n > 0; n--) {
      yield at;
      at += this.numbers[at + WindowField.length];
    }
  }
  /** Offset of station `n` in the window at `windowAt`; add a field of `WindowStation`. */
  windowStationAt(windowAt: number, n: number): number {
    return windowAt + WINDOW_HEADER + n * WINDOW_STATION_STRIDE;
  }
  /** Offset of link `n` in the window at `windowAt`; add a field of `WindowLink`. */
  windowLinkAt(windowAt: number, n: number): number {
    return this.windowStationAt(windowAt, this.stations) + n * WINDOW_LINK_STRIDE;
  }
  /** Where gauge `n` stands in the window at `windowAt`. */
  windowGaugeAt(windowAt: number, n: number): number {
    return this.windowLinkAt(windowAt, this.links) + n;
  }
  /** Offset of class `n` in the window at `windowAt`; add a field of `WindowClass`. Only where the run has two classes or more. */
  windowClassAt(windowAt: number, n: number): number {
    return windowAt + this.numbers[windowAt + WindowField.classesAt] + n * WINDOW_CLASS_STRIDE;
  }
  /** Offsets of the (bucket, count) pairs of each of `classes` classes. */
  *windowClassBuckets(windowAt: number, classes: number): Generator<number> {
    let at = this.windowClassAt(windowAt, classes);
    for (let n = 0; n < classes; n++) {
      yield at;
      at += 2 * this.numbers[this.windowClassAt(windowAt, n) + WindowClass.buckets];
    }
  }
  /** Offset of the (bucket, count) pairs of the window's latency histogram. */
  windowBucketsAt(windowAt: number): number {
    return windowAt + this.numbers[windowAt + WindowField.length] - 2 * this.numbers[windowAt + WindowField.buckets];
  }
}
