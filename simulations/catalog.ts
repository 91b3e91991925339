import type { Catalog } from './engine/kind';
import { poisson } from './policies/arrivals/poisson';
import { regular } from './policies/arrivals/regular';
import { trace } from './policies/arrivals/trace';
import { sameTimes } from './policies/class-times/same';
import { timesByClass } from './policies/class-times/by-class';
import { fifo } from './policies/discipline/fifo';
import { byClass } from './policies/routing/by-class';
import { byKey } from './policies/routing/by-key';
import { dChoices } from './policies/routing/d-choices';
import { firstFree } from './policies/routing/first-free';
import { leastBusy } from './policies/routing/least-busy';
import { random } from './policies/routing/random';
import { roundRobin } from './policies/routing/round-robin';
import { weighted } from './policies/routing/weighted';
import { block } from './policies/when-full/block';
import { shedNewest } from './policies/when-full/shed-newest';
import { shedOldest } from './policies/when-full/shed-oldest';
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
import { producer } from './stations/producer';
import { queue } from './stations/queue';
import { sink } from './stations/sink';
import { workers } from './stations/workers';

/**
 * The only lists. Palette, inspector, validation, help, JSON Schema, engine and contract tests read them:
 * a new kind is one file and one line here.
 */
export const stationKinds = [producer, queue, workers, sink] as const;

export const arrivalKinds = [poisson, regular, trace] as const;
export const distributions = [
  exponential, constant, lognormal, uniform, triangular, erlang, gamma, hyperexponential, weibull, pareto, boundedPareto, mixture, empirical,
  ownDemand,
] as const;
export const disciplines = [fifo] as const;
export const fullPolicies = [block, shedNewest, shedOldest] as const;

export const classTimes = [sameTimes, timesByClass] as const;
export const routings = [random, weighted, roundRobin, leastBusy, dChoices, byKey, byClass, firstFree] as const;

export const catalog: Catalog = {
  stations: stationKinds,
  families: { classTimes, routing: routings, limit: [], arrivals: arrivalKinds, distribution: distributions, discipline: disciplines, whenFull: fullPolicies },
};
