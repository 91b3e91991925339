import { BUCKETS, bucketFloorNs } from '../../simulations/metrics/histogram-scale';
import { RowStore } from './row-store';

/** Four bars for each doubling of latency. */
const BUCKETS_PER_BAR = 32;
const BARS = BUCKETS / BUCKETS_PER_BAR;
/** The newest half as the windows came, the rest coarser. */
const ROWS_MAX = 1024;

/** How latency was distributed over a stretch of time: columns of time, bars of latency. */
export interface HeatMap {
  /** Ends of the columns, and the beginning of the first before them. */
  readonly edgesS: readonly number[];
  readonly firstBar: number;
  /** Of each column the jobs in each bar from `firstBar` on. */
  readonly columns: readonly (readonly number[])[];
}

/** The lower edge of a bar, in seconds; of the bar after it, the upper one. */
export const barFloorS = (bar: number): number => bucketFloorNs(bar * BUCKETS_PER_BAR) / 1e9;

/** Counts by latency and time within fixed memory: running totals by bar, one row for each window. */
export class LatencyHeat {
  private readonly store = new RowStore(BARS + 1, ROWS_MAX);
  /** Where the first row that is left begins. */
  private beginS = 0;

  clear(): void {
    this.store.clear();
    this.beginS = 0;
  }

  keep(): Float64Array | null {
    return this.store.newest();
  }

  /** Goes back to what was kept. */
  goBackTo(kept: Float64Array | null): void {
    this.store.goBackTo(kept, BARS);
  }

  /** `pairs` are (bucket, count) one after the other, from `at` on. */
  add(fromS: number, toS: number, pairs: Float64Array, at: number, buckets: number): void {
    const row = this.store.addRow();
    if (row === 0) this.beginS = fromS;
    this.store.column(BARS)[row] = toS;
    for (let bar = 0; bar < BARS; bar++) {
      const column = this.store.column(bar);
      column[row] = row === 0 ? 0 : column[row - 1] ?? 0;
    }
    for (let i = at; i < at + 2 * buckets; i += 2) {
      const column = this.store.column(Math.floor((pairs[i] ?? 0) / BUCKETS_PER_BAR));
      column[row] = (column[row] ?? 0) + (pairs[i + 1] ?? 0);
    }
  }

  /** The columns that lie in the span, at most `columnsMax`; only the bars that hold anything. */
  read(fromS: number, toS: number, columnsMax: number): HeatMap {
    const times = this.store.view(BARS);
    let first = times.findIndex((each) => each > fromS);
    if (first < 0) first = times.length;
    let end = first;
    while (end < times.length && (times[end] ?? 0) <= toS * (1 + 1e-12)) end++;
    const every = Math.max(1, Math.ceil((end - first) / columnsMax));
    // In whole multiples, so that columns keep their rows while the newest come.
    const rows: number[] = [];
    for (let row = first; row < end; row++) if ((row + 1) % every === 0 || row === end - 1) rows.push(row);
    if (rows.length === 0) return { edgesS: [], firstBar: 0, columns: [] };

    const before = first - 1;
    const [firstBar, lastBar] = this.range(before, end - 1);
    const edgesS = [before < 0 ? this.beginS : times[before] ?? 0, ...rows.map((row) => times[row] ?? 0)];
    const columns = rows.map((row, place) => {
      const from = place === 0 ? before : rows[place - 1] ?? 0;
      return Array.from({ length: Math.max(0, lastBar - firstBar + 1) }, (_, bar) => this.grown(firstBar + bar, from, row));
    });
    return { edgesS, firstBar, columns };
  }

  private range(before: number, last: number): readonly [number, number] {
    let firstBar = BARS;
    let lastBar = -1;
    for (let bar = 0; bar < BARS; bar++) {
      if (this.grown(bar, before, last) === 0) continue;
      firstBar = Math.min(firstBar, bar);
      lastBar = bar;
    }
    return [Math.min(firstBar, BARS - 1), lastBar];
  }

  private grown(bar: number, before: number, row: number): number {
    const column = this.store.column(bar);
    return (column[row] ?? 0) - (before < 0 ? 0 : column[before] ?? 0);
  }
}
