/**
 * A request that asks n others at once and needs all of their answers is as slow as the slowest of them. If each answer is slow with
 * probability p, independently, the request is slow with probability 1 − (1 − p)ⁿ: the tail of the parts becomes the rule of the whole.
 *
 * Source: Dean & Barroso, "The Tail at Scale", Comm. ACM 56 (2013).
 */
export function fanOutSlowShare(slowShare: number, answers: number): number {
  return -Math.expm1(answers * Math.log1p(-slowShare));
}

/** How seldom each answer may be slow, for a request that needs n of them to be slow with at most this probability. */
export function answerSlowShareFor(requestSlowShare: number, answers: number): number {
  return -Math.expm1(Math.log1p(-requestSlowShare) / answers);
}

/**
 * A hedged request is sent again after d, and the first answer counts: P(T > t) = P(S > t) for t < d, and P(S > t) P(S > t − d) from there on. The
 * second one is sent with probability P(S > d), so waiting for the 95th percentile costs 5 % more load. Two independent answers of a system that is not
 * changed by the additional load; near saturation it is, and hedging makes it worse.
 *
 * Source: the same; and Dean, "Achieving Rapid Response Times in Large Online Services" (2012).
 */
export function hedgedExceeds(exceeds: (timeS: number) => number, hedgeAfterS: number, timeS: number): number {
  return timeS < hedgeAfterS ? exceeds(timeS) : exceeds(timeS) * exceeds(timeS - hedgeAfterS);
}

/** How much more is sent: 1 + P(S > d). */
export function hedgedLoadFactor(exceeds: (timeS: number) => number, hedgeAfterS: number): number {
  return 1 + exceeds(hedgeAfterS);
}
