// Networks against the simulator: a tandem with its percentiles (Burke, Reich), a Jackson network with feedback, and a closed network with several workers
// (Buzen). Method: 20 seeded runs each; what recognition names must lie in the narrow 99.9 % interval of their means.
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../simulations/catalog';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { recogniseModels } from '../../../simulations/theory/recognise';
import { recogniseWhole } from '../../../simulations/theory/recognise-whole';
import { expectMeanToMatch, fromHistogram } from '../expect-mean';
import { RUNS_MS_MAX } from '../replications';
import { desk, end, line, poisson, runsOf, scenarioOf } from './runs';

function expectWhole(scenario: Scenario, model: string, halfWidthMax: number): void {
  const whole = recogniseWhole(scenario, catalog);
  expect(whole.why).toBe('');
  expect(whole.model).toBe(model);
  const reports = runsOf(scenario);
  expectMeanToMatch('latency', reports.map(({ latencyS }) => latencyS.mean!), whole.figures!.latencyS.mean, { halfWidthMax });
  expectMeanToMatch('throughput', reports.map(({ throughputPerS }) => throughputPerS), whole.figures!.throughputPerS, { halfWidthMax: 0.02 });
  const { p50, p99 } = whole.figures!.latencyS;
  if (p50 !== null) expectMeanToMatch('p50', reports.map(({ latencyS }) => latencyS.p50!), p50, { ...fromHistogram, halfWidthMax });
  if (p99 !== null) expectMeanToMatch('p99', reports.map(({ latencyS }) => latencyS.p99!), p99, { ...fromHistogram, halfWidthMax: 2 * halfWidthMax });
  for (const [id, { figures }] of Object.entries(recogniseModels(scenario, catalog))) {
    const [queue = '', workers = ''] = id.split('>');
    expectMeanToMatch(`${id} jobs`, reports.map(({ stations }) => stations[queue]!.meanJobs + stations[workers]!.meanJobs), figures!.meanJobs, { halfWidthMax: 2 * halfWidthMax });
  }
}

describe('networks', () => {
  it('a tandem of single workers', () => {
    const stations = { source: poisson(7), a: line(), deskA: desk(1, 0.1), b: line(), deskB: desk(1, 0.08), c: line(), deskC: desk(1, 0.02), end };
    expectWhole(scenarioOf({ stations, ways: ['source > a > deskA > b > deskB > c > deskC > end'] }, { warmupS: 400, durationS: 2_000 }), 'tandem of M/M/1, M/M/1 and M/M/1', 0.08);
  }, RUNS_MS_MAX);

  it('a Jackson network: half of the jobs go round again', () => {
    const stations = {
      source: poisson(3), a: line(), deskA: desk(1, 0.1), b: line(), deskB: desk(3, 0.4),
      router: { kind: 'router', choice: { kind: 'weighted', weights: 'a=5, b=3, end=2' } }, back: { kind: 'router', choice: { kind: 'weighted', weights: 'a=1, end=4' } }, end,
    };
    const ways = ['source > a > deskA > router > b > deskB > back > end', 'router > a', 'router > end', 'back > a'];
    expectWhole(scenarioOf({ stations, ways }, { warmupS: 400, durationS: 3_000 }), 'Jackson network of 2 stations', 0.1);
  }, RUNS_MS_MAX);

  it('a closed network of several workers', () => {
    const users = { kind: 'producer', arrivals: { kind: 'closed', users: 30, thinkTime: { kind: 'lognormal', meanS: 1, cv: 2 } } };
    const stations = { users, a: line(), deskA: desk(3, 0.1), b: line(), deskB: desk(1, 0.04), end };
    expectWhole(scenarioOf({ stations, ways: ['users > a > deskA > b > deskB > end'] }, { warmupS: 100, durationS: 500 }), 'closed network of 30 users', 0.05);
  }, RUNS_MS_MAX);
});
