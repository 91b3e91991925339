import { i32, linkAt } from '../engine/arena';
import { onBreakerChange } from '../engine/breakers';
import { invariant } from '../engine/invariant';
import type { Kernel } from '../engine/kernel';
import { CHANGED, stationAt } from '../engine/layout';
import { withInitials, type ParamValues } from '../engine/param';
import { compileParam } from './compile';
import { checkFault, faultKind, faultTarget } from './fault-spec';
import { applyChange } from './param-path';
import { endOf, inOrder, insert, planOf, toNs, type PlanItem } from './plan';
import { ok, refuse, type Problem, type Result } from './problem';
import { ProblemList } from './problem-list';
import type { RecordedAt, RecordedChange, RecordedFault, Recording } from './run-api';
import { linkId, type Change, type FaultSpec, type Scenario } from './scenario';
import { stationKind } from './station-kind';

/**
 * What is done to a run while it goes on, by its timeline and by hand: changes of parameters, and faults that begin and end. It keeps what the scenario
 * is by now, which faults are on, and what was done by hand, so that it can be done again. The run says when, and gives its kernel with the seat.
 */
export class Deeds {
  private scenarioNow: Scenario;
  /** The timeline, and the ends of faults made by hand; so many of its items are done. */
  private readonly plan: PlanItem[];
  private done = 0;
  private changes: RecordedChange[] = [];
  private faults: RecordedFault[] = [];
  /** The faults that are on. */
  private active: FaultSpec[] = [];
  /** Planned changes that could not be made, and why. */
  readonly skipped: Problem[] = [];

  constructor(private readonly original: Scenario) {
    this.scenarioNow = original;
    this.plan = planOf(original);
  }

  get scenario(): Scenario { return this.scenarioNow; }
  /** How many items of the plan are done. */
  get plannedDone(): number { return this.done; }
  /** When the plan does something next. */
  get nextPlannedNs(): number { return this.plan[this.done]?.atNs ?? Infinity; }
  /** What was done by hand. */
  get byHand(): Pick<Recording, 'changes' | 'faults'> { return { changes: this.changes.slice(), faults: this.faults.slice() }; }

  change(k: Kernel, change: Change, at: RecordedAt): Result<RecordedChange> {
    const recorded = { path: change.path, value: change.value, ...at };
    const done = this.apply(k, change);
    if (!done.ok) return done;
    this.changes.push(recorded);
    return ok(recorded);
  }

  fault(k: Kernel, fault: FaultSpec, at: RecordedAt): Result<RecordedFault> {
    const problems = new ProblemList();
    checkFault(fault, this.scenarioNow, 'fault', problems);
    if (problems.count > 0) return refuse(...problems.list());
    const recorded = { fault, afterChanges: this.changes.length, ...at };
    this.beginByHand(k, fault, k.nowNs);
    this.faults.push(recorded);
    return ok(recorded);
  }

  /** Does the next item of the plan. */
  doPlanned(k: Kernel): void {
    const { change, begins, ends } = this.plan[this.done++];
    if (begins !== undefined) this.begin(k, begins);
    if (ends !== undefined) this.end(k, ends);
    if (change === undefined) return;
    const done = this.apply(k, change);
    // A change by hand may have taken away what the plan wanted to set.
    if (!done.ok) this.skipped.push(...done.problems);
  }

  /** For a fresh run: does all of it again, and so much of the plan, without anything between. */
  redo(k: Kernel, byHand: Pick<Recording, 'changes' | 'faults'>, plannedDone: number): void {
    const planUpTo = (upTo: number): void => { while (this.done < upTo) this.doPlanned(k); };
    inOrder(byHand, ({ path, value, afterPlanned }) => {
      planUpTo(afterPlanned);
      const done = this.apply(k, { path, value });
      invariant(done.ok, `a recorded change: ${path}`);
    }, ({ fault, atS, afterPlanned }) => {
      planUpTo(afterPlanned);
      this.beginByHand(k, fault, toNs(atS));
    });
    planUpTo(plannedDone);
    this.changes = byHand.changes.slice();
    this.faults = byHand.faults.slice();
  }

  /** It begins now, and its end is planned. Each is an object of its own, for the same one may come twice. */
  private beginByHand(k: Kernel, fault: FaultSpec, atNs: number): void {
    const own = { ...fault };
    this.begin(k, own);
    insert(this.plan, endOf(own, atNs), this.done);
  }

  private begin(k: Kernel, fault: FaultSpec): void {
    this.active.push(fault);
    this.strike(k, fault);
  }

  private end(k: Kernel, fault: FaultSpec): void {
    this.active = this.active.filter((each) => each !== fault);
    this.strike(k, fault);
  }

  /** Brings a station or link into the state that the faults which are on there make of it. */
  private strike(k: Kernel, fault: FaultSpec): void {
    const kind = faultKind(fault.kind);
    invariant(kind !== undefined, `fault ${fault.kind}`);
    const target = faultTarget(fault);
    const same = this.active.filter((each) => faultTarget(each) === target);
    const { stations, links } = this.original;
    const handle = kind.on === 'station'
      ? stationAt(Object.keys(stations).indexOf(fault.station ?? ''))
      : linkAt(links.findIndex((link) => linkId(link) === fault.link));
    kind.apply(k, handle, same.map((each) => withInitials(kind.params, each as ParamValues)));
  }

  private apply(k: Kernel, change: Change): Result<void> {
    const changed = applyChange(this.scenarioNow, change);
    if (!changed.ok) return changed;
    const problem = compileParam(k, changed.value, change.path);
    if (problem !== undefined) return problem;
    this.scenarioNow = changed.value;
    const [top, id = ''] = change.path.split('.');
    if (top === 'stations') {
      const s = Object.keys(changed.value.stations).indexOf(id);
      i32[(stationAt(s) << 1) + CHANGED]++;
      stationKind(changed.value.stations[id].kind)?.onChange?.(k, stationAt(s));
    } else if (top === 'links') {
      onBreakerChange(linkAt(changed.value.links.findIndex((link) => linkId(link) === id)));
    }
    return ok(undefined);
  }
}
