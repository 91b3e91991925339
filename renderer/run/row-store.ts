/**
 * Columns of numbers that grow together, row by row, within a fixed memory. The newest rows are all there; of those
 * before, every n-th from the beginning of the run on, with n doubling as the run grows (up to rowsMax² / 16 rows; from
 * then on the beginning is lost). Columns therefore hold only what a
 * row can say without its neighbours: running totals, states, and figures over a span that ends with the row.
 */
export class RowStore {
  length = 0;
  private readonly columns: Float64Array[];
  /** How many rows at the front are already thinned, and how many rows each stands for. */
  private thinned = 0;
  private every = 2;

  /** `rowsMax` must be divisible by eight. */
  constructor(columns: number, readonly rowsMax: number) {
    this.columns = Array.from({ length: columns }, () => new Float64Array(rowsMax));
  }

  /** Makes a row, of whatever numbers lie there, and answers its index. */
  addRow(): number {
    if (this.length === this.rowsMax) this.thin();
    return this.length++;
  }

  /** The whole column, for reading and writing by row. */
  column(index: number): Float64Array {
    const column = this.columns[index];
    if (column === undefined) throw new RangeError(`the store has no column ${index}`);
    return column;
  }

  /** The rows so far, as a view. */
  view(index: number): Float64Array {
    return this.column(index).subarray(0, this.length);
  }

  /** A copy of the newest row; null where there is none. */
  newest(): Float64Array | null {
    return this.length === 0 ? null : Float64Array.from(this.columns, (column) => column[this.length - 1] ?? 0);
  }

  /** Goes back to when `row` was the newest: rows with more in the column `time` are forgotten, and the row is there again if it was one of them. */
  goBackTo(row: Float64Array | null, time: number): void {
    const untilS = row?.[time] ?? -1;
    const later = this.view(time).findIndex((each) => each > untilS);
    if (later >= 0) this.length = later;
    this.thinned = Math.min(this.thinned, this.length);
    if (row === null || this.view(time).at(-1) === untilS) return;
    const at = this.addRow();
    this.columns.forEach((column, n) => { column[at] = row[n] ?? 0; });
  }

  clear(): void {
    this.length = 0;
    this.thinned = 0;
    this.every = 2;
  }

  private thin(): void {
    const chunk = this.rowsMax / 4;
    this.thinned += this.keepEvery(this.every, this.thinned, this.thinned + chunk);
    if (this.thinned < this.rowsMax / 2) return;
    this.thinned = this.keepEvery(2, 0, this.thinned);
    this.every = Math.min(2 * this.every, chunk);
  }

  /** Of the rows [from, to), keeps the last of every `n`: it ends where all of them end. Answers how many are left. */
  private keepEvery(n: number, from: number, to: number): number {
    const kept = Math.floor((to - from) / n);
    for (const column of this.columns) {
      for (let row = 0; row < kept; row++) column[from + row] = column[from + row * n + n - 1] ?? 0;
      column.copyWithin(from + kept, to, this.length);
    }
    this.length -= to - from - kept;
    return kept;
  }
}
