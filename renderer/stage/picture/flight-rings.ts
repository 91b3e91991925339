import { FlightRing, type Flight } from './flight-ring';

/** Flights in one ring: what is uploaded together and drawn in one call. */
export const RING_FLIGHTS = 4_096;
const RINGS_MAX = 32;

/** All flights on one clock, in as many rings as they need. */
export class FlightRings {
  readonly rings: FlightRing[] = [];
  /** What their times are relative to. */
  epoch = 0;
  private present = 0;

  /** `now` is when it is written, on the rings' clock. */
  write(flight: Flight, now: number): void {
    this.open(now).write(flight, this.epoch);
  }

  /** Moves the epoch, so that what flies goes on as it was. */
  rebase(epoch: number): void {
    for (const ring of this.rings) ring.shift(epoch - this.epoch);
    this.epoch = epoch;
  }

  clear(): void {
    for (const ring of this.rings) ring.clear();
  }

  /** A ring with room: the present one, else one whose flights are all over, else a new one, else the oldest. */
  private open(now: number): FlightRing {
    const present = this.rings[this.present];
    if (present !== undefined && !present.full) return present;
    let next = this.rings.findIndex((ring) => ring.lastEnd < now);
    if (next < 0 && this.rings.length < RINGS_MAX) {
      next = this.rings.length;
      this.rings.push(new FlightRing(RING_FLIGHTS));
    }
    if (next < 0) next = (this.present + 1) % RINGS_MAX;
    this.present = next;
    const ring = this.rings[next];
    if (ring === undefined) throw new Error(`no flight ring ${next}`);
    ring.rewind();
    return ring;
  }
}
