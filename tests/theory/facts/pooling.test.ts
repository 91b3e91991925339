// The fact: one pooled queue beats c separate ones [Erlang C]. Method: the closed forms; and 20 seeded runs of both systems.
import { describe, expect, it } from 'vitest';
import { mm1MeanWaitS } from '../../../simulations/theory/mm1';
import { mmcMeanWaitS } from '../../../simulations/theory/mmc';
import { expectMeanToMatch } from '../expect-mean';
import { RUNS_MS_MAX, durations } from '../replications';
import { desk, end, line, mean, poisson, runsOf, scenarioOf } from './runs';

const apart = { arrivalPerS: 8, servicePerS: 10 };
const pooled = { arrivalPerS: 32, servicePerS: 10, servers: 4 };

describe('four workers at a load of 0.8', () => {
  it('wait more than four times as long with a line each', () => {
    expect(mm1MeanWaitS(apart) / mmcMeanWaitS(pooled)).toBeGreaterThan(4);
    for (const servers of [2, 4, 16, 64]) expect(mmcMeanWaitS({ ...pooled, servers, arrivalPerS: 8 * servers })).toBeLessThan(mm1MeanWaitS(apart) / servers);
  });

  it('in the simulator', () => {
    const rest = { warmupS: 200, durationS: 1_500 };
    const ids = [1, 2, 3, 4];
    const separate = runsOf(scenarioOf({
      stations: { end, ...Object.fromEntries(ids.flatMap((i) => [[`source${i}`, poisson(8)], [`queue${i}`, line()], [`desk${i}`, desk(1, 0.1)]])) },
      ways: ids.map((i) => `source${i} > queue${i} > desk${i} > end`),
    }, rest));
    const together = runsOf(scenarioOf({ stations: { source: poisson(32), queue: line(), desk: desk(4, 0.1), end }, ways: ['source > queue > desk > end'] }, rest));
    const waitsApart = separate.map((report) => mean(ids.map((i) => durations(report, `queue${i}`, 'waitS').mean)));
    const waitsTogether = together.map((report) => durations(report, 'queue', 'waitS').mean);
    expectMeanToMatch('separate', waitsApart, mm1MeanWaitS(apart), { halfWidthMax: 0.08 });
    expectMeanToMatch('pooled', waitsTogether, mmcMeanWaitS(pooled), { halfWidthMax: 0.09 });
    expect(mean(waitsApart) / mean(waitsTogether)).toBeGreaterThan(4);
  }, RUNS_MS_MAX);
});
