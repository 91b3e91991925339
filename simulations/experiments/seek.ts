/** What is sought: the smallest or the largest value between two ends that meets. */
export interface SeekRange {
  readonly low: number;
  readonly high: number;
  readonly integer: boolean;
  readonly wanted: 'smallest' | 'largest';
  /** How close to the true border the answer must be; whole numbers are found exactly. */
  readonly precision: number;
}

/** `found`: this value meets and `neighbour`, at most `precision` away, does not; null where even the end of the range meets. `none`: no end meets. */
export type Sought =
  | { readonly found: number; readonly neighbour: number | null }
  | { readonly found: null; readonly neighbour: null };

/** Beyond this ratio of the ends, halves are taken by factors. */
const FACTORS_FROM_RATIO = 100;
const STEPS_MAX = 200;

/**
 * Bisection. It takes for granted that what meets goes on meeting towards the generous end: more workers for "smallest", more load for "largest"
 * the other way. Where that is not so, it finds one of the borders.
 */
export async function seek(range: SeekRange, meets: (value: number) => Promise<boolean>): Promise<Sought> {
  const [strict, generous] = range.wanted === 'smallest' ? [range.low, range.high] : [range.high, range.low];
  if (await meets(strict)) return { found: strict, neighbour: null };
  if (!await meets(generous)) return { found: null, neighbour: null };
  let [found, missed] = [generous, strict];
  for (let step = 0; step < STEPS_MAX; step++) {
    const middle = between(found, missed, range);
    if (middle === found || middle === missed) break;
    if (await meets(middle)) found = middle;
    else missed = middle;
  }
  return { found, neighbour: missed };
}

/** The middle, or an end when they are close enough. */
function between(a: number, b: number, { integer, precision }: SeekRange): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  if (integer ? high - low <= 1 : high - low <= precision) return a;
  const middle = low > 0 && high / low > FACTORS_FROM_RATIO ? Math.sqrt(low * high) : (low + high) / 2;
  if (integer) return Math.min(high - 1, Math.max(low + 1, Math.round(middle)));
  // As few digits as the precision asks for, if that lies between: nobody sets a rate to 81.7041015625.
  const step = precision > 0 ? 10 ** Math.floor(Math.log10(precision / 2)) : 0;
  const short = step > 0 ? Math.round(middle / step) * step : middle;
  return Number((low < short && short < high ? short : middle).toPrecision(12));
}
