import { JOB_NUMBERS, J_NEXT } from './layout';

/** Every job inside, a row each; rows of gone jobs are used again. Handle 0 is "none". */
export class JobTable {
  f: Float64Array;
  i: Int32Array;
  /** First row never used. */
  private top = JOB_NUMBERS;
  private free = 0;
  inside = 0;

  constructor(rows: number) {
    this.f = new Float64Array((rows + 1) * JOB_NUMBERS);
    this.i = new Int32Array(this.f.buffer);
  }

  get rows(): number { return this.f.length / JOB_NUMBERS - 1; }

  /** Twice as many rows. The arrays change: whoever takes a row reads `f` and `i` anew. */
  private grow(): void {
    const f = new Float64Array((this.rows * 2 + 1) * JOB_NUMBERS);
    f.set(this.f);
    this.f = f;
    this.i = new Int32Array(f.buffer);
  }

  take(): number {
    const j = this.free;
    this.inside++;
    if (j !== 0) {
      this.free = this.i[2 * j + J_NEXT];
      return j;
    }
    if (this.top === this.f.length) this.grow();
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
