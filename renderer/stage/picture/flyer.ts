import { Move } from '../../../simulations/engine/frame';
import type { Layout } from '../geometry/layout';
import { FlightMode, type Flight } from './flight-ring';
import type { FlightRings } from './flight-rings';
import { isPart, signOf } from './identity';
import { Journeys, legTiming, travelMs } from './journeys';
import type { Lines } from './lines';
import type { RunRows } from './run-rows';
import { PART_SCALE } from './standing';

/** In place of a place: it is on a link that takes time, and at its end next. */
export const UNDER_WAY = -2;

/** Where the ways are in the path texture. */
export interface Ways {
  linkRow(link: number): number;
  linkSpillRow(link: number): number;
  linkLossRow(link: number): number;
  stationSpillRow(station: number): number;
  pathLength(row: number): number;
}

/** What the legs have to know of the picture they are flown in. */
export interface Seen {
  readonly layout: Layout;
  readonly rows: RunRows;
  readonly lines: Lines;
  readonly flights: FlightRings;
  readonly slowFlights: FlightRings;
  placeAtEnd(job: number): number;
}

/** Launches dots: knows where each was last and when it gets there, so that its next leg begins where and when that ended. */
export abstract class Flyer {
  readonly journeys = new Journeys();
  launched = 0;
  lastEndMs = -Infinity;
  still = false;
  /** Of the frame that is read: screen time for model time. */
  paceMsPerNs = 0;

  protected readonly flight: Flight = {
    path: 0, startMs: 0, durationMs: 0, look: 0, fromStation: -1, fromPlace: 0, toStation: -1, toPlace: 0, age: 0, mode: 0, scale: 1, sign: 0, job: 0,
  };

  constructor(protected readonly ways: Ways, protected readonly seen: Seen) {}

  /** Where the next flight of a job begins; `mayBeAnywhere`: whoever falls out of a line may have stood anywhere in it. */
  protected departFrom(job: number, from: number, mayBeAnywhere: boolean): void {
    const f = this.flight;
    const form = this.seen.layout.stations[from]?.form;
    // A job that its producer never had to keep springs from where the link begins.
    const waited = form?.kind !== 'producer' || this.journeys.place(job) >= 0;
    f.fromStation = this.journeys.station(job) === from && waited ? from : -1;
    // Whoever is handed on from a line was its head; so is everybody but a copy, which is where it was made.
    const isHead = form?.stand === 'line' && form.kind !== 'fork' && !mayBeAnywhere;
    f.fromPlace = isHead ? 0 : Math.max(this.journeys.place(job), 0);
  }

  /** Starts a dot on its next leg and returns when it arrives. */
  protected launch(n: Float64Array, o: number, atMs: number, job: number, path: number, from: number, extraMs: number): number {
    if (this.still) return atMs;
    const isLanding = this.journeys.place(job) === UNDER_WAY;
    this.departFrom(job, from, extraMs > 0);
    if (isLanding) this.flight.fromStation = -1;
    const wantedMs = isLanding ? travelMs(0) * 0.6 : travelMs(this.ways.pathLength(path)) + extraMs;
    const { startMs, durationMs } = legTiming(atMs, this.journeys.freeMs(job), wantedMs);
    const mode = isLanding && extraMs === 0 ? FlightMode.fromTheEnd : 0;
    this.fly(n, o, job, path, mode, startMs, durationMs, this.seen.flights, atMs);
    const endMs = startMs + durationMs;
    this.lastEndMs = Math.max(this.lastEndMs, endMs);
    return endMs;
  }

  protected fly(
    n: Float64Array, o: number, job: number, path: number, mode: number, start: number, duration: number, rings: FlightRings, now: number,
  ): void {
    const f = this.flight;
    const part = isPart(job);
    f.path = path;
    f.job = job;
    f.mode = mode;
    f.startMs = start;
    f.durationMs = duration;
    f.age = ageShare((n[o + Move.timeNs] ?? 0) - (n[o + Move.bornNs] ?? 0), this.seen.rows.deadlineNs[(n[o + Move.what] ?? 0) >> 4] ?? Infinity);
    f.scale = part ? PART_SCALE : 1;
    f.sign = part ? signOf(job, this.journeys.tries(job)) : 0;
    rings.write(f, now);
    this.launched++;
  }
}

/** 0: just meant to be sent; 1: at its deadline. */
const ageShare = (ageNs: number, deadlineNs: number): number => (deadlineNs > 0 && Number.isFinite(deadlineNs) ? ageNs / deadlineNs : 0);
