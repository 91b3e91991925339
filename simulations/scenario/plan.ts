import type { RecordedChange, RecordedFault, Recording } from './run-api';
import type { Change, FaultSpec, Scenario } from './scenario';

/** One thing that happens at a time of its own, without an event: a change, or a fault that begins or ends. */
export interface PlanItem {
  readonly atNs: number;
  readonly change?: Change;
  readonly begins?: FaultSpec;
  readonly ends?: FaultSpec;
}

/** Whole ns; Infinity stays what it is. */
export const toNs = (seconds: number): number => Math.round(seconds * 1e9);

/** The scenario's timeline with the end of each fault put in its place. */
export function planOf({ timeline }: Scenario): PlanItem[] {
  const plan: PlanItem[] = [];
  for (const { atS, change, fault } of timeline) {
    if (change !== undefined) insert(plan, { atNs: toNs(atS), change });
    if (fault === undefined) continue;
    const own = { ...fault }; // the same fault may stand in the plan twice
    insert(plan, { atNs: toNs(atS), begins: own });
    insert(plan, endOf(own, toNs(atS)));
  }
  return plan;
}

export const endOf = (fault: FaultSpec, beganNs: number): PlanItem => ({ atNs: beganNs + toNs(fault.forS), ends: fault });

/** Behind everything that is planned for the same time or earlier, and not before what is done. */
export function insert(plan: PlanItem[], item: PlanItem, done = 0): void {
  let at = plan.length;
  while (at > done && (plan[at - 1]?.atNs ?? 0) > item.atNs) at--;
  plan.splice(at, 0, item);
}

/** What was done by hand, in the order in which it was done. */
export function inOrder({ changes, faults }: Pick<Recording, 'changes' | 'faults'>, change: (each: RecordedChange) => void, fault: (each: RecordedFault) => void): void {
  let made = 0;
  for (const each of faults) {
    while (made < each.afterChanges) change(changes[made++]);
    fault(each);
  }
  while (made < changes.length) change(changes[made++]);
}
