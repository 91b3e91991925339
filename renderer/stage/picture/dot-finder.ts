import { rootOfJobId } from '../../../simulations/engine/frame';
import type { StandingJob } from '../../document';
import type { StageTime } from '../../run';
import type { Choreography } from './choreography';
import { DotPlaces, type Dot } from './dot-places';
import type { FlightRings } from './flight-rings';
import { isPart } from './identity';
import type { StageTextures } from './stage-textures';
import { STANDING_STRIDE, WHO_STRIDE, Who, type StandingPicture } from './standing';

export interface FoundDot extends Dot {
  /** The job's number, or that of the attempt or copy. */
  readonly job: number;
  readonly isPart: boolean;
  /** As it is met, where it stands; null while it flies. */
  readonly standing: StandingJob | null;
}

/** Attempts and copies of one job that are marked at most. */
const FOUND_MAX = 24;

/** Answers who is under the pointer, and where somebody is. Looks at every dot, so it is asked at most once a picture. */
export class DotFinder {
  private readonly places: DotPlaces;
  private readonly dot: Dot = { x: 0, y: 0, radius: 0 };

  constructor(private readonly choreography: Choreography, textures: StageTextures) {
    this.places = new DotPlaces(textures);
  }

  /** The dot that is nearest to a point of the diagram, and at most `reach` from its own edge. */
  at(x: number, y: number, reach: number, time: StageTime, seen: StandingPicture | null): FoundDot | null {
    let best: FoundDot | null = null;
    let bestGap = reach;
    this.each(time, seen, () => true, (found) => {
      const gap = Math.hypot(found.x - x, found.y - y) - found.radius;
      if (gap >= bestGap) return;
      bestGap = gap;
      best = found;
    });
    return best;
  }

  /** A job and its attempts and copies: each where it flies, else where it stands. The job itself comes first. */
  of(job: number, time: StageTime, seen: StandingPicture | null): readonly FoundDot[] {
    const root = rootOfJobId(job);
    const found = new Map<number, FoundDot>();
    this.each(time, seen, (other) => rootOfJobId(other) === root, (dot) => {
      if (found.size < FOUND_MAX && !found.has(dot.job)) found.set(dot.job, dot);
    });
    if (!found.has(root)) this.addUnseen(root, found);
    return [...found.values()].sort((a, b) => Number(a.isPart) - Number(b.isPart));
  }

  /** One that stands where nobody is drawn by himself: in a level, or on its way through. */
  private addUnseen(root: number, found: Map<number, FoundDot>): void {
    const row = this.choreography.whereabouts(root);
    const placed = this.choreography.layout.stations[row];
    if (placed === undefined) return;
    if (placed.form.tank !== null) {
      this.places.level(this.dot, row);
    } else {
      this.dot.x = placed.x + (placed.form.inX + placed.form.outX) / 2;
      this.dot.y = placed.y + placed.form.river;
      this.dot.radius = 6;
    }
    found.set(root, { ...this.dot, job: root, isPart: false, standing: null });
  }

  private each(time: StageTime, seen: StandingPicture | null, isWanted: (job: number) => boolean, see: (dot: FoundDot) => void): void {
    const { choreography } = this;
    this.eachFlight(choreography.flights, time.ms - choreography.epochMs, isWanted, see);
    const modelS = (time.modelNs - choreography.baseNs) / 1e9;
    this.eachFlight(choreography.slowFlights, modelS, isWanted, see);
    if (seen === null) return;
    const now = time.ms - seen.epochMs;
    for (let i = 0; i < seen.items; i++) {
      const w = i * WHO_STRIDE;
      const job = seen.who[w + Who.job] ?? -1;
      // A place that is only taken yet: its job is on its way there.
      if (job < 0 || !isWanted(job) || now < (seen.numbers[i * STANDING_STRIDE + 5] ?? 0)) continue;
      if (!this.places.standing(this.dot, seen, i, (time.modelNs - seen.baseNs) / 1e9)) continue;
      const standing = { job, jobClass: seen.who[w + Who.jobClass] ?? 0, bornNs: seen.who[w + Who.bornNs] ?? 0, station: seen.who[w + Who.station] ?? 0 };
      see({ ...this.dot, job, isPart: isPart(job), standing });
    }
  }

  private eachFlight({ rings }: FlightRings, now: number, isWanted: (job: number) => boolean, see: (dot: FoundDot) => void): void {
    for (const ring of rings) {
      for (let i = 0; i < ring.used; i++) {
        const job = ring.jobs[i] ?? 0;
        if (isWanted(job) && this.places.flight(this.dot, ring, i, now)) see({ ...this.dot, job, isPart: isPart(job), standing: null });
      }
    }
  }
}
