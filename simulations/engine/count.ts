import { FIRST_BUCKET_OF_FLOATS } from '../metrics/histogram-scale';
import { H_BUCKETS, SPAN_NS, f64, i32 } from './arena';

/** Counts SPAN_NS in the histogram at `i32[h]`. The bucket is read from the float's own bits (metrics/histogram-scale.ts). */
export const count = (h: number): void => {
  const ns = f64[SPAN_NS];
  const f = h >> 1;
  f64[f] += ns;
  if (ns > f64[f + 1]) f64[f + 1] = ns;
  i32[h + H_BUCKETS + (ns < 1024 ? ns >>> 3 : (i32[2 * SPAN_NS + 1] >>> 13) - FIRST_BUCKET_OF_FLOATS)]++;
};
