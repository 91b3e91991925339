// The fact: above capacity a longer queue buys latency, not throughput [M/M/1/K]. Method: the closed form for ever more places; and 20 seeded
// runs each of a short and a long queue at one and a half times the capacity, whose figures must hold the closed form in a 99.9 % interval.
import { describe, expect, it } from 'vitest';
import { mmckMeanTimeInSystemS, mmckThroughputPerS } from '../../../simulations/theory/mmck';
import { expectMeanToMatch } from '../expect-mean';
import { RUNS_MS_MAX } from '../replications';
import { desk, end, line, mean, poisson, runsOf, scenarioOf } from './runs';

const overloaded = (places: number): { arrivalPerS: number; servicePerS: number; servers: number; places: number } => ({ arrivalPerS: 15, servicePerS: 10, servers: 1, places });

describe('above capacity', () => {
  it('ten times the places add next to nothing to throughput, and ten times to latency', () => {
    const gained = mmckThroughputPerS(overloaded(200)) / mmckThroughputPerS(overloaded(20));
    expect(gained).toBeGreaterThanOrEqual(1);
    expect(gained).toBeLessThan(1.001);
    expect(mmckMeanTimeInSystemS(overloaded(200)) / mmckMeanTimeInSystemS(overloaded(20))).toBeGreaterThan(10);
  });

  it('so too in the simulator', () => {
    const [short, long] = [20, 200].map((places) => {
      const reports = runsOf(scenarioOf(
        { stations: { source: poisson(15), queue: line(places - 1, 'shed-newest'), desk: desk(1, 0.1), end }, ways: ['source > queue > desk > end'] },
        { warmupS: 200, durationS: 2_000 },
      ));
      expectMeanToMatch('throughput', reports.map(({ throughputPerS }) => throughputPerS), mmckThroughputPerS(overloaded(places)), { halfWidthMax: 0.01 });
      expectMeanToMatch('latency', reports.map(({ latencyS }) => latencyS.mean!), mmckMeanTimeInSystemS(overloaded(places)), { halfWidthMax: 0.02 });
      return { throughputPerS: mean(reports.map((report) => report.throughputPerS)), latencyS: mean(reports.map(({ latencyS }) => latencyS.mean!)) };
    });
    expect(long!.throughputPerS / short!.throughputPerS).toBeLessThan(1.01);
    expect(long!.latencyS / short!.latencyS).toBeGreaterThan(9);
  }, RUNS_MS_MAX);
});
