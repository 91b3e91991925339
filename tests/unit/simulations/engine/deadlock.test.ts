// Method: a circle that fills up by blocking stops and is named; the same circle with a way out, or with room, goes on.
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { resumeRun } from '../../../../simulations/scenario/start-run';
import { startValid } from '../../../properties/kit';

/** Jobs go through two pairs of queue and worker, and mostly once more from the start. */
function circle({ capacityJobs = 2, whenFull = 'block', back = 0.9 }: { capacityJobs?: number | 'unbounded'; whenFull?: string; back?: number } = {}): Scenario {
  const queue = { kind: 'queue', capacityJobs, whenFull: { kind: whenFull } };
  const workers = { kind: 'workers', workers: 1, service: { kind: 'exponential', meanS: 0.1 } };
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 1000, classes: { job: { share: 1, priority: 0 } },
    stations: {
      source: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 5 } },
      first: queue, one: workers, second: queue, two: workers,
      again: { kind: 'router', choice: { kind: 'weighted', weights: `first=${back}, end=${1 - back}` } },
      end: { kind: 'sink' },
    },
    links: [
      { from: 'source', to: 'first' }, { from: 'first', to: 'one' }, { from: 'one', to: 'second' }, { from: 'second', to: 'two' },
      { from: 'two', to: 'again' }, { from: 'again', to: 'first' }, { from: 'again', to: 'end' },
    ],
    timeline: [], checks: [], changelog: [],
  };
}

describe('a circle of stations that wait for each other', () => {
  it('stops the run, is named, and what was measured is kept', () => {
    const run = startValid(circle());
    run.advanceTo(1000);
    expect(run.stopped).toMatch(/^deadlock: /);
    expect([...run.deadlock].sort()).toEqual(['again', 'first', 'one', 'second', 'two']);
    const { jobs, stopped } = reportOf(run);
    expect(stopped).toBe(run.stopped);
    expect(jobs.made).toBe(jobs.served + jobs.inside);
    expect(run.nowS).toBeLessThan(1000);
  });

  it('stops at the same event however the run is cut into pieces, and still after a keyframe', () => {
    const whole = startValid(circle());
    whole.advanceTo(1000);
    const pieces = startValid(circle());
    while (!pieces.advanceSome(1000, 7));
    expect([pieces.events, pieces.nowNs, pieces.stopped]).toEqual([whole.events, whole.nowNs, whole.stopped]);
    expect(resumeRun(structuredClone(pieces.keyframe())).stopped).toBe(whole.stopped);
  });

  it('goes on when a change makes room', () => {
    const run = startValid(circle());
    run.advanceTo(1000);
    const { events } = run;
    expect(run.change({ path: 'stations.first.capacityJobs', value: 'unbounded' })).toMatchObject({ ok: true });
    run.advanceTo(run.nowS + 1);
    expect(run.events).toBeGreaterThan(events);
    expect(run.stopped).toBe('');
  });

  it('goes on when the timeline makes room later, and stops once nothing on the timeline can', () => {
    const dead = startValid(circle());
    dead.advanceTo(1000);
    const laterS = Math.ceil(dead.nowS) + 100;
    const timeline = (value: number | 'unbounded'): Scenario => ({ ...circle(), timeline: [{ atS: laterS, change: { path: 'stations.first.capacityJobs', value } }] });
    const freed = startValid(timeline('unbounded'));
    freed.advanceTo(laterS);
    expect([freed.stopped, freed.nowS]).toEqual(['', laterS]);
    const served = reportOf(freed).jobs.served;
    freed.advanceTo(laterS + 60);
    expect(reportOf(freed).jobs.served).toBeGreaterThan(served);
    const whole = startValid(timeline(2));
    whole.advanceTo(1000);
    expect([whole.stopped, whole.nowS]).toEqual([dead.stopped, laterS]);
    const pieces = startValid(timeline(2));
    while (!pieces.advanceSome(1000, 7));
    const steps = startValid(timeline(2));
    while (steps.step());
    for (const run of [pieces, steps]) expect([run.events, run.nowNs, run.stopped]).toEqual([whole.events, whole.nowNs, whole.stopped]);
  });

  it('is no deadlock while the queues shed, or have room for all', () => {
    for (const scenario of [circle({ whenFull: 'shed-newest' }), circle({ capacityJobs: 'unbounded', back: 0.3 })]) {
      const run = startValid(scenario);
      run.advanceTo(200);
      expect(run.stopped).toBe('');
    }
  });
});

describe('a circle that closes while nobody looks', () => {
  /** The worker calls a service and, at the same time, its own line. When the service has answered, it waits for itself; others go on beside it. */
  const scenario: Scenario = {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 10_000, classes: { job: { share: 1, priority: 0 } },
    stations: {
      source: { kind: 'producer', arrivals: { kind: 'trace', csv: 'atS\n1\n' } }, line: { kind: 'queue', capacityJobs: 'unbounded' },
      worker: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.1 }, callsInParallel: 'in-parallel' }, service: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 1 } },
      others: { kind: 'producer', arrivals: { kind: 'poisson', ratePerS: 10 } }, desk: { kind: 'workers', workers: 5, service: { kind: 'exponential', meanS: 0.1 } }, end: { kind: 'sink' },
    },
    links: [
      { from: 'source', to: 'line' }, { from: 'line', to: 'worker' }, { from: 'others', to: 'desk' }, { from: 'desk', to: 'end' },
      { from: 'worker', to: 'line', call: {} }, { from: 'worker', to: 'service', call: {} },
    ],
    timeline: [], checks: [], changelog: [],
  };

  it('is found after a while, at the same event however the run is cut into pieces', () => {
    const whole = startValid(scenario);
    whole.advanceTo(10_000);
    expect(whole.stopped).toBe('deadlock: line waits for worker waits for line');
    expect(whole.events).toBeLessThan(10_000);
    const pieces = startValid(scenario);
    while (!pieces.advanceSome(10_000, 1_000));
    const steps = startValid(scenario);
    while (steps.step());
    for (const run of [pieces, steps]) expect([run.events, run.nowNs, run.stopped]).toEqual([whole.events, whole.nowNs, whole.stopped]);
  });
});
