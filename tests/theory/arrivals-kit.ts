import { MOVE_STRIDE, Move, What } from '../../simulations/engine/frame';
import type { VariantValue } from '../../simulations/engine/param';
import type { Change, Scenario } from '../../simulations/scenario/scenario';
import { movesUntil, startValid } from '../properties/kit';

/** A producer and a sink. */
export function source(arrivals: VariantValue, rest: Partial<Scenario> = {}, producer: Readonly<Record<string, VariantValue>> = {}): Scenario {
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 1_000_000, timeline: [], checks: [], changelog: [],
    classes: { job: { share: 1, priority: 0 } },
    stations: { source: { kind: 'producer', arrivals, ...producer }, end: { kind: 'sink' } },
    links: [{ from: 'source', to: 'end' }],
    ...rest,
  };
}

/** When jobs are made up to `untilS`, in s; the changes are made by hand on the way. */
export function timesMadeS(scenario: Scenario, untilS: number, seed = 1, changes: readonly { readonly atS: number; readonly change: Change }[] = []): number[] {
  const run = startValid(scenario, { seed });
  run.sampleJobs(1);
  const times: number[] = [];
  const take = (moves: readonly number[]): void => {
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) if ((moves[m + Move.what]! & 15) === What.made) times.push(moves[m + Move.timeNs]! / 1e9);
  };
  for (const { atS, change } of changes) {
    take(movesUntil(run, atS, 4000));
    const done = run.change(change);
    if (!done.ok) throw new Error(JSON.stringify(done.problems));
  }
  take(movesUntil(run, untilS, 4000));
  return times;
}

export const gapsOf = (times: readonly number[]): number[] => times.map((at, i) => at - (times[i - 1] ?? 0));

/** √n times the largest distance between the sample's steps and a distribution function; above 1.95 once in a thousand. */
export function ksDistance(sample: readonly number[], cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let largest = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    largest = Math.max(largest, (i + 1) / n - p, p - i / n);
  });
  return Math.sqrt(n) * largest;
}

export const KS_999 = 1.95;

/** What χ² with so many degrees of freedom exceeds once in a thousand (Wilson & Hilferty). */
export const chiSquare999 = (degrees: number): number => degrees * (1 - 2 / (9 * degrees) + 3.09 * Math.sqrt(2 / (9 * degrees))) ** 3;
