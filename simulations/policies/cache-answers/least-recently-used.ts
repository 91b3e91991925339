import { f64, i32 } from '../../engine/arena';
import type { CacheAnswersKind } from '../../engine/kind';
import { J_KEY, TABLE_AT } from '../../engine/layout';
import { numberParam } from '../../engine/param';
import { KEYS_MAX, addKey, ageNs, findKey, forgetKey, shrinkTo, useKey } from '../key-table';

const SIZE = 0;
const TIME_TO_LIVE = 1;

/**
 * Keeps the answers about as many keys as it has room for and forgets the one that was asked for longest ago. An answer is learned when a
 * job that missed has been served behind the cache; until then every job about the same key misses, too, and goes on: that is how a
 * flushed cache lets a whole crowd through (a stampede). An answer is too old after its time to live, counted from when
 * it was learned, and asking for it does not make it younger.
 *
 * For independent requests with shares pᵢ the hit ratio is near Σ pᵢ (1 − e^(−pᵢ T)), where Σ (1 − e^(−pᵢ T)) is the size.
 * Source: Che, Tung & Wang, "Hierarchical web caching systems", IEEE JSAC 20 (2002): an approximation.
 */
export const leastRecentlyUsed: CacheAnswersKind = {
  kind: 'keys',
  label: 'What it remembers',
  help: 'It answers what it has learned and not forgotten: the keys asked for most recently. Producers give jobs their keys.',
  params: {
    sizeKeys: numberParam({
      label: 'Size', unit: 'count', min: 0, max: KEYS_MAX, initial: 100, integer: true, scale: 'log', slider: [1, KEYS_MAX], primary: true,
      help: 'How many keys it remembers. A smaller cache forgets at once those asked for longest ago.',
    }),
    timeToLiveS: numberParam({
      label: 'Time to live', unit: 's', min: 0, max: 1_000_000, initial: 'unbounded', unbounded: true, slider: [0, 300],
      help: 'How long an answer is good, from when it was learned. A change holds at once for all of them.',
    }),
  },
  compile: (values) => {
    const timeToLiveS = values['timeToLiveS'];
    return [values['sizeKeys'] as number, timeToLiveS === 'unbounded' ? Infinity : (timeToLiveS as number) * 1e9];
  },
  hits: (_k, s, numbersAt, j) => {
    const t = i32[(s << 1) + TABLE_AT];
    const entry = findKey(t, i32[(j << 1) + J_KEY]);
    if (entry === 0) return false;
    if (ageNs(t, entry) >= f64[numbersAt + TIME_TO_LIVE]) {
      forgetKey(t, entry);
      return false;
    }
    useKey(t, entry);
    return true;
  },
  learn: (_k, s, numbersAt, key) => addKey(i32[(s << 1) + TABLE_AT], key, f64[numbersAt + SIZE]),
  changed: (_k, s, numbersAt) => shrinkTo(i32[(s << 1) + TABLE_AT], f64[numbersAt + SIZE]),
};
