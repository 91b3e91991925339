import type { Scenario } from '../../../simulations/scenario/scenario';
import { missingParts } from '../../../simulations/scenario/validate-scenario';
import { nameIn } from './names';

/** What a half-made diagram still lacks before it can run. */
export interface Missing {
  /** The station it is about, or null. */
  readonly station: string | null;
  /** A sentence without its full stop. */
  readonly text: string;
}

export function missingIn(scenario: Scenario): readonly Missing[] {
  if (Object.keys(scenario.stations).length === 0) return [{ station: null, text: 'There is no station yet' }];
  return missingParts(scenario).map(({ path, message }) => {
    const [, id] = /^stations\.(.+)$/.exec(path) ?? [];
    if (id === undefined || !Object.hasOwn(scenario.stations, id)) return { station: null, text: path === '' ? message : `${path}: ${message}` };
    return { station: id, text: `${nameIn(scenario, id)} ${message.replace(/, found none$/, '')}` };
  });
}
