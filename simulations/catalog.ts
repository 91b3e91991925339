import type { Catalog } from './engine/kind';
import { batches } from './policies/arrivals/batches';
import { closed } from './policies/arrivals/closed';
import { mmpp } from './policies/arrivals/mmpp';
import { onOff } from './policies/arrivals/on-off';
import { poisson } from './policies/arrivals/poisson';
import { regular } from './policies/arrivals/regular';
import { renewal } from './policies/arrivals/renewal';
import { schedule } from './policies/arrivals/schedule';
import { sine } from './policies/arrivals/sine';
import { spike } from './policies/arrivals/spike';
import { trace } from './policies/arrivals/trace';
import { hitRatio } from './policies/cache-answers/hit-ratio';
import { leastRecentlyUsed } from './policies/cache-answers/least-recently-used';
import { asScenario } from './policies/class-mix/as-scenario';
import { ownShares } from './policies/class-mix/own-shares';
import { sameTimes } from './policies/class-times/same';
import { timesByClass } from './policies/class-times/by-class';
import { adaptiveLifo } from './policies/discipline/adaptive-lifo';
import { edf } from './policies/discipline/edf';
import { fair } from './policies/discipline/fair';
import { atOnce } from './policies/backoff/at-once';
import { exponentialBackoff } from './policies/backoff/exponential';
import { fixed } from './policies/backoff/fixed';
import { consecutive } from './policies/breaker/consecutive';
import { failureShare } from './policies/breaker/failure-share';
import { noBreaker } from './policies/breaker/none';
import { hedgeAfter } from './policies/hedge/after';
import { noHedge } from './policies/hedge/none';
import { noBudget } from './policies/retry-budget/none';
import { budgetShare } from './policies/retry-budget/share';
import { adaptiveThrottle } from './policies/throttle/adaptive';
import { noThrottle } from './policies/throttle/none';
import { fifo } from './policies/discipline/fifo';
import { lifo } from './policies/discipline/lifo';
import { priority } from './policies/discipline/priority';
import { randomOrder } from './policies/discipline/random-order';
import { sjf } from './policies/discipline/sjf';
import { codel } from './policies/management/codel';
import { noManagement } from './policies/management/none';
import { red } from './policies/management/red';
import { drawnPatience } from './policies/patience/drawn';
import { noPatience } from './policies/patience/none';
import { classifier } from './policies/gate-rule/classifier';
import { dedup } from './policies/gate-rule/dedup';
import { noKeys } from './policies/keys/none';
import { uniformKeys } from './policies/keys/uniform';
import { zipfKeys } from './policies/keys/zipf';
import { aimd } from './policies/limit/aimd';
import { concurrency } from './policies/limit/concurrency';
import { gradient } from './policies/limit/gradient';
import { tokenBucket } from './policies/limit/token-bucket';
import { vegas } from './policies/limit/vegas';
import { byClass } from './policies/routing/by-class';
import { byKey } from './policies/routing/by-key';
import { dChoices } from './policies/routing/d-choices';
import { firstFree } from './policies/routing/first-free';
import { leastBusy } from './policies/routing/least-busy';
import { random } from './policies/routing/random';
import { roundRobin } from './policies/routing/round-robin';
import { weighted } from './policies/routing/weighted';
import { block } from './policies/when-full/block';
import { shedLowestPriority } from './policies/when-full/shed-lowest-priority';
import { shedNewest } from './policies/when-full/shed-newest';
import { shedOldest } from './policies/when-full/shed-oldest';
import { shedRandom } from './policies/when-full/shed-random';
import { boundedPareto } from './distributions/bounded-pareto';
import { constant } from './distributions/constant';
import { empirical } from './distributions/empirical';
import { erlang } from './distributions/erlang';
import { exponential } from './distributions/exponential';
import { gamma } from './distributions/gamma';
import { hyperexponential } from './distributions/hyperexponential';
import { lognormal } from './distributions/lognormal';
import { mixture } from './distributions/mixture';
import { ownDemand } from './distributions/own-demand';
import { pareto } from './distributions/pareto';
import { triangular } from './distributions/triangular';
import { uniform } from './distributions/uniform';
import { weibull } from './distributions/weibull';
import { crash } from './faults/crash';
import { cutLink } from './faults/cut';
import { fail } from './faults/fail';
import { flush } from './faults/flush';
import { pause } from './faults/pause';
import { slow } from './faults/slow';
import { call } from './links/call';
import { flow } from './links/flow';
import { cache } from './stations/cache';
import { fork } from './stations/fork';
import { gate } from './stations/gate';
import { join } from './stations/join';
import { delay } from './stations/delay';
import { limiter } from './stations/limiter';
import { producer } from './stations/producer';
import { queue } from './stations/queue';
import { router } from './stations/router';
import { sink } from './stations/sink';
import { topic } from './stations/topic';
import { workers } from './stations/workers';

/**
 * The only lists. Palette, inspector, validation, help, JSON Schema, engine and contract tests read them:
 * a new kind is one file and one line here.
 */
export const stationKinds = [producer, queue, workers, sink, delay, router, limiter, fork, join, cache, topic, gate] as const;

export const arrivalKinds = [poisson, regular, renewal, onOff, mmpp, batches, schedule, spike, sine, closed, trace] as const;
export const keyKinds = [noKeys, uniformKeys, zipfKeys] as const;
export const cacheAnswers = [hitRatio, leastRecentlyUsed] as const;
export const gateRules = [dedup, classifier] as const;
export const classMixes = [asScenario, ownShares] as const;
export const distributions = [
  exponential, constant, lognormal, uniform, triangular, erlang, gamma, hyperexponential, weibull, pareto, boundedPareto, mixture, empirical,
  ownDemand,
] as const;
export const disciplines = [fifo, lifo, randomOrder, priority, sjf, edf, fair, adaptiveLifo] as const;
export const fullPolicies = [block, shedNewest, shedOldest, shedRandom, shedLowestPriority] as const;
export const patiences = [noPatience, drawnPatience] as const;
export const managements = [noManagement, red, codel] as const;

export const limits = [tokenBucket, concurrency, aimd, gradient, vegas] as const;
export const classTimes = [sameTimes, timesByClass] as const;
export const routings = [random, weighted, roundRobin, leastBusy, dChoices, byKey, byClass, firstFree] as const;
export const backoffs = [atOnce, fixed, exponentialBackoff] as const;
export const breakers = [noBreaker, consecutive, failureShare] as const;
export const hedges = [noHedge, hedgeAfter] as const;
export const retryBudgets = [noBudget, budgetShare] as const;
export const throttles = [noThrottle, adaptiveThrottle] as const;

export const faultKinds = [slow, pause, crash, fail, cutLink, flush] as const;

export const catalog: Catalog = {
  stations: stationKinds,
  links: { flow, call },
  faults: faultKinds,
  families: {
    arrivals: arrivalKinds, keys: keyKinds, classMix: classMixes, distribution: distributions, classTimes,
    discipline: disciplines, whenFull: fullPolicies, patience: patiences, management: managements,
    routing: routings, limit: limits, cacheAnswers, gateRule: gateRules,
    backoff: backoffs, breaker: breakers, hedge: hedges, retryBudget: retryBudgets, throttle: throttles,
  },
};
