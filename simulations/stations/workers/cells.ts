import { i32 } from '../../engine/arena';
import { J_CELL, TABLE_AT } from '../../engine/layout';
import { CELLS } from './params';

/** Which worker has which job: a worker is a cell of the picture. */

/** The lowest free cell, so that few workers are always seen in the same few cells. */
export const takeCell = (s: number, j: number): number => {
  const ints = i32;
  const t = ints[(s << 1) + TABLE_AT];
  let word = 0;
  while (ints[t + word] === 0) word++;
  const free = ints[t + word];
  const bit = free & -free;
  ints[t + word] = free & ~bit;
  const cell = word * 32 + 31 - Math.clz32(bit);
  ints[t + CELLS + cell] = j;
  ints[(j << 1) + J_CELL] = cell;
  return cell;
};

/** The job was not taken, and stays in the cell that it has. */
export function keepCell(s: number, cell: number, j: number): void {
  const t = i32[(s << 1) + TABLE_AT];
  i32[t + CELLS + cell] = j;
  i32[t + (cell >> 5)] &= ~(1 << (cell & 31));
}

export const freeCell = (s: number, cell: number): void => {
  const t = i32[(s << 1) + TABLE_AT];
  i32[t + CELLS + cell] = 0;
  i32[t + (cell >> 5)] |= 1 << (cell & 31);
};
