import type { Scenario } from '../../simulations/scenario/scenario';
import type { PresentRun } from './present-run';

/** What the next run begins with: the document's scenario, or, until there is one, that of the run before it. */
export class NextRun {
  /** The document's. */
  edited: Scenario | null = null;
  /** The present run cannot show it. */
  isStale = false;

  constructor(private readonly present: Pick<PresentRun, 'begunWith' | 'seed'>) {}

  get scenario(): Scenario | null {
    return this.edited ?? this.present.begunWith;
  }

  /** A seed that was drawn stays until another one is written into the scenario. */
  get seed(): number {
    const { edited, present } = this;
    return edited !== null && edited.seed !== present.begunWith?.seed ? edited.seed : present.seed;
  }
}
