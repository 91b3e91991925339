import { adaptiveLifo } from './adaptive-lifo';
import { boundedQueues } from './bounded-queue';
import { cacheStampede } from './cache-stampede';
import { codel } from './codel';
import { contention } from './contention';
import { coordinatedOmission } from './coordinated-omission';
import { fanInFanOut } from './fan-in-fan-out';
import { fourTiers } from './four-tiers';
import { headOfLine } from './head-of-line';
import type { LibraryScenario } from './kit';
import { littlesLaw } from './littles-law';
import { longBuffer } from './long-buffer';
import { overloads } from './overload';
import { pooling } from './pooling';
import { priorities } from './priorities';
import { sameMean } from './same-mean';
import { shedUnimportant } from './shed-unimportant';
import { tailAtScale } from './tail-at-scale';
import { traceReplays } from './trace-replay';
import { twoChoices } from './two-choices';
import { variability } from './variability';

export type { LibraryScenario } from './kit';

/** The built-in scenarios, in the order in which to meet them. Two that are counterparts stand side by side. */
export const libraryScenarios: readonly LibraryScenario[] = [
  boundedQueues, overloads, traceReplays,
  littlesLaw, variability, pooling, longBuffer, fourTiers, shedUnimportant,
  fanInFanOut, sameMean, tailAtScale, coordinatedOmission,
  headOfLine, priorities, twoChoices, codel, adaptiveLifo, contention,
  cacheStampede,
].flat();
