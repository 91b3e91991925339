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
export const freshId = (taken: (id: string) => boolean, wish: string): string => new FreshNames(taken).id(wish);

/** Likewise for what is read: "Inbox 2". */
export function freshLabel(stations: Iterable<StationSpec>, wish: string): string {
  const labels = labelsOf(stations);
  return new FreshNames((label) => labels.has(label)).label(wish);
}

export const labelsOf = (stations: Iterable<StationSpec>): Set<string | undefined> => new Set([...stations].map(({ label }) => label));

/** Free names for many, one after the other. What was taken once stays taken: it is not tried again for each of hundreds of copies. */
export class FreshNames {
  /** By stem: all numbers below are taken. */
  private readonly nextByStem = new Map<string, number>();

  constructor(private readonly isTaken: (name: string) => boolean) {}

  id(wish: string): string {
    return this.isTaken(wish) ? this.numbered(`${wish.replace(/-\d+$/, '').slice(0, ID_CHARS_MAX - 6)}-`) : wish;
  }

  label(wish: string): string {
    if (!this.isTaken(wish)) return wish;
    return this.numbered(`${wish.replace(/ \d+$/, '').slice(0, LABEL_CHARS_MAX - 6).replace(/\p{Surrogate}$/u, '').trimEnd()} `);
  }

  private numbered(stem: string): string {
    let n = this.nextByStem.get(stem) ?? 2;
    while (this.isTaken(`${stem}${n}`)) n += 1;
    this.nextByStem.set(stem, n);
    return `${stem}${n}`;
  }
}
