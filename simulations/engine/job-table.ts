import { JOB_NUMBERS, J_NEXT } from './layout';

/** Rows kept free for what one event can make; the table grows between events, never in one. */
export const JOBS_PER_EVENT_MAX = 2048;

/** Every job inside, a row each; rows of gone jobs are used again. Handle 0 is "none". */
export class JobTable {
  f: Float64Array;
  i: Int32Array;
  /** First row never used. */
  private top = JOB_NUMBERS;
  private free = 0;
  inside = 0;
  /** Above this many inside, the table grows before the next event. */
  private insideFull: number;

  constructor(rows: number) {
    this.f = new Float64Array((rows + 1) * JOB_NUMBERS);
    this.i = new Int32Array(this.f.buffer);
    this.insideFull = rows - JOBS_PER_EVENT_MAX;
  }

  get rows(): number { return this.f.length / JOB_NUMBERS - 1; }

  /** True when an event's worth of new jobs might not fit. */
  get nearlyFull(): boolean { return this.inside > this.insideFull; }

  /** Twice as many rows. Never inside a handler: the views change. */
  grow(): void {
    const f = new Float64Array((this.rows * 2 + 1) * JOB_NUMBERS);
    f.set(this.f);
    this.f = f;
    this.i = new Int32Array(f.buffer);
    this.insideFull = this.rows - JOBS_PER_EVENT_MAX;
  }

  take(): number {
    const j = this.free;
    this.inside++;
    if (j !== 0) {
      this.free = this.i[2 * j + J_NEXT];
      return j;
    }
    const fresh = this.top;
    this.top += JOB_NUMBERS;
    return fresh;
  }

  release(j: number): void {
    this.inside--;
    this.i[2 * j + J_NEXT] = this.free;
    this.free = j;
  }

  /** Every row that was ever used, gone jobs included. */
  eachRow(see: (j: number) => void): void {
    for (let j = JOB_NUMBERS; j < this.top; j += JOB_NUMBERS) see(j);
  }

  save(): { numbers: readonly number[]; f: Float64Array } {
    return { numbers: [this.top, this.free, this.inside], f: this.f.subarray(0, this.top) };
  }

  load(numbers: readonly number[], f: Float64Array): void {
    while (this.f.length < f.length) this.grow();
    this.f.set(f);
    [this.top, this.free, this.inside] = numbers as [number, number, number];
  }
}
