/**
 * Where each drawn job was last and when its dot gets there, so that one leg of its way begins where and when the
 * last one ended. A job is in here from its first move that is drawn to its end.
 */

/** A dot is never later than this behind what it shows, in screen time. */
export const LAG_MS_MAX = 1_000;
/** Jobs that can be drawn on their way at once; sampling keeps them far below. */
const JOBS_MAX = 1 << 16;

/** When its leg ends, its station, its place, the link it was asked over, its try; and what it has to wait for before its next leg. */
const FIELDS = 6;

export interface LegTiming {
  readonly startMs: number;
  readonly durationMs: number;
}

/** A dot that is still on its way when its job moves on flies the next leg afterwards, and faster the later it is. */
export function legTiming(askedMs: number, previousEndMs: number, wantedMs: number): LegTiming {
  const startMs = Math.max(askedMs, Math.min(previousEndMs, askedMs + LAG_MS_MAX));
  const lag = (startMs - askedMs) / LAG_MS_MAX;
  return { startMs, durationMs: Math.max(1, wantedMs * (1 - lag)) };
}

/** Screen time for a way of this length: long ways take a little longer, none takes long. */
export const travelMs = (length: number): number => Math.min(450, 260 + length * 0.6);

export class Journeys {
  private readonly rows = new Map<number, number>();
  private readonly free: number[] = [];
  private readonly numbers: Float64Array;
  private top = 0;

  constructor(private readonly jobsMax = JOBS_MAX) {
    this.numbers = new Float64Array(jobsMax * FIELDS);
  }

  get size(): number { return this.rows.size; }

  /** Where the job is: a row of the layout and its place there. */
  put(job: number, endMs: number, station: number, place: number): void {
    let row = this.rows.get(job);
    if (row === undefined) {
      row = this.free.pop() ?? (this.top < this.jobsMax ? this.top++ : undefined);
      if (row === undefined) return; // Then its next leg starts at the link's beginning, which is no lie.
      this.rows.set(job, row);
      this.numbers[row * FIELDS + 3] = -1;
      this.numbers[row * FIELDS + 4] = 1;
      this.numbers[row * FIELDS + 5] = -Infinity;
    }
    this.numbers[row * FIELDS] = endMs;
    this.numbers[row * FIELDS + 1] = station;
    this.numbers[row * FIELDS + 2] = place;
  }

  /** It is an attempt: over which link it was asked, and the how manieth it is. */
  ask(job: number, link: number, tries: number): void {
    const row = this.rows.get(job);
    if (row === undefined) return;
    this.numbers[row * FIELDS + 3] = link;
    this.numbers[row * FIELDS + 4] = tries;
  }

  /** It lands no earlier than this. */
  land(job: number, endMs: number): void {
    this.notBefore(job, 0, endMs);
  }

  /** It is there, but what it does next is not seen before this: it waits for a dot that is under way to it. */
  holdUntil(job: number, ms: number): void {
    this.notBefore(job, 5, ms);
  }

  forget(job: number): void {
    const row = this.rows.get(job);
    if (row === undefined) return;
    this.rows.delete(job);
    this.free.push(row);
  }

  keepOnly(isKept: (job: number) => boolean): void {
    for (const job of this.rows.keys()) if (!isKept(job)) this.forget(job);
  }

  /** When the dot's last leg ends; −Infinity when it is not known. */
  endMs(job: number): number { return this.number(job, 0, -Infinity); }
  /** −1 when it is not known. */
  station(job: number): number { return this.number(job, 1, -1); }
  place(job: number): number { return this.number(job, 2, 0); }

  /** When its next leg may begin. */
  freeMs(job: number): number { return Math.max(this.endMs(job), this.number(job, 5, -Infinity)); }
  /** −1 when it is no attempt. */
  askedOver(job: number): number { return this.number(job, 3, -1); }
  tries(job: number): number { return this.number(job, 4, 1); }

  private notBefore(job: number, field: number, ms: number): void {
    const row = this.rows.get(job);
    if (row !== undefined) this.numbers[row * FIELDS + field] = Math.max(this.numbers[row * FIELDS + field] ?? ms, ms);
  }

  private number(job: number, field: number, otherwise: number): number {
    const row = this.rows.get(job);
    return row === undefined ? otherwise : this.numbers[row * FIELDS + field] ?? otherwise;
  }
}
