import type { Scenario, TimelineItem, CheckSpec } from '../../../simulations/scenario/scenario';
import { linkId } from './parts';

/**
 * What a scenario says of a station elsewhere: checks, changes and faults name it, by its id or in a path such as
 * `stations.inbox.capacityJobs` or `links.inbox>pickers.…`. Read by form and not by kind, so that a new kind of fault is no exception.
 */
export function withoutReferences(scenario: Scenario, gone: ReadonlySet<string>, goneLinks: ReadonlySet<string>): Scenario {
  const stays = (item: TimelineItem | CheckSpec): boolean => !mentions(item, gone, goneLinks);
  const checks = scenario.checks.filter(stays);
  const timeline = scenario.timeline.filter(stays);
  return {
    ...scenario,
    checks: checks.length === scenario.checks.length ? scenario.checks : checks,
    timeline: timeline.length === scenario.timeline.length ? scenario.timeline : timeline,
  };
}

/** The same scenario with another name for a station in all that is said of it, its links included. */
export function withRenamedReferences(scenario: Scenario, before: string, after: string): Scenario {
  const rename = <T>(list: readonly T[]): readonly T[] => {
    const renamed = list.map((item) => renamedIn(item, before, after));
    return renamed.every((item, n) => item === list[n]) ? list : renamed;
  };
  return { ...scenario, links: rename(scenario.links), checks: rename(scenario.checks), timeline: rename(scenario.timeline) };
}

/** Keys whose text is the id of a station. */
const ID_KEYS = new Set(['station', 'from', 'to']);

function mentions(value: unknown, gone: ReadonlySet<string>, goneLinks: ReadonlySet<string>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, each]) => {
    if (typeof each !== 'string') return mentions(each, gone, goneLinks);
    if (ID_KEYS.has(key)) return gone.has(each);
    if (key === 'link') return goneLinks.has(each);
    if (key !== 'path') return false;
    const [top = '', id = ''] = each.split('.');
    return (top === 'stations' && gone.has(id)) || (top === 'links' && goneLinks.has(id));
  });
}

function renamedIn<T>(value: T, before: string, after: string): T {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Record<string, unknown>);
  const renamed = entries.map(([key, each]): [string, unknown] =>
    [key, typeof each === 'string' ? renamedText(key, each, before, after) : renamedIn(each, before, after)]);
  if (renamed.every(([, each], n) => each === entries[n]?.[1])) return value;
  return (Array.isArray(value) ? renamed.map(([, each]) => each) : Object.fromEntries(renamed)) as T;
}

function renamedText(key: string, text: string, before: string, after: string): string {
  if (ID_KEYS.has(key)) return text === before ? after : text;
  if (key === 'link') return renamedLink(text, before, after);
  if (key !== 'path') return text;
  const [top = '', id = '', ...rest] = text.split('.');
  if (top === 'stations' && id === before) return [top, after, ...rest].join('.');
  return top === 'links' ? [top, renamedLink(id, before, after), ...rest].join('.') : text;
}

function renamedLink(id: string, before: string, after: string): string {
  const [from = '', to = ''] = id.split('>');
  if (from !== before && to !== before) return id;
  return linkId({ from: from === before ? after : from, to: to === before ? after : to });
}
