import { Move, MOVE_STRIDE, Occupant, OCCUPANT_STRIDE, STATION_STRIDE, What, rootOfJobId } from '../../../simulations/engine/frame';
import type { FrameView } from '../../../simulations/engine/frame-view';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { FrameSpan } from '../../run';
import type { Layout } from '../geometry/layout';
import { FlightLook, FlightRing, type Flight } from './flight-ring';
import { Journeys, legTiming, travelMs } from './journeys';
import { Lines, StandingPicture, writeStanding } from './standing';

/** Flights in one ring: what is uploaded together and drawn in one call. */
export const RING_FLIGHTS = 4_096;
const RINGS_MAX = 8;
/** Float32 keeps milliseconds exact to a fiftieth this far from the epoch, and model time to less than a tenth of one. */
const EPOCH_MS_MAX = 200_000;
const BASE_NS_MAX = 1_000e9;
/** Frames that arrived and are not seen yet. */
const AHEAD_MAX = 8;
/** A fall takes longer than a ride, because it is what one should notice. */
const FALL_MS = 260;

/** Where the ways are in the path texture. */
export interface Ways {
  linkRow(link: number): number;
  linkSpillRow(link: number): number;
  stationSpillRow(station: number): number;
  pathLength(row: number): number;
}

/**
 * Turns frames into flights and standing pictures. Knows no screen: what it writes is drawn by the meshes.
 * A frame costs work for each move of a sampled job and for each job that can be seen standing, never for each dot
 * that flies.
 */
export class Choreography {
  readonly rings: FlightRing[] = [];
  epochMs = 0;
  baseNs = 0;
  /** Flights started since the stage was opened. */
  launched = 0;
  sampleEvery = 1;
  /** Jobs that went over each link, by row of the layout: all of them, not only the drawn ones. */
  flows = new Float64Array(0);
  lastEndMs = -Infinity;
  /** Reasons for which jobs were shed at each station, a bit each in the order of SHED_REASONS, by row of the layout. */
  shedReasons = new Int32Array(0);
  /** For those who asked their system for less motion: jobs appear where they are. */
  still = false;

  private readonly journeys = new Journeys();
  private readonly places = new Map<number, number>();
  private readonly line: number[] = [];
  private readonly seen = new Set<number>();
  private ahead: StandingPicture[] = [];
  private spare: StandingPicture[] = [];
  private layout: Layout = { stations: [], links: [], spills: [] };
  private lines = new Lines(0);
  private stationRows = new Int32Array(0);
  private linkRows = new Int32Array(0);
  private linkFrom = new Int32Array(0);
  private ring = 0;
  private readonly flight: Flight = {
    path: 0, startMs: 0, durationMs: 0, look: 0, fromStation: -1, fromPlace: 0, toStation: -1, toPlace: 0, age: 0,
  };

  constructor(private readonly ways: Ways) {}

  setLayout(layout: Layout): void {
    if (layout.stations.length !== this.layout.stations.length || layout.stations.some(({ id }, row) => id !== this.layout.stations[row]?.id)) {
      this.lines = new Lines(layout.stations.length);
      this.ahead = [];
      this.spare = [];
      this.journeys.clear();
      for (const ring of this.rings) ring.clear();
    }
    this.layout = layout;
    if (this.shedReasons.length !== layout.stations.length) this.shedReasons = new Int32Array(layout.stations.length);
    if (this.flows.length !== layout.links.length) this.flows = new Float64Array(layout.links.length);
  }

  /** Frames speak of stations and links by their order in the run's scenario, which may be older than the drawn one. */
  setRunScenario({ stations, links }: Pick<Scenario, 'stations' | 'links'>): void {
    const row = (id: string) => this.layout.stations.findIndex((station) => station.id === id);
    this.stationRows = Int32Array.from(Object.keys(stations), row);
    this.linkRows = Int32Array.from(links, ({ from, to }) => this.layout.links.findIndex((link) => link.from === from && link.to === to));
    this.linkFrom = Int32Array.from(links, ({ from }) => row(from));
  }

  get stationOrder(): Int32Array { return this.stationRows; }

  reset(): void {
    this.journeys.clear();
    this.lines.clear();
    this.spare.push(...this.ahead.splice(0));
    for (const ring of this.rings) ring.clear();
    this.lastEndMs = -Infinity;
    this.shedReasons.fill(0);
  }

  frame(view: FrameView, span: FrameSpan): void {
    this.rebase(span);
    if (view.sampleEvery !== this.sampleEvery) {
      // Other jobs are sampled from now on; the ends of these would never be heard of.
      this.journeys.clear();
      this.sampleEvery = view.sampleEvery;
    }
    this.seeLines(view);
    const n = view.numbers;
    const pace = span.toNs > span.fromNs ? (span.toMs - span.fromMs) / (span.toNs - span.fromNs) : 0;
    for (let i = 0, o = view.moveAt(0); i < view.moves; i++, o += MOVE_STRIDE) {
      this.move(n, o, span.fromMs + ((n[o + Move.timeNs] ?? 0) - span.fromNs) * pace);
    }
    const picture = this.takeSpare();
    picture.atMs = span.toMs;
    picture.epochMs = this.epochMs;
    picture.baseNs = this.baseNs;
    writeStanding(picture, view, this.stationRows, this.layout, this.lines, this.journeys, this.epochMs, this.baseNs);
    const block = view.stations * STATION_STRIDE;
    if (picture.states.length !== block) picture.states = new Float64Array(block);
    picture.states.set(n.subarray(view.stationAt(0), view.stationAt(0) + block));
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

  private takeSpare(): StandingPicture {
    return this.spare.pop() ?? new StandingPicture(this.layout.stations.length);
  }

  /** Who waits where at the frame's end: ranks in the lines, and the place of each job that has just come. */
  private seeLines(view: FrameView): void {
    const n = view.numbers;
    this.places.clear();
    let station = -1;
    const close = () => {
      const row = this.stationRows[station] ?? -1;
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
      const row = this.stationRows[at] ?? -1;
      const kind = this.layout.stations[row]?.form.kind;
      const place = n[o + Occupant.place] ?? 0;
      this.places.set(job, place);
      if (kind === 'workers') continue;
      this.line.push(job);
      if (this.journeys.station(job) === row) this.journeys.put(job, this.journeys.endMs(job), row, place);
    }
    if (station >= 0) close();
    for (let s = 0; s < view.stations; s++) {
      if (seen.has(s)) continue;
      station = s;
      close();
    }
  }

  private move(n: Float64Array, o: number, atMs: number): void {
    const job = n[o + Move.job] ?? 0;
    const what = (n[o + Move.what] ?? 0) & 15;
    const row = this.stationRows[n[o + Move.station] ?? -1] ?? -1;
    const link = n[o + Move.link] ?? -1;
    const detail = n[o + Move.detail] ?? 0;
    if (link >= 0) {
      const linkRow = this.linkRows[link] ?? -1;
      if (linkRow >= 0) this.flows[linkRow] = (this.flows[linkRow] ?? 0) + this.sampleEvery;
    }
    if (row < 0) {
      this.journeys.forget(job);
      return;
    }
    switch (what) {
      case What.made: this.journeys.put(job, atMs, row, -1); break;
      // A request sets out from the cell of the job that it is made for, a copy from its fork.
      case What.asked:
      case What.copied: this.journeys.put(job, atMs, row, this.journeys.place(rootOfJobId(job))); break;
      case What.withdrawn: this.journeys.forget(job); break;
      case What.entered: this.enter(n, o, atMs, job, row, link, detail); break;
      case What.blocked:
      case What.serving: this.journeys.put(job, Math.max(this.journeys.endMs(job), -1), row, detail); break;
      case What.served: this.end(n, o, atMs, job, row, link, FlightLook.served); break;
      case What.shed:
        this.shedReasons[row] = (this.shedReasons[row] ?? 0) | (1 << detail);
        this.end(n, o, atMs, job, row, link, FlightLook.shed);
        break;
      case What.failed: this.end(n, o, atMs, job, row, link, FlightLook.failed); break;
      case What.timedOut: this.end(n, o, atMs, job, row, link, FlightLook.timedOut); break;
    }
  }

  private enter(n: Float64Array, o: number, atMs: number, job: number, row: number, link: number, detail: number): void {
    const linkRow = this.linkRows[link] ?? -1;
    const cells = this.layout.stations[row]?.form.kind === 'workers';
    // Gone again at the frame's end: it passed at the head.
    const place = cells ? detail : this.places.get(job) ?? -1;
    const f = this.flight;
    f.toStation = row;
    f.toPlace = cells ? detail : this.lines.rank(row, this.layout.stations[row]?.form.tank === null ? place : detail);
    f.look = FlightLook.job;
    const endMs = linkRow < 0
      ? atMs
      : this.launch(n, o, atMs, job, this.ways.linkRow(linkRow), this.linkFrom[link] ?? -1, 0);
    this.journeys.put(job, endMs, row, Math.max(place, 0));
  }

  private end(n: Float64Array, o: number, atMs: number, job: number, row: number, link: number, look: number): void {
    const linkRow = this.linkRows[link] ?? -1;
    const f = this.flight;
    f.look = look;
    f.toPlace = 0;
    if (look === FlightLook.served) {
      f.toStation = row;
      if (linkRow >= 0) this.launch(n, o, atMs, job, this.ways.linkRow(linkRow), this.linkFrom[link] ?? -1, 0);
    } else {
      f.toStation = -1;
      if (linkRow >= 0) this.launch(n, o, atMs, job, this.ways.linkSpillRow(linkRow), this.linkFrom[link] ?? -1, FALL_MS);
      else this.launch(n, o, atMs, job, this.ways.stationSpillRow(row), row, FALL_MS);
    }
    this.journeys.forget(job);
  }

  /** Starts a dot on its next leg and returns when it arrives. */
  private launch(n: Float64Array, o: number, atMs: number, job: number, path: number, from: number, extraMs: number): number {
    if (this.still) return atMs;
    const f = this.flight;
    const wasAt = this.journeys.station(job);
    // A job that its producer never had to keep springs from where the link begins.
    const waited = this.layout.stations[from]?.form.kind !== 'producer' || this.journeys.place(job) >= 0;
    f.fromStation = wasAt === from && waited ? from : -1;
    // Whoever is handed on from a line was its head; whoever falls out of it may have stood anywhere.
    const fromCell = this.layout.stations[from]?.form.kind === 'workers';
    f.fromPlace = fromCell || extraMs > 0 ? this.journeys.place(job) : 0;
    f.path = path;
    f.age = ageShare(n[o + Move.timeNs] ?? 0, n[o + Move.bornNs] ?? 0, n[o + Move.deadlineNs] ?? 0);
    const { startMs, durationMs } = legTiming(atMs, this.journeys.endMs(job), travelMs(this.ways.pathLength(path)) + extraMs);
    f.startMs = startMs;
    f.durationMs = durationMs;
    this.openRing(atMs).write(f, this.epochMs);
    this.launched++;
    const endMs = startMs + durationMs;
    this.lastEndMs = Math.max(this.lastEndMs, endMs);
    return endMs;
  }

  /** A ring with room: the present one, else one whose flights are all over, else a new one, else the oldest. */
  private openRing(nowMs: number): FlightRing {
    const present = this.rings[this.ring];
    if (present !== undefined && !present.full) return present;
    let next = this.rings.findIndex((ring) => ring.lastEndMs < nowMs);
    if (next < 0 && this.rings.length < RINGS_MAX) {
      next = this.rings.length;
      this.rings.push(new FlightRing(RING_FLIGHTS));
    }
    if (next < 0) next = (this.ring + 1) % RINGS_MAX;
    this.ring = next;
    const ring = this.rings[next];
    if (ring === undefined) throw new Error(`no flight ring ${next}`);
    ring.rewind();
    return ring;
  }

  private rebase({ fromMs, fromNs }: FrameSpan): void {
    const byMs = fromMs - this.epochMs > EPOCH_MS_MAX ? fromMs - this.epochMs : 0;
    if (byMs !== 0) for (const ring of this.rings) ring.shift(byMs);
    this.epochMs += byMs;
    if (Math.abs(fromNs - this.baseNs) > BASE_NS_MAX) this.baseNs = fromNs;
  }
}

/** 0: just meant to be sent; 1: at its deadline. */
const ageShare = (timeNs: number, bornNs: number, deadlineNs: number): number =>
  deadlineNs > bornNs && Number.isFinite(deadlineNs) ? (timeNs - bornNs) / (deadlineNs - bornNs) : 0;
