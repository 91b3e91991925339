import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../../renderer/run/measured-shape';
import { Measurements } from '../../../../renderer/run/measurements';
import { percentilesS } from '../../../../renderer/run/percentiles';
import { RowStore } from '../../../../renderer/run/row-store';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import { bucketMiddleNs, bucketOf, BUCKETS } from '../../../../simulations/metrics/histogram-scale';
import { startRun, type EngineRun } from '../../../../simulations/scenario/start-run';

// Method: the windows of real runs are added up and compared with the report of the same run, which adds up nothing;
// percentiles are compared with the sorted values that were put in.
const overload = libraryScenarios.find(({ id }) => id === 'overload')!.scenario;

function engine(seed: number): EngineRun {
  const started = startRun(overload, { seed, endS: Infinity });
  if (!started.ok) throw new Error('the scenario does not start');
  return started.value;
}

function measure(run: EngineRun, toS: number, windowS: number, frames: number): Measurements {
  const measurements = new Measurements();
  measurements.reset(shapeOf(overload), overload.warmupS, { rateSpanS: 2, rollingS: 5 });
  run.setWindowS(windowS);
  for (let frame = 1; frame <= frames; frame++) {
    while (!run.advanceSome(toS * frame / frames, 1e6)) measurements.add(new FrameView(run.readFrame()));
    measurements.add(new FrameView(run.readFrame()));
  }
  return measurements;
}

describe('what the windows add up to', () => {
  it.each([[0.05, 7], [1, 30], [20, 200]])('agrees with the report at windows of %s s', (windowS, frames) => {
    const run = engine(3);
    const measurements = measure(run, 100, windowS, frames);
    const report = reportOf(run);
    const totals = measurements.totals();
    expect(totals).toMatchObject({
      sinceS: overload.warmupS, warmingUp: false,
      made: report.jobs.made, served: report.jobs.served, good: report.jobs.good, failed: report.jobs.failed,
    });
    for (const [reason, count] of Object.entries(report.jobs.shed)) expect(totals.shed).toHaveProperty(reason, count);

    const histogram = measurements.histogram();
    expect(histogram.n).toBe(report.latencyS.n);
    expect(histogram.p50S).toBeCloseTo(report.latencyS.p50!, 9);
    expect(histogram.p95S).toBeCloseTo(report.latencyS.p95!, 9);
    expect(histogram.p99S).toBeCloseTo(report.latencyS.p99!, 9);
    expect(histogram.meanS).toBeCloseTo(report.latencyS.mean!, 9);
  });

  it('does not count twice what a run that went back tells again', () => {
    const run = engine(3);
    run.setWindowS(1);
    const measurements = new Measurements();
    measurements.reset(shapeOf(overload), 0, { rateSpanS: 2, rollingS: 5 });
    run.advanceTo(0);
    // One second short of the warm-up's end, at which the run's own counters begin anew.
    for (let s = 1; s <= 9; s++) {
      run.advanceSome(s, 1e6);
      const view = new FrameView(run.readFrame());
      measurements.add(view);
      measurements.add(view);
    }
    expect(measurements.series().length).toBe(9);
    const { made, inside } = new FrameView(run.readFrame());
    expect(measurements.totals().served).toBe(made - inside - shed(measurements));
  });

  it('begins anew when asked', () => {
    const run = engine(3);
    const measurements = measure(run, 40, 0.5, 40);
    measurements.startFiguresAnew();
    expect(measurements.totals()).toMatchObject({ sinceS: 40, made: 0, served: 0 });
    expect(measurements.histogram().n).toBe(0);
    expect(measurements.histogram().p99S).toBeNaN();
  });
});

it('rates cover their span, and rolling percentiles theirs', () => {
  const run = engine(5);
  const measurements = measure(run, 30, 0.5, 60);
  const { tS, throughputPerS, latencyN, length, stations } = measurements.series();
  const last = length - 1;
  expect(tS[last]).toBe(30);
  // Four windows of half a second make the two seconds of a rate; ten make the five of the percentiles.
  let served = 0;
  for (let row = 0; row < length; row++) served = row <= last - 10 ? latencyN[row]! : served;
  expect(latencyN[last]).toBeGreaterThan(100);
  expect(throughputPerS[last]! * 5).toBeCloseTo(latencyN[last]!, -2);
  for (const { utilisation, meanJobs } of stations) {
    expect(meanJobs[last]).toBeGreaterThanOrEqual(0);
    if (!Number.isNaN(utilisation[last]!)) expect(utilisation[last]).toBeLessThanOrEqual(1 + 1e-9);
  }
});

it('a percentile is the smallest bucket up to which ⌈p·n⌉ are counted', () => {
  fc.assert(fc.property(
    fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 200 }), fc.constantFrom(0.5, 0.95, 0.99, 1),
    (valuesNs, p) => {
      const counts = new Float64Array(BUCKETS);
      for (const ns of valuesNs) counts[bucketOf(ns)]! += 1;
      const into = new Float64Array(1);
      percentilesS(counts, 0, BUCKETS - 1, valuesNs.length, [p], into);
      const sorted = valuesNs.toSorted((a, b) => a - b);
      const exact = sorted[Math.ceil(p * sorted.length) - 1]!;
      expect(into[0]! * 1e9).toBeCloseTo(bucketMiddleNs(bucketOf(exact)), 3);
    },
  ), { seed: 1 });
});

describe('the store of rows', () => {
  it.each([100, 10_000, 60_000])('keeps a run of %s rows in fixed memory: evenly from its beginning, and all of the newest', (total) => {
    const store = new RowStore(1, 1024);
    for (let n = 0; n < total; n++) store.column(0)[store.addRow()] = n;
    const rows = [...store.view(0)];
    expect(rows.length).toBeLessThanOrEqual(1024);
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    expect(rows.slice(-16)).toEqual(Array.from({ length: 16 }, (_, n) => total - 16 + n));
    expect(rows[0]).toBeLessThanOrEqual(total / 8);
  });
});

function shed(measurements: Measurements): number {
  return Object.values(measurements.totals().shed).reduce((sum, count) => sum + count, 0);
}

it('the newest row of the series has the rolling percentiles, of which none lies above the longest latency', () => {
  let unlike = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const measurements = measure(engine(seed), 3, 0.05, 10);
    const { length, latencyN, latencyP50S, latencyP99S, latencyP999S } = measurements.series();
    const { n, p50S, p99S, p999S, maxS } = measurements.rolling();
    expect([latencyN, latencyP50S, latencyP99S, latencyP999S].map((column) => column[length - 1])).toEqual([n, p50S, p99S, p999S]);
    if (p999S === maxS) unlike += 1;
  }
  expect(unlike).toBeGreaterThan(0); // Where the middle of the bucket lies above it.
});
