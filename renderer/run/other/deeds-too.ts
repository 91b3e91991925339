import type { Scenario } from '../../../simulations/scenario/scenario';
import { placeOf, type ChangeRequest, type Deed, type FaultRequest } from '../protocol';
import { comesFromOutside } from './same-requests';

/** What was done by hand to the leading run comes upon another version too, each thing at its time: faults, and what comes from outside. */
export class DeedsToo {
  /** Those of the leading run whose time has come here, whether they are done here or not. */
  private passed: readonly Deed[] = [];

  constructor(private readonly lead: { readonly deeds: readonly Deed[] }) {}

  get count(): number { return this.passed.length; }

  /** From a place that so many of them lie before. */
  begin(count: number): void {
    this.passed = this.lead.deeds.slice(0, count);
  }

  /** One of them is not done any more in the leading run, or another came before it. */
  get isOtherHistory(): boolean {
    return this.passed.some((deed, n) => deed !== this.lead.deeds[n]);
  }

  /** When the next one is due; Infinity: there is none. */
  get nextNs(): number {
    const next = this.lead.deeds[this.count];
    return next === undefined ? Infinity : Math.round(placeOf(next).atS * 1e9);
  }

  /** The next one's time has come: what the engine is asked to do; null: it is a decision of the leading run alone. */
  pass(run: number, version: Scenario): ChangeRequest | FaultRequest | null {
    const deed = this.lead.deeds[this.count];
    if (deed === undefined) return null;
    this.passed = [...this.passed, deed];
    const id = this.count;
    if ('fault' in deed) return { kind: 'fault', run, id, fault: deed.fault.fault };
    return comesFromOutside(deed.change.path, version) ? { kind: 'change', run, id, change: deed.change } : null;
  }
}
