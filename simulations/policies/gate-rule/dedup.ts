import { f64, i32 } from '../../engine/arena';
import type { GateRuleKind } from '../../engine/kind';
import { J_KEY, TABLE_AT } from '../../engine/layout';
import { numberParam } from '../../engine/param';
import { KEYS_MAX, addKey, ageNs, findKey } from '../key-table';

/**
 * Lets the first job about each key pass, and turns away those about the same key until its window is over; the window is counted from
 * the one that passed, and a duplicate does not prolong it. A job without a key always passes. It remembers 10,000 keys: where more
 * pass within a window, the one longest ago is forgotten, and its duplicate passes, as with any memory of bounded size.
 */
export const dedup: GateRuleKind = {
  kind: 'dedup',
  label: 'No duplicates',
  help: 'Lets only the first job about each key pass within a window of time. Producers give jobs their keys.',
  params: {
    windowS: numberParam({
      label: 'Window', unit: 's', min: 0, max: 1_000_000, initial: 60, unbounded: true, slider: [0, 300], primary: true,
      help: `How long a key is remembered after it passed, among the last ${KEYS_MAX.toLocaleString('en-US')} keys. A change holds at once for all of them.`,
    }),
  },
  compile: (values) => [values['windowS'] === 'unbounded' ? Infinity : (values['windowS'] as number) * 1e9],
  lets: (_k, s, numbersAt, j) => {
    const key = i32[(j << 1) + J_KEY];
    if (key === 0) return true;
    const t = i32[(s << 1) + TABLE_AT];
    const entry = findKey(t, key);
    return entry === 0 || ageNs(t, entry) >= f64[numbersAt];
  },
  passed: (_k, s, _numbersAt, key) => {
    if (key !== 0) addKey(i32[(s << 1) + TABLE_AT], key, KEYS_MAX);
  },
};
