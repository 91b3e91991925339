/**
 * Columns of numbers that grow together, row by row, within a fixed memory. When the store is full, every second row
 * of its older half goes: the whole run stays, its past more coarsely. Columns therefore hold only what a row can
 * say without its neighbour: running totals, states, and figures over a span that ends with the row.
 */
export class RowStore {
  length = 0;
  private readonly columns: Float64Array[];

  /** `rowsMax` must be divisible by four. */
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

  clear(): void {
    this.length = 0;
  }

  private thin(): void {
    const half = this.rowsMax / 2;
    for (const column of this.columns) {
      // The later row of each pair is kept: it ends where the pair ends.
      for (let row = 0; row < half / 2; row++) column[row] = column[2 * row + 1] ?? 0;
      column.copyWithin(half / 2, half, this.rowsMax);
    }
    this.length = half + half / 2;
  }
}
