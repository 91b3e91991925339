// Method: what the cards of the scenarios about fan-out and tails tell their readers: six independent runs of each against bounds that
// follow from the numbers in the text; the tail of the fan-out against 1 − (1 − p)ⁿ.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What, rootOfJobId } from '../../../../simulations/engine/frame';
import type { Report } from '../../../../simulations/experiments/report';
import { movesUntil, startValid } from '../../../properties/kit';
import { builtIn, meanOf, replicated } from './measured';
import type { Settings } from './measured';

const runs = (id: string, settings: Settings = {}): readonly Report[] => replicated(id, 6, settings);
const p99S = (reports: readonly Report[]): number => meanOf(reports, ({ latencyS }) => latencyS.p99);
const late = ({ jobs }: Report): number => 1 - jobs.good / jobs.served;

describe('fan-in and fan-out', () => {
  /** How many results leave directly behind one that came to the fan-out after them. */
  function overtakings(id: string): number {
    const scenario = { ...builtIn(id), warmupS: 0, durationS: 40 };
    const run = startValid(scenario);
    run.sampleJobs(1);
    const moves = movesUntil(run, 40);
    const fanOut = Object.keys(scenario.stations).indexOf('fan-out');
    const turns = new Map<number, number>();
    let [last, found] = [-1, 0];
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
      const [job, what] = [moves[m + Move.job]!, moves[m + Move.what]! & 15];
      if (what === What.entered && moves[m + Move.station] === fanOut) turns.set(job, turns.size);
      if (what !== What.served || job !== rootOfJobId(job)) continue;
      const turn = turns.get(job)!;
      if (turn < last) found++;
      last = turn;
    }
    expect(turns.size).toBeGreaterThan(1000);
    return found;
  }

  it('keeps the order of the fan-out, whichever worker is slow, or does not', () => {
    expect(overtakings('fan-in-fan-out')).toBe(0);
    expect(overtakings('fan-in-fan-out-slow')).toBe(0);
    expect(overtakings('unordered-merge')).toBeGreaterThan(50);
  });

  it('is quick while both workers are: 99 of 100 within 0.2 s, nothing lost', () => {
    for (const { latencyS, jobs } of runs('fan-in-fan-out')) {
      expect(latencyS.p99).toBeLessThan(0.2);
      expect(jobs).toMatchObject({ shed: {}, failed: 0, timedOut: 0 });
    }
  });

  it('one job in 200 stalls, and several in a hundred are late where order is kept', () => {
    expect(meanOf(runs('fan-in-fan-out-slow'), late)).toBeGreaterThan(0.03);
    expect(meanOf(runs('unordered-merge'), late)).toBeLessThan(0.012);
  });

  it('without order: a p99 four times shorter, a shorter mean, the same throughput', () => {
    const [ordered, unordered] = [runs('fan-in-fan-out-slow'), runs('unordered-merge')];
    expect(p99S(ordered) / p99S(unordered)).toBeGreaterThan(3);
    expect(meanOf(unordered, ({ latencyS }) => latencyS.mean)).toBeLessThan(0.7 * meanOf(ordered, ({ latencyS }) => latencyS.mean));
    for (const [at, { throughputPerS }] of ordered.entries()) expect(Math.abs(throughputPerS / unordered[at]!.throughputPerS - 1)).toBeLessThan(0.01);
  });

  it('a reorder buffer of three pushes the wait back into the stream', () => {
    const small = { 'stations.merge.bufferJobs': 3 };
    const waiting = ({ stations }: Report): number => stations['stream']!.meanJobs;
    expect(meanOf(runs('fan-in-fan-out-slow', small), waiting)).toBeGreaterThan(2 * meanOf(runs('fan-in-fan-out-slow'), waiting));
  });
});

describe('the same mean', () => {
  it('0.1 s in both', () => {
    for (const id of ['short-tail', 'long-tail']) expect(Math.abs(meanOf(runs(id), ({ latencyS }) => latencyS.mean) / 0.1 - 1)).toBeLessThan(0.04);
  });

  it('a p99 below three times the mean, and beyond a second; the median is half as long', () => {
    const [short, long] = [runs('short-tail'), runs('long-tail')];
    for (const { latencyS } of short) expect(latencyS.p99! / latencyS.mean!).toBeLessThan(3);
    for (const { latencyS } of long) expect(latencyS.p99).toBeGreaterThan(1);
    for (const [at, { latencyS }] of long.entries()) expect(latencyS.p50! / short[at]!.latencyS.p50!).toBeLessThan(0.65);
  });

  it('nobody waits', () => {
    for (const { stations } of runs('short-tail')) expect(stations['line']!.maxJobs).toBeLessThanOrEqual(1);
  });
});

describe('the tail of a fan-out', () => {
  it('63 searches in 100 are slow when all have to answer, and the machines are idle', () => {
    const reports = runs('tail-at-scale', { durationS: 600 });
    expect(Math.abs(meanOf(reports, late) - (1 - 0.99 ** 100))).toBeLessThan(0.015);
    for (const { latencyS, stations } of reports) {
      expect(latencyS.p50).toBeGreaterThan(0.9);
      expect(stations['rack-1']!.utilisation).toBeLessThan(0.15);
    }
  });

  it('one slow rack in 100 makes 1 − 0.99⁸ of the searches slow', () => {
    const single = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`stations.rack-${n + 1}.service.slowShare`, 0.01]));
    expect(Math.abs(meanOf(runs('tail-at-scale', { ...single, durationS: 600 }), late) - (1 - 0.99 ** 8))).toBeLessThan(0.012);
  });

  it('about one search in a hundred is slow with five of eight', () => {
    expect(meanOf(runs('good-enough', { durationS: 600 }), late)).toBeLessThan(0.02);
  });
});

describe('coordinated omission', () => {
  it('the truth: one request in seven is late, with a p95 of more than a second', () => {
    for (const report of runs('honest-tester')) {
      expect(Math.abs(late(report) - 1 / 7)).toBeLessThan(0.02);
      expect(report.latencyS.p95).toBeGreaterThan(1);
    }
  });

  it('the flattering figure: a p99 of some hundredths, one bad sample for each pause, a tenth fewer requests', () => {
    for (const { latencyS, jobs, throughputPerS } of runs('coordinated-omission')) {
      expect(latencyS.p99).toBeLessThan(0.06);
      expect(jobs.served - jobs.good).toBe(6);
      expect(latencyS.max).toBeGreaterThan(1.9);
      expect(Math.abs(throughputPerS - 18)).toBeLessThan(0.3);
    }
  });
});
