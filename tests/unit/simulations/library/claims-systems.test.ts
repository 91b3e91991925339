// Method: what the cards of the larger systems tell their readers, measured in independent runs, and in the stretches of time that the text is about.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../simulations/experiments/report';
import { builtIn, meanOf, measured, replicated } from './measured';
import type { Settings } from './measured';

const runs = (id: string, settings: Settings = {}): readonly Report[] => replicated(id, 6, settings);
const between = (id: string, fromS: number, toS: number, settings: Settings = {}): readonly Report[] =>
  [1, 2, 3, 4].map((seed) => measured({ ...builtIn(id), warmupS: fromS, durationS: toS - fromS }, settings, seed));
const near = (value: number, expected: number, share = 0.1): void => expect(Math.abs(value / expected - 1), `${value}, not ${expected}`).toBeLessThan(share);
const figure = (report: Report, station: string, name: string): number => report.stations[station]![name] as number;

describe('the live signal pipeline', () => {
  it('gets a hundred messages a second in the shares that it says, drops duplicates, and keeps a fifth', () => {
    const reports = runs('signal-pipeline');
    near(meanOf(reports, ({ jobs, simulatedS }) => jobs.made / simulatedS), 100);
    for (const report of reports) {
      for (const [id, share] of [['news', 0.1], ['social', 0.3], ['market', 0.6]] as const) near(report.classes[id]!.jobs.made / report.jobs.made, share);
      expect(figure(report, 'dedup', 'turnedAway')).toBeGreaterThan(300);
      near(figure(report, 'verify', 'passed') / report.jobs.made, 0.186, 0.15);
      expect(figure(report, 'verify', 'recall')).toBeGreaterThan(0.85);
    }
  });

  it('99.9 % of what passes the gates is answered, in spite of feature calls that hang', () => {
    for (const { jobs, links } of runs('signal-pipeline')) {
      const call = links['model>features']!.call!;
      expect(call.timeouts).toBeGreaterThan(10);
      expect(call.failed).toBe(0);
      expect(jobs.failed + jobs.timedOut).toBe(0);
      expect(Object.keys(jobs.shed)).toEqual(['gate']);
    }
  });

  it('both push servers send every signal', () => {
    for (const { stations, jobs } of runs('signal-pipeline')) {
      for (const id of ['push-1', 'push-2']) expect(Math.abs(stations[id]!.left - jobs.served)).toBeLessThan(5);
    }
  });

  it('four times the messages: each stage keeps its budget, the line between them takes 0.7 s, and one message in five is lost', () => {
    for (const report of runs('signal-pipeline-crash')) {
      near(report.jobs.made / report.simulatedS, 440);
      near(report.classes['market']!.jobs.made / report.jobs.made, 0.91, 0.02);
      const missed = report.checks.filter(({ pass }) => !pass).map(({ name }) => name);
      expect(missed).toEqual(['end to end p95, 200 ms', 'end to end p99, 400 ms', 'lost at the model, 0.1 %']);
      near((report.stations['model-line']!['waitS'] as { mean: number }).mean, 0.58, 0.15);
      near(report.jobs.shed.full! / report.stations['model-line']!.arrived, 0.2, 0.2);
    }
  });

  it('eight more workers for the model bring all targets back', () => {
    for (const { checks } of runs('signal-pipeline-crash', { 'stations.model.workers': 20 })) expect(checks.filter(({ pass }) => !pass)).toEqual([]);
  });
});

describe('FlowForge', () => {
  it('off the hot path: the lag grows by some ten events a second, and the orders do not notice', () => {
    for (const report of between('flowforge', 50, 70)) {
      expect(figure(report, 'events', 'lag')).toBeGreaterThan(100);
      expect(figure(report, 'events', 'lag')).toBeLessThan(320);
      expect(report.latencyS.p99).toBeLessThan(0.3);
      expect(report.jobs.shed).toEqual({});
    }
  });

  it('the consumers catch up, and nothing is lost', () => {
    for (const report of between('flowforge', 20, 140)) {
      expect(figure(report, 'events', 'lag')).toBeLessThan(10);
      expect(report.jobs).toMatchObject({ shed: {}, failed: 0, timedOut: 0 });
      expect(figure(report, 'inventory', 'hitRatio')).toBeGreaterThan(0.6);
    }
  });

  it('on the hot path: every order is slower by a mail, and the outage is that of the shop', () => {
    const [off, on] = [between('flowforge', 20, 50), between('flowforge-hot-path', 20, 50)];
    near(meanOf(on, ({ latencyS }) => latencyS.mean) - meanOf(off, ({ latencyS }) => latencyS.mean), 0.2, 0.1);
    for (const { stations, jobs } of between('flowforge-hot-path', 58, 70)) {
      expect(stations['orders']!.utilisation).toBeGreaterThan(0.97);
      for (const id of ['stock', 'payments', 'ledger']) expect(stations[id]!.utilisation).toBeLessThan(0.3);
      expect(jobs.shed.full).toBeGreaterThan(10);
    }
  });
});

describe('a flushed cache', () => {
  it('with a short line: some are refused, all others within a second, and soon nearly all are hits again', () => {
    for (const { latencyS, jobs } of between('cache-flush', 59, 90)) {
      expect(latencyS.max).toBeLessThan(1.3);
      expect(jobs.shed.full).toBeGreaterThan(20);
    }
    for (const report of between('cache-flush', 80, 110)) expect(figure(report, 'cache', 'hitRatio')).toBeGreaterThan(0.9);
  });

  it('with an endless one: the worst wait is several times as long', () => {
    const worst = (id: string): number => meanOf(runs(id), ({ latencyS }) => latencyS.max);
    expect(worst('cache-stampede') / worst('cache-flush')).toBeGreaterThan(4);
    for (const { jobs } of runs('cache-stampede')) expect(jobs.shed).toEqual({});
  });
});

describe('limits', () => {
  it('an adaptive one lets all in while all is well, and refuses a quarter afterwards', () => {
    for (const { jobs } of between('adaptive-limit', 20, 60)) expect((jobs.shed.limit ?? 0) / jobs.made).toBeLessThan(0.03);
    for (const { jobs, latencyS } of between('adaptive-limit', 80, 160)) {
      near(jobs.shed.limit! / jobs.made, 0.25, 0.25);
      near(latencyS.mean!, 0.3, 0.25);
    }
  });

  it('a fixed one refuses as many, and makes the others wait for three seconds', () => {
    for (const { jobs, latencyS } of between('fixed-limit', 80, 160)) {
      near(jobs.shed.limit! / jobs.made, 0.25, 0.25);
      near(latencyS.mean!, 3.3);
    }
  });
});

describe('autoscaling', () => {
  it('five seconds late 150 wait, thirty seconds late nine hundred', () => {
    near(meanOf(runs('autoscaling'), ({ stations }) => stations['line']!.maxJobs), 150, 0.25);
    near(meanOf(runs('autoscaling-lag'), ({ stations }) => stations['line']!.maxJobs), 900, 0.1);
  });
});

describe('polling and pushing', () => {
  it('pushing: at once, with a server that is nearly idle', () => {
    for (const { classes, stations } of runs('pushing')) {
      expect(classes['news']!.latencyS.p99).toBeLessThan(0.1);
      expect(stations['server']!.utilisation).toBeLessThan(0.1);
    }
  });

  it('polling: half a second on average, with a server that is busy for three quarters of its time', () => {
    near(meanOf(runs('polling'), ({ classes }) => classes['news']!.latencyS.mean), 0.53, 0.06);
    near(meanOf(runs('polling'), ({ stations }) => stations['server']!.utilisation), 0.75, 0.04);
  });
});
