import { refuse, type Problem, type Result } from '../../simulations/scenario/problem';
import type { FaultSpec } from '../../simulations/scenario/scenario';

/** Faults on their way to the engine. Each is sent once, as soon as it may be: one that gets lost with its engine is told to have been lost. */
export class FaultLine {
  private readonly sent = new Map<number, (result: Result<void>) => void>();
  private held: (() => void)[] = [];
  private idsMade = 0;

  constructor(private readonly send: (id: number, fault: FaultSpec) => void, private readonly maySend: () => boolean) {}

  add(fault: FaultSpec): Promise<Result<void>> {
    // Below zero, so that they are not mistaken for changes.
    const id = --this.idsMade;
    return new Promise((resolve) => {
      this.sent.set(id, resolve);
      if (this.maySend()) this.send(id, fault);
      else this.held.push(() => this.send(id, fault));
    });
  }

  /** The run is where it was to go. */
  resume(): void {
    for (const send of this.held.splice(0)) send();
  }

  answered(id: number, result: Result<void>): void {
    this.sent.get(id)?.(result);
    this.sent.delete(id);
  }

  refuseAll(problem: Problem): void {
    for (const resolve of this.sent.values()) resolve(refuse(problem));
    this.sent.clear();
    this.held = [];
  }
}
