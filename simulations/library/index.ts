import { adaptiveLifo } from './adaptive-lifo';
import { adaptiveLimit } from './adaptive-limit';
import { autoscaling } from './autoscaling';
import { boundedConcurrency } from './bounded-concurrency';
import { boundedQueues } from './bounded-queue';
import { cacheStampede } from './cache-stampede';
import { codel } from './codel';
import { contention } from './contention';
import { coordinatedOmission } from './coordinated-omission';
import { dependency } from './dependency';
import { fanInFanOut } from './fan-in-fan-out';
import { flowForge } from './flow-forge';
import { flowForgeStore } from './flow-forge-store';
import { fourTiers } from './four-tiers';
import { handOver } from './hand-over';
import { headOfLine } from './head-of-line';
import { hedging } from './hedging';
import { jitter } from './jitter';
import type { LibraryScenario } from './kit';
import { littlesLaw } from './littles-law';
import { longBuffer } from './long-buffer';
import { metastableFailure } from './metastable';
import { overloads } from './overload';
import { pollingOrPushing } from './polling';
import { pooling } from './pooling';
import { priorities } from './priorities';
import { rateLimiting } from './rate-limiting';
import { retryStorm } from './retry-storm';
import { sameMean } from './same-mean';
import { shedUnimportant } from './shed-unimportant';
import { signalPipeline } from './signal-pipeline';
import { tailAtScale } from './tail-at-scale';
import { timeouts } from './timeouts';
import { traceReplays } from './trace-replay';
import { twoChoices } from './two-choices';
import { variability } from './variability';

export type { LibraryScenario } from './kit';

/** The built-in scenarios, in the order in which to meet them. Two that are counterparts stand side by side. */
export const libraryScenarios: readonly LibraryScenario[] = [
  boundedQueues, overloads, traceReplays,
  littlesLaw, variability, pooling, longBuffer, fourTiers, shedUnimportant,
  fanInFanOut, handOver, sameMean, tailAtScale, coordinatedOmission,
  headOfLine, priorities, twoChoices, codel, adaptiveLifo, contention,
  timeouts, retryStorm, metastableFailure, jitter, dependency, hedging, rateLimiting, boundedConcurrency, adaptiveLimit, cacheStampede,
  autoscaling, pollingOrPushing,
  signalPipeline, flowForge, flowForgeStore,
].flat();
