// Method: the same run is read twice, once with all moves written and once with a coarse sample and one job watched. What is read the second time has to be
// exactly the part of the first that belongs to the sample or to the watched job. Systems with attempts, with copies and with two producers whose serials are the same.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, rootOfJobId } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { Fingerprint } from '../../../../simulations/experiments/fingerprint';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { resumeRun } from '../../../../simulations/scenario/start-run';
import { add, movesUntil, startValid, takeMoves } from '../../../properties/kit';

const UNTIL_S = 24;
const EVERY = 16;

const found = (id: string): Scenario => {
  const { scenario } = libraryScenarios.find((each) => each.id === id)!;
  return { ...scenario, warmupS: 0 };
};
const systems = ['retry-storm', 'tail-at-scale', 'fan-in-fan-out'] as const;

const jobOf = (moves: readonly number[], at: number): number => moves[at + Move.job]!;
/** The moves of `moves` that belong to the sample or to `watched`. */
function partOf(moves: readonly number[], every: number, watched: number): number[] {
  const part: number[] = [];
  for (let at = 0; at < moves.length; at += MOVE_STRIDE) {
    const id = jobOf(moves, at);
    if ((id % 2 ** 32) % every === 0 || rootOfJobId(id) === watched) add(part, moves.slice(at, at + MOVE_STRIDE));
  }
  return part;
}

/** The job outside the sample that makes the most moves: attempts and copies, where there are any. */
function busiest(moves: readonly number[]): number {
  const counts = new Map<number, number>();
  for (let at = 0; at < moves.length; at += MOVE_STRIDE) {
    const root = rootOfJobId(jobOf(moves, at));
    if ((root % 2 ** 32) % EVERY !== 0) counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

describe.each(systems)('a watched job outside the sample, in %s', (id) => {
  const scenario = found(id);
  const all = startValid(scenario);
  all.sampleJobs(1);
  const moves = movesUntil(all, UNTIL_S);
  const watched = busiest(moves);
  const expected = partOf(moves, EVERY, watched);

  it('writes all its moves, with those of its attempts and copies, and nobody else outside the sample writes any', () => {
    const run = startValid(scenario);
    run.sampleJobs(EVERY);
    run.watchJob(watched);
    expect(movesUntil(run, UNTIL_S)).toEqual(expected);
    const own = partOf(moves, 2 ** 31, watched).length / MOVE_STRIDE;
    expect(own, 'moves of its own').toBeGreaterThan(3);
    expect(expected.length).toBeGreaterThan(own * MOVE_STRIDE);
  });

  it('is the job of an attempt or a copy, when that is what is named', () => {
    const part = moves.findIndex((job, at) => at % MOVE_STRIDE === Move.job && rootOfJobId(job) === watched && job !== watched);
    const run = startValid(scenario);
    run.sampleJobs(EVERY);
    run.watchJob(part < 0 ? watched : moves[part]!);
    expect(movesUntil(run, UNTIL_S)).toEqual(expected);
    expect(new FrameView(run.readFrame()).watched).toBe(watched);
  });

  it('goes on over a keyframe and while another run has the seat', () => {
    const run = startValid(scenario);
    run.sampleJobs(EVERY);
    run.watchJob(watched);
    const heard = movesUntil(run, UNTIL_S / 3);
    const other = startValid(scenario, { seed: 2 });
    other.sampleJobs(EVERY);
    expect(partOf(movesUntil(other, 1), EVERY, 0)).toEqual(movesUntil(startValidSampled(scenario), 1));
    add(heard, movesUntil(run, UNTIL_S / 2));
    const resumed = resumeRun(structuredClone(run.keyframe()));
    add(heard, movesUntil(resumed, UNTIL_S));
    expect(heard).toEqual(expected);
  });

  it('changes nothing of what happens', () => {
    const run = startValid(scenario);
    run.sampleJobs(EVERY);
    const plain = startValid(scenario);
    plain.sampleJobs(EVERY);
    for (let s = 1; s <= UNTIL_S; s++) {
      run.watchJob(s % 2 === 0 ? watched : 0);
      run.advanceTo(s);
      plain.advanceTo(s);
    }
    expect(run.events).toBe(plain.events);
    expect(reportOf(run)).toEqual(reportOf(plain));
    for (const each of [run, plain]) {
      each.watchJob(0);
      each.sampleJobs(1);
      each.readFrame();
    }
    expect(printOf(movesUntil(run, UNTIL_S + 1))).toBe(printOf(movesUntil(plain, UNTIL_S + 1)));
  });
});

const startValidSampled = (scenario: Scenario) => {
  const run = startValid(scenario, { seed: 2 });
  run.sampleJobs(EVERY);
  return run;
};

function printOf(moves: readonly number[]): string {
  const print = new Fingerprint();
  for (const each of moves) print.addNumber(each);
  return print.text();
}

describe('what a frame says of it', () => {
  it('is how many of its moves are those of the sample, and of whom every move is there', () => {
    const scenario = found('retry-storm');
    const all = startValid(scenario);
    all.sampleJobs(1);
    const moves = movesUntil(all, 2);
    const watched = busiest(moves);
    const run = startValid(scenario);
    run.sampleJobs(EVERY);
    run.watchJob(watched);
    let sampled = 0;
    let told = 0;
    const into: number[] = [];
    for (let done = false; !done;) {
      done = run.advanceSome(2, 1000);
      const view = takeMoves(run, into);
      sampled += view.sampledMoves;
      told += view.moves;
      expect([view.tellsOf(watched), view.isSampled(watched), view.tellsOf(EVERY * 2 ** 10)]).toEqual([true, false, true]);
    }
    expect(sampled).toBe(partOf(moves, EVERY, 0).length / MOVE_STRIDE);
    expect(told).toBeGreaterThan(sampled);
  });
});
