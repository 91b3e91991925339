// Method: two runs side by side against the same runs alone, event for event; the same jobs on both sides although the policies differ.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What } from '../../../../simulations/engine/frame';
import type { EngineRun } from '../../../../simulations/scenario/start-run';
import { startLockstep, type Lockstep } from '../../../../simulations/scenario/lockstep';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, firstDifference, movesUntil, startValid, takeMoves } from '../../../properties/kit';

const shedding = (whenFull: string): Scenario => chain({ arrivals: { kind: 'poisson', ratePerS: 15 }, capacityJobs: 3, whenFull }, { durationS: 50 });

function pair(a: Scenario, b: Scenario): Lockstep {
  const started = startLockstep(a, b);
  if (!started.ok) throw new Error(JSON.stringify(started.problems));
  return started.value;
}

function both({ left, right }: Lockstep, see: (run: EngineRun, side: number) => void): void {
  [left, right].forEach(see);
}

describe('two runs in lockstep', () => {
  it('have the same histories as each alone, and their clocks stay together', () => {
    const two = pair(shedding('shed-newest'), shedding('shed-oldest'));
    const moves: number[][] = [[], []];
    both(two, (run) => { run.sampleJobs(1); });
    for (let done = false; !done;) {
      done = two.advanceSome(50, 40);
      both(two, (run, side) => { takeMoves(run, moves[side]!); });
      expect(Math.abs(two.left.nowS - two.right.nowS)).toBeLessThan(10);
    }
    ['shed-newest', 'shed-oldest'].forEach((policy, side) => {
      const alone = startValid(shedding(policy));
      alone.sampleJobs(1);
      expect(firstDifference(moves[side]!, movesUntil(alone, 50))).toBe('');
    });
    expect(two.nowS).toBe(50);
    expect(two.goesOn).toBe(false);
  });

  it('see the same jobs come at the same times', () => {
    const two = pair(shedding('shed-newest'), shedding('shed-oldest'));
    both(two, (run) => { run.sampleJobs(1); });
    two.advanceTo(20);
    const made = [two.left, two.right].map((run) => {
      const moves: number[] = [];
      takeMoves(run, moves);
      return moves.filter((_, at) => at % MOVE_STRIDE === Move.timeNs && (moves[at + Move.what]! & 15) === What.made);
    });
    expect(made[0]!.length).toBeGreaterThan(200);
    expect(made[1]).toEqual(made[0]);
  });

  it('go on alone when the other has stopped', () => {
    const two = pair({ ...shedding('shed-newest'), durationS: 5 }, shedding('shed-oldest'));
    while (!two.advanceSome(50, 1000));
    expect([two.left.nowS, two.right.nowS]).toEqual([5, 50]);
  });
});
