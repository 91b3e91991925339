// The fact: one pause of 500 ms leaves a closed-loop tester's p99 untouched and ruins that of an open-loop one [Tene, "How NOT to Measure Latency"].
// Method: clockwork. 200 requests a second for ten seconds, each served in 1 ms; the server takes no job for half a second. All can be counted
// by hand: those who were meant to come in the pause wait 0.5 s, 0.495 s, …, and the backlog of 100 clears at 1,000 − 200 a second.
import { describe, expect, it } from 'vitest';
import { end, line, reportAfter, scenarioOf } from './runs';

const tested = (whenBlocked: string) => reportAfter(scenarioOf(
  {
    stations: {
      tester: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 200 }, whenBlocked },
      door: line(0), server: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.001 } }, end,
    },
    ways: ['tester > door > server > end'],
  },
  {
    durationS: 10,
    timeline: [
      { atS: 4.0025, change: { path: 'stations.server.workers', value: 0 } },
      { atS: 4.5025, change: { path: 'stations.server.workers', value: 1 } },
    ],
  },
));

describe('one pause of half a second in ten', () => {
  it('open loop: as users see it', () => {
    const { latencyS, jobs } = tested('wait-outside');
    expect(jobs.made).toBe(2_000);
    // 100 were meant to be sent in the pause, and 25 more came while the backlog was cleared: 6 % of all wait.
    expect(latencyS.p50).toBeCloseTo(0.001, 4);
    expect(latencyS.p99).toBeGreaterThan(0.35);
    expect(latencyS.max).toBeCloseTo(0.4985, 6);
  });

  it('closed loop: the one request that hung is all that is seen', () => {
    const { latencyS, jobs } = tested('stop-making');
    expect(jobs.made).toBeLessThan(1_905); // The 100 that would have waited were never sent.
    expect(latencyS.p99).toBeCloseTo(0.001, 4);
    expect(latencyS.max).toBeCloseTo(0.4985, 6);
  });
});
