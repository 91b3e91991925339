// Method: small systems with constant times, so that every attempt can be followed by hand; what the report says of the links, and
// when each job is served. Chance only where a policy is chance; then with intervals.
import { describe, expect, it } from 'vitest';
import { i32, linkAt } from '../../../../simulations/engine/arena';
import { MOVE_STRIDE, Move, What, rootOfJobId } from '../../../../simulations/engine/frame';
import { L_WAITS } from '../../../../simulations/engine/layout';
import type { ParamValues } from '../../../../simulations/engine/param';
import { reportOf, type Report } from '../../../../simulations/experiments/report';
import type { LinkSpec, Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { jobsServed, movesUntil, startValid, traceOf } from '../../../properties/kit';

interface Parts {
  readonly atS?: readonly number[];
  readonly call?: ParamValues;
  readonly link?: Partial<LinkSpec>;
  readonly callers?: number;
  readonly front?: StationSpec;
  readonly callee?: StationSpec;
  readonly more?: Readonly<Record<string, StationSpec>>;
  readonly links?: readonly LinkSpec[];
  readonly timeline?: Scenario['timeline'];
  readonly durationS?: number;
}

/** Jobs go to `front` workers, which call `back`; then they are served. */
function system({
  atS = [1, 2, 3], call = {}, link = {}, callers = 10, front = { kind: 'workers', workers: callers, service: { kind: 'constant', meanS: 0.1 } },
  callee = { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.2 } }, more = {}, links = [], timeline = [], durationS = 60,
}: Parts = {}): Scenario {
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS, classes: { job: { share: 1, priority: 0 } },
    stations: { source: { kind: 'producer', arrivals: traceOf(atS.map((s) => [s])) }, front, back: callee, end: { kind: 'sink' }, ...more },
    links: [{ from: 'source', to: 'front' }, { from: 'front', to: 'end' }, { from: 'front', to: 'back', call, ...link }, ...links],
    timeline, checks: [], changelog: [],
  };
}

function run(scenario: Scenario): { report: Report; servedS: number[]; moves: number[] } {
  const started = startValid(scenario);
  started.sampleJobs(1);
  const moves = movesUntil(started, scenario.durationS);
  const servedS = jobsServed(moves).map(([, atS]) => atS);
  const report = reportOf(started);
  const { jobs } = report;
  expect(jobs.made).toBe(jobs.served + jobs.failed + jobs.timedOut + jobs.inside + Object.values(jobs.shed).reduce((sum, n) => sum + n, 0));
  for (const { call } of Object.values(report.links)) if (call !== undefined) expect(call.calls).toBeGreaterThanOrEqual(call.answered + call.failed);
  return { report, servedS, moves };
}

const called = ({ report }: { report: Report }, link = 'front>back') => report.links[link]!.call!;

describe('a call', () => {
  it('holds the caller until the answer', () => {
    const done = run(system());
    expect(done.servedS).toEqual([1.3, 2.3, 3.3]);
    expect(called(done)).toMatchObject({ calls: 3, answered: 3, failed: 0, attempts: 3, retries: 0, timeouts: 0 });
    expect(called(done).latencyS.mean).toBeCloseTo(0.2, 9);
    expect(done.report.stations['front']).toMatchObject({ inside: 0, left: 3 });
    expect(done.report.stations['back']).toMatchObject({ arrived: 3, left: 3 });
    // The caller is busy for service and call: 0.3 s of each job, of ten workers for 60 s.
    expect(done.report.stations['front']!.utilisation).toBeCloseTo((3 * 0.3) / 600, 9);
  });

  it('keeps its one worker from the next job', () => {
    expect(run(system({ atS: [1, 1, 1], callers: 1 })).servedS).toEqual([1.3, 1.6, 1.9]);
  });

  it('waits at the door of a callee that has no room, in the order of the requests', () => {
    expect(run(system({ atS: [1, 1, 1] })).servedS.map((s) => Math.round(s * 10) / 10)).toEqual([1.3, 1.5, 1.7]);
  });

  it('goes through all stations behind the one that is called, and comes back from the last', () => {
    const done = run(system({
      callee: { kind: 'queue' }, more: { desk: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.2 } }, last: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.3 } } },
      links: [{ from: 'back', to: 'desk' }, { from: 'desk', to: 'last' }],
    }));
    expect(done.servedS).toEqual([1.6, 2.6, 3.6]);
  });

  it('takes the way there and the way back', () => {
    expect(run(system({ link: { delayS: 0.05 } })).servedS.map((s) => Math.round(s * 1e6) / 1e6)).toEqual([1.4, 2.4, 3.4]);
  });

  it('nests: a callee that calls stays busy too', () => {
    const done = run(system({
      more: { deep: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.5 } } }, links: [{ from: 'back', to: 'deep', call: {} }],
    }));
    expect(done.servedS.map((s) => Math.round(s * 10) / 10)).toEqual([1.8, 2.8, 3.8]);
    expect(called(done, 'back>deep')).toMatchObject({ calls: 3, answered: 3 });
  });

  it('follows the one before it, or all are made at once', () => {
    const two = (callsAre: string): Scenario => system({
      front: { kind: 'workers', workers: 10, service: { kind: 'constant', meanS: 0.1 }, callsInParallel: callsAre },
      more: { other: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.3 } } }, links: [{ from: 'front', to: 'other', call: {} }],
    });
    expect(run(two('in-sequence')).servedS.map((s) => Math.round(s * 10) / 10)).toEqual([1.6, 2.6, 3.6]);
    expect(run(two('in-parallel')).servedS.map((s) => Math.round(s * 10) / 10)).toEqual([1.4, 2.4, 3.4]);
  });
});

describe('the figures of a link', () => {
  it('begin at the end of the warm-up: what was waited for then is answered, and was called before', () => {
    // Called at 1.1, 2.1 and 3.1 s for 2 s each, by one worker: answered at 3.1, 5.1 and 7.1 s.
    const started = startValid({ ...system({ callee: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 2 } } }), warmupS: 2.5 });
    started.advanceTo(6);
    // Two were waited for when the figures began, and one is now: 1 + 2 = 2 + 0 + 1.
    expect(reportOf(started).links['front>back']!.call).toMatchObject({ calls: 1, answered: 2, failed: 0 });
    started.advanceTo(20);
    expect(reportOf(started).links['front>back']!.call).toMatchObject({ calls: 1, answered: 3, failed: 0 });
  });
});

describe('a timeout', () => {
  const slow: StationSpec = { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 2 } };

  it('gives the call up: the job timed out, and the callee is free at once', () => {
    const done = run(system({ atS: [1, 1.6], callee: slow, call: { timeoutS: 0.5 } }));
    expect(done.report.jobs).toMatchObject({ served: 0, timedOut: 2, inside: 0 });
    expect(called(done)).toMatchObject({ calls: 2, failed: 2, timeouts: 2, attempts: 2 });
    expect(done.report.stations['back']).toMatchObject({ inside: 0 });
    expect(done.report.stations['back']!.utilisation).toBeCloseTo((2 * 0.5) / 60, 9);
  });

  it('or leaves the work running that nobody waits for', () => {
    const done = run(system({ atS: [1], callee: slow, call: { timeoutS: 0.5, onTimeout: 'leave' } }));
    expect(done.report.jobs.timedOut).toBe(1);
    expect(done.report.stations['back']!.utilisation).toBeCloseTo(2 / 60, 9);
    expect(done.report.stations['back']).toMatchObject({ left: 1, inside: 0 });
  });

  it('calls back an attempt that still waits in a queue, or at the door', () => {
    const queued = system({ atS: [1, 1, 1], callee: { kind: 'queue' }, call: { timeoutS: 0.5 }, more: { desk: slow }, links: [{ from: 'back', to: 'desk' }] });
    expect(run(queued).report.jobs.timedOut).toBe(3);
    expect(run(queued).report.stations['back']).toMatchObject({ inside: 0 });
    const atDoor = run(system({ atS: [1, 1, 1], callee: slow, call: { timeoutS: 0.5 } }));
    expect(atDoor.report.jobs).toMatchObject({ timedOut: 3, inside: 0 });
  });

  it('calls back what a callee has called in turn', () => {
    const done = run(system({
      atS: [1], call: { timeoutS: 0.5 }, more: { deep: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 5 } } }, links: [{ from: 'back', to: 'deep', call: {} }],
    }));
    expect(done.report.jobs).toMatchObject({ timedOut: 1, inside: 0 });
    expect(done.report.stations['deep']).toMatchObject({ inside: 0 });
    expect(done.report.stations['deep']!.utilisation).toBeCloseTo(0.3 / 60, 9);
  });
});

describe('retries', () => {
  const failing: StationSpec = { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.1 }, failShare: 1 };

  it('are made as often as the call may be tried, at once or after a pause', () => {
    const atOnce = run(system({ atS: [1], callee: failing, call: { attemptsMax: 3 } }));
    expect(called(atOnce)).toMatchObject({ calls: 1, attempts: 3, retries: 2, failed: 1 });
    expect(atOnce.report.jobs.failed).toBe(1);
    const paused = run(system({ atS: [1], callee: failing, call: { attemptsMax: 3, backoff: { kind: 'exponential', baseS: 1, capS: 10 } } }));
    // 0.1 service, then 0.1 + 1 + 0.1 + 2 + 0.1: the job fails at 4.4 s.
    const failedAt = paused.moves.findIndex((what, at) => at % MOVE_STRIDE === Move.what && (what & 15) === What.failed && paused.moves[at - Move.what + Move.job] === rootOfJobId(paused.moves[at - Move.what + Move.job]!));
    expect(paused.moves[failedAt - Move.what + Move.timeNs]! / 1e9).toBeCloseTo(4.4, 9);
  });

  it('succeed when the fault is over', () => {
    const done = run(system({
      atS: [1], callee: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.1 } },
      call: { attemptsMax: 10, backoff: { kind: 'fixed', pauseS: 0.5 } }, timeline: [{ atS: 0.5, fault: { kind: 'fail', station: 'back', share: 1, forS: 1.5 } }],
    }));
    // Tries end at 1.2 and 1.8 failed; the third begins at 2.3.
    expect(done.servedS.map((s) => Math.round(s * 10) / 10)).toEqual([2.4]);
    expect(called(done)).toMatchObject({ attempts: 3, retries: 2, answered: 1 });
  });

  it('are limited by a budget', () => {
    const atS = Array.from({ length: 100 }, (_, n) => 1 + n * 0.2);
    const done = run(system({ atS, callee: failing, call: { attemptsMax: 5, retryBudget: { kind: 'share', share: 0.1, burst: 5 } } }));
    // Saved up at the start: 5; earned afterwards: a tenth of the calls.
    expect(called(done).retries).toBeGreaterThanOrEqual(13);
    expect(called(done).retries).toBeLessThanOrEqual(15);
    expect(called(done).attempts).toBe(100 + called(done).retries);
  });
});

describe('a breaker', () => {
  it('opens after failures in a row, refuses, lets a probe through and closes', () => {
    const atS = Array.from({ length: 60 }, (_, n) => 1 + n * 0.5);
    const done = run(system({
      atS, callee: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.1 } }, call: { breaker: { kind: 'consecutive', failures: 3, openS: 4 } },
      timeline: [{ atS: 5.05, fault: { kind: 'fail', station: 'back', share: 1, forS: 6 } }],
    }));
    // Calls at 5.0, 5.5 and 6.0 fail at 5.2, 5.7 and 6.2: open until 10.2. The probe of the call at 10.1 (job of 10.0) is too early,
    // that of 10.5 fails at 10.7, open until 14.7; the call of 15.0 is answered.
    const { failed, refused, answered, breakerOpenShare } = called(done);
    expect(failed).toBe(3 + 1 + refused);
    expect(answered).toBe(60 - failed);
    expect(breakerOpenShare).toBeCloseTo((10.6 - 6.2 + (15.1 - 10.7)) / 60, 2);
    expect(done.report.jobs.shed).toEqual({ breaker: refused });
  });
});

describe('a hedge', () => {
  it('takes the first answer and calls the other back', () => {
    const done = run(system({
      atS: [1], call: { hedge: { kind: 'after', delayS: 0.3, hedgesMax: 1 } },
      // The first attempt meets a worker that is slow for a while; the second one is quick.
      callee: { kind: 'workers', workers: 2, service: { kind: 'constant', meanS: 0.2 } },
      timeline: [{ atS: 0.5, fault: { kind: 'slow', station: 'back', factor: 20, forS: 0.65 } }],
    }));
    // Begun at 1.1, slowed: whatever is left of it, the hedge of 1.4 is answered at 1.6 at the latest.
    expect(done.servedS[0]).toBeLessThanOrEqual(1.6);
    expect(called(done)).toMatchObject({ calls: 1, answered: 1, hedges: 1, attempts: 2 });
    expect(done.report.stations['back']).toMatchObject({ inside: 0 });
  });

  it('that is under way still can answer when the first attempt has failed', () => {
    const service = (meanS: number): StationSpec['service'] => ({ kind: 'constant', meanS });
    const done = run(system({
      atS: [1], call: { hedge: { kind: 'after', delayS: 0.1, hedgesMax: 1 } },
      callee: { kind: 'router', choice: { kind: 'round-robin' } },
      more: { bad: { kind: 'workers', workers: 1, service: service(0.5), failShare: 1 }, good: { kind: 'workers', workers: 1, service: service(0.6) } },
      links: [{ from: 'back', to: 'bad' }, { from: 'back', to: 'good' }],
    }));
    // Begun at 1.1, failed at 1.6; the hedge of 1.2 answers at 1.8.
    expect(done.report.jobs).toMatchObject({ served: 1, failed: 0 });
    expect(done.servedS).toEqual([1.8]);
    expect(called(done)).toMatchObject({ attempts: 2, hedges: 1, answered: 1, failed: 0 });
  });
});

describe('a lost request', () => {
  it('gives the place back that it had behind a limit', () => {
    const done = run(system({
      atS: [1, 1, 2, 2, 5, 5], call: { timeoutS: 0.5 }, callee: { kind: 'limiter', limit: { kind: 'concurrency', jobs: 2 }, whenOver: 'refuse' },
      more: { store: { kind: 'workers', workers: 5, service: { kind: 'constant', meanS: 0.1 } } }, links: [{ from: 'back', to: 'store' }],
      timeline: [{ atS: 0.5, fault: { kind: 'cut', link: 'back>store', forS: 3 } }],
    }));
    expect(done.report.jobs).toMatchObject({ timedOut: 4, served: 2 });
    expect(done.report.stations['back']!['shed']).toEqual({});
  });

  it('is a timeout for the caller, and nothing for the callee', () => {
    const done = run(system({ atS: [1, 2, 3], call: { timeoutS: 0.5, attemptsMax: 2 }, link: { lossRatio: 1 } }));
    expect(done.report.jobs).toMatchObject({ timedOut: 3, inside: 0 });
    expect(called(done)).toMatchObject({ attempts: 6, timeouts: 6 });
    expect(done.report.stations['back']).toMatchObject({ arrived: 0 });
  });

  it('so is one over a link that is cut', () => {
    const done = run(system({ atS: [1, 5], call: { timeoutS: 0.5 }, timeline: [{ atS: 0.5, fault: { kind: 'cut', link: 'front>back', forS: 2 } }] }));
    expect(done.report.jobs).toMatchObject({ timedOut: 1, served: 1 });
    expect(done.report.links['front>back']).toMatchObject({ lost: 1 });
  });
});

describe('what is called back', () => {
  it('leaves no event behind: not its timeout, when a hedge was answered', () => {
    // The first attempt would take 5 s; the hedge at 1.4 s goes to the same two workers, is no shorter, and the first is answered at 6.1 s.
    const scenario = system({
      atS: [1], callee: { kind: 'workers', workers: 2, service: { kind: 'constant', meanS: 5 } }, call: { timeoutS: 50, hedge: { kind: 'after', delayS: 0.3, hedgesMax: 1 } },
    });
    const started = startValid(scenario);
    started.advanceTo(6);
    expect(started.kernel.eventsPending).toBe(4); // two services and two timeouts
    started.advanceTo(6.2);
    expect(reportOf(started).jobs.served).toBe(1);
    expect(started.kernel.eventsPending).toBe(0);
  });

  it('is gone with a worker that crashes: nobody goes on with what it called', () => {
    const scenario = system({ atS: [1], callee: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 5 } }, timeline: [{ atS: 2, fault: { kind: 'crash', station: 'front', workers: 10, forS: 1 } }] });
    const started = startValid(scenario);
    started.advanceTo(1.9);
    expect(reportOf(started).stations['back']!.inside).toBe(1);
    started.advanceTo(2.1);
    expect(reportOf(started)).toMatchObject({ jobs: { failed: 1 }, stations: { back: { inside: 0 } } });
  });

  it.each([
    ['a slow way', { kind: 'delay', time: { kind: 'constant', meanS: 0.2 } }], ['a worker', { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.2 } }],
  ])('gives back the place at a door that %s held for it', (_name, callee) => {
    // Nobody works behind: the request stands there from 1.3 s on and is given up at 2.1 s.
    const scenario = system({
      atS: [1], call: { timeoutS: 1 }, callee, more: { shop: { kind: 'workers', workers: 0, service: { kind: 'constant', meanS: 1 } } }, links: [{ from: 'back', to: 'shop' }],
    });
    const started = startValid(scenario);
    const stands = (): boolean => i32[2 * linkAt(scenario.links.findIndex(({ to }) => to === 'shop')) + L_WAITS]! === 1;
    started.advanceTo(1.5);
    expect(stands()).toBe(true);
    started.advanceTo(2.2);
    expect(reportOf(started).links['front>back']!.call!.timeouts).toBe(1);
    expect(stands()).toBe(false);
  });
});
