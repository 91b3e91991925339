/**
 * Flights that were launched, newest over oldest. A flight is written once, when it starts; the vertex shader
 * works out where the dot is at the stage's time. Times are relative to an epoch that moves, because float32
 * milliseconds lose their exactness after some minutes. A ring is on one clock: screen time in ms, or model time in s.
 */

/** Numbers of one flight: three texels of four. */
export const FLIGHT_TEXELS = 3;
export const FLIGHT_STRIDE = FLIGHT_TEXELS * 4;

/** What becomes of the dot; the fragment shader knows these numbers. */
export const FlightLook = { job: 0, shed: 1, failed: 2, timedOut: 3, served: 4, answer: 5, noAnswer: 6 } as const;

/** How the path is flown; the vertex shader reads these bits. */
export const FlightMode = { onModelClock: 1, backwards: 2, fromTheEnd: 4 } as const;

export interface Flight {
  /** Row of the path texture. */
  path: number;
  startMs: number;
  durationMs: number;
  look: number;
  /** Row of the station texture, −1: it begins where the path begins. */
  fromStation: number;
  /** The place it leaves, as it is counted now. */
  fromPlace: number;
  toStation: number;
  /** For a line: the rank in it, which moves up while the dot flies. For cells: the cell. */
  toPlace: number;
  /** Its age when it set out, as a share of the time to its deadline: how it was when that happened which is seen. */
  age: number;
  /** Bits of FlightMode. */
  mode: number;
  /** Of a job, or of a part of one: attempts and copies are smaller. */
  scale: number;
  /** The sign that a job shares with its parts (identity.ts); 0: none. */
  sign: number;
  /** Whose flight it is: for those who ask what is under the pointer; not drawn. */
  job: number;
}

export class FlightRing {
  readonly numbers: Float32Array<ArrayBuffer>;
  /** Whose each flight is. */
  readonly jobs: Float64Array;
  /** When the last of them is over; −Infinity: none flies. */
  lastEnd = -Infinity;
  /** The stretch that was written since `taken`, in flights. */
  private from = 0;
  private to = 0;
  private next = 0;
  /** Flights beyond this were never written and need not be drawn. */
  used = 0;

  constructor(readonly flights: number) {
    this.numbers = new Float32Array(flights * FLIGHT_STRIDE);
    this.jobs = new Float64Array(flights);
  }

  get full(): boolean { return this.next === this.flights; }

  /** `epoch` on the ring's own clock, as are the flight's start and duration. */
  write(flight: Flight, epoch: number): void {
    const n = this.numbers;
    let o = this.next * FLIGHT_STRIDE;
    n[o++] = flight.path;
    n[o++] = flight.startMs - epoch;
    n[o++] = flight.durationMs;
    n[o++] = flight.look;
    n[o++] = flight.fromStation;
    n[o++] = flight.fromPlace;
    n[o++] = flight.toStation;
    n[o++] = flight.toPlace;
    n[o++] = flight.age;
    n[o++] = flight.mode;
    n[o++] = flight.scale;
    n[o] = flight.sign;
    this.jobs[this.next] = flight.job;
    if (this.to === this.from) this.from = this.next;
    this.to = ++this.next;
    this.used = Math.max(this.used, this.next);
    this.lastEnd = Math.max(this.lastEnd, flight.startMs + flight.durationMs);
  }

  /** Starts at the beginning again: the oldest flights are overwritten first. */
  rewind(): void {
    this.next = 0;
    this.from = this.to = 0;
  }

  /** The stretch to upload, in texels, or null; asking marks it as uploaded. */
  take(): readonly [number, number] | null {
    if (this.to === this.from) return null;
    const stretch = [this.from * FLIGHT_TEXELS, this.to * FLIGHT_TEXELS] as const;
    this.from = this.to = this.next;
    return stretch;
  }

  /** Moves the epoch, so that what flies goes on as it was. */
  shift(by: number): void {
    for (let o = 0; o < this.used * FLIGHT_STRIDE; o += FLIGHT_STRIDE) {
      this.numbers[o + 1] = (this.numbers[o + 1] ?? 0) - by;
    }
    this.from = 0;
    this.to = this.used;
  }

  clear(): void {
    this.numbers.fill(0);
    this.lastEnd = -Infinity;
    this.rewind();
    this.used = 0;
  }
}
