import { ok, type Problem, type Result } from '../../simulations/scenario/problem';
import type { Scenario } from '../../simulations/scenario/scenario';
import type { EngineLink } from './engine-link';
import type { RunOrigin } from './present-run';
import type { RunStatus } from './run-snapshot';

interface Asked {
  readonly origin: RunOrigin;
  /** How the run before it stood: it stands so again when this one is refused. */
  readonly statusBefore: RunStatus;
  readonly settle: (result: Result<void>) => void;
}

/** The start that the engine was asked for and has not answered: one at most, for a newer one overtakes it. */
export class RunStart {
  private asked: Asked | null = null;
  private numbersGiven = 0;

  constructor(private readonly link: Pick<EngineLink, 'post'>) {}

  get isOn(): boolean { return this.asked !== null; }

  /** Of the run that is to begin. */
  get seed(): number | null { return this.asked?.origin.seed ?? null; }

  /** No two runs have the same, so that nobody takes a late answer about one for news of another. */
  nextNumber(): number {
    this.numbersGiven += 1;
    return this.numbersGiven;
  }

  ask(scenario: Scenario, seed: number, status: RunStatus): Promise<Result<void>> {
    const statusBefore = this.asked?.statusBefore ?? status;
    this.forget();
    return new Promise((settle) => {
      this.asked = { origin: { run: this.nextNumber(), scenario, seed }, statusBefore, settle };
      this.send();
    });
  }

  /** Something else is wanted now, which is no fault of this one. */
  forget(): void {
    this.asked?.settle(ok(undefined));
    this.asked = null;
  }

  /** Once more, if it is on its way: the engine that was asked is lost. */
  send(): void {
    if (this.asked !== null) this.link.post({ kind: 'start', ...this.asked.origin });
  }

  /** This run has begun. Null where it is not the one that is wanted. */
  begun(run: number): RunOrigin | null {
    if (this.asked?.origin.run !== run) return null;
    const { origin } = this.asked;
    this.forget();
    return origin;
  }

  /** This run cannot begin. How the run before it stood, or null where it is not the one that is wanted. */
  refused(run: number, problems: readonly Problem[]): RunStatus | null {
    return this.asked?.origin.run === run ? this.giveUp(problems) : null;
  }

  /** No run can begin. How the run before it stood, or null where no start was on its way. */
  giveUp(problems: readonly Problem[]): RunStatus | null {
    if (this.asked === null) return null;
    const { settle, statusBefore } = this.asked;
    this.asked = null;
    settle({ ok: false, problems });
    return statusBefore;
  }
}
