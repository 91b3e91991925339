// The fact: good below capacity, ten seconds of outage, one retry: it stays down after the outage is over, until load falls or retries stop [Bronson et al.,
// HotOS 2021]. Method: a backend that can do 50 a second, asked again once after half a second; six seeded runs for each load, on both sides of the load from
// which the closed form says that it may stay down. Goodput is counted over a minute, long after the outage.
import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../../../simulations/scenario/scenario';
import { metastableRange } from '../../../simulations/theory/retries';
import { RUNS_MS_MAX } from '../replications';
import { desk, end, line, mean, poisson, runsOf, scenarioOf } from './runs';

const CAPACITY_PER_S = 50;
const OUTAGE: TimelineItem = { atS: 40, fault: { kind: 'pause', station: 'backend', forS: 10 } };

function goodputPerS(ratePerS: number, timeline: readonly TimelineItem[], fromS = 200): number {
  const { links, ...rest } = scenarioOf({
    stations: { users: poisson(ratePerS), clients: { kind: 'workers', workers: 500, service: { kind: 'constant', meanS: 0.001 } }, line: line(500, 'shed-newest'), backend: desk(2, 2 / CAPACITY_PER_S), end },
    ways: ['users > clients > end', 'line > backend'],
  }, { warmupS: fromS, durationS: 60, classes: { job: { share: 1, priority: 0, deadlineS: 2 } }, timeline: [...timeline] });
  const call = { timeoutS: 0.5, attemptsMax: 2, onTimeout: 'leave' };
  return mean(runsOf({ ...rest, links: [...links, { from: 'clients', to: 'line', call }] }, 6).map((report) => report.goodputPerS));
}

describe('an outage of ten seconds, and one retry', () => {
  const { fromPerS, belowPerS } = metastableRange(CAPACITY_PER_S, 2);

  it('below half of the capacity it passes', () => {
    expect(goodputPerS(0.8 * fromPerS, [OUTAGE])).toBeGreaterThan(0.95 * 0.8 * fromPerS);
  }, RUNS_MS_MAX);

  const ratePerS = 0.6 * belowPerS;
  it('above it: well before, and without the outage; down for good after it', () => {
    expect(ratePerS).toBeGreaterThan(fromPerS);
    expect(goodputPerS(ratePerS, [])).toBeGreaterThan(0.95 * ratePerS);
    expect(goodputPerS(ratePerS, [OUTAGE])).toBeLessThan(0.05 * ratePerS);
    expect(goodputPerS(ratePerS, [OUTAGE], 1_000)).toBeLessThan(0.05 * ratePerS);
  }, RUNS_MS_MAX);

  it('until retries stop, or load falls for a while', () => {
    expect(goodputPerS(ratePerS, [OUTAGE, { atS: 100, change: { path: 'links.clients>line.call.attemptsMax', value: 1 } }])).toBeGreaterThan(0.95 * ratePerS);
    const rate = (atS: number, value: number): TimelineItem => ({ atS, change: { path: 'stations.users.arrivals.ratePerS', value } });
    expect(goodputPerS(ratePerS, [OUTAGE, rate(100, 0.3 * fromPerS), rate(140, ratePerS)])).toBeGreaterThan(0.95 * ratePerS);
  }, RUNS_MS_MAX);
});
