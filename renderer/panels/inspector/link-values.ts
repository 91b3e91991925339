import type { LinkSpec, Scenario } from '../../../simulations/scenario/scenario';
import type { ParamValue } from '../../../simulations/engine/param';
import { linkId } from '../../document';

/** What is set on a link besides its ends, down to single values: `['call', 'timeoutS']` is 0.25. */
export interface LinkValue {
  readonly path: readonly string[];
  readonly value: unknown;
}

export function valuesOf(link: LinkSpec): readonly LinkValue[] {
  return leaves(Object.fromEntries(Object.entries(link).filter(([name]) => name !== 'from' && name !== 'to')), []);
}

function leaves(value: unknown, path: readonly string[]): readonly LinkValue[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, each]) => leaves(each, [...path, name]));
}

/** The scenario with one value of a link set; what lies on the way is copied. */
export function withLinkValue(scenario: Scenario, id: string, path: readonly string[], value: unknown): Scenario {
  return { ...scenario, links: scenario.links.map((link) => (linkId(link) === id ? set(link, path, value) as LinkSpec : link)) };
}

function set(holder: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const before = typeof holder === 'object' && holder !== null ? holder as Readonly<Record<string, unknown>> : {};
  return { ...before, [name]: set(before[name], rest, value) };
}

/** The value that a text stands for, of the same type as the one before it; null: none. */
export function readValue(text: string, before: unknown): { readonly value: ParamValue | boolean } | null {
  if (typeof before === 'number') {
    const value = Number(text.trim());
    return text.trim() === '' || !Number.isFinite(value) ? null : { value };
  }
  if (typeof before === 'boolean') return text === 'true' || text === 'false' ? { value: text === 'true' } : null;
  return { value: text };
}

/** "timeoutS" is "Timeout, s" to a reader. */
export function valueLabel(path: readonly string[]): string {
  const words = path.map((name) => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().replace(/ s$/, ', s')).join(' · ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
