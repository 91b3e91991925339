// Method: what the cards of the scenarios about one line, or a few, tell their readers: six independent runs of each, the first of which is
// the one that opens, against bounds that follow from the numbers in the text.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../simulations/experiments/report';
import type { DurationFigures } from '../../../../simulations/metrics/duration-figures';
import { meanOf, replicated } from './measured';
import type { Settings } from './measured';

const RUNS = 6;
const runs = (id: string, settings: Settings = {}): readonly Report[] => replicated(id, RUNS, settings);
const waitS = (station: string) => (report: Report) => (report.stations[station]!['waitS'] as DurationFigures).mean;
const meanS = (reports: readonly Report[]) => meanOf(reports, ({ latencyS }) => latencyS.mean);
const near = (value: number, expected: number, share = 0.1): void => expect(Math.abs(value / expected - 1), `${value}, not ${expected}`).toBeLessThan(share);

describe('Little’s law', () => {
  it.each([['littles-law', 20, 4], ['longer-stays', 30, 6]] as const)('%s: %d inside', (id, inside, stayS) => {
    const reports = runs(id);
    near(meanOf(reports, ({ stations }) => stations['hall']!.meanJobs), inside, 0.08);
    near(meanOf(reports, ({ stations }) => stations['hall']!.meanStayS), stayS, 0.03);
    for (const { stations, simulatedS } of reports) {
      const { arrived, meanJobs, meanStayS } = stations['hall']!;
      // Those who are inside at the ends are what keeps this from being exact.
      near(meanJobs, (arrived / simulatedS) * meanStayS!, 0.05);
    }
  });

  it('more uneven stays: as many inside', () => {
    near(meanOf(runs('littles-law', { 'stations.hall.time.cv': 2, durationS: 2000 }), ({ stations }) => stations['hall']!.meanJobs), 20, 0.08);
  });
});

describe('variability at the same load', () => {
  it('even work waits for two service times, uneven work ten times as long', () => {
    const [even, uneven] = [runs('even-work', { durationS: 4000 }), runs('uneven-work', { durationS: 4000 })].map((reports) => meanOf(reports, waitS('belt'))) as [number, number];
    near(even, 0.1);
    near(uneven / even, 10, 0.15);
  });

  it('there is no line at all where nothing is left to chance', () => {
    const regular = { 'stations.parcels.arrivals.kind': 'regular' };
    expect(meanOf(runs('even-work', regular), waitS('belt'))).toBe(0);
  });

  it('the same load', () => {
    for (const id of ['even-work', 'uneven-work']) near(meanOf(runs(id), ({ stations }) => stations['packer']!.utilisation), 0.8, 0.06);
  });
});

describe('pooling', () => {
  it('0.1 s with one line, two and a half times as long with three', () => {
    near(meanS(runs('pooled', { durationS: 2000 })), 0.103, 0.05);
    near(meanS(runs('separate-queues', { durationS: 2000 })), 0.25, 0.06);
  });

  it('least busy comes near to one line', () => {
    const leastBusy = meanS(runs('separate-queues', { 'stations.choose.choice': { kind: 'least-busy' } }));
    expect(leastBusy).toBeLessThan(0.16);
  });
});

describe('buffers above capacity', () => {
  it('fifty a second are served with 10, 500 and 5,000 places', () => {
    const served = [runs('short-buffer'), runs('long-buffer'), runs('long-buffer', { 'stations.buffer.capacityJobs': 5000 })];
    for (const reports of served) near(meanOf(reports, ({ throughputPerS }) => throughputPerS), 50, 0.02);
  });

  it('ten places: at most about 0.3 s; 500 places: ten seconds', () => {
    for (const { latencyS } of runs('short-buffer')) expect(latencyS.p99).toBeLessThan(0.32);
    for (const { latencyS, goodputPerS } of runs('long-buffer')) {
      near(latencyS.mean!, 10, 0.05);
      expect(goodputPerS).toBe(0);
    }
  });
});

describe('four tiers', () => {
  it('all lines are full at times, and only the gateway refuses', () => {
    for (const { stations, jobs } of runs('four-tiers')) {
      for (const tier of ['gateway', 'web', 'app', 'store']) expect(stations[`${tier}-line`]!.maxJobs).toBe(5);
      for (const tier of ['gateway', 'web', 'app']) expect(stations[tier]!.blockedShare).toBeGreaterThan(0.05);
      expect(stations['gateway-line']!.shed.full).toBe(jobs.shed.full);
    }
  });

  it('blocked up to the door: nothing lost, several times as late, and the users stand outside', () => {
    const [refusing, blocking] = [runs('four-tiers'), runs('four-tiers-blocked')];
    expect(meanOf(blocking, ({ latencyS }) => latencyS.p99) / meanOf(refusing, ({ latencyS }) => latencyS.p99)).toBeGreaterThan(3);
    for (const { jobs, stations } of blocking) {
      expect(jobs.shed).toEqual({});
      expect(stations['users']!.maxJobs).toBeGreaterThan(100);
      // The store is slow for a fifth of the time.
      expect(stations['users']!.blockedShare).toBeGreaterThan(0.25);
    }
  });
});

describe('shedding the unimportant', () => {
  it('half of the recommendations pay for nearly all checkouts', () => {
    for (const { classes, throughputPerS } of runs('shed-unimportant')) {
      const { checkout, recommendation } = classes as Record<string, Report['classes'][string]>;
      expect(checkout!.jobs.shed.full! / checkout!.jobs.made).toBeLessThan(0.02);
      near(recommendation!.jobs.shed.full! / recommendation!.jobs.made, 0.48, 0.15);
      near(throughputPerS, 50, 0.05);
    }
  });

  it('whoever comes last: two in seven of both classes', () => {
    for (const id of ['checkout', 'recommendation']) {
      near(meanOf(runs('shed-anybody'), ({ classes }) => classes[id]!.jobs.shed.full! / classes[id]!.jobs.made), 2 / 7, 0.1);
    }
  });
});

describe('head-of-line blocking', () => {
  const ofClass = (id: string) => (report: Report) => report.classes[id]!.latencyS.mean;

  it('letters take ten times as long, parcels longer, and the counters are half idle', () => {
    const [sorted, mixed] = [runs('sorted-first', { durationS: 1000 }), runs('head-of-line', { durationS: 1000 })];
    expect(meanOf(mixed, ofClass('letter')) / meanOf(sorted, ofClass('letter'))).toBeGreaterThan(8);
    expect(meanOf(mixed, ofClass('parcel'))).toBeGreaterThan(meanOf(sorted, ofClass('parcel')));
    for (const id of ['letters', 'parcels']) near(meanOf(mixed, ({ stations }) => stations[id]!.utilisation), 0.57, 0.12);
  });

  it('a second counter for letters does not make up for it', () => {
    const two = meanOf(runs('head-of-line', { durationS: 1000, 'stations.letters.workers': 2 }), ofClass('letter'));
    expect(two / meanOf(runs('sorted-first', { durationS: 1000 }), ofClass('letter'))).toBeGreaterThan(3);
  });
});

describe('priority', () => {
  const long = { durationS: 4000 };
  const waitOf = (reports: readonly Report[], id: string): number => meanOf(reports, ({ classes }) => classes[id]!.latencyS.mean) - 0.03;

  it('Cobham: 0.04 s for urgent jobs, 0.4 s for bulk; 0.27 s for all without it, and the same mean over all', () => {
    const [priority, fifo] = [runs('priority', long), runs('no-priority', long)];
    near(waitOf(priority, 'urgent'), 0.0386);
    near(waitOf(priority, 'bulk'), 0.386, 0.12);
    near(waitOf(fifo, 'urgent'), 0.27, 0.12);
    near(meanS(priority), meanS(fifo), 0.02);
  });

  it('starvation: urgent jobs are served, bulk waits without end', () => {
    for (const { classes, stations } of runs('starvation')) {
      expect(classes['urgent']!.jobs.served / classes['urgent']!.jobs.made).toBeGreaterThan(0.97);
      expect(classes['bulk']!.jobs.served / classes['bulk']!.jobs.made).toBeLessThan(0.6);
      expect(stations['worker']!.utilisation).toBeGreaterThan(0.98);
    }
  });
});

describe('two choices', () => {
  it('less than half of the mean and of the p95 of blind chance, which is M/M/1', () => {
    const [two, one] = [runs('two-choices', { durationS: 2000 }), runs('random-balancing', { durationS: 2000 })];
    near(meanS(one), 1, 0.15);
    expect(meanS(two) / meanS(one)).toBeLessThan(0.5);
    expect(meanOf(two, ({ latencyS }) => latencyS.p95) / meanOf(one, ({ latencyS }) => latencyS.p95)).toBeLessThan(0.5);
  });
});

describe('queue management', () => {
  it('CoDel: short waits, hundreds of places free, and some more lost than are too many', () => {
    for (const { latencyS, stations, jobs } of runs('codel')) {
      expect(latencyS.p95).toBeLessThan(0.3);
      expect(stations['buffer']!.maxJobs).toBeLessThan(200);
      // Three rushes of 20 s in which 20 a second are too many.
      expect(jobs.shed.managed! / 1200).toSatisfy((ratio: number) => ratio > 0.9 && ratio < 1.4);
    }
  });

  it('bufferbloat: nothing lost, most of it late, and the line outlives the rush', () => {
    for (const { jobs, goodputPerS, throughputPerS, stations } of runs('bufferbloat')) {
      expect(jobs.shed).toEqual({});
      expect(goodputPerS / throughputPerS).toBeLessThan(0.3);
      expect(stations['buffer']!.meanJobs).toBeGreaterThan(100);
    }
  });

  it('adaptive LIFO: most within a tenth of a second, some never; as much throughput, more than twice the goodput', () => {
    const [adaptive, fifo] = [runs('adaptive-lifo'), runs('fair-and-late')];
    near(meanOf(adaptive, ({ throughputPerS }) => throughputPerS), meanOf(fifo, ({ throughputPerS }) => throughputPerS), 0.02);
    expect(meanOf(adaptive, ({ goodputPerS }) => goodputPerS) / meanOf(fifo, ({ goodputPerS }) => goodputPerS)).toBeGreaterThan(2);
    for (const { latencyS } of adaptive) expect([latencyS.p50! < 0.1, latencyS.max! > 5]).toEqual([true, true]);
  });
});

describe('contention', () => {
  it('ten workers do 42 a second, forty do 22, fewer of those forty do more', () => {
    near(meanOf(runs('contention'), ({ throughputPerS }) => throughputPerS), 42.5, 0.04);
    near(meanOf(runs('contention-collapse'), ({ throughputPerS }) => throughputPerS), 21.6, 0.05);
    expect(meanOf(runs('contention-collapse', { 'stations.workers.workers': 20 }), ({ throughputPerS }) => throughputPerS)).toBeGreaterThan(30);
  });

  it('a job takes more than twice as long as it would alone, and all forty are busy', () => {
    expect(meanOf(runs('contention'), ({ stations }) => (stations['workers']!['serviceS'] as DurationFigures).mean)).toBeGreaterThan(0.2);
    for (const { stations } of runs('contention-collapse')) expect(stations['workers']!.utilisation).toBeGreaterThan(0.95);
  });
});
