/**
 * The scale of every histogram of durations: 128 buckets for each doubling above 1,024 ns, 8 ns a bucket below.
 * A bucket is at most 1/128 of its value wide, so a percentile read at its middle is at most 0.4 % off.
 * The bucket of a number is read from the exponent and the upper seven bits of its mantissa.
 */
export const HISTOGRAM_ERROR_MAX = 1 / 256;

/** Up to 2^53 ns, which is 104 days, the engine's own horizon. */
export const BUCKETS = 128 + (53 - 10) * 128;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
/** Index of the word that holds sign, exponent and the upper mantissa: 1 on every machine that runs this today. */
const HIGH = (() => { float[0] = 1; return words[1] === 0 ? 0 : 1; })();
export const FIRST_BUCKET_OF_FLOATS = ((1023 + 10) << 7) - 128;

/** The bucket of a duration of `ns` (whole, 0 … 2^53). */
export function bucketOf(ns: number): number {
  if (ns < 1024) return ns >>> 3;
  float[0] = ns;
  return (words[HIGH] >>> 13) - FIRST_BUCKET_OF_FLOATS;
}

/** The lower edge of a bucket, in ns; `bucketFloorNs(b + 1)` is its upper edge. */
export function bucketFloorNs(bucket: number): number {
  if (bucket < 128) return bucket * 8;
  const octave = (bucket >> 7) - 1;
  return (1 + (bucket & 127) / 128) * 2 ** (10 + octave);
}

/** The value that stands for a bucket: its middle; for the first one 0, because "no wait at all" is exact. */
export function bucketMiddleNs(bucket: number): number {
  if (bucket === 0) return 0;
  return (bucketFloorNs(bucket) + bucketFloorNs(bucket + 1)) / 2;
}
