import { listed } from '../experiments/merge';
import type { Problem } from '../scenario/problem';
import type { UnitsDone } from './unit-pool';

/** What failed for the same reason is said in one line: a thousand runs that fail, as a rule, fail alike. `nameOf`: what a unit is called. */
export function failedUnits(failed: UnitsDone['failed'], noun: string, nameOf = (unit: number): string => String(unit)): readonly Problem[] {
  const byReason = new Map<string, number[]>();
  for (const { unit, why } of failed) byReason.set(why, [...byReason.get(why) ?? [], unit]);
  return [...byReason].map(([why, units]) => ({
    path: `${noun}${units.length === 1 ? '' : 's'} ${listed(units.sort((a, b) => a - b).map(nameOf))}`, message: why,
  }));
}
