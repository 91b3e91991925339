import { HALT, Halt, JOBS_AT, JOBS_FULL, JOB_FREE, JOB_TOP, f64, i32 } from './arena';
import { JOB_NUMBERS, J_NEXT, J_SORT, SORT_TOUCHED } from './layout';

/** Every job inside, a row each, and the rows of calls and groups; rows of those gone are used again. Handle 0 is "none". */

export function clearJobs(): void {
  i32[JOB_TOP] = JOBS_AT;
  i32[JOB_FREE] = 0;
}

export const takeJobRow = (): number => {
  const ints = i32;
  const free = ints[JOB_FREE];
  if (free !== 0) {
    ints[JOB_FREE] = ints[(free << 1) + J_NEXT];
    return free;
  }
  const fresh = ints[JOB_TOP];
  ints[JOB_TOP] = fresh + JOB_NUMBERS;
  wipe(fresh);
  if (fresh >= JOBS_FULL) ints[HALT] |= Halt.rows;
  return fresh;
};

export const releaseJobRow = (j: number): void => {
  const ints = i32;
  if ((ints[(j << 1) + J_SORT] & SORT_TOUCHED) !== 0) wipe(j);
  ints[(j << 1) + J_NEXT] = ints[JOB_FREE];
  ints[JOB_FREE] = j;
};

/** Timer, cell, key, row, parent, child, sibling, mark, watch, due: 0 in every row that nobody uses. */
const wipe = (j: number): void => {
  f64[j + 5] = 0;
  f64[j + 6] = 0;
  f64[j + 7] = 0;
  f64[j + 8] = 0;
  f64[j + 9] = 0;
};

/** Every row that was ever used, gone jobs included. */
export function eachJobRow(see: (j: number) => void): void {
  for (let j = JOBS_AT; j < i32[JOB_TOP]; j += JOB_NUMBERS) see(j);
}
