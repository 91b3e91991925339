import { EVENT_NUMBERS, E_JOB, E_PLACE, E_SEQUENCE, E_TIME, E_WHAT } from './layout';

/**
 * The pending events, in the order of (time, sequence number in which they were scheduled).
 *
 * A binary heap of handles; each event knows its place, so it can be cancelled. Taking the first event
 * leaves a hole at the top, because what it sets off nearly always schedules another: that one then
 * sinks from the top, and one sift is saved for each event.
 */
export class EventList {
  f: Float64Array;
  i: Int32Array;
  private heap: Int32Array;
  private size = 0;
  private hole = false;
  private sequence = 0;
  /** First row never used; rows below it are in the heap or in the free line. */
  private top = EVENT_NUMBERS;
  private free = 0;

  constructor(rows: number) {
    this.f = new Float64Array((rows + 1) * EVENT_NUMBERS);
    this.i = new Int32Array(this.f.buffer);
    this.heap = new Int32Array(rows + 1);
  }

  get pending(): number { return this.hole ? this.size - 1 : this.size; }
  get rows(): number { return this.f.length / EVENT_NUMBERS - 1; }

  /** Twice as many rows. The arrays change: nobody outside keeps one over a call. */
  private grow(): void {
    const f = new Float64Array(this.f.length * 2);
    f.set(this.f);
    this.f = f;
    this.i = new Int32Array(f.buffer);
    const heap = new Int32Array(f.length / EVENT_NUMBERS);
    heap.set(this.heap);
    this.heap = heap;
  }

  /** Schedules an event and returns its handle. `atNs` is whole and not before now. */
  schedule(atNs: number, what: number, job: number): number {
    let e = this.free;
    if (e !== 0) {
      this.free = this.i[2 * e + E_PLACE];
    } else {
      if (this.top === this.f.length) this.grow();
      e = this.top;
      this.top += EVENT_NUMBERS;
    }
    const i = this.i;
    this.f[e + E_TIME] = atNs;
    this.f[e + E_SEQUENCE] = this.sequence++;
    i[2 * e + E_WHAT] = what;
    i[2 * e + E_JOB] = job;
    if (this.hole) {
      this.hole = false;
      this.sink(0, e);
    } else {
      this.rise(this.size++, e);
    }
    return e;
  }

  /** The first event's handle, or 0. */
  first(): number {
    if (this.hole) this.fillHole();
    return this.size === 0 ? 0 : this.heap[0];
  }

  /** Takes the first event off and frees its row; its numbers can be read until the next `schedule`. */
  takeFirst(): void {
    const e = this.heap[0];
    this.hole = true;
    this.i[2 * e + E_PLACE] = this.free;
    this.free = e;
  }

  /** Another time for a pending event, which keeps its place among those of the same time. */
  postpone(e: number, atNs: number): void {
    if (this.hole) this.fillHole();
    const place = this.i[2 * e + E_PLACE];
    this.f[e + E_TIME] = atNs;
    if (place > 0 && this.before(e, this.heap[(place - 1) >> 1])) this.rise(place, e);
    else this.sink(place, e);
  }

  cancel(e: number): void {
    if (this.hole) this.fillHole();
    const place = this.i[2 * e + E_PLACE];
    const last = this.heap[--this.size];
    if (last !== e) {
      if (place > 0 && this.before(last, this.heap[(place - 1) >> 1])) this.rise(place, last);
      else this.sink(place, last);
    }
    this.i[2 * e + E_PLACE] = this.free;
    this.free = e;
  }

  private fillHole(): void {
    this.hole = false;
    const last = this.heap[--this.size];
    if (this.size > 0) this.sink(0, last);
  }

  private before(a: number, b: number): boolean {
    const f = this.f;
    const ta = f[a + E_TIME];
    const tb = f[b + E_TIME];
    return ta < tb || (ta === tb && f[a + E_SEQUENCE] < f[b + E_SEQUENCE]);
  }

  private rise(place: number, e: number): void {
    const { heap, f, i } = this;
    const t = f[e + E_TIME];
    const q = f[e + E_SEQUENCE];
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above];
      const to = f[other + E_TIME];
      if (to < t || (to === t && f[other + E_SEQUENCE] < q)) break;
      heap[place] = other;
      i[2 * other + E_PLACE] = place;
      place = above;
    }
    heap[place] = e;
    i[2 * e + E_PLACE] = place;
  }

  private sink(place: number, e: number): void {
    const { heap, f, i, size } = this;
    const t = f[e + E_TIME];
    const q = f[e + E_SEQUENCE];
    for (;;) {
      let below = 2 * place + 1;
      if (below >= size) break;
      let child = heap[below];
      let tc = f[child + E_TIME];
      if (below + 1 < size) {
        const right = heap[below + 1];
        const tr = f[right + E_TIME];
        if (tr < tc || (tr === tc && f[right + E_SEQUENCE] < f[child + E_SEQUENCE])) {
          below++;
          child = right;
          tc = tr;
        }
      }
      if (t < tc || (t === tc && q < f[child + E_SEQUENCE])) break;
      heap[place] = child;
      i[2 * child + E_PLACE] = place;
      place = below;
    }
    heap[place] = e;
    i[2 * e + E_PLACE] = place;
  }

  /** For a keyframe: the scalars, and the parts of the tables that are in use. */
  save(): { numbers: readonly number[]; f: Float64Array; heap: Int32Array } {
    if (this.hole) this.fillHole();
    return {
      numbers: [this.size, this.sequence, this.top, this.free],
      f: this.f.subarray(0, this.top), heap: this.heap.subarray(0, this.size),
    };
  }

  load(numbers: readonly number[], f: Float64Array, heap: Int32Array): void {
    while (this.f.length < f.length) this.grow();
    this.f.set(f);
    this.heap.set(heap);
    [this.size, this.sequence, this.top, this.free] = numbers as [number, number, number, number];
    this.hole = false;
  }
}
