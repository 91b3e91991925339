import { f64, i32 } from '../../engine/arena';
import type { RoutingKind } from '../../engine/kind';
import { J_KEY, J_MARK, J_ID, J_SORT, originOfSort } from '../../engine/layout';
import { numberParam } from '../../engine/param';
import { hashRing, mix, wayOnRing } from './hash-ring';
import { tryOver, wayAt } from './ways';

/**
 * Consistent hashing: jobs with the same key take the same way, so that what is behind it may keep something for them (a cache, a
 * partition, a session). The ways stand on a circle of hashes, each at several points; a key goes to the next point on the
 * circle. One way more, or one less, moves about one in n keys and leaves the others where they were.
 *
 * A job without a key goes its way as if it had one of its own. Leaves out bounded loads.
 * Source: Karger and others, "Consistent hashing and random trees", STOC 1997.
 */
export const byKey: RoutingKind = {
  kind: 'by-key',
  label: 'By key',
  help: 'Jobs about the same thing go the same way (consistent hashing). A popular key makes one way busier than the others.',
  params: {
    points: numberParam({
      label: 'Points on the circle', unit: 'count', min: 1, max: 1_000, initial: 100, integer: true, scale: 'log', slider: [1, 500],
      help: 'At how many points of the circle of hashes each way stands. More of them make the shares of the ways more alike.',
    }),
  },
  compile(values, context) {
    const ring = hashRing(context.wayIds, values['points'] as number);
    return [context.keep(ring), ring.length / 2];
  },
  send: (k, s, numbersAt, j) => tryOver(k, s, wayAt(s, wayOnRing(k.constants, f64[numbersAt], f64[numbersAt + 1], hashOf(j))), j),
};

/** Of its key; of what names the job where it has none. */
function hashOf(j: number): number {
  const key = i32[(j << 1) + J_KEY];
  return key !== 0 ? mix(key) : mix(mix(originOfSort(i32[(j << 1) + J_SORT])) ^ (f64[j + J_ID] | 0)) ^ mix(i32[(j << 1) + J_MARK] & 31);
}
