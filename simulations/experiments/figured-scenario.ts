import { applyChange } from '../scenario/param-path';
import { endOf, inOrder, insert, planOf, toNs } from '../scenario/plan';
import type { Recording } from '../scenario/run-api';
import type { FaultSpec, Scenario, TimelineItem } from '../scenario/scenario';

/**
 * The scenario as theory has to see it when it judges the figures: as it stood when they began, with what was changed before already done, and
 * whatever was changed since on its timeline, whether it was planned or made by hand, beside the faults that were not over by then. What is
 * planned for later has not happened.
 */
export function figuredScenario({ scenario, changes, faults }: Recording, sinceS: number, nowS: number): Scenario {
  let present: Scenario = { ...scenario, timeline: [] };
  const since: TimelineItem[] = [];
  const take = (item: TimelineItem): void => {
    if (item.atS > sinceS) {
      if (item.atS <= nowS) since.push(item);
      return;
    }
    if (item.fault !== undefined && lastsBeyond(item.fault, item.atS, sinceS)) since.push(item);
    // What could not be done when its time came was not done.
    const done = item.change === undefined ? null : applyChange(present, item.change);
    if (done?.ok === true) present = done.value;
  };

  // The plan of the run, in which a fault by hand has its end, too.
  const items = planOf(scenario);
  let planned = 0;
  const plan = (upTo: number): void => {
    for (; planned < upTo; planned++) {
      const { atNs, change, begins } = items[planned];
      if (change !== undefined) take({ atS: atNs / 1e9, change });
      if (begins !== undefined) take({ atS: atNs / 1e9, fault: begins });
    }
  };
  inOrder({ changes, faults }, ({ path, value, atS, afterPlanned }) => {
    plan(afterPlanned);
    take({ atS, change: { path, value } });
  }, ({ fault, atS, afterPlanned }) => {
    plan(afterPlanned);
    take({ atS, fault });
    insert(items, endOf(fault, Math.round(atS * 1e9)), planned);
  });
  plan(items.length);
  return { ...present, timeline: since.filter((item) => !changesNothing(present, item)) };
}

/** One that is over by then has left the place as it was. */
const lastsBeyond = (fault: FaultSpec, atS: number, sinceS: number): boolean => endOf(fault, toNs(atS)).atNs > toNs(sinceS);

/** Set to what it was: nobody could tell. */
function changesNothing(present: Scenario, item: TimelineItem): boolean {
  if (item.change === undefined) return false;
  const done = applyChange(present, item.change);
  return done.ok && JSON.stringify(done.value) === JSON.stringify(present);
}

/** What keeps the figures from being those of one steady state, or ''. */
export function changedDuringFigures({ timeline }: Scenario): string {
  const [first] = timeline;
  if (first === undefined) return '';
  const what = first.change === undefined ? 'a fault' : first.change.path;
  return `${what} changes at ${Number(first.atS.toPrecision(6))} s, while the figures are taken`;
}
