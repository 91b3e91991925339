import { ID_CHARS_MAX, LABEL_CHARS_MAX } from '../../../simulations/scenario/limits';
import type { Scenario, StationSpec } from '../../../simulations/scenario/scenario';
import { SCENARIO_DEFAULTS } from '../../../simulations/scenario/validate-scenario';

/** What a scenario is called, also where it has no title. */
export const titleOf = ({ title }: Pick<Scenario, 'title'>): string => title.trim() || SCENARIO_DEFAULTS.title;

/** What a station is called in a sentence: its label, else its id in words. */
export function nameIn(scenario: Scenario, id: string): string {
  const label = scenario.stations[id]?.label?.trim() ?? '';
  if (label !== '') return label;
  const words = id.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "a, b and c", as it is read out. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** The wish itself, else the next free one of `inbox-2`, `inbox-3`, … */
export function freshId(taken: (id: string) => boolean, wish: string): string {
  if (!taken(wish)) return wish;
  const stem = wish.replace(/-\d+$/, '').slice(0, ID_CHARS_MAX - 6);
  for (let n = 2; ; n += 1) if (!taken(`${stem}-${n}`)) return `${stem}-${n}`;
}

/** Likewise for what is read: "Inbox 2". */
export function freshLabel(stations: Iterable<StationSpec>, wish: string): string {
  const labels = new Set([...stations].map(({ label }) => label));
  if (!labels.has(wish)) return wish;
  const stem = wish.replace(/ \d+$/, '').slice(0, LABEL_CHARS_MAX - 6).replace(/\p{Surrogate}$/u, '').trimEnd();
  for (let n = 2; ; n += 1) if (!labels.has(`${stem} ${n}`)) return `${stem} ${n}`;
}
