import type { NotedChange, NotedFault } from './measurement-series';

/**
 * What was done to a run by hand, and what its plan does: with each the system becomes another one. A run that has gone back knows what
 * will be done again; what is done anew makes that undone.
 */
export class ByHand {
  changes: readonly NotedChange[] = [];
  faults: readonly NotedFault[] = [];
  private plannedS: readonly number[] = [];
  /** Those that nobody has come to yet, in order. */
  private breaksNs: number[] = [];

  begin(plannedS: readonly number[]): void {
    this.changes = [];
    this.faults = [];
    this.plannedS = plannedS;
    this.goBack(-1);
  }

  /** All that come after this time are still to come. */
  goBack(afterNs: number): void {
    const byHandS = [...this.changes.map(({ atS }) => atS), ...this.faults.flatMap(({ atS, fault }) => [atS, atS + fault.forS])];
    this.breaksNs = [...this.plannedS, ...byHandS].map((atS) => atS * 1e9).filter((atNs) => atNs > afterNs).sort((a, b) => a - b);
  }

  addChange({ atS, path, value }: NotedChange): void {
    this.undoAfter(atS);
    this.changes = [...this.changes, { atS, path, value }];
    this.addBreaks(atS);
  }

  addFault({ atS, fault }: NotedFault): void {
    this.undoAfter(atS);
    this.faults = [...this.faults, { atS, fault }];
    this.addBreaks(atS, atS + fault.forS);
  }

  /** True when the system has become another one up to this time, for the first time of asking. */
  passTo(toNs: number): boolean {
    let isNew = false;
    for (; (this.breaksNs[0] ?? Infinity) <= toNs; this.breaksNs.shift()) isNew = true;
    return isNew;
  }

  get nextNs(): number { return this.breaksNs[0] ?? Infinity; }

  private undoAfter(nowS: number): void {
    const has = ({ atS }: { readonly atS: number }): boolean => atS <= nowS;
    if (this.changes.every(has) && this.faults.every(has)) return;
    const nextNs = this.nextNs;
    this.changes = this.changes.filter(has);
    this.faults = this.faults.filter(has);
    this.goBack(Math.min(nextNs - 1, nowS * 1e9));
  }

  private addBreaks(...atS: readonly number[]): void {
    this.breaksNs = [...this.breaksNs, ...atS.map((each) => each * 1e9)].sort((a, b) => a - b);
  }
}
