import { applyChange } from '../scenario/param-path';
import type { Recording } from '../scenario/run-api';
import type { Scenario, TimelineItem } from '../scenario/scenario';

/**
 * The scenario as theory has to see it when it judges the figures: as it stood when they began, with what was changed before already done, and
 * whatever was changed since on its timeline, whether it was planned or made by hand. What is planned for later has not happened.
 */
export function figuredScenario({ scenario, changes }: Recording, sinceS: number, nowS: number): Scenario {
  let present: Scenario = { ...scenario, timeline: [] };
  const since: TimelineItem[] = [];
  const take = (item: TimelineItem): void => {
    if (item.atS > sinceS) {
      if (item.atS <= nowS) since.push(item);
      return;
    }
    // A fault, which has no such change, may last into the figures; and what could not be done when its time came was not done.
    const done = 'change' in item ? applyChange(present, item.change) : null;
    if (done === null) since.push(item);
    else if (done.ok) present = done.value;
  };

  let planned = 0;
  const plan = (upTo: number): void => {
    for (; planned < upTo; planned++) take(scenario.timeline[planned]);
  };
  for (const { path, value, atS, afterPlanned } of changes) {
    plan(afterPlanned);
    take({ atS, change: { path, value } });
  }
  plan(scenario.timeline.length);
  return { ...present, timeline: since.filter((item) => !changesNothing(present, item)) };
}

/** Set to what it was: nobody could tell. */
function changesNothing(present: Scenario, item: TimelineItem): boolean {
  if (!('change' in item)) return false;
  const done = applyChange(present, item.change);
  return done.ok && JSON.stringify(done.value) === JSON.stringify(present);
}

/** What keeps the figures from being those of one steady state, or ''. */
export function changedDuringFigures({ timeline }: Scenario): string {
  const [first] = timeline;
  if (first === undefined) return '';
  const what = 'change' in first ? first.change.path : 'a fault';
  return `${what} changes at ${Number(first.atS.toPrecision(6))} s, while the figures are taken`;
}
