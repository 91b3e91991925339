// The fact: one slow answer in 100 and a fan-out of 100 make 63 % of requests slow; a hedge after the 95th percentile costs 5 % more load and takes
// the tail away [Dean & Barroso, "The Tail at Scale"]. Method: the closed forms by
// hand; and forks in the simulator, 20 seeded runs each, in which an answer is slow with chance 0.01; the hedge is in hedging.test.ts.
import { describe, expect, it } from 'vitest';
import { RUNS_MS_MAX } from '../replications';
import { expectMeanToMatch } from '../expect-mean';
import { end, poisson, runsOf, scenarioOf } from './runs';
import { answerSlowShareFor, fanOutSlowShare, hedgedExceeds, hedgedLoadFactor } from '../../../simulations/theory/fan-out';

const SLOW_S = 1;

/** Requests that ask so many at once; none of them ever waits. Good is who keeps a deadline that one slow answer breaks. */
function slowShares(answers: number, ratePerS: number): number[] {
  const ids = Array.from({ length: answers }, (_, i) => i + 1);
  const answer = { kind: 'workers', workers: 100, service: { kind: 'mixture', fastMeanS: 0.01, fastCv: 0.1, slowMeanS: SLOW_S, slowCv: 0.1, slowShare: 0.01 } };
  return runsOf(scenarioOf({
    stations: { source: poisson(ratePerS), split: { kind: 'fork' }, merge: { kind: 'join' }, end, ...Object.fromEntries(ids.map((i) => [`answer${i}`, answer])) },
    ways: ['source > split', ...ids.map((i) => `split > answer${i} > merge`), 'merge > end'],
  }, { warmupS: 3, durationS: 60, classes: { job: { share: 1, priority: 0, deadlineS: SLOW_S / 2 } } })).map(({ jobs }) => 1 - jobs.good / jobs.served);
}

describe('the tail of a fan-out', () => {
  it.each([[1, 500, 0.06], [10, 100, 0.04], [100, 20, 0.03]])('in the simulator: one slow answer in a hundred, %d asked', (answers, ratePerS, halfWidthMax) => {
    expectMeanToMatch('slow', slowShares(answers, ratePerS), fanOutSlowShare(0.01, answers), { halfWidthMax });
  }, RUNS_MS_MAX);

  it('1 in 100, asked 100 times, is 63 in 100', () => {
    expect(fanOutSlowShare(0.01, 100)).toBeCloseTo(0.634, 3);
    expect(fanOutSlowShare(0.01, 1)).toBeCloseTo(0.01, 15);
    expect(fanOutSlowShare(answerSlowShareFor(0.01, 100), 100)).toBeCloseTo(0.01, 13);
    // With 2,000 answers one slow one in 10,000 makes nearly a fifth of all requests slow.
    expect(fanOutSlowShare(0.0001, 2_000)).toBeCloseTo(0.18, 2);
  });

  it('a hedge after the 95th percentile: 5 % more load, and a hundredth of the tail', () => {
    // 19 of 20 answers take 10 ms on average, one takes a second.
    const exceeds = (timeS: number): number => 0.95 * Math.exp(-timeS / 0.01) + 0.05 * Math.exp(-timeS);
    let p95S = 0;
    while (exceeds(p95S) > 0.05) p95S += 1e-4;
    expect(hedgedLoadFactor(exceeds, p95S)).toBeCloseTo(1.05, 2);
    expect(exceeds(0.5)).toBeGreaterThan(0.03);
    expect(hedgedExceeds(exceeds, p95S, 0.5)).toBeLessThan(0.0015);
    expect(hedgedExceeds(exceeds, p95S, p95S / 2)).toBe(exceeds(p95S / 2));
  });
});
