import { f64, i32 } from './arena';
import { J_ID, J_MARK, J_SORT, LAPS, L_KEY, ORIGIN_KEY, STREAMS, VARIANTS, originOfSort } from './layout';
import { openRandom } from './random';

/** Whose random numbers are drawn: a station's next ones, or those that belong to a job. */

/** The random numbers are now those of the next variate of a station's stream: one variate, however many draws it takes. */
export const openStream = (s: number, stream: number): void => {
  const b = s + STREAMS + (stream << 1);
  const n = f64[b + 1];
  f64[b + 1] = n + 1;
  openRandom(i32[b << 1], i32[(b << 1) + 1], n | 0, (n / 4294967296) | 0);
};

/** The counter takes the lower half of what tells a job's draws apart, and the key the rest. */
const MARK_IN_COUNTER = 0xffff;
const MARK_IN_KEY = (LAPS * VARIANTS - 1) & ~MARK_IN_COUNTER;

/** The random numbers are now what belongs to this job at this station for this purpose, in every run with this seed. */
export const openForJob = (s: number, stream: number, j: number): void => {
  const n = (s + STREAMS + (stream << 1)) << 1;
  const origin = (originOfSort(i32[(j << 1) + J_SORT]) + ORIGIN_KEY) << 1;
  const mark = i32[(j << 1) + J_MARK];
  openRandom(i32[n] ^ i32[origin] ^ (mark & MARK_IN_KEY), i32[n + 1] ^ i32[origin + 1], f64[j + J_ID] | 0, mark & MARK_IN_COUNTER);
};

/** The random numbers are now what belongs to call `c` at its link, for this purpose. */
export function openForCall(link: number, c: number, purpose: number): void {
  const origin = (originOfSort(i32[(c << 1) + J_SORT]) + ORIGIN_KEY) << 1;
  const key = (link << 1) + L_KEY;
  const mark = i32[(c << 1) + J_MARK];
  openRandom(
    i32[key] ^ i32[origin] ^ Math.imul(purpose, 0x9e3779b1) ^ (mark & MARK_IN_KEY), i32[key + 1] ^ i32[origin + 1],
    f64[c + J_ID] | 0, mark & MARK_IN_COUNTER,
  );
}
