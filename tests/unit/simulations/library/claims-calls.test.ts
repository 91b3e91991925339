// Method: what the cards of the scenarios about calls tell their readers: six independent runs of each, the first of which is the one that
// opens, against bounds that follow from the numbers in the text.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../simulations/experiments/report';
import { measured, builtIn, meanOf, replicated } from './measured';
import type { Settings } from './measured';

const runs = (id: string, settings: Settings = {}): readonly Report[] => replicated(id, 6, settings);
const callOf = (report: Report, link: string) => report.links[link]!.call!;
const near = (value: number, expected: number, share = 0.1): void => expect(Math.abs(value / expected - 1), `${value}, not ${expected}`).toBeLessThan(share);
/** Served per second between two times of a run. */
function rateBetween(id: string, fromS: number, toS: number, settings: Settings = {}): number {
  const scenario = { ...builtIn(id), warmupS: fromS, durationS: toS - fromS };
  return measured(scenario, settings).goodputPerS;
}

describe('timeouts', () => {
  it('a tuned one: 0.3 s instead of twelve, workers mostly free, hardly a call fails', () => {
    for (const report of runs('timeout')) {
      expect(report.latencyS.p99).toBeLessThan(0.35);
      expect(report.stations['api']!.utilisation).toBeLessThan(0.25);
      expect(callOf(report, 'api>profiles').failed).toBeLessThan(5);
    }
  });

  it('none: all workers held, a third turned away, the others seconds late', () => {
    const reports = runs('no-timeout');
    near(meanOf(reports, ({ jobs }) => jobs.shed.full! / jobs.made), 0.33, 0.25);
    for (const { stations, latencyS } of reports) {
      expect(stations['api']!.utilisation).toBeGreaterThan(0.75);
      expect(latencyS.mean).toBeGreaterThan(1);
    }
  });

  it('too short: four in ten fail, more than two tries each, and the p99 of the others looks excellent', () => {
    const reports = runs('timeout-too-short');
    near(meanOf(reports, (report) => callOf(report, 'api>profiles').failed / callOf(report, 'api>profiles').calls), 0.42);
    near(meanOf(reports, (report) => callOf(report, 'api>profiles').attempts / callOf(report, 'api>profiles').calls), 2.3);
    for (const [at, { latencyS }] of runs('timeout').entries()) expect(latencyS.p99).toBeGreaterThan(reports[at]!.latencyS.p99!);
  });
});

describe('retry storm', () => {
  /** Calls of the store for each request that the edge took, while the store fails. */
  const inTrouble = (id: string): number => meanOf(Array.from({ length: 6 }, (_, n) => measured({ ...builtIn(id), warmupS: 40, durationS: 20 }, {}, n + 1)),
    (report) => callOf(report, 'orders>store').attempts / callOf(report, 'edge>api').calls);

  it('one layer: nearly three calls of the store for a request in trouble, one while all is well', () => {
    near(inTrouble('retry-in-one-layer'), 1 + 0.95 + 0.95 ** 2, 0.08);
    near(meanOf(runs('retry-in-one-layer', { durationS: 30 }), (report) => callOf(report, 'orders>store').attempts / report.jobs.made), 1, 0.01);
  });

  it('three layers: some fifteen of 27', () => {
    const three = inTrouble('retry-storm');
    expect(three).toBeGreaterThan(13);
    expect(three).toBeLessThan(19);
  });
});

describe('metastable failure', () => {
  it('well before, nothing during and ever after, though the cause is gone', () => {
    expect(rateBetween('metastable', 20, 40)).toBeGreaterThan(20);
    expect(rateBetween('metastable', 60, 180)).toBeLessThan(1);
    expect(rateBetween('metastable', 600, 700)).toBeLessThan(1);
  });

  it('without a slow spell it stays well', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) expect(measured({ ...builtIn('metastable'), timeline: [], durationS: 600 }, {}, seed).goodputPerS).toBeGreaterThan(23);
  });

  it('the backend is busy with calls that nobody waits for', () => {
    const report = measured({ ...builtIn('metastable'), warmupS: 60, durationS: 100 });
    expect(report.stations['backend']!.utilisation).toBeGreaterThan(0.99);
    near(report.stations['backend']!.left / 100, 50, 0.05);
    near(callOf(report, 'clients>line').attempts / 100, 100, 0.05);
  });

  it('with a budget all is as before after a quarter of a minute', () => {
    expect(rateBetween('retry-budget', 65, 180)).toBeGreaterThan(23.5);
  });

  it('cancelling is a cure as well, and so is a lower rate for a while', () => {
    expect(rateBetween('metastable', 90, 180, { 'links.clients>line.call.onTimeout': 'cancel' })).toBeGreaterThan(23);
    const rested = { ...builtIn('metastable'), timeline: [
      ...builtIn('metastable').timeline,
      { atS: 60, change: { path: 'stations.users.arrivals.ratePerS', value: 10 } }, { atS: 120, change: { path: 'stations.users.arrivals.ratePerS', value: 25 } },
    ] };
    expect(measured({ ...rested, warmupS: 130, durationS: 100 }).goodputPerS).toBeGreaterThan(23);
  });
});

describe('jitter', () => {
  const share = (report: Report): number => callOf(report, 'clients>line').failed / callOf(report, 'clients>line').calls;

  it('without it about a third does not get in, in spite of an idle server; with it nearly all do', () => {
    near(meanOf(runs('no-jitter', { durationS: 600 }), share), 0.35, 0.25);
    expect(meanOf(runs('jitter', { durationS: 600 }), share)).toBeLessThan(0.03);
    for (const { stations } of runs('no-jitter')) expect(stations['server']!.utilisation).toBeLessThan(0.35);
  });
});

describe('a dependency that hangs', () => {
  const lost = (report: Report): number => report.classes['search']!.jobs.shed.full ?? 0;

  it('unprotected: searches are lost while the search service has nothing to do', () => {
    for (const seed of [1, 2, 3]) {
      const report = measured({ ...builtIn('no-breaker'), warmupS: 45, durationS: 35 }, {}, seed);
      expect(lost(report)).toBeGreaterThan(20);
      expect(report.stations['web']!.utilisation).toBeGreaterThan(0.97);
      expect(report.stations['search']!.utilisation).toBeLessThan(0.15);
    }
  });

  it.each(['breaker', 'bulkhead'])('%s: no search is lost, and recommendations are served again afterwards', (id) => {
    for (const seed of [1, 2, 3]) {
      expect(lost(measured(builtIn(id), {}, seed))).toBe(0);
      const after = measured({ ...builtIn(id), warmupS: 90, durationS: 30 }, {}, seed);
      const { made, served } = after.classes['recommendation']!.jobs;
      expect(served / made).toBeGreaterThan(0.9);
    }
  });

  it('the breaker is open while the recommender hangs, and holds hardly a worker', () => {
    const report = measured({ ...builtIn('breaker'), warmupS: 45, durationS: 35 });
    expect(callOf(report, 'client>recommender').breakerOpenShare).toBeGreaterThan(0.75);
    expect(report.stations['web']!.utilisation).toBeLessThan(0.45);
  });

  it('four of eight workers are held behind the bulkhead, and never a fifth', () => {
    const report = measured({ ...builtIn('bulkhead'), warmupS: 45, durationS: 35 });
    expect(report.stations['client']!.maxJobs).toBe(4);
    expect(report.stations['client']!.meanJobs).toBeGreaterThan(3);
  });
});

describe('hedging', () => {
  it('a p99 below 0.2 s instead of more than a second, for four in a hundred more requests', () => {
    const [hedged, patient] = [runs('hedging'), runs('no-hedging')];
    for (const { latencyS } of hedged) expect(latencyS.p99).toBeLessThan(0.2);
    for (const { latencyS } of patient) expect(latencyS.p99).toBeGreaterThan(1);
    const extra = meanOf(hedged, (report) => callOf(report, 'front>balancer').hedges / callOf(report, 'front>balancer').calls);
    near(extra, 0.04, 0.15);
  });
});

describe('rate limiting', () => {
  const inFlood = (id: string, seed: number): Report => measured({ ...builtIn(id), warmupS: 35, durationS: 25 }, {}, seed);

  it('three in four of the flood are refused, and none before it', () => {
    for (const seed of [1, 2, 3]) {
      const { b } = inFlood('rate-limit', seed).classes as Record<string, Report['classes'][string]>;
      near(b!.jobs.shed.limit! / b!.jobs.made, 0.75, 0.06);
      const before = measured({ ...builtIn('rate-limit'), warmupS: 1, durationS: 28 }, {}, seed);
      expect(before.jobs.shed.limit ?? 0).toBe(0);
    }
  });

  it('without it A waits for more than three seconds, and nearly half of its requests are not let in', () => {
    for (const seed of [1, 2, 3]) {
      const { a } = inFlood('no-rate-limit', seed).classes as Record<string, Report['classes'][string]>;
      expect(a!.latencyS.mean).toBeGreaterThan(3);
      near(a!.jobs.shed.full! / a!.jobs.made, 0.47, 0.2);
    }
  });
});
