// Method: who is picked by chance is counted over many short runs, and held against "all alike" by Pearson's chi-square at 99.9 %. Seeds are fixed.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What } from '../../../../../simulations/engine/frame';
import type { Scenario } from '../../../../../simulations/scenario/scenario';
import { chain, movesUntil, startValid, traceOf } from '../../../../properties/kit';

/** Quantiles of chi-square at 99.9 %. */
const CHI_999: Readonly<Record<number, number>> = { 4: 18.47, 5: 20.52 };
const RUNS = 1200;

/** Six jobs come together, and one is in service: which of the numbers 2 to 7 are the first to move on by `what`. */
function picked(line: Partial<Scenario['stations'][string]>, what: number): number[] {
  const counts = [0, 0, 0, 0, 0, 0];
  const base = chain({ arrivals: traceOf([[0, 1], [0.1, 1], [0.1, 1], [0.1, 1], [0.1, 1], [0.1, 1], [0.1, 1]]), service: { kind: 'own-demand', meanS: 1 } });
  const scenario = { ...base, stations: { ...base.stations, line: { kind: 'queue', ...line } } };
  for (let seed = 1; seed <= RUNS; seed++) {
    const run = startValid(scenario, { seed });
    run.sampleJobs(1);
    const moves = movesUntil(run, 1);
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
      const job = moves[m + Move.job]! % 2 ** 32;
      const isIt = (moves[m + Move.what]! & 15) === what && (what !== What.entered || (moves[m + Move.station] === 2 && job > 1));
      if (isIt) counts[job - 2]!++;
    }
  }
  return counts;
}

function expectAlike(counts: readonly number[]): void {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const expected = total / counts.length;
  const chiSquare = counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  expect(total).toBe(RUNS);
  expect(chiSquare, counts.join(' ')).toBeLessThan(CHI_999[counts.length - 1]!);
  expect(chiSquare, 'evener than chance').toBeGreaterThan(0.1);
}

describe('by chance', () => {
  it('each of those who wait is next as often as any other', () => {
    expectAlike(picked({ capacityJobs: 10, discipline: { kind: 'random' } }, What.entered));
  });

  it('each of those who wait and the newcomer is shed as often as any other, whatever the discipline', () => {
    for (const discipline of ['fifo', 'sjf', 'priority']) {
      expectAlike(picked({ capacityJobs: 5, whenFull: { kind: 'shed-random' }, discipline: { kind: discipline } }, What.shed));
    }
  });
});
