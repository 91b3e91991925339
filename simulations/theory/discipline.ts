/**
 * M/M/1: what the order does to the wait. Orders that do not look at how long a job takes have the same mean wait, ρ/(μ − λ), and the same
 * number waiting; the second moment tells them apart.
 *   first in, first out  E[W²] = 2 ρ / (μ² (1 − ρ)²)
 *   random order         that / (1 − ρ/2)
 *   last in, first out   that / (1 − ρ)
 * No order of this sort is more uneven than the last or more even than the first.
 * Source: Kingman, "The effect of queue discipline on waiting time variance", Proc. Camb. Phil. Soc. 58 (1962); Takács, "Delay distributions for one line with
 * Poisson input, general holding times, and various orders of service", Bell Syst. Tech. J. 42 (1963).
 */
export interface Mm1Waits {
  readonly arrivalPerS: number;
  readonly servicePerS: number;
}

export type BlindOrder = 'fifo' | 'random' | 'lifo';

/** E[W²], s². Infinity where there is no steady state. */
export function mm1WaitSecondMomentS2({ arrivalPerS, servicePerS }: Mm1Waits, order: BlindOrder): number {
  const load = arrivalPerS / servicePerS;
  if (load >= 1) return Infinity;
  const inOrder = (2 * load) / (servicePerS * (1 - load)) ** 2;
  switch (order) {
    case 'fifo': return inOrder;
    case 'random': return inOrder / (1 - load / 2);
    case 'lifo': return inOrder / (1 - load);
  }
}
