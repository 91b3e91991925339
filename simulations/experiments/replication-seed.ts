/** 2³² divided by the golden ratio, odd: its multiples come back to the start only after 2³² steps. */
const STRIDE = 0x9e3779b1;

/**
 * The seed of replication `r` (0, 1, 2, …) of an experiment. The first is the experiment's own seed, so that it is the very run that `run`
 * without replications shows. No two of them are equal, and the seeds of neighbouring experiments (1 and 2) are not each other's.
 */
export function replicationSeed(seed: number, r: number): number {
  const low = seed % 2 ** 32;
  return seed - low + ((low + Math.imul(r, STRIDE)) >>> 0);
}
