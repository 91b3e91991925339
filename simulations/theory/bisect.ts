/** Halvings after which two neighbouring float64 numbers are all that is left. */
const HALVINGS_MAX = 200;

/** The time at which `exceeds`, which falls from at most 1 to 0, comes down to 1 − p; 0 where it begins below. `scaleS` is any time of the right order. */
export function quantileByBisectionS(exceeds: (timeS: number) => number, p: number, scaleS: number): number {
  const target = 1 - p;
  if (exceeds(0) <= target) return 0;
  let low = 0;
  let high = scaleS;
  while (exceeds(high) > target) {
    low = high;
    high *= 2;
    if (high === Infinity) return Infinity;
  }
  for (let n = 0; n < HALVINGS_MAX; n++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (exceeds(middle) > target) low = middle;
    else high = middle;
  }
  return high;
}
