// Method: what the cards about bounds tell their readers, and those about FlowForge's slow store: six independent runs of each against what follows from
// the numbers in the text, stretch by stretch where the text says when.
import { describe, expect, it } from 'vitest';
import { reportOf, type Report } from '../../../../simulations/experiments/report';
import { startRun, type EngineRun } from '../../../../simulations/scenario/start-run';
import { builtIn, meanOf, replicated, type Settings } from './measured';

const runs = (id: string, settings: Settings = {}): readonly Report[] => replicated(id, 6, settings);
const inside = ({ stations }: Report, id: string): number => stations[id]!.inside;
const utilisation = (reports: readonly Report[], id: string): number => meanOf(reports, ({ stations }) => stations[id]!.utilisation);

/** The run that opens in the app. */
function opened(id: string): EngineRun {
  const run = startRun(builtIn(id));
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

/** What the run shows of the time from one second to another. */
function between(id: string, fromS: number, toS: number): Report {
  const scenario = builtIn(id);
  const run = startRun({ ...scenario, warmupS: fromS, durationS: toS - fromS });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  run.value.advanceTo(toS);
  return reportOf(run.value);
}

describe('bounded concurrency', () => {
  it('ten threads do 85 a second, a hundred do 19', () => {
    const flood: Settings = { 'stations.users.arrivals': { kind: 'poisson', ratePerS: 150 } };
    expect(Math.abs(meanOf(runs('bounded-concurrency', flood), ({ throughputPerS }) => throughputPerS) - 85)).toBeLessThan(2);
    expect(Math.abs(meanOf(runs('unbounded-concurrency', flood), ({ throughputPerS }) => throughputPerS) - 19)).toBeLessThan(1);
  });

  it('before the rush four or five threads are at work, and a few seconds after it the line is gone', () => {
    const before = between('bounded-concurrency', 10, 40);
    expect(before.stations['server']!.meanJobs).toBeGreaterThan(3.5);
    expect(before.stations['server']!.meanJobs).toBeLessThan(5.5);
    const run = opened('bounded-concurrency');
    run.advanceTo(45);
    expect(inside(reportOf(run), 'line')).toBeGreaterThan(30);
    run.advanceTo(48);
    expect(inside(reportOf(run), 'line')).toBeLessThan(5);
  });

  it('without a bound the threads are taken for as long as it lasts, and all of them', () => {
    const after = between('unbounded-concurrency', 60, 120);
    expect(after.stations['server']!.utilisation).toBeGreaterThan(0.99);
    expect(after.throughputPerS).toBeLessThan(25);
    expect(after.goodputPerS).toBeLessThan(1);
  });
});

describe('bounded hand-over', () => {
  it('holds a handful between fan-out and merge, and everybody waits', () => {
    for (const { stations } of runs('bounded-hand-over')) {
      expect(stations['fan-out']!.maxJobs).toBeLessThanOrEqual(8);
      expect(stations['stream']!.maxJobs).toBe(20);
      expect(stations['source-a']!.blockedShare).toBeGreaterThan(0.05);
    }
  });

  it('without a bound some sixty results pile up, and nobody stands outside', () => {
    for (const { stations } of runs('unbounded-hand-over')) {
      expect(stations['fan-out']!.maxJobs).toBeGreaterThan(45);
      expect(stations['fan-out']!.maxJobs).toBeLessThan(110);
      expect(stations['source-a']!.blockedShare).toBe(0);
    }
  });

  it('costs about twice the mean latency', () => {
    const mean = (id: string): number => meanOf(runs(id), ({ latencyS }) => latencyS.mean);
    const times = mean('bounded-hand-over') / mean('unbounded-hand-over');
    expect(times).toBeGreaterThan(1.5);
    expect(times).toBeLessThan(2.7);
  });
});

describe('FlowForge with a slow store', () => {
  it('exhausts the services above it, and only those', () => {
    const trouble = between('flowforge-slow-store', 55, 70);
    expect(trouble.stations['payments']!.utilisation).toBeGreaterThan(0.95);
    expect(trouble.stations['orders']!.utilisation).toBeGreaterThan(0.95);
    expect(trouble.stations['stock']!.utilisation).toBeLessThan(0.1);
    expect(trouble.jobs.shed.full).toBeGreaterThan(50);
  });

  it('cut off by a breaker holds nobody: no order is turned away, hardly one is paid for, and all is well soon after', () => {
    const trouble = between('flowforge-breaker', 52, 70);
    expect(trouble.stations['payments']!.utilisation).toBeLessThan(0.3);
    expect(trouble.stations['orders']!.utilisation).toBeLessThan(0.3);
    expect(trouble.jobs.served / trouble.jobs.made).toBeLessThan(0.1);
    expect(trouble.jobs.shed.full).toBeUndefined();
    const after = between('flowforge-breaker', 74, 140);
    // One booking in 4,000 takes longer than its timeout, also when all is well: e^(−0.25 / 0.03).
    expect(after.jobs.failed / after.jobs.made).toBeLessThan(0.002);
    expect(after.links['payments>ledger']!.call!.refused).toBe(0);
    expect(after.jobs.served / after.jobs.made).toBeGreaterThan(0.99);
  });

  it('tells those who cannot pay within a fraction of a second', () => {
    expect(utilisation(runs('flowforge-breaker'), 'orders')).toBeLessThan(0.2);
    for (const { stations } of runs('flowforge-breaker')) expect(stations['orders']!.meanStayS).toBeLessThan(0.1);
  });
});
