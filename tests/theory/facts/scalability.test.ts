// The fact: throughput peaks at √((1 − σ) / κ) workers and then falls [Gunther]. Method: the closed form, searched for its
// largest value; and workers in the simulator who always have something to do, whose throughput must hold it in a 99.9 % interval of 20 seeded runs.
import { describe, expect, it } from 'vitest';
import { scaledWorkers, workersAtPeak } from '../../../simulations/theory/scalability';
import { expectMeanToMatch } from '../expect-mean';
import { RUNS_MS_MAX } from '../replications';
import { end, line, poisson, runsOf, scenarioOf } from './runs';

describe('the scalability law', () => {
  it.each([1, 10, 44, 150])('in the simulator: %d workers', (workers) => {
    const law = { contention: 0.02, coherency: 0.0005 };
    const reports = runsOf(scenarioOf({
      stations: { source: poisson(400), line: line(50, 'shed-newest'), desk: { kind: 'workers', workers, service: { kind: 'exponential', meanS: 0.1 }, ...law }, end },
      ways: ['source > line > desk > end'],
    }, { warmupS: 20, durationS: 300 }));
    expectMeanToMatch('throughput', reports.map(({ throughputPerS }) => throughputPerS), 10 * scaledWorkers(law, workers), { halfWidthMax: 0.02 });
  }, RUNS_MS_MAX);

  it.each([[0.02, 0.0005], [0.1, 0.01], [0, 0.003], [0.3, 0.0001]])('σ = %d, κ = %d peaks where it says', (contention, coherency) => {
    const law = { contention, coherency };
    const peak = workersAtPeak(law);
    const best = Array.from({ length: 1_000 }, (_, i) => i + 1).reduce((a, b) => (scaledWorkers(law, b) > scaledWorkers(law, a) ? b : a));
    expect(Math.abs(best - peak)).toBeLessThan(1);
    expect(scaledWorkers(law, 2 * best)).toBeLessThan(scaledWorkers(law, best));
  });

  it('without coherency it is Amdahl’s law, without contention either it is linear', () => {
    expect(workersAtPeak({ contention: 0.05, coherency: 0 })).toBe(Infinity);
    expect(scaledWorkers({ contention: 0.05, coherency: 0 }, 1e9)).toBeCloseTo(20, 5);
    expect(scaledWorkers({ contention: 0, coherency: 0 }, 37)).toBe(37);
  });
});
