import { LINK_STRIDE, Move, MOVE_STRIDE, Occupant, OCCUPANT_STRIDE, STATION_STRIDE, What, rootOfJobId } from '../../../simulations/engine/frame';
import type { FrameView } from '../../../simulations/engine/frame-view';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { FrameSpan } from '../../run';
import type { Layout } from '../geometry/layout';
import { FlightRings } from './flight-rings';
import type { Seen, Ways } from './flyer';
import { Legs } from './legs';
import { Lines } from './lines';
import { RunRows } from './run-rows';
import { StandingPicture, placeOn, writeStanding } from './standing';

/** Float32 keeps milliseconds exact to a fiftieth this far from the epoch, and model time to less than a tenth of one. */
const EPOCH_MS_MAX = 200_000;
const BASE_NS_MAX = 1_000e9;
/** Frames that arrived and are not seen yet. */
const AHEAD_MAX = 8;
const WAITING = 0;

/**
 * Turns frames into flights and standing pictures. Knows no screen: what it writes is drawn by the meshes.
 * A frame costs work for each move of a sampled job and for each job that can be seen standing, never for each dot
 * that flies.
 */
export class Choreography implements Seen {
  /** Flights in screen time, and those over links that take model time. */
  readonly flights = new FlightRings();
  readonly slowFlights = new FlightRings();
  baseNs = 0;
  sampleEvery = 1;
  /** The job that is drawn beside those of the sample; 0: none. */
  private watched = 0;
  private isSampled = true;
  /** Jobs that went over each link, by row of the layout: all of them, not only the drawn ones. */
  flows = new Float64Array(0);
  readonly rows = new RunRows();
  lines = new Lines(0);
  layout: Layout = { stations: [], links: [], spills: [] };

  private readonly legs: Legs;
  private readonly places = new Map<number, number>();
  private readonly line: number[] = [];
  private readonly seen = new Set<number>();
  private ahead: StandingPicture[] = [];
  private spare: StandingPicture[] = [];

  constructor(ways: Ways) {
    this.legs = new Legs(ways, this);
  }

  get epochMs(): number { return this.flights.epoch; }
  /** Flights started since the stage was opened. */
  get launched(): number { return this.legs.launched; }
  /** Jobs, attempts and copies whose way is followed. */
  get followed(): number { return this.legs.journeys.size; }
  get lastEndMs(): number { return this.legs.lastEndMs; }
  /** For those who asked their system for less motion: jobs appear where they are. */
  get still(): boolean { return this.legs.still; }
  set still(still: boolean) { this.legs.still = still; }

  setLayout(layout: Layout): void {
    if (layout.stations.length !== this.layout.stations.length || layout.stations.some(({ id }, row) => id !== this.layout.stations[row]?.id)) {
      this.lines = new Lines(layout.stations.length);
      this.ahead = [];
      this.spare = [];
      this.legs.clear();
    }
    this.layout = layout;
    if (this.flows.length !== layout.links.length) this.flows = new Float64Array(layout.links.length);
  }

  setRunScenario(scenario: Pick<Scenario, 'stations' | 'links' | 'classes'>): void {
    this.rows.set(this.layout, scenario);
  }

  reset(): void {
    this.legs.clear();
    this.lines.clear();
    this.spare.push(...this.ahead.splice(0));
  }

  frame(view: FrameView, span: FrameSpan): void {
    this.rebase(span);
    if (view.sampleEvery !== this.sampleEvery) {
      // Other jobs are sampled from now on; the ends of these would never be heard of.
      this.legs.forgetAll(view.watched);
      this.sampleEvery = view.sampleEvery;
    }
    if (view.watched !== this.watched) {
      if (this.watched !== 0 && !view.tellsOf(this.watched)) this.legs.forgetJob(this.watched);
      this.watched = view.watched;
    }
    this.isSampled = view.watched === 0 || view.isSampled(view.watched);
    this.seeLines(view);
    const n = view.numbers;
    const pace = span.toNs > span.fromNs ? (span.toMs - span.fromMs) / (span.toNs - span.fromNs) : 0;
    this.legs.paceMsPerNs = pace;
    for (let i = 0, o = view.moveAt(0); i < view.moves; i++, o += MOVE_STRIDE) {
      this.move(n, o, span.fromMs + ((n[o + Move.timeNs] ?? 0) - span.fromNs) * pace);
    }
    const picture = this.takeSpare();
    picture.atMs = span.toMs;
    picture.atNs = span.toNs;
    picture.epochMs = this.epochMs;
    picture.baseNs = this.baseNs;
    writeStanding(picture, view, this.rows.stations, this.layout, this.lines, this.legs.journeys, this.epochMs, this.baseNs);
    picture.states = copied(picture.states, n, view.stationAt(0), view.stations * STATION_STRIDE);
    picture.linkStates = copied(picture.linkStates, n, view.linkAt(0), view.links * LINK_STRIDE);
    this.ahead.push(picture);
  }

  /** The newest picture that is due, or null when the one that is seen still holds. */
  due(nowMs: number): StandingPicture | null {
    let newest: StandingPicture | null = null;
    while (this.ahead[0] !== undefined && (this.ahead[0].atMs <= nowMs + 0.01 || this.ahead.length > AHEAD_MAX)) {
      if (newest !== null) this.spare.push(newest);
      newest = this.ahead.shift() ?? null;
    }
    newest?.rebase(this.epochMs, this.baseNs);
    return newest;
  }

  /** Gives a picture back once it was copied. */
  giveBack(picture: StandingPicture): void {
    if (this.spare.length < AHEAD_MAX && picture.heads.length === this.layout.stations.length) this.spare.push(picture);
  }

  /** The row of the station at which a job was last; −1 when that is not known. */
  whereabouts(job: number): number { return this.legs.journeys.station(job); }

  /** Where a job stands at the frame's end; −1: it is gone again. */
  placeAtEnd(job: number): number { return this.places.get(job) ?? -1; }

  private takeSpare(): StandingPicture {
    return this.spare.pop() ?? new StandingPicture(this.layout.stations.length);
  }

  /** Who waits where at the frame's end: ranks in the lines, and the place of each job that has just come. */
  private seeLines(view: FrameView): void {
    const n = view.numbers;
    const { journeys } = this.legs;
    this.places.clear();
    let station = -1;
    const close = () => {
      const row = this.rows.station(station);
      if (row >= 0) this.lines.see(row, this.line);
      this.line.length = 0;
    };
    const seen = this.seen;
    seen.clear();
    for (let i = 0, o = view.occupantAt(0); i < view.occupants; i++, o += OCCUPANT_STRIDE) {
      const at = n[o + Occupant.station] ?? -1;
      if (at !== station) {
        if (station >= 0) close();
        station = at;
        seen.add(at);
      }
      const job = n[o + Occupant.job] ?? 0;
      const row = this.rows.station(at);
      const form = this.layout.stations[row]?.form;
      const told = n[o + Occupant.place] ?? 0;
      const place = form?.stand === 'lanes' ? placeOn(form, told, job, WAITING) : told;
      this.places.set(job, place);
      if (form?.stand === 'cells' || form?.stand === 'belt') continue;
      if (form?.stand !== 'lanes') this.line.push(job);
      if (journeys.station(job) === row) journeys.put(job, journeys.endMs(job), row, place);
    }
    if (station >= 0) close();
    for (let s = 0; s < view.stations; s++) {
      if (seen.has(s)) continue;
      station = s;
      close();
    }
  }

  private move(n: Float64Array, o: number, atMs: number): void {
    const what = (n[o + Move.what] ?? 0) & 15;
    const row = this.rows.station(n[o + Move.station] ?? -1);
    const linkRow = this.rows.link(n[o + Move.link] ?? -1);
    // What sets out over a slow link or is called back has not come through; it will tell, or has told.
    // One that is drawn beside the sample stands for itself alone, and that is less than a line is thick.
    const counts = this.isSampled || rootOfJobId(n[o + Move.job] ?? 0) !== this.watched;
    if (linkRow >= 0 && counts && what !== What.sent && what !== What.asked && what !== What.withdrawn) this.flows[linkRow] = (this.flows[linkRow] ?? 0) + this.sampleEvery;
    this.legs.move(n, o, atMs, what, row);
  }

  private rebase({ fromMs, fromNs }: FrameSpan): void {
    if (fromMs - this.epochMs > EPOCH_MS_MAX) this.flights.rebase(fromMs);
    if (Math.abs(fromNs - this.baseNs) > BASE_NS_MAX) {
      this.baseNs = fromNs;
      this.slowFlights.rebase(fromNs / 1e9);
    }
  }
}

function copied(into: Float64Array<ArrayBuffer>, from: Float64Array, at: number, length: number): Float64Array<ArrayBuffer> {
  const block = into.length === length ? into : new Float64Array(length);
  block.set(from.subarray(at, at + length));
  return block;
}
