import { RANK_MODULUS } from './glsl';

/**
 * Follows the line at each station from frame to frame, so that a job keeps its rank in the line while those
 * before it leave, and the picture can let the line move up instead of jumping.
 */
export class Lines {
  private readonly jobs: number[][];
  readonly heads: Float64Array;

  constructor(stations: number) {
    this.jobs = Array.from({ length: stations }, () => []);
    this.heads = new Float64Array(stations);
  }

  /** The jobs that now wait at `row`, head first. */
  see(row: number, now: readonly number[]): void {
    const before = this.jobs[row] ?? [];
    this.heads[row] = ((this.heads[row] ?? 0) + movedUp(before, now) + RANK_MODULUS) % RANK_MODULUS;
    this.jobs[row] = [...now];
  }

  rank(row: number, place: number): number {
    return ((this.heads[row] ?? 0) + place + RANK_MODULUS) % RANK_MODULUS;
  }

  clear(): void {
    this.jobs.forEach((_, row) => { this.jobs[row] = []; });
  }
}

/** By how many places the line moved up; negative when somebody was put before the first. */
export function movedUp(before: readonly number[], now: readonly number[]): number {
  const [first] = before;
  const [head] = now;
  if (first === undefined) return 0;
  if (head === undefined) return before.length;
  const gone = before.indexOf(head);
  if (gone >= 0) return gone;
  const pushedIn = now.indexOf(first);
  return pushedIn >= 0 ? -pushedIn : before.length;
}
