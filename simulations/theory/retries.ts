/**
 * Retries. Each caller tries up to m times, each try fails with probability f by itself: 1 + f + … + f^(m−1) tries per call. Where
 * everything fails and each of n layers tries m times, the lowest layer gets mⁿ tries for one request.
 *
 * Source: Brooker, "Timeouts, retries, and backoff with jitter", Amazon Builders' Library (2019).
 */
export function triesPerCall(triesMax: number, failShare: number): number {
  return failShare === 1 ? triesMax : (1 - failShare ** triesMax) / (1 - failShare);
}

/** Tries at the lowest of so many layers, for one request at the top, when all fail. */
export function triesAtLowestLayer(triesMax: number, layers: number): number {
  return triesMax ** layers;
}

/**
 * With a budget, retries are at most a share b of the first tries, so one layer adds at most this to its load; n of them (1 + b)ⁿ, all failing.
 * Source: Beyer and others, Site Reliability Engineering (2016), ch. 21.
 */
export function loadFactorWithBudget(budgetShare: number, layers = 1): number {
  return (1 + budgetShare) ** layers;
}

/**
 * Client-side throttling: the chance that a caller rejects a request itself, from what it asked and what was accepted lately:
 * max(0, (requests − K · accepts) / (requests + 1)), K = 2 as a rule.
 * Source: the same, ch. 21.
 */
export function throttledShare(requests: number, accepts: number, multiplier = 2): number {
  return Math.max(0, (requests - multiplier * accepts) / (requests + 1));
}

/**
 * A system that serves up to c per second and has given up on what it did not serve in time. In overload from a short outage every request is tried
 * m times, so it stays overloaded for as long as m λ ≥ c: the metastable state. Below c / m it comes back by itself, above c it never was well.
 * Source: Bronson and others, "Metastable Failures in Distributed Systems", HotOS 2021.
 */
export function metastableRange(capacityPerS: number, triesMax: number): { readonly fromPerS: number; readonly belowPerS: number } {
  return { fromPerS: capacityPerS / triesMax, belowPerS: capacityPerS };
}

/**
 * n callers compete for one thing that one of them gets in each round. If all others come back together every time, without jitter, that makes
 * n + (n − 1) + … + 1 calls.
 * Source: Brooker, "Exponential backoff and jitter", AWS Architecture Blog (2015).
 */
export function callsWithoutJitter(callers: number): number {
  return (callers * (callers + 1)) / 2;
}
