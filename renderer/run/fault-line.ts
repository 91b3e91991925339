import { refuse, type Problem, type Result } from '../../simulations/scenario/problem';
import type { FaultSpec } from '../../simulations/scenario/scenario';

/** Faults on their way to the engine. Each is sent once: one that gets lost with its engine is told to have been lost. */
export class FaultLine {
  private readonly sent = new Map<number, (result: Result<void>) => void>();
  private idsMade = 0;

  constructor(private readonly send: (id: number, fault: FaultSpec) => void) {}

  add(fault: FaultSpec): Promise<Result<void>> {
    // Below zero, so that they are not mistaken for changes.
    const id = --this.idsMade;
    return new Promise((resolve) => {
      this.sent.set(id, resolve);
      this.send(id, fault);
    });
  }

  answered(id: number, result: Result<void>): void {
    this.sent.get(id)?.(result);
    this.sent.delete(id);
  }

  refuseAll(problem: Problem): void {
    for (const resolve of this.sent.values()) resolve(refuse(problem));
    this.sent.clear();
  }
}
