// Method: a handful of jobs with service times of their own, so that each attempt, refusal and probe is worked out by hand; a fault fails those that end in a known stretch.
// The front hands its calls on after 1 ms.
import { describe, expect, it } from 'vitest';
import type { ParamValues, VariantValue } from '../../../../simulations/engine/param';
import { reportOf, type Report } from '../../../../simulations/experiments/report';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { jobsServed, movesUntil, startValid, traceOf } from '../../../properties/kit';

const OWN_DEMAND = { kind: 'own-demand', meanS: 1 };
const FAILS_FROM = (atS: number): Scenario['timeline'][number] => ({ atS, fault: { kind: 'fail', station: 'back', forS: 0.5, share: 1 } });
const HEDGED = { kind: 'after', delayS: 3, hedgesMax: 1 };
const consecutive = (openS: number): VariantValue => ({ kind: 'consecutive', failures: 1, openS });

interface Parts {
  /** When each job comes, and how long `back` works for it, s. */
  readonly jobs: readonly (readonly [atS: number, demandS: number])[];
  readonly call: ParamValues;
  readonly timeline?: Scenario['timeline'];
  /** Between the call and `back`. */
  readonly line?: StationSpec;
  readonly workers?: number;
  readonly deadlineS?: number;
}

/** Which jobs were served when, and the report. */
function run({ jobs, call, timeline = [], line, workers = 9, deadlineS }: Parts): { served: (readonly [number, number])[]; report: Report } {
  const started = startValid({
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100, timeline, checks: [], changelog: [],
    classes: { job: { share: 1, priority: 0, ...(deadlineS === undefined ? {} : { deadlineS }) } },
    stations: {
      source: { kind: 'producer', arrivals: traceOf(jobs) }, front: { kind: 'workers', workers: 20, service: { kind: 'constant', meanS: 0.001 } }, end: { kind: 'sink' },
      back: { kind: 'workers', workers, service: OWN_DEMAND }, ...(line === undefined ? {} : { line }),
    },
    links: [
      { from: 'source', to: 'front' }, { from: 'front', to: 'end' }, { from: 'front', to: line === undefined ? 'back' : 'line', call },
      ...(line === undefined ? [] : [{ from: 'line', to: 'back' }]),
    ],
  });
  started.sampleJobs(1);
  const served = jobsServed(movesUntil(started, 100));
  const report = reportOf(started);
  const { jobs: { made, served: all, failed, timedOut, inside, shed } } = report;
  expect(made).toBe(all + failed + timedOut + inside + Object.values(shed).reduce((sum, n) => sum + n, 0));
  return { served, report };
}

describe('a hedge that the breaker refuses', () => {
  it('leaves the attempt under way alone: it is one hedge less, not a failed call', () => {
    // The second job fails at 2.501 and opens the breaker for good; the first one's hedge is due at 4.001, and it is served at 11.001 without.
    for (const attemptsMax of [1, 3]) {
      const { served, report } = run({ jobs: [[1, 10], [2, 0.5]], call: { attemptsMax, hedge: HEDGED, breaker: consecutive(100) }, timeline: [FAILS_FROM(2.2)] });
      expect(served).toEqual([[1, 11.001]]);
      expect(report.jobs.failed + (report.jobs.shed['breaker'] ?? 0)).toBe(1);
    }
  });

  it('does not take the probe along', () => {
    // Open from 1.101 to 2.101; the job of 3 is the probe, and its hedge, due at 6.001, is refused while it is under way.
    const { served } = run({ jobs: [[1, 0.1], [3, 5], [10, 0.1], [20, 0.1]], call: { hedge: HEDGED, breaker: consecutive(1) }, timeline: [FAILS_FROM(1)] });
    expect(served).toEqual([[2, 8.001], [3, 10.101], [4, 20.101]]);
  });
});

describe('a hedge that was due', () => {
  it('is not made when hedging was switched off meanwhile', () => {
    const off = { atS: 2, change: { path: 'links.front>back.call.hedge', value: { kind: 'none' } } } as const;
    for (const [timeline, hedges] of [[[], 1], [[off], 0]] as const) {
      expect(run({ jobs: [[1, 10]], call: { hedge: HEDGED }, timeline }).report.links['front>back']!.call!.hedges).toBe(hedges);
    }
  });
});

describe('the probe of a half-open breaker', () => {
  it('is another one when it was called back', () => {
    // The caller of the probe, made at 3, crashes at 4: nobody will hear of it. The job of 10 is the next probe.
    const crash = { atS: 4, fault: { kind: 'crash', station: 'front', workers: 20, forS: 1 } } as const;
    const { served } = run({ jobs: [[1, 0.1], [3, 50], [10, 0.1], [11, 0.1]], call: { breaker: consecutive(1) }, timeline: [FAILS_FROM(1), crash] });
    expect(served).toEqual([[3, 10.101], [4, 11.101]]);
  });

  it('alone says how it goes on: an answer to an attempt from before it opened does not close it', () => {
    // Made at 1, answered at 11.001; the job of 2 opens the breaker; the job of 4 is the probe, until 34.001. Between, all are refused; then none.
    const { served, report } = run({ jobs: [[1, 10], [2, 0.1], [4, 30], [12, 0.1], [40, 0.1]], call: { breaker: consecutive(1) }, timeline: [FAILS_FROM(2)] });
    expect(served).toEqual([[1, 11.001], [3, 34.001], [5, 40.101]]);
    expect(report.jobs.shed).toEqual({ breaker: 1 });
  });
});

describe('a breaker of another kind', () => {
  it('begins closed, and with nothing seen', () => {
    const to = (atS: number, value: VariantValue): Scenario['timeline'][number] => ({ atS, change: { path: 'links.front>back.call.breaker', value } });
    // Opened at 1.101 for 50 s; with none from 3 on, the job of 5 goes out at once.
    const none = run({ jobs: [[1, 0.1], [5, 0.1]], call: { breaker: consecutive(50) }, timeline: [FAILS_FROM(1), to(3, { kind: 'none' })] });
    expect(none.served).toEqual([[2, 5.101]]);
    // Thirty answered calls are no failures in a row: after one failure the next is tried.
    const quick = Array.from({ length: 30 }, (_, n) => [1 + n / 10, 0.01] as const);
    const share = { kind: 'failure-share', share: 0.5, attempts: 40, openS: 50 };
    const another = run({ jobs: [...quick, [11, 0.1], [12, 0.1]], call: { breaker: share }, timeline: [to(10, { kind: 'consecutive', failures: 5, openS: 50 }), FAILS_FROM(11)] });
    expect(another.served.at(-1)).toEqual([32, 12.101]);
  });

  it('is closed from then on, whether or not somebody calls, and so is the first one when it is put back later', () => {
    const to = (atS: number, value: VariantValue): Scenario['timeline'][number] => ({ atS, change: { path: 'links.front>back.call.breaker', value } });
    const openShare = (...changes: Scenario['timeline']): number =>
      run({ jobs: [[1, 0.1]], call: { breaker: consecutive(1000) }, timeline: [FAILS_FROM(1), ...changes] }).report.links['front>back']!.call!.breakerOpenShare;
    const share = { kind: 'failure-share', share: 0.5, attempts: 40, openS: 50 };
    // Open from 1.101 on, of 100 s.
    expect(openShare()).toBeCloseTo(0.98899, 9);
    expect(openShare(to(3, { kind: 'none' }))).toBeCloseTo(0.01899, 9);
    expect(openShare(to(3, share), to(5, { kind: 'none' }))).toBeCloseTo(0.01899, 9);
    expect(openShare(to(3, { kind: 'none' }), to(7, consecutive(1000)))).toBeCloseTo(0.01899, 9);
    expect(openShare(to(3, { kind: 'none' }), to(3, consecutive(1000)))).toBeCloseTo(0.98899, 9);
    expect(openShare(to(3, { kind: 'none' }), to(3, consecutive(1000)), to(4, share))).toBeCloseTo(0.02899, 9);
    expect(openShare(to(3, consecutive(2000)))).toBeCloseTo(0.98899, 9);
    const { served } = run({ jobs: [[1, 0.1], [8, 0.1]], call: { breaker: consecutive(1000) }, timeline: [FAILS_FROM(1), to(3, { kind: 'none' }), to(7, consecutive(1000))] });
    expect(served).toEqual([[2, 8.101]]);
  });

  it('taken back in the same instant is as it was', () => {
    const at = (value: VariantValue): Scenario['timeline'][number] => ({ atS: 3, change: { path: 'links.front>back.call.breaker', value } });
    const { served } = run({ jobs: [[1, 0.1], [5, 0.1]], call: { breaker: consecutive(50) }, timeline: [FAILS_FROM(1), at({ kind: 'none' }), at(consecutive(50))] });
    expect(served).toEqual([]);
  });
});

describe('hedges behind a queue that takes the last first and sheds the late', () => {
  it('are all called back with their call, though one that leaves a worker makes another one late', () => {
    // Two workers until 11 and 11.5; the job of 2 has hedges at 5 and 8. The later hedge begins first and answers; then its elders are shed or called back, and the job of 12.5 is served.
    const { served, report } = run({
      jobs: [[1, 10], [1, 10.5], [2, 2], [12.5, 3]], call: { hedge: { kind: 'after', delayS: 3, hedgesMax: 2 } }, workers: 2, deadlineS: 10,
      line: { kind: 'queue', discipline: { kind: 'lifo' }, expire: 'yes' },
    });
    expect(report.jobs).toMatchObject({ made: 4, served: 4, inside: 0 });
    expect(served.at(-1)![0]).toBe(4);
    for (const station of ['line', 'back', 'front']) expect(report.stations[station]!.inside, station).toBe(0);
  });
});
