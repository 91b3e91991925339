/**
 * The Universal Scalability Law: what N workers do together when a share σ of the work is done by one at a time (contention), and every pair of
 * workers costs something to be kept in step (coherency, κ):
 *   C(N) = N / (1 + σ (N − 1) + κ N (N − 1)), times the throughput of one worker alone.
 * With κ = 0 it is Amdahl's law and levels off at 1/σ; with κ > 0 it has a peak and falls again.
 *
 * Source: Gunther, Guerrilla Capacity Planning (2007), ch. 4–6.
 */
export interface Scalability {
  /** σ: 0 to 1 */
  readonly contention: number;
  /** κ: at least 0 */
  readonly coherency: number;
}

/** C(N): how many workers' worth N workers are. */
export function scaledWorkers({ contention, coherency }: Scalability, workers: number): number {
  return workers / (1 + contention * (workers - 1) + coherency * workers * (workers - 1));
}

/** √((1 − σ) / κ), where throughput peaks: no whole number in general. Infinity where it never falls. */
export function workersAtPeak({ contention, coherency }: Scalability): number {
  return Math.sqrt((1 - contention) / coherency);
}
