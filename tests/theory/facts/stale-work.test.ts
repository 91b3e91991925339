// The fact: adaptive LIFO with CoDel (5 ms, 100 ms) keeps serving fresh requests in overload [Fail at Scale]. Method: one and a half times the capacity, a
// deadline of 0.2 s, six seeded runs each; first come first served fills the line with requests that are already late when their turn comes.
import { describe, expect, it } from 'vitest';
import type { StationSpec } from '../../../simulations/scenario/scenario';
import { RUNS_MS_MAX } from '../replications';
import { desk, end, mean, poisson, runsOf, scenarioOf } from './runs';

const CAPACITY_PER_S = 100;

function goodputPerS(queue: Partial<StationSpec>): number {
  const line: StationSpec = { kind: 'queue', capacityJobs: 1_000, whenFull: { kind: 'shed-newest' }, ...queue };
  return mean(runsOf(scenarioOf(
    { stations: { source: poisson(1.5 * CAPACITY_PER_S), line, desk: desk(4, 0.04), end }, ways: ['source > line > desk > end'] },
    { warmupS: 60, durationS: 120, classes: { job: { share: 1, priority: 0, deadlineS: 0.2 } } },
  ), 6).map((report) => report.goodputPerS));
}

describe('half as much again as can be served', () => {
  it('first come first served does nothing but late work; newest first, with the stale shed, keeps most of the capacity good', () => {
    expect(goodputPerS({ discipline: { kind: 'fifo' } })).toBeLessThan(0.02 * CAPACITY_PER_S);
    const adaptive = { discipline: { kind: 'adaptive-lifo' }, management: { kind: 'codel', targetS: 0.005, intervalS: 0.1 } };
    expect(goodputPerS(adaptive)).toBeGreaterThan(0.8 * CAPACITY_PER_S);
    expect(goodputPerS({ ...adaptive, discipline: { kind: 'fifo' } })).toBeGreaterThan(goodputPerS({ discipline: { kind: 'fifo' } }));
  }, RUNS_MS_MAX);
});
