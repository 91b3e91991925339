/** A circle of 2³² hashes with points on it, each of which belongs to a way (consistent hashing). */

/** A whole number's bits, well mixed: the finaliser of MurmurHash3 (Appleby, public domain). Never the number itself, but one to one. */
export function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A text's hash: FNV-1a over its UTF-16 units, mixed. */
function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** `points` of them for each id, as pairs (hash, way) in order of the hash. An id's points are the same whatever other ids there are. */
export function hashRing(ids: readonly string[], points: number): Float64Array {
  const pairs = ids.flatMap((id, way) => {
    const own = hashText(id);
    return Array.from({ length: points }, (_, n) => [mix(own ^ mix(n + 1)), way] as const);
  });
  pairs.sort(([a, wayA], [b, wayB]) => a - b || wayA - wayB);
  return Float64Array.from(pairs.flat());
}

/** The way of the first point at or behind a hash, round the circle. `count` points as pairs from `numbers[at]`. */
export function wayOnRing(numbers: Float64Array, at: number, count: number, hash: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[at + 2 * middle] < hash) low = middle + 1;
    else high = middle;
  }
  return numbers[at + 2 * (low === count ? 0 : low) + 1];
}
