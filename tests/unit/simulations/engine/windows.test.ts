import { describe, expect, it } from 'vitest';
import { WindowClass, WindowField, WindowLink, WindowStation } from '../../../../simulations/engine/frame';
import { latenciesOf } from '../../../../simulations/engine/figures';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import { BUCKETS } from '../../../../simulations/metrics/histogram-scale';
import { gaugesOf } from '../../../../simulations/scenario/gauges';
import { linkId, type Scenario } from '../../../../simulations/scenario/scenario';
import { resumeRun, startRun, type EngineRun } from '../../../../simulations/scenario/start-run';

// Method: the windows of whole runs of built-in scenarios are added up and compared with the report of the same run, which reads its
// counters once at the end; gauges that are states are compared with what the run says of itself at the window's end. A run that went
// on from a keyframe has to tell the same windows.
const scenarioOf = (id: string): Scenario => {
  const found = libraryScenarios.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return { ...found.scenario, warmupS: 0 };
};

function begun(scenario: Scenario, windowS: number): EngineRun {
  const run = startRun(scenario, { seed: 4, endS: Infinity });
  if (!run.ok) throw new Error(run.problems.map(({ message }) => message).join('; '));
  run.value.sampleJobs(0);
  run.value.setWindowS(windowS);
  return run.value;
}

/** Every window up to `toS`, as [offset, frame]. */
function windowsOf(run: EngineRun, toS: number): { readonly view: FrameView; readonly at: number }[] {
  const found: { view: FrameView; at: number }[] = [];
  for (let done = false; !done;) {
    done = run.advanceSome(toS, 1e5);
    const view = new FrameView(run.readFrame());
    for (const at of view.windowOffsets()) found.push({ view, at });
  }
  return found;
}

describe('windows of links', () => {
  it.each(['retry-storm', 'breaker', 'hedging', 'timeout', 'flowforge'])('add up to the report: %s', (id) => {
    const scenario = scenarioOf(id);
    const run = begun(scenario, 0.5);
    const windows = windowsOf(run, 40);
    const report = reportOf(run);
    const calls = scenario.links.map((link, n) => ({ name: linkId(link), n })).filter(({ name }) => report.links[name]?.call !== undefined);
    expect(calls.length).toBeGreaterThan(0);
    for (const { name, n } of calls) {
      const sum = (field: number): number => windows.reduce((all, { view, at }) => all + (view.numbers[view.windowLinkAt(at, n) + field] ?? NaN), 0);
      const call = report.links[name]?.call;
      expect(call?.calls, name).toBeGreaterThan(0);
      expect({
        calls: sum(WindowLink.calls), answered: sum(WindowLink.answered), failed: sum(WindowLink.failed), retries: sum(WindowLink.retries),
        timeouts: sum(WindowLink.timeouts), hedges: sum(WindowLink.hedges), refused: sum(WindowLink.refused),
      }, name).toEqual({
        calls: call?.calls, answered: call?.answered, failed: call?.failed, retries: call?.retries, timeouts: call?.timeouts, hedges: call?.hedges, refused: call?.refused,
      });
      expect(sum(WindowLink.openNs) / 40e9).toBeCloseTo(call?.breakerOpenShare ?? NaN, 9);
    }
  });
});

describe('windows of stations', () => {
  it('tell what failed and timed out where', () => {
    const scenario = scenarioOf('retry-storm');
    const run = begun(scenario, 0.5);
    const windows = windowsOf(run, 40);
    const report = reportOf(run);
    Object.keys(scenario.stations).forEach((id, n) => {
      const sum = (field: number): number => windows.reduce((all, { view, at }) => all + (view.numbers[view.windowStationAt(at, n) + field] ?? NaN), 0);
      expect(sum(WindowStation.failed), id).toBe(report.stations[id]?.failed);
      expect(sum(WindowStation.timedOut), id).toBe(report.stations[id]?.timedOut);
    });
  });
});

/** The pairs (bucket, count) of a histogram. */
const countsAt = (view: FrameView, at: number, buckets: number): [number, number][] =>
  Array.from({ length: buckets }, (_, b) => [view.numbers[at + 2 * b] ?? NaN, view.numbers[at + 2 * b + 1] ?? NaN]);

describe('windows of classes', () => {
  const ids = libraryScenarios.filter(({ scenario }) => Object.keys(scenario.classes).length > 1).map(({ id }) => id);

  /** What the windows tell of each class, added up. */
  function sumsOf(windows: readonly { readonly view: FrameView; readonly at: number }[], classes: number) {
    const sums = Array.from({ length: classes }, () => ({ made: 0, served: 0, good: 0, failed: 0, timedOut: 0, shed: 0, latencySumNs: 0, counts: new Map<number, number>() }));
    for (const { view, at } of windows) {
      const pairsAt = [...view.windowClassBuckets(at, classes)];
      sums.forEach((sum, c) => {
        const own = (field: number): number => view.numbers[view.windowClassAt(at, c) + field] ?? NaN;
        for (const name of ['made', 'served', 'good', 'failed', 'timedOut', 'shed', 'latencySumNs'] as const) sum[name] += own(WindowClass[name]);
        for (const [bucket, count] of countsAt(view, pairsAt[c] ?? NaN, own(WindowClass.buckets))) sum.counts.set(bucket, (sum.counts.get(bucket) ?? 0) + count);
      });
    }
    return sums;
  }

  it.each(ids)('add up to what the report says of each, to the last job: %s', (id) => {
    const scenario = scenarioOf(id);
    const names = Object.keys(scenario.classes);
    const run = begun(scenario, 0.5);
    const sums = sumsOf(windowsOf(run, 40), names.length);
    const report = reportOf(run);
    names.forEach((name, c) => {
      const { jobs, latencyS } = report.classes[name]!;
      const { counts, latencySumNs, ...sum } = sums[c]!;
      expect(sum, name).toEqual({
        made: jobs.made, served: jobs.served, good: jobs.good, failed: jobs.failed, timedOut: jobs.timedOut, shed: Object.values(jobs.shed).reduce((all, n) => all + n, 0),
      });
      const histogram = new Int32Array(BUCKETS);
      for (const [bucket, count] of counts) histogram[bucket] = count;
      expect([...histogram], `${name}: the histogram`).toEqual([...latenciesOf(run.kernel, c).counts]);
      expect(jobs.served === 0 ? null : latencySumNs / jobs.served / 1e9, `${name}: the mean`).toEqual(latencyS.mean);
    });
    expect(sums.some(({ served }) => served > 20)).toBe(true);
  });

  it('are together the window, in each of them', () => {
    const scenario = scenarioOf('priority');
    for (const { view, at } of windowsOf(begun(scenario, 0.5), 20)) {
      const [one, other] = [0, 1].map((c) => view.windowClassAt(at, c)) as [number, number];
      for (const name of ['made', 'served', 'good', 'failed', 'timedOut', 'latencySumNs'] as const) {
        expect((view.numbers[one + WindowClass[name]] ?? NaN) + (view.numbers[other + WindowClass[name]] ?? NaN), name).toBe(view.numbers[at + WindowField[name]]);
      }
      const all = new Map<number, number>();
      [...view.windowClassBuckets(at, 2)].forEach((pairsAt, c) => {
        for (const [bucket, count] of countsAt(view, pairsAt, view.numbers[view.windowClassAt(at, c) + WindowClass.buckets] ?? 0)) all.set(bucket, (all.get(bucket) ?? 0) + count);
      });
      expect([...all].sort((a, b) => a[0] - b[0])).toEqual(countsAt(view, view.windowBucketsAt(at), view.numbers[at + WindowField.buckets] ?? 0));
    }
  });

  it('begin anew with the figures at the end of the warm-up', () => {
    const scenario = { ...scenarioOf('priority'), warmupS: 7.3 };
    const run = begun(scenario, 0.5);
    const windows = windowsOf(run, 20).filter(({ view, at }) => (view.numbers[at + WindowField.fromNs] ?? 0) >= 7.3e9);
    const report = reportOf(run);
    expect(sumsOf(windows, 2).map(({ served, good }) => [served, good])).toEqual(Object.values(report.classes).map(({ jobs }) => [jobs.served, jobs.good]));
  });

  it('are the same after a keyframe', () => {
    const scenario = scenarioOf('priority');
    const run = begun(scenario, 0.7);
    windowsOf(run, 10.2);
    const again = resumeRun(structuredClone(run.keyframe()));
    expect(sumsOf(windowsOf(again, 20), 2)).toEqual(sumsOf(windowsOf(run, 20), 2));
  });

  it('are not there where there is one class', () => {
    for (const { view, at } of windowsOf(begun(scenarioOf('bounded-queue'), 1), 3)) expect(view.numbers[at + WindowField.classesAt]).toBe(0);
  });
});

describe('gauges', () => {
  it('stand in the order of scenario/gauges.ts, with their latencies behind them', () => {
    for (const { id, scenario } of libraryScenarios) {
      if (gaugesOf(scenario).length === 0) continue;
      const run = begun(scenario, 1);
      const windows = windowsOf(run, 3);
      for (const { view, at } of windows) {
        const end = view.windowGaugeAt(at, gaugesOf(scenario).length);
        const classes = Object.keys(scenario.classes).length;
        if (classes === 1) expect(view.windowBucketsAt(at), id).toBe(end);
        else expect(view.windowClassAt(at, 0), id).toBe(end);
        const n = countsAt(view, view.windowBucketsAt(at), view.numbers[at + WindowField.buckets] ?? 0).reduce((all, [, count]) => all + count, 0);
        expect(n, id).toBe(view.numbers[at + WindowField.served]);
      }
    }
  });

  it('of a topic are the lag of each group, and what the report counts', () => {
    const scenario = scenarioOf('flowforge');
    const gauges = gaugesOf(scenario);
    const lags = gauges.flatMap(({ gauge, station }, n) => (gauge.id === 'lag' ? [{ station, n }] : []));
    expect(lags.length).toBeGreaterThan(0);
    const run = begun(scenario, 1);
    for (let toS = 1; toS <= 30; toS++) {
      const last = windowsOf(run, toS).at(-1);
      const report = reportOf(run);
      for (const station of new Set(lags.map((each) => each.station))) {
        const most = Math.max(...lags.filter((each) => each.station === station).map(({ n }) => last?.view.numbers[last.view.windowGaugeAt(last.at, n)] ?? NaN));
        expect(most, `${station} at ${toS} s`).toBe(report.stations[station]?.['lag' as never]);
      }
    }
  });

  it('that count add up to what the report counts', () => {
    const scenario = scenarioOf('flowforge');
    const gauges = gaugesOf(scenario);
    const run = begun(scenario, 0.5);
    const windows = windowsOf(run, 30);
    const report = reportOf(run);
    for (const name of ['hits', 'misses']) {
      const n = gauges.findIndex(({ gauge }) => gauge.id === name);
      const sum = windows.reduce((all, { view, at }) => all + (view.numbers[view.windowGaugeAt(at, n)] ?? NaN), 0);
      expect(sum, name).toBeGreaterThan(0);
      expect(sum, name).toBe(report.stations[gauges[n]?.station ?? '']?.[name as never]);
    }
  });

  it('are the same after a keyframe', () => {
    const scenario = scenarioOf('flowforge');
    const run = begun(scenario, 0.7);
    windowsOf(run, 10);
    const again = resumeRun(run.keyframe());
    const own = windowsOf(run, 20);
    const others = windowsOf(again, 20);
    expect(others.length).toBe(own.length);
    own.forEach(({ view, at }, w) => {
      const other = others[w];
      const end = at + (view.numbers[at + WindowField.length] ?? 0);
      expect([...other!.view.numbers.slice(other!.at, other!.at + end - at)]).toEqual([...view.numbers.slice(at, end)]);
    });
  });
});
