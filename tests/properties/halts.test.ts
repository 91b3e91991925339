// Method: random scenarios with circles, calls and finite sources. A run that was stopped because of a deadlock goes on in spite of it, and the
// stations that were named must never hand on a job; one that was not stopped must not stand still with jobs inside that nothing keeps there.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { f64, i32 } from '../../simulations/engine/arena';
import { Pause } from '../../simulations/engine/kernel';
import { CRASHED, FAILED, J_CELL, J_DUE, J_MARK, J_STATION, LEFT, PAUSED, Role, TIMED_OUT, WITHDRAWN, roleOfMark, stationAt } from '../../simulations/engine/layout';
import { eachJobRow } from '../../simulations/engine/job-table';
import type { EngineRun } from '../../simulations/scenario/start-run';
import type { Scenario, StationSpec } from '../../simulations/scenario/scenario';
import { EVENTS_MAX, FACTOR, holds, startValid } from './kit';
import { endS, someRunnable } from './some-scenario';
import { paramsOf } from './some-values';

/** So many jobs soon one after the other, and no more: what is left after a while is left for good. */
const someJobs = (min: number, max: number): fc.Arbitrary<Scenario> => fc.record({ scenario: someRunnable, jobs: fc.integer({ min, max }) }).map(({ scenario, jobs }): Scenario => ({
  ...scenario, timeline: [], warmupS: 0, durationS: 50,
  stations: Object.fromEntries(Object.entries(scenario.stations).map(([id, spec]) => [id, spec.kind === 'producer' ? { ...spec, arrivals: trace(jobs) } : spec])),
}));
/** Circles of workers and of queues that block. */
const tight = someJobs(10, 40).filter(({ stations }) => stations['back']?.kind === 'workers').map((scenario): Scenario => ({
  ...scenario,
  stations: Object.fromEntries(Object.entries(scenario.stations).map(([id, spec]) => {
    if (spec.kind === 'queue') return [id, { kind: 'queue', capacityJobs: 1 }];
    return [id, spec.kind === 'workers' ? { ...spec, workers: 1, sharing: 'one-each', batchSize: 1 } : spec];
  })),
}));
const trace = (jobs: number): StationSpec['arrivals'] => ({ kind: 'trace', csv: `atS\n${Array.from({ length: jobs }, (_, n) => 0.05 * Math.floor(n / 3)).join('\n')}\n` });

function go(run: EngineRun, scenario: Scenario): void {
  run.advanceSome(endS(scenario), EVENTS_MAX);
}

/** How many jobs have gone from a station in whatever way. */
const gone = (s: number): number => f64[s + LEFT]! + f64[s + FAILED]! + f64[s + TIMED_OUT]! + f64[s + WITHDRAWN]!;

/** Whether somebody is allowed to wait for ever: no workers, no places, a batch that never fills, an attempt that was lost and has no timeout. */
function mayWaitForEver(run: EngineRun): boolean {
  const stations = Object.entries(run.scenario.stations);
  const some = stations.some(([, spec], index) => {
    const s = stationAt(index);
    const params = paramsOf(spec);
    const closes = params['workers'] === 0 || params['batchWaitS'] === 'unbounded' || i32[2 * s + PAUSED]! > 0 || i32[2 * s + CRASHED]! > 0;
    return closes || spec.kind === 'limiter' || params['bufferJobs'] !== undefined || params['management'] !== undefined && params['capacityJobs'] === 0;
  });
  let lost = false;
  run.kernel.eachJob(() => undefined);
  eachJobRow((j) => {
    const isGhost = roleOfMark(i32[2 * j + J_MARK]!) === Role.attempt && i32[2 * j + J_CELL] === -1 && i32[2 * j + J_STATION] === 0 && i32[2 * j + J_DUE] === 0;
    if (isGhost) lost = true;
  });
  return some || lost;
}

describe('a run that comes to a halt', () => {
  it('in a circle never gets out of it, so that it was right to stop', () => {
    let found = 0;
    holds('a circle that halts', tight, (scenario) => {
      const run = startValid(scenario);
      go(run, scenario);
      if (run.deadlock.length === 0) return;
      found++;
      const { kernel } = run;
      // Whatever stands still behind them, a join drops copies that come late, and a cache answers what it can itself.
      const named = kernel.plan.stations.flatMap(({ id, kind }, index) => (run.deadlock.includes(id) && !['join', 'cache'].includes(kind.kind) ? [stationAt(index)] : []));
      const before = named.map(gone);
      for (let slices = 0; slices < 50; slices++) {
        const pause = kernel.run(1e9 * endS(scenario), 100);
        if (pause === Pause.noEvents || pause === Pause.reached) break;
      }
      expect(named.map(gone), run.stopped).toEqual(before);
    });
    if (FACTOR >= 1) expect(found).toBeGreaterThan(3);
  });

  it('says so: without a circle, jobs stay inside only where somebody may keep them for ever', () => {
    let ended = 0;
    holds('no unnamed stall', someJobs(1, 12), (scenario) => {
      const run = startValid(scenario);
      go(run, scenario);
      if (run.deadlock.length > 0 || run.kernel.eventsPending > 0) return;
      ended++;
      let inside = 0;
      run.kernel.eachJob(() => { inside++; });
      if (inside > 0) expect(mayWaitForEver(run), `${inside} jobs inside, and no event`).toBe(true);
    });
    if (FACTOR >= 1) expect(ended).toBeGreaterThan(100);
  });
});
