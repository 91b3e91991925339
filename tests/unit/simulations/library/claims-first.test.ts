// Method: what the built-in scenarios tell their readers, measured: long runs with a fixed seed, against bounds that
// follow from the numbers in the text.
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../simulations/experiments/report';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { overload } from '../../../../simulations/library/overload';
import { traceReplay } from '../../../../simulations/library/trace-replay';
import type { DurationFigures } from '../../../../simulations/metrics/duration-figures';
import { measured } from './measured';

const inboxWaitS = ({ stations }: Report): DurationFigures => stations['inbox']!['waitS'] as DurationFigures;
const whenFull = (kind: string) => ({ durationS: 1000, 'stations.inbox.whenFull.kind': kind });

describe('a bounded queue', () => {
  it('has a p99 near 0.48 s, four times the mean, in the long run', () => {
    const { latencyS } = measured(boundedQueue, { durationS: 20_000 });
    expect(latencyS.p99).toBeGreaterThan(0.46);
    expect(latencyS.p99).toBeLessThan(0.51);
    expect(latencyS.p99! / latencyS.mean!).toBeGreaterThan(3.7);
    expect(latencyS.p99! / latencyS.mean!).toBeLessThan(4.4);
  });

  it('has a p99 between 0.3 and 0.8 s with six seeds, and not the same', () => {
    const p99 = [1, 2, 3, 4, 5, 6].map((seed) => measured(boundedQueue, {}, seed).latencyS.p99!);
    for (const each of p99) expect(each).toSatisfy((value: number) => value > 0.3 && value < 0.8);
    expect(Math.max(...p99) / Math.min(...p99)).toBeGreaterThan(1.2);
  });

  it('serves 75 a second with three workers, however long the inbox is', () => {
    for (const places of [100, 1000]) {
      const { throughputPerS } = measured(boundedQueue, { durationS: 1000, 'stations.pickers.workers': 3, 'stations.inbox.capacityJobs': places });
      expect(Math.abs(throughputPerS - 75)).toBeLessThan(1);
    }
  });
});

describe('overload', () => {
  it('block: the inbox is full, the line outside grows by 30 a second and latency with it', () => {
    const report = measured(overload, whenFull('block'));
    const growthPerS = (report.jobs.inside - report.jobs.insideAtStart) / report.simulatedS;
    expect(Math.abs(growthPerS - 30)).toBeLessThan(1.5);
    expect(report.stations['inbox']!.maxJobs).toBe(20);
    expect(report.latencyS.max).toBeGreaterThan(200);
  });

  it('shed newest: those who get in wait less than 0.2 s on average', () => {
    const report = measured(overload, whenFull('shed-newest'));
    expect(inboxWaitS(report).mean).toBeLessThan(0.2);
    expect(Math.abs(report.throughputPerS - 100)).toBeLessThan(1);
    expect(Math.abs(report.goodputPerS - 75)).toBeLessThan(2);
  });

  it('shed oldest: as many are lost, and more are in time', () => {
    const [newest, oldest] = [measured(overload, whenFull('shed-newest')), measured(overload, whenFull('shed-oldest'))];
    expect(Math.abs(oldest.jobs.shed.full! / newest.jobs.shed.full! - 1)).toBeLessThan(0.02);
    expect(inboxWaitS(oldest).p50).toBeLessThan(inboxWaitS(newest).p50!);
    expect(Math.abs(oldest.goodputPerS - 93)).toBeLessThan(2);
  });

  it('shed newest with 200 places: the same throughput and hardly any goodput', () => {
    const report = measured(overload, { ...whenFull('shed-newest'), 'stations.inbox.capacityJobs': 200 });
    expect(Math.abs(report.throughputPerS - 100)).toBeLessThan(1);
    expect(report.goodputPerS).toBeLessThan(1);
  });
});

describe('a recorded trace', () => {
  it('makes the calls of its rows, and they pile up in the rush', () => {
    const report = measured(traceReplay);
    expect(report.jobs).toMatchObject({ made: 42, inside: 0 });
    expect(report.stations['line']!.maxJobs).toBeGreaterThan(10);
  });

  it('loses fewer callers with a third agent', () => {
    const left = [2, 3].map((agents) => measured(traceReplay, { 'stations.agents.workers': agents }).jobs.shed.left ?? 0);
    expect(left[1]).toBeLessThan(left[0]!);
  });

  it('misses both targets with one agent', () => {
    expect(measured(traceReplay, { 'stations.agents.workers': 1 }).checks.map(({ pass }) => pass)).toEqual([false, false]);
  });
});
