/**
 * HdrHistogram's own encoding (version 2) of a histogram of whole numbers, three significant digits: a value lies in a bucket that is at most a
 * thousandth of it wide. Written from the format's description; the tests read it with a library that is not ours.
 * Source: HdrHistogram, "V2 encoding": a header of 40 bytes, then counts as ZigZag LEB128, runs of zeros as negative numbers.
 */
export class HdrHistogram {
  private counts = new Float64Array(SUB_BUCKETS);
  private last = -1;
  n = 0;
  max = 0;

  record(value: number): void {
    const index = indexOf(value);
    if (index >= this.counts.length) this.grow(index);
    this.counts[index] += 1;
    this.n += 1;
    if (value > this.max) this.max = value;
    if (index > this.last) this.last = index;
  }

  /** The uncompressed form: a log holds it deflated, with a header of its own (hdr-log.ts). */
  encode(highestTrackable: number): Uint8Array {
    const payload = zigZagPayload(this.counts, this.last + 1);
    const bytes = new Uint8Array(HEADER_BYTES + payload.length);
    const view = new DataView(bytes.buffer);
    view.setInt32(0, V2_COOKIE);
    view.setInt32(4, payload.length);
    view.setInt32(8, 0); // The normalising index offset: none.
    view.setInt32(12, SIGNIFICANT_DIGITS);
    view.setBigInt64(16, 1n);
    view.setBigInt64(24, BigInt(highestTrackable));
    view.setFloat64(32, 1); // Stored values are what was recorded.
    bytes.set(payload, HEADER_BYTES);
    return bytes;
  }

  private grow(index: number): void {
    const grown = new Float64Array(Math.max(index + 1, 2 * this.counts.length));
    grown.set(this.counts);
    this.counts = grown;
  }
}

/** Before the deflated bytes: what they are, and how many. */
export function compressedHeader(length: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, V2_COMPRESSED_COOKIE);
  view.setInt32(4, length);
  return bytes;
}

const SIGNIFICANT_DIGITS = 3;
/** The power of two from 2 · 10³ on: values below it have a bucket each. */
const SUB_BUCKETS = 2048;
const HALF_BITS = 10;
const HEADER_BYTES = 40;
/** The low digit says eight-byte words, as the reference implementation writes. */
const V2_COOKIE = 0x1c849313;
const V2_COMPRESSED_COOKIE = 0x1c849314;

function indexOf(value: number): number {
  if (value < SUB_BUCKETS) return value;
  const bucket = Math.floor(Math.log2(value)) - HALF_BITS;
  const sub = Math.floor(value / 2 ** bucket);
  // A logarithm that rounds up lands one bucket too high.
  return sub < SUB_BUCKETS / 2 ? indexIn(bucket - 1, Math.floor(value / 2 ** (bucket - 1))) : indexIn(bucket, sub);
}

function indexIn(bucket: number, sub: number): number {
  return (bucket + 1) * (SUB_BUCKETS / 2) + sub - SUB_BUCKETS / 2;
}

function zigZagPayload(counts: Float64Array, length: number): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < length;) {
    let zeros = 0;
    while (i + zeros < length && counts[i + zeros] === 0) zeros += 1;
    // One zero is itself; more are their number, negative.
    if (zeros > 1) leb128(2 * zeros - 1, bytes);
    else leb128(2 * counts[i], bytes);
    i += Math.max(1, zeros);
  }
  return Uint8Array.from(bytes);
}

/** Seven bits a byte, the lowest first; by arithmetic, because counts may be larger than 32 bits. */
function leb128(value: number, into: number[]): void {
  let rest = value;
  while (rest >= 128) {
    into.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  into.push(rest);
}
