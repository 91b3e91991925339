// Method: real runs, measured through their windows; what batches, sections and the heat map say is held against totals that are
// known without them, and their size against its bound.
import { describe, expect, it } from 'vitest';
import { barFloorS } from '../../../../renderer/run/latency-heat';
import { WindowStation } from '../../../../simulations/engine/frame';
import { reportOf } from '../../../../simulations/experiments/report';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { overload } from '../../../../simulations/library/overload';
import { measured } from './measured';

const PICKERS = 2;
const served = [{ station: PICKERS, field: WindowStation.left }];

describe('the steady stretch', () => {
  it('begins at the end of the warm-up and holds all jobs since', () => {
    const { run, measurements, goTo } = measured(boundedQueue, { windowS: 0.1 });
    goTo(100);
    const { steady } = measurements;
    expect(steady.sinceNs).toBe(20e9);
    expect(steady.total(['latencyN'])).toBe(reportOf(run).jobs.served);
    expect(steady.total(['coveredNs'])).toBeCloseTo(80e9, -2);
    expect(measurements.areTotalsMixed).toBe(false);
  });

  it('gives an interval about the mean that holds it, and narrows as the run grows', () => {
    const { measurements, goTo } = measured(boundedQueue, { windowS: 0.4 });
    const halfWidths = [120, 1500].map((timeS) => {
      goTo(timeS);
      const found = measurements.steady.ratio(['latencySumNs'], ['latencyN'])!;
      expect(found.low).toBeLessThan(measurements.histogram().meanS * 1e9);
      expect(found.high).toBeGreaterThan(measurements.histogram().meanS * 1e9);
      return found.halfWidth;
    });
    expect(halfWidths[1]).toBeLessThan(halfWidths[0]! * 0.7);
    const p99 = measurements.steady.percentile(2, measurements.histogram().p99S)!;
    expect(p99.low).toBeLessThan(measurements.histogram().p99S);
    expect(p99.halfWidth / measurements.histogram().p99S).toBeLessThan(0.3);
    expect(measurements.steady.percentile(3, 1)?.n ?? 8).toBeGreaterThanOrEqual(8);
  });

  it('has no interval for a percentile that too few jobs lie beyond', () => {
    const { measurements, goTo } = measured(boundedQueue);
    goTo(60);
    expect(measurements.steady.percentile(3, measurements.histogram().p999S)).toBeNull();
  });

  it('begins anew at a change, made by hand or planned, and says that the totals are mixed', () => {
    const { run, measurements, goTo } = measured(boundedQueue);
    goTo(40);
    const change = run.change({ path: 'stations.pickers.workers', value: 5 });
    if (!change.ok) throw new Error('refused');
    measurements.noteChange(change.value);
    goTo(60);
    expect(measurements.steady.sinceNs).toBe(40e9);
    expect(measurements.areTotalsMixed).toBe(true);
    expect(measurements.changesByHand).toEqual([{ atS: 40, path: 'stations.pickers.workers', value: 5 }]);
    measurements.startFiguresAnew();
    goTo(70);
    expect(measurements.areTotalsMixed).toBe(false);
    expect(measurements.steady.sinceNs).toBe(60e9);

    const planned = measured({ ...boundedQueue, timeline: [{ atS: 30.2, change: { path: 'stations.pickers.workers', value: 5 } }] });
    planned.goTo(50);
    expect(planned.measurements.steady.sinceNs).toBe(30.5e9); // The window in which it happens belongs to the old system.
  });

  it('keeps its size and its totals however long the run is, and takes windows of any length', () => {
    const { run, measurements, goTo } = measured(overload, { windowS: 0.1 });
    for (const [windowS, forS] of [[0.1, 70], [5, 400], [0.2, 40], [100, 800], [0.5, 100]] as const) {
      run.setWindowS(windowS);
      goTo(run.nowS + forS);
    }
    const { steady } = measurements;
    expect(steady.total(['latencyN'])).toBe(reportOf(run).jobs.served);
    expect(steady.total(served)).toBe(reportOf(run).stations['pickers']!.left);
    const { columns, sections, openSection } = steady as unknown as { columns: Float64Array[]; sections: { n: number }[]; openSection: { n: number } };
    expect(sections.reduce((sum, { n }) => sum + n, openSection.n)).toBe(reportOf(run).jobs.served);
    expect(columns.every(({ length }) => length <= 513)).toBe(true);
    expect(sections.length).toBeLessThan(32);
  });
});

it('the heat map holds each job once, at its latency and in its time', () => {
  const { run, measurements, goTo } = measured({ ...boundedQueue, warmupS: 0 }, { windowS: 0.03 });
  goTo(60); // Twice as many windows as there are rows.
  const map = measurements.heat.read(0, 60, 100);
  expect(map.columns.flat().reduce((sum, count) => sum + count, 0)).toBe(reportOf(run).jobs.served);
  expect(map.columns.length).toBeLessThanOrEqual(101);
  expect(map.edgesS[0]).toBe(0);
  expect(map.edgesS.at(-1)).toBe(60);
  const belowMedian = map.columns.map((column) => column.filter((_, bar) => barFloorS(map.firstBar + bar + 1) <= measurements.histogram().p50S)).flat();
  expect(belowMedian.reduce((sum, count) => sum + count, 0) / reportOf(run).jobs.served).toBeGreaterThan(0.35);
  expect(measurements.heat.read(59, 60, 100).edgesS[0]).toBeCloseTo(59, 1);
  expect(measurements.heat.read(70, 80, 100).columns).toEqual([]);
});

it('an interval of a percentile does not depend on how the run was watched: slowly at first, then quickly', () => {
  const halfWidth = (watched: readonly (readonly [number, number])[]): number => {
    const { run, measurements, goTo } = measured(boundedQueue, { windowS: 5, seed: 2 });
    goTo(25);
    for (const [windowS, forS] of watched) {
      run.setWindowS(windowS);
      goTo(run.nowS + forS);
    }
    return measurements.steady.percentile(1, measurements.histogram().p95S)!.halfWidth;
  };
  const even = halfWidth([[5, 640]]);
  const uneven = halfWidth([[0.2, 10], [5, 630]]);
  expect(uneven / even).toBeGreaterThan(0.6);
  expect(uneven / even).toBeLessThan(1.6);
});
