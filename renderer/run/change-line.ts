import type { Problem, Result } from '../../simulations/scenario/problem';
import type { Change } from '../../simulations/scenario/scenario';

interface Waiting {
  change: Change;
  readonly settle: (result: Result<void>) => void;
  readonly result: Promise<Result<void>>;
}

/**
 * Changes on their way to the engine: at most one for each parameter, and at most one more behind it. A slider that is
 * dragged faster than the engine answers thus sends its newest value, never a queue of old ones.
 */
export class ChangeLine {
  private readonly sent = new Map<number, Waiting>();
  private readonly behind = new Map<string, Waiting>();
  private idsMade = 0;

  constructor(private readonly send: (id: number, change: Change) => void) {}

  add(change: Change): Promise<Result<void>> {
    const overtaken = this.behind.get(change.path);
    if (overtaken !== undefined) {
      overtaken.change = change;
      return overtaken.result;
    }
    const waiting = makeWaiting(change);
    if (this.isOnItsWay(change.path)) this.behind.set(change.path, waiting);
    else this.sendOff(waiting);
    return waiting.result;
  }

  /** The change that was answered, or null when it is not known here. */
  answered(id: number, result: Result<void>): Change | null {
    const waiting = this.sent.get(id);
    if (waiting === undefined) return null;
    this.sent.delete(id);
    const next = this.behind.get(waiting.change.path);
    if (next !== undefined) {
      this.behind.delete(waiting.change.path);
      this.sendOff(next);
    }
    waiting.settle(result);
    return waiting.change;
  }

  /** There is a run again: what was not answered is sent to it. */
  resume(): void {
    for (const [id, { change }] of this.sent) this.send(id, change);
  }

  refuseAll(problem: Problem): void {
    for (const { settle } of [...this.sent.values(), ...this.behind.values()]) settle({ ok: false, problems: [problem] });
    this.sent.clear();
    this.behind.clear();
  }

  /** Of those that are on their way. */
  get paths(): readonly string[] {
    return [...this.sent.values()].map(({ change }) => change.path);
  }

  private isOnItsWay(path: string): boolean {
    for (const { change } of this.sent.values()) if (change.path === path) return true;
    return false;
  }

  private sendOff(waiting: Waiting): void {
    this.idsMade += 1;
    this.sent.set(this.idsMade, waiting);
    this.send(this.idsMade, waiting.change);
  }
}

function makeWaiting(change: Change): Waiting {
  let settle: Waiting['settle'] = () => undefined;
  const result = new Promise<Result<void>>((resolve) => { settle = resolve; });
  return { change, settle, result };
}
