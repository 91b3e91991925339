import { rootOfJobId } from '../../../simulations/engine/frame';

/**
 * A job and its attempts and copies wear the same ring, so that a retry is seen to be the same job again: one of eight tints, with one to
 * four gaps, doubled from the second try on. The shader reads all of it from one number: tint + 8 · (gaps − 1) + 32 · (a later try).
 */
export function signOf(job: number, tries = 1): number {
  const root = rootOfJobId(job);
  // Neighbours differ in tint, and their gaps differ after that.
  const tint = root % 8;
  const gaps = Math.floor(root / 8) % 4;
  return tint + 8 * gaps + (tries > 1 ? 32 : 0) + 0.5;
}

/** An attempt or a copy, and not the job itself. */
export const isPart = (job: number): boolean => rootOfJobId(job) !== job;
