/** Below this a time is nothing: some shapes have quantiles that no float64 can hold. */
const TIME_S_MIN = 1e-300;

/** The time at which a continuous distribution function reaches p, 0 < p < 1, to the last digits; `scaleS` is any time of its order. */
export function quantileByBisectionS(cdf: (timeS: number) => number, p: number, scaleS: number): number {
  let low = scaleS;
  let high = scaleS;
  for (let factor = 2; cdf(low) >= p; factor *= factor) {
    if (low < TIME_S_MIN) return 0;
    high = low;
    low /= factor;
  }
  while (cdf(high) < p) {
    low = high;
    high *= 2;
  }
  for (;;) {
    // Halves the digits while the bounds lie far apart, then the way between them.
    const middle = high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
}
