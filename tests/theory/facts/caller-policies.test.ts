// The facts: a retry budget of 10 % keeps the growth near 1.1 times, in five layers near 1.6 [SRE book]; full jitter more than halves the calls of
// exponential backoff without it [AWS, backoff and jitter]; client-side throttling rejects with probability max(0, (requests − K accepts) / (requests + 1))
// [SRE book]. Method: each in the running simulator, counted at the links, beside the closed form.
import { describe, expect, it } from 'vitest';
import { callsWithoutJitter, loadFactorWithBudget, throttledShare } from '../../../simulations/theory/retries';
import type { Report } from '../../../simulations/experiments/report';
import type { LinkSpec } from '../../../simulations/scenario/scenario';
import { REPLICATIONS, expectMeanToMatch } from '../expect-mean';
import { RUNS_MS_MAX } from '../replications';
import { end, line, mean, reportAfter, runsOf, scenarioOf } from './runs';

const call = (report: Report, link: string) => report.links[link]!.call!;

describe('a retry budget of a tenth', () => {
  it('keeps each layer at 1.1 tries for a call, and five of them together at 1.6, though nothing is ever answered', () => {
    const layers = ['one', 'two', 'three', 'four', 'five'];
    const { links, ...rest } = scenarioOf({
      stations: {
        clients: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 100 } },
        ...Object.fromEntries(layers.map((id) => [id, { kind: 'workers', workers: 100, service: { kind: 'constant', meanS: 0.0001 } }])),
        door: line(0, 'shed-newest'), nobody: { kind: 'workers', workers: 0 }, end,
      },
      ways: ['clients > one > end', 'door > nobody'],
    }, { warmupS: 10, durationS: 100 });
    const calls: LinkSpec[] = layers.map((from, i) => ({ from, to: layers[i + 1] ?? 'door', call: { attemptsMax: 3, retryBudget: { kind: 'share', share: 0.1, burst: 10 } } }));
    const report = reportAfter({ ...rest, links: [...links, ...calls] });
    // What was saved up is used in the warm-up; afterwards it is a tenth, to one retry more or less.
    for (const { from, to } of calls) expect(call(report, `${from}>${to}`).attempts / call(report, `${from}>${to}`).calls).toBeCloseTo(1.1, 3);
    expect(report.stations['door']!.arrived / report.jobs.made).toBeCloseTo(loadFactorWithBudget(0.1, 5), 2);
  });
});

describe('clients that were refused together', () => {
  const CLIENTS = 40;
  /** All ask at the same instant for what one of them gets at a time; the others come back after a pause. */
  function attempts(jitter: string): number[] {
    const { links, ...rest } = scenarioOf({
      stations: {
        alarm: { kind: 'producer', arrivals: { kind: 'trace', csv: `atS\n${'0\n'.repeat(CLIENTS)}` } }, clients: { kind: 'workers', workers: CLIENTS, service: { kind: 'constant', meanS: 0.000_001 } },
        door: line(0, 'shed-newest'), server: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.001 } }, end,
      },
      ways: ['alarm > clients > end', 'door > server'],
    }, { durationS: 200 });
    const backoff = { kind: 'exponential', baseS: 0.005, capS: 2, jitter };
    return runsOf({ ...rest, links: [...links, { from: 'clients', to: 'door', call: { attemptsMax: 50, backoff } }] }).map((report) => {
      expect(report.jobs.served).toBe(CLIENTS);
      return call(report, 'clients>door').attempts;
    });
  }

  it('come back together without jitter: n (n + 1) / 2 calls; with full jitter fewer than half as many', () => {
    const together = attempts('none');
    expect(new Set(together)).toEqual(new Set([callsWithoutJitter(CLIENTS)]));
    const spread = attempts('full');
    const deviation = Math.sqrt(spread.reduce((sum, x) => sum + (x - mean(spread)) ** 2, 0) / (REPLICATIONS - 1) / REPLICATIONS);
    expect(mean(spread) + 3.883 * deviation).toBeLessThan(callsWithoutJitter(CLIENTS) / 2); // the upper end of the 99.9 % interval
  });
});

describe('client-side throttling', () => {
  const WINDOW_S = 10;

  /** Runs of so many requests a second to a service that lets in so many of them. */
  function throttled(requestsPerS: number, acceptsPerS: number, factor: number): readonly Report[] {
    const { links, ...rest } = scenarioOf({
      stations: {
        source: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: requestsPerS } }, clients: { kind: 'workers', workers: 10, service: { kind: 'constant', meanS: 0.000_001 } },
        service: { kind: 'limiter', limit: { kind: 'token-bucket', ratePerS: acceptsPerS, burstJobs: 20 }, whenOver: 'refuse' }, answer: { kind: 'delay', time: { kind: 'constant', meanS: 0.000_001 } }, end,
      },
      ways: ['source > clients > end', 'service > answer'],
    }, { warmupS: 10 * WINDOW_S, durationS: 300 });
    return runsOf({ ...rest, links: [...links, { from: 'clients', to: 'service', call: { throttle: { kind: 'adaptive', factor, windowS: WINDOW_S } } }] });
  }

  const rejectedShare = (report: Report): number => call(report, 'clients>service').refused / report.jobs.made;

  it.each([[100, 20, 2], [50, 20, 2], [100, 20, 1.2], [200, 2, 2]])('%d requests a second, at most %d accepted, K = %d', (requestsPerS, acceptsPerS, factor) => {
    const reports = throttled(requestsPerS, acceptsPerS, factor);
    const ratios = reports.map((report) => {
      const acceptedPerS = call(report, 'clients>service').answered / report.simulatedS;
      return rejectedShare(report) / throttledShare(requestsPerS * WINDOW_S, acceptedPerS * WINDOW_S, factor);
    });
    // In the formula requests and accepts are what the window holds on average; what is in it at a moment is a little off that.
    expectMeanToMatch('rejected, as a share of what the formula says', ratios, 1, { halfWidthMax: 0.02, scaleError: 0.005 });
    expect(mean(reports.map(rejectedShare))).toBeGreaterThan(0.1);
  }, RUNS_MS_MAX);

  it('rejects nothing while more than one in K is accepted', () => {
    expect(mean(throttled(30, 20, 2).map(rejectedShare))).toBe(0);
  });
});
