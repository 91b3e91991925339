import type { Scenario } from '../scenario/scenario';
import { boundedQueue } from './bounded-queue';
import { overload } from './overload';
import { traceReplay } from './trace-replay';

export interface LibraryScenario {
  /** What the command line and links call it; never renamed. */
  readonly id: string;
  readonly title: string;
  /** One sentence for a list. */
  readonly summary: string;
  readonly scenario: Scenario;
}

/** The built-in scenarios, in the order in which to meet them. */
export const libraryScenarios: readonly LibraryScenario[] = [
  entry('bounded-queue', boundedQueue, 'Why a line forms below capacity, and how its tail looks. Start here.'),
  entry('overload', overload, 'More comes than can be served: who waits, and who is told no?'),
  entry('trace-replay', traceReplay, 'Calls come as they were recorded, with a rush that no average shows.'),
];

function entry(id: string, scenario: Scenario, summary: string): LibraryScenario {
  return { id, title: scenario.title, summary, scenario };
}
